"""Deals as lists show them: everything a row needs, put into words once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from greenpact.cities.models import City
from greenpact.deals.choices import DealKind, DealTier, SignatureState, WorkState
from greenpact.deals.models import Deal, DealQuerySet, Party
from greenpact.labels.models import Label
from greenpact.portal import addresses
from greenpact.portal.labels.rows import held_badge, held_by
from greenpact.ui.templatetags.ui import badge, worded
from greenpact.ui.wording import Worded
from greenpact.ui.wording import worded as choose

#: How many letters of a summary, and how many parties, a row shows.
SUMMARY = 200
NAMED_PARTIES = 3


@dataclass(frozen=True, slots=True)
class DealRow:
    """One deal of a list. `title`, `summary` and the badges are safe HTML; the rest is plain text."""

    ref: str
    address: str
    title: str
    summary: str
    kind: str
    field: str
    kicker: str
    work: SafeString
    signature: SafeString
    tier: SafeString | str
    label: SafeString | str
    period: str
    parties: str
    changed_on: date


#: What a row reads of a deal; the description of its field stays where it is.
COLUMNS = (
    *(
        "ref",
        "kind",
        "title",
        "summary",
        "tier",
        "work_state",
        "signature_state",
        "changed_at",
        "published_at",
    ),
    *("start_year", "end_year", "starts_on", "ends_on", "city_id", "field__name"),
)


def listed(deals: DealQuerySet) -> DealQuerySet:
    """Deals with what a row of a list needs, and nothing more; their city is not among it."""
    return deals.select_related("field").only(*COLUMNS)


def rows_of(deals: Sequence[Deal], *, city: City) -> list[DealRow]:
    """Rows for a list on a city's pages of deals that come from `listed`.

    One query for the parties, one for labels where a deal was signed, and one where deals of other cities are among
    them.
    """
    parties, homes = _party_names(deals), _homes(deals, city)
    labels = held_by(deals, city.day(timezone.now()))
    language = get_language() or "en"
    return [
        _row(deal, parties.get(deal.pk, ()), city, homes[deal.city_id], language, label=labels.get(deal.pk))
        for deal in deals
    ]


def _row(
    deal: Deal, parties: Sequence[str], city: City, home: City, language: str, *, label: Label | None
) -> DealRow:
    kind = _kind(deal.kind, language)
    field = choose(deal.field.name, language).text if deal.field else ""
    elsewhere = "" if home is city else choose(home.name, language).text
    return DealRow(
        ref=deal.ref,
        address=addresses.deal(home.slug, deal.ref),
        title=worded(choose(deal.title, language)),
        summary=in_short(deal, language),
        kind=kind,
        field=field,
        kicker=" · ".join(part for part in (kind, field, elsewhere) if part),
        work=state_badge("work", deal.work_state, language),
        signature=state_badge("sign", deal.signature_state, language),
        tier=state_badge("tier", deal.tier, language) if deal.tier else "",
        label=held_badge(label),
        period=period_in_words(deal),
        parties=names_in_words(parties),
        changed_on=city.day(deal.changed_at),
    )


def _homes(deals: Sequence[Deal], city: City) -> dict[int, City]:
    """The cities in whose registers deals stand."""
    others = {deal.city_id for deal in deals} - {city.pk}
    found = City.objects.only("slug", "name").in_bulk(others) if others else {}
    return {city.pk: city, **found}


AXES: dict[str, type[WorkState] | type[SignatureState] | type[DealTier]] = {
    "work": WorkState,
    "sign": SignatureState,
    "tier": DealTier,
}


@lru_cache(maxsize=256)
def state_badge(axis: str, state: str, _language: str) -> SafeString:
    """The badge of a state, made once for each language."""
    return badge(axis, state, AXES[axis](state).label)


@lru_cache(maxsize=64)
def _kind(kind: str, _language: str) -> str:
    return str(DealKind(kind).label)


def in_short(deal: Deal, language: str) -> str:
    """The beginning of a deal's summary in the reader's language, marked when it is in another."""
    whole = choose(deal.summary, language)
    if len(whole.text) <= SUMMARY:
        return worded(whole)
    beginning = whole.text[:SUMMARY].rsplit(maxsplit=1)[0]
    return worded(Worded(f"{beginning} …", whole.language, whole.is_fallback))


def period_in_words(deal: Deal) -> str:
    """The years a deal is meant to last, as far as they are stated: "2024–2030", "since 2024"."""
    start = deal.starts_on.year if deal.starts_on else deal.start_year
    end = deal.ends_on.year if deal.ends_on else deal.end_year
    if start and end:
        return str(start) if start == end else f"{start}–{end}"
    if start:
        return _("since %(year)s") % {"year": start}
    return _("until %(year)s") % {"year": end} if end else ""


def names_in_words(names: Sequence[str]) -> str:
    """Some names and how many more there are."""
    shown, more = ", ".join(names[:NAMED_PARTIES]), len(names) - NAMED_PARTIES
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(more)s more", "%(names)s and %(more)s more", more) % {
        "names": shown,
        "more": more,
    }


def _party_names(deals: Sequence[Deal]) -> dict[int, list[str]]:
    names: dict[int, list[str]] = defaultdict(list)
    rows = Party.objects.filter(deal__in=[deal.pk for deal in deals], left_on__isnull=True)
    for deal, name in rows.order_by("deal", "position", "pk").values_list("deal_id", "organisation__name"):
        names[deal].append(name)
    return names
