"""The page of a party: who it is, the deals it is in, and everything it promised there."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from greenpact.deals.choices import DealKind, RoleInDeal, SignatureState, WorkState
from greenpact.deals.document import ClauseKind
from greenpact.deals.models import ClauseRow, Deal, Party
from greenpact.measures.models import Measure
from greenpact.pages.keyset import NEWEST_FIRST, TamperedCursor, slice_of
from greenpact.parties.models import Organisation
from greenpact.portal import addresses
from greenpact.portal.deals.commitments import LATE, CommitmentRow, commitment_row, counts, measure_of
from greenpact.portal.deals.commitments import Count as StateCount
from greenpact.portal.deals.parts import kind_in_words
from greenpact.portal.deals.rows import listed, period_in_words
from greenpact.portal.finding import find_party
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.json_ld import json_ld
from greenpact.portal.refusing import refused_cursor
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import badge, worded

#: What the schemes of identifiers are called.
SCHEMES = {
    "lei": "LEI",
    "vat": gettext_lazy("VAT number"),
    "pic": "PIC",
    "hrb": gettext_lazy("Trade register"),
    "ror": "ROR",
    "wikidata": "Wikidata",
    "eutr": gettext_lazy("EU Transparency Register"),
}


@dataclass(frozen=True, slots=True)
class InDeal:
    """A deal of the party, what it is there, and what it promised there. `title` and the badges are safe HTML."""

    address: str
    title: str
    kind: str
    period: str
    work: SafeString
    signature: SafeString
    role: str
    left_on: date | None
    commitments: list[CommitmentRow]


def party_page(request: HttpRequest, city: str, party: str) -> HttpResponse:
    """An organisation that is, or once was, party to a public deal."""
    row = find_party(city, party)
    today = row.city.day(timezone.now())
    deals = Deal.objects.published().filter(pk__in=Party.objects.filter(organisation=row).values("deal"))
    start = addresses.party(city, party)
    above = [Place(_("Parties"), addresses.parties(city))]
    about = in_language(row.text) or _("What %(party)s promised in Local Green Deals.") % {"party": row.name}
    frame = city_frame(request, row.city, here=Here.PARTIES, title=row.name, description=about, above=above)
    try:
        page = slice_of(listed(deals), NEWEST_FIRST, request.GET.get("page", ""))
    except TamperedCursor:
        return refused_cursor(request, frame, start=start)
    context = {
        **frame,
        "party": row,
        "follow_address": addresses.follow(row.city.slug, "party", row.ref),
        "kind": kind_in_words(row),
        "identifiers": [
            (SCHEMES[scheme], text) for scheme, text in row.identifiers.items() if scheme in SCHEMES
        ],
        "role_addresses": list(row.role_addresses.all()),
        "deals": in_deals(row, page.rows, today=today),
        "deal_number": len(page.rows) if not page.newer and not page.older else deals.count(),
        "counts": counts_of(row, today=today),
        "newer": addresses.page(start, page.newer),
        "older": addresses.page(start, page.older),
        "json_ld": _for_machines(row, frame),
    }
    return render(request, "portal/parties/party.html", context)


def in_deals(party: Organisation, deals: Sequence[Deal], *, today: date) -> list[InDeal]:
    """Deals with the party's role and commitments in each (three queries)."""
    parties = {
        row.deal_id: row for row in Party.objects.filter(organisation=party, deal__in=deals).order_by("pk")
    }
    promised = _commitments(party, deals, today)
    slug = party.city.slug
    return [_in_deal(deal, slug, parties.get(deal.pk), promised[deal.pk]) for deal in deals]


def counts_of(party: Organisation, *, today: date) -> list[StateCount]:
    """How far the measures of a party are in all of its public deals (one query)."""
    measures = Measure.objects.standing().filter(
        clause__party=party, clause__deal__published_at__isnull=False
    )
    late = Q(pk__in=Measure.objects.late(today).values("pk"))
    groups = (
        measures.order_by().values_list("state").annotate(number=Count("pk"), late=Count("pk", filter=late))
    )
    numbers: Counter[str] = Counter()
    for state, number, late_number in groups:
        numbers[state] += number - late_number
        numbers[LATE] += late_number
    return counts(numbers)


def _commitments(party: Organisation, deals: Sequence[Deal], today: date) -> dict[int, list[CommitmentRow]]:
    clauses = ClauseRow.objects.standing().filter(party=party, deal__in=deals, kind=ClauseKind.COMMITMENT)
    rows = list(clauses.select_related("measure"))
    prefetch_related_objects(
        [measure for row in rows if (measure := measure_of(row)) is not None], "milestones"
    )
    found: dict[int, list[CommitmentRow]] = defaultdict(list)
    for row in rows:
        found[row.deal_id].append(commitment_row(row, today=today))
    return found


def _in_deal(deal: Deal, slug: str, party: Party | None, commitments: list[CommitmentRow]) -> InDeal:
    return InDeal(
        address=addresses.deal(slug, deal.ref),
        title=worded(deal.title),
        kind=str(DealKind(deal.kind).label),
        period=period_in_words(deal),
        work=badge("work", deal.work_state, WorkState(deal.work_state).label),
        signature=badge("sign", deal.signature_state, SignatureState(deal.signature_state).label),
        role=str(RoleInDeal(party.role).label) if party else "",
        left_on=party.left_on if party else None,
        commitments=commitments,
    )


def _for_machines(party: Organisation, frame: dict[str, Any]) -> str:
    place = {"@type": "PostalAddress", "addressLocality": party.place} if party.place else ""
    return json_ld(
        {
            "@type": "Organization",
            "name": party.name,
            "url": frame["address"],
            "sameAs": party.web,
            "description": frame["description"],
            "address": place,
        }
    )
