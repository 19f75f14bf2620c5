"""Who sits in the negotiation room of a deal, and for whom they speak there."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from greenpact.deals.models import Change, ClauseRow, Deal, InnerRemark, Party, PartyNote, Remark, Room
from greenpact.deals.negotiation.reading import Table, lay_table
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed, Role
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.finding import visible_deals

#: Roles that speak for the city. The operator of the installation is none of them: nobody decides for others.
SPEAKS_FOR_CITY = frozenset({Role.PROGRAMME_OFFICE, Role.OFFICE_EDITOR})


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a room: where, and the parties they speak for; none for whoever only reads."""

    visit: Visit
    deal: Deal
    room: Room
    sides: tuple[Organisation, ...]
    is_city: bool  # speaks for the city, also where it is no party
    sees_inside: bool  # reads what the city's offices say among themselves
    people_of: frozenset[int] = frozenset()  # organisations whose notes they may read

    @property
    def may_speak(self) -> bool:
        return bool(self.sides) or self.is_city

    @property
    def refs(self) -> frozenset[str]:
        """The parties they speak for; empty text for the city beside the parties."""
        found = {side.ref for side in self.sides}
        return frozenset(found | ({""} if self.is_city else set()))


def find_deal_with_room(visit: Visit, ref: str) -> Deal:
    """A deal that the visitor may see, with its room if it has one; raises `Http404`."""
    deals = visible_deals(visit).select_related("field", "room__city_party")
    deal = get_object_or_404(deals, ref=ref)
    deal.city = visit.city
    return deal


def room_of(deal: Deal) -> Room | None:
    return getattr(deal, "room", None)


def seat_in(visit: Visit, deal: Deal, parties: list[Party]) -> Seat:
    """The visitor's seat in a room that is open; raises `Http404` where there is none."""
    room = room_of(deal)
    if room is None:
        raise Http404(deal.ref)
    is_city = bool(visit.standing.roles & SPEAKS_FOR_CITY)
    own = visit.standing.own_organisations
    sides = [
        party.organisation
        for party in parties
        if party.organisation_id in own or (is_city and party.organisation_id == room.city_party_id)
    ]
    return Seat(
        visit=visit,
        deal=deal,
        room=room,
        sides=tuple(sides),
        is_city=is_city,
        sees_inside=visit.standing.may(Deed.SEE_INNER_LAYER),
        people_of=frozenset(party.organisation_id for party in parties) & own,
    )


def take_seat(visit: Visit, ref: str, deal: Deal | None = None) -> tuple[Seat, Table]:
    """The visitor's seat, and the room as it stands; raises `Http404`. `deal` is the deal where it is loaded."""
    deal = deal or find_deal_with_room(visit, ref)
    room = room_of(deal)
    if room is None:
        raise Http404(ref)
    table = lay_table(deal, room, clauses_with_counts(visit, deal))
    return seat_in(visit, deal, table.parties), table


def clauses_with_counts(visit: Visit, deal: Deal) -> QuerySet[ClauseRow]:
    """The clauses as they stand, each with how much was said about it where the visitor may read it."""
    layers: dict[str, Any] = {"said": Remark.objects.all()}
    if visit.standing.may(Deed.SEE_INNER_LAYER):
        layers["said_inside"] = InnerRemark.objects.all()
    else:
        layers["noted"] = PartyNote.objects.filter(party__in=visit.standing.own_organisations)
    counts = {name: _count(rows) for name, rows in layers.items()}
    return deal.clauses.standing().annotate(**counts)


def _count(rows: Any) -> Coalesce:
    """How many of some remarks are about the clause at hand."""
    about = rows.filter(deal=OuterRef("deal"), clause=OuterRef("ref")).order_by()
    return Coalesce(Subquery(about.values("clause").annotate(n=Count("pk")).values("n")), 0)


def speaking_for(request: HttpRequest, seat: Seat) -> Organisation | None:
    """The party for which somebody speaks, as they chose where they speak for several; None for the city beside the
    parties. Raises `Http404` for whoever only reads."""
    if not seat.may_speak:
        raise Http404(seat.deal.ref)
    wanted = request.POST.get("party", "")
    return next((side for side in seat.sides if side.ref == wanted), next(iter(seat.sides), None))


def answering_for(request: HttpRequest, seat: Seat) -> Organisation:
    """As `speaking_for`, where only a party can answer; raises `Http404` for the city beside the parties."""
    party = speaking_for(request, seat)
    if party is None:
        raise Http404(seat.deal.ref)
    return party


def find_change(deal: Deal, ref: str) -> Change:
    """A change of a deal, open or not; raises `Http404`."""
    found = get_object_or_404(deal.changes.select_related("party", "counters"), ref=ref)
    found.deal = deal
    return found
