"""How values of a snapshot stand on paper, in the language that is active: states, days, amounts, and blanks."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from greenpact.measures.models import MeasureState, NonValueChoice, ProvenanceChoice
from greenpact.reports.fields import Format, field_of
from greenpact.reports.paper import Fact, Paper, Prose, in_passages
from greenpact.reports.rules import Period
from greenpact.ui.figures import day as written_day
from greenpact.ui.figures import number, with_unit
from greenpact.ui.wording import Texts, worded

Data = Mapping[str, Any]

#: In this order measures are counted; each counts once, a late one as late.
STATES = ("late", "under_way", "done", "planned", "given_up", "unknown")

#: Units that people read otherwise than they are named in data.
UNITS = {"percent": "%"}


def language() -> str:
    return get_language() or "en"


def said(texts: Texts | str | None) -> str:
    """A text in the language that is active, or the nearest one there is."""
    return texts if isinstance(texts, str) else worded(texts, language()).text


def spoken(texts: Texts | None) -> str:
    """In which language `said` gives a text."""
    return worded(texts, language()).language


def label(kind: Format, ref: str) -> str:
    return str(field_of(kind, ref).label)


def labels(kind: Format, *refs: str) -> tuple[str, ...]:
    return tuple(label(kind, ref) for ref in refs)


def blank(kind: Format, ref: str) -> str:
    return str(field_of(kind, ref).blank)


def fact(kind: Format, ref: str, value: str, lang: str = "") -> Fact:
    """A line of facts; a blank says why."""
    if not value:
        return Fact(ref, label(kind, ref), blank(kind, ref), is_blank=True)
    return Fact(ref, label(kind, ref), value, language=lang)


def prose(kind: Format, ref: str, texts: Texts | None) -> Prose:
    """What people wrote for a field, or why there is nothing."""
    found = worded(texts, language())
    if not found:
        return Prose(ref, (), blank(kind, ref))
    return Prose(ref, in_passages(found.text, found.language))


def cell(kind: Format, ref: str, value: str) -> str:
    """A cell of a table; a blank says why."""
    return value or f"– {blank(kind, ref)}"


def day_of(text: str, length: str = "medium") -> str:
    """A day of the snapshot, written out; empty where there is none."""
    return written_day(date.fromisoformat(text), language(), length) if text else ""


def span_words(first_on: str, until: str) -> str:
    """A period as short as it can be read: a year, a month, a quarter, or two days."""
    period = Period(date.fromisoformat(first_on), date.fromisoformat(until))
    first, last = period.first_on, period.last_on
    if period == Period.year(first.year):
        return str(first.year)
    if first.day == 1 and period.until.day == 1:
        months = (period.until.year - first.year) * 12 + period.until.month - first.month
        if months == 1:
            return f"{first:%m}/{first.year}"
        if months == 3 and first.month % 3 == 1:
            return f"Q{(first.month + 2) // 3} {first.year}"
    if first == last:
        return written_day(first, language(), "medium")
    return f"{written_day(first, language(), 'medium')} – {written_day(last, language(), 'medium')}"


def period_words(data: Data) -> str:
    return span_words(data["period"]["first_on"], data["period"]["until"])


def amount(value: Any, unit: str = "", digits: int = 3) -> str:
    """A number with its unit, as the language writes it; empty where there is none."""
    if value in (None, ""):
        return ""
    return with_unit(number(float(value), language(), digits), UNITS.get(unit, unit), language())


def share_words(value: float | None) -> str:
    """A share of a way as whole per cent; negative where it went back."""
    return "" if value is None else with_unit(number(round(100 * value), language()), "%", language())


def money(value: float) -> str:
    return with_unit(number(round(value), language()), "EUR", language())


def state_of(measure: Data | None) -> str:
    """How a measure counts: late before its state, unknown where nobody said."""
    if measure is None:
        return "unknown"
    return "late" if measure["late_days"] else str(measure["state"])


def state_words(state: str) -> str:
    return pgettext("state of a measure", "late") if state == "late" else str(MeasureState(state).label)


def counted(deals: Sequence[Data]) -> list[tuple[str, int]]:
    """How many measures stand how, in the order of `STATES`."""
    found = Counter(state_of(one["measure"]) for deal in deals for one in deal["commitments"])
    return [(state, found[state]) for state in STATES]


def party_names(deal: Data) -> dict[str, str]:
    return {party["ref"]: party["name"] for party in deal["parties"]}


def reading_words(reading: Data, unit: str) -> str:
    """The value with its bounds, or why there is none."""
    if reading["non_value"]:
        return str(NonValueChoice(reading["non_value"]).label)
    value = amount(reading["value"], unit)
    lower, upper = amount(reading["lower"]), amount(reading["upper"])
    return f"{value} ({lower or '…'} – {upper or '…'})" if lower or upper else value


def provenance_words(reading: Data) -> str:
    return str(ProvenanceChoice(reading["provenance"]).label) if reading["provenance"] else _("not stated")


def promised(deals: Sequence[Data]) -> float:
    """The sum of the amounts that commitments name, in euro."""
    return sum(float(one["money_eur"]) for deal in deals for one in deal["commitments"] if one["money_eur"])


def paper_of(
    data: Data, title: str, kicker: str, blocks: Sequence[Any], *, sha256: str, canonical: str
) -> Paper:
    """The paper around its blocks: whose, of when, from which snapshot."""
    at = datetime.fromisoformat(f"{data['day']}T12:00:00").replace(tzinfo=UTC)
    foot = " · ".join(
        [
            said(data["city"]["name"]),
            _("as of %(day)s") % {"day": day_of(data["day"])},
            _("journal up to entry %(number)s") % {"number": data["journal"]["number"]},
            f"Greenpact {data['release']}",
        ]
    )
    return Paper(
        title=title,
        kicker=kicker,
        language=language(),
        at=at,
        blocks=tuple(blocks),
        author=said(data["city"]["name"]),
        foot=foot,
        hash_words=_("SHA-256 of the report: %(hash)s") % {"hash": sha256} if sha256 else "",
        data=canonical,
        data_words=_("The data of this report are attached to this file as report.json."),
        is_draft=not sha256,
        draft_words=_("Draft"),
        page_words=_("Page {page} of {pages}"),
    )
