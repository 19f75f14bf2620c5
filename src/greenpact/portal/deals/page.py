"""The page of a deal: who promised what, how far it is, since when, and where that was read."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import chain
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.cities.models import District
from greenpact.cities.sdgs import SDGS
from greenpact.deals.choices import DealKind, DealTier, LegalNature, SignatureState, WorkState
from greenpact.deals.models import Deal
from greenpact.deals.previewing import PARAMETER
from greenpact.deals.rules import SIGNED_ONCE
from greenpact.labels.models import Label
from greenpact.measures.rules import State
from greenpact.portal import addresses
from greenpact.portal.deals.commitments import CommitmentRow, counted
from greenpact.portal.deals.history import history_of
from greenpact.portal.deals.parts import (
    PartyRow,
    clauses_of,
    goal_rows,
    groups_of,
    party_rows,
    provision_rows,
    source_rows,
    version_rows,
)
from greenpact.portal.deals.places import DealMap, map_with
from greenpact.portal.deals.rows import period_in_words
from greenpact.portal.deals.signed import endings_of, is_past_signed, signed_versions
from greenpact.portal.deals.sums import sum_rows
from greenpact.portal.deals.timeline import time_of
from greenpact.portal.finding import find_deal
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.portal.ideas.faces import origins_of
from greenpact.portal.json_ld import json_ld
from greenpact.portal.labels.rows import LabelRow, rows_of
from greenpact.ui.geography import Point
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import badge
from greenpact.ui.wording import Worded
from greenpact.ui.wording import worded as choose

#: A paragraph of more letters is too much for the large type in which a page is led in.
LONGEST_LEAD = 420


def deal_page(request: HttpRequest, city: str, deal: str) -> HttpResponse:
    """A public deal; with a preview token one that is not public yet, exactly as it will be, and never kept."""
    token = request.GET.get(PARAMETER, "")
    row = find_deal(city, deal, token=token)
    if row.is_published and token:
        return redirect(addresses.deal(city, deal))
    context = {**_frame(request, row), **_parts(row, row.city.day(timezone.now()))}
    context["is_past_signed"] = is_past_signed(context["signed"], context["versions"])
    if row.is_published:
        context["follow_address"] = addresses.follow(row.city.slug, "deal", row.ref)
    context["json_ld"] = _for_machines(row, context)
    response = render(request, "portal/deals/deal.html", context)
    if not row.is_published:
        response["Cache-Control"] = "no-store"
        response["X-Robots-Tag"] = "noindex"
        response["Referrer-Policy"] = "no-referrer"
    return response


def _frame(request: HttpRequest, deal: Deal) -> dict[str, Any]:
    title = in_language(deal.title)
    above = [Place(_("Deals"), addresses.deals(deal.city.slug))]
    description = in_language(deal.summary)
    frame = city_frame(request, deal.city, here=Here.DEALS, title=title, description=description, above=above)
    return frame if deal.is_published else {**frame, "may_be_indexed": False, "is_preview": True}


def _parts(deal: Deal, today: date) -> dict[str, Any]:
    """Everything the page shows, each kind of row in one query."""
    clauses = clauses_of(deal)
    standing = [clause for clause in clauses if not clause.is_dropped]
    parties = party_rows(deal, deal.parties.select_related("organisation"))
    groups = groups_of(deal, standing, parties, today=today)
    commitments = list(chain.from_iterable(group.commitments for group in groups))
    districts = list(deal.districts.all())
    return {
        "deal": deal,
        **_summary(deal),
        "kind": DealKind(deal.kind).label,
        "nature": LegalNature(deal.legal_nature).label,
        **_states(deal),
        "labels": _labels(deal, today),
        "period": period_in_words(deal),
        "changed_on": deal.city.day(deal.changed_at),
        "parties": parties,
        "goals": goal_rows(standing),
        "sums": sum_rows(deal),
        "groups": groups,
        "idle": _without_commitment(parties, {group.party.ref for group in groups if group.party}),
        "counts": counted(commitments),
        "done": _done(commitments),
        "time": time_of(deal, standing, today=today),
        "provisions": provision_rows(standing),
        "history": history_of(deal, clauses),
        "versions": version_rows(deal, deal.versions.defer("canonical")),
        "signed": signed_versions(deal),
        "endings": endings_of(deal),
        "sources": source_rows(deal.sources.all()),
        "agreement_address": _agreement(deal),
        "measures_address": addresses.measures(deal.city.slug, deal.ref) if deal.is_published else "",
        "sdgs": [SDGS[number] for number in sorted(deal.sdgs) if number in SDGS],
        "districts": districts,
        "origins": origins_of(deal),
        "ideas_address": addresses.ideas(deal.city.slug),
        "further_cities": list(deal.further_cities.only("slug", "name")),
        "map": _map(deal, districts) if deal.city.outline else None,
    }


def _agreement(deal: Deal) -> str:
    """Where the agreement's text is read: of a public deal that was written here, not compiled from sources."""
    return addresses.agreement(deal.city.slug, deal.ref) if deal.is_published and not deal.is_compiled else ""


