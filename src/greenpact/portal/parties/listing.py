"""Everybody who is party to a public deal of a city: by kind, by name, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from greenpact.deals.models import Party
from greenpact.deals.searching import LONGEST_QUERY
from greenpact.pages.keyset import BY_NAME, TamperedCursor, slice_of
from greenpact.parties.models import Organisation, OrganisationKind, OrganisationQuerySet
from greenpact.portal import addresses
from greenpact.portal.deals.filter_form import fixed_drop_down
from greenpact.portal.deals.listing import COUNTED
from greenpact.portal.deals.parts import kind_in_words
from greenpact.portal.finding import IN_PUBLIC, find_city
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.refusing import refused_cursor
from greenpact.ui.templatetags.ui import number


@dataclass(frozen=True, slots=True)
class OrganisationRow:
    name: str
    address: str
    kind: str
    place: str
    deals: int


def party_list(request: HttpRequest, city: str) -> HttpResponse:
    """Everybody who is party to a public deal, in the order of their names."""
    row = find_city(city)
    words, kind = _asked(request)
    found = _narrowed(Organisation.objects.filter(Exists(IN_PUBLIC), city=row), words, kind)
    start = addresses.parties(city)
    about = _("Who takes part in the Local Green Deals of %(city)s, and what each of them promised.")
    about %= {"city": in_language(row.name)}
    frame = city_frame(request, row, here=Here.PARTIES, title=_("Parties"), description=about)
    try:
        page = slice_of(found, BY_NAME, request.GET.get("page", ""))
    except TamperedCursor:
        return refused_cursor(request, frame, start=start)
    context = {
        **frame,
        "rows": _rows(page.rows, city),
        "words": words,
        "is_narrowed": bool(words or kind),
        "choice": fixed_drop_down("party", kind, get_language() or "en", called="kind"),
        "ignored": "" if kind else request.GET.get("kind", "")[:60],
        "start": start,
        "count_words": _count_in_words(
            found, is_whole=not page.newer and not page.older, shown=len(page.rows)
        ),
        "newer": addresses.page(start, page.newer, q=words, kind=kind),
        "older": addresses.page(start, page.older, q=words, kind=kind),
    }
    return render(request, "portal/parties/list.html", context)


def _asked(request: HttpRequest) -> tuple[str, str]:
    words = " ".join(request.GET.get("q", "").replace("\x00", " ").split())[:LONGEST_QUERY]
    kind = request.GET.get("kind", "")
    return words, kind if kind in OrganisationKind.values else ""


def _narrowed(rows: OrganisationQuerySet, words: str, kind: str) -> OrganisationQuerySet:
    return (rows.filter(kind=kind) if kind else rows).called(words)


def _rows(organisations: Sequence[Organisation], slug: str) -> list[OrganisationRow]:
    public = Party.objects.filter(organisation__in=organisations, deal__published_at__isnull=False)
    numbers = dict(
        public.order_by().values_list("organisation").annotate(number=Count("deal", distinct=True))
    )
    return [
        OrganisationRow(
            name=row.name,
            address=addresses.party(slug, row.ref),
            kind=kind_in_words(row),
            place=row.place,
            deals=numbers.get(row.pk, 0),
        )
        for row in organisations
    ]


def _count_in_words(found: QuerySet[Organisation], *, is_whole: bool, shown: int) -> str:
    count = shown if is_whole else found.order_by()[: COUNTED + 1].count()
    if count > COUNTED:
        return _("More than %(count)s parties") % {"count": number(COUNTED)}
    return ngettext("%(count)s party", "%(count)s parties", count) % {"count": number(count)}