def _summary(deal: Deal) -> dict[str, Any]:
    """The first paragraph of the summary leads the page, unless it is too long for that; the others are its text."""
    whole = choose(deal.summary, get_language() or "en")
    paragraphs = [
        Worded(paragraph.strip(), whole.language, whole.is_fallback)
        for paragraph in re.split(r"\n\s*\n", whole.text.strip())
    ]
    lead = paragraphs.pop(0) if len(paragraphs[0].text) <= LONGEST_LEAD else None
    return {"lead": lead, "about": paragraphs}


def _states(deal: Deal) -> dict[str, Any]:
    return {
        "work": badge("work", deal.work_state, WorkState(deal.work_state).label),
        "signature": badge("sign", deal.signature_state, SignatureState(deal.signature_state).label),
        "tier": badge("tier", deal.tier, DealTier(deal.tier).label) if deal.tier else "",
    }


def _labels(deal: Deal, today: date) -> list[LabelRow]:
    """The labels that the public may read of, newest first; only what was signed can have one."""
    if deal.signature_state not in SIGNED_ONCE or not deal.is_published:
        return []
    rows = Label.objects.public().filter(deal=deal).select_related("city", "deal").order_by("-pk")
    return rows_of(rows, today)


def _without_commitment(parties: Sequence[PartyRow], busy: set[str]) -> list[PartyRow]:
    return [party for party in parties if party.ref not in busy and party.left_on is None]


def _done(commitments: Sequence[CommitmentRow]) -> dict[str, Any]:
    """How many measures are done of those whose state is known; no share where none is known."""
    known = [row for row in commitments if row.measure.standing != State.UNKNOWN]
    done = sum(row.measure.standing == State.DONE for row in known)
    return {"number": done, "of": len(commitments), "share": done / len(commitments) if known else None}


def _map(deal: Deal, districts: Sequence[District]) -> DealMap | None:
    """Where the deal is within the outline of its city; without the outline, a point would say nothing."""
    if deal.lat is not None and deal.lon is not None:
        return map_with([Point(deal.lat, deal.lon, in_language(deal.title))], deal.city)
    placed = [(row.lat, row.lon, row.name) for row in districts]
    points = [Point(lat, lon, name) for lat, lon, name in placed if lat is not None and lon is not None]
    return map_with(points, deal.city)


def _for_machines(deal: Deal, context: dict[str, Any]) -> str:
    return json_ld(
        {
            "@type": "CreativeWork",
            "name": context["title"],
            "description": context["description"],
            "url": context["address"],
            "inLanguage": get_language(),
            "identifier": deal.full_ref,
            "genre": str(context["kind"]),
            "dateModified": deal.changed_at.isoformat(),
            "contributor": [{"@type": "Organization", "name": party.name} for party in context["parties"]],
            "spatialCoverage": {"@type": "City", "name": context["city_name"]},
            "isBasedOn": [source.address for source in context["sources"]],
        }
    )
