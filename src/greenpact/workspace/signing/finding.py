"""Which rounds, seats and signatures somebody may see and act in; for all others there are none."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.signing.reading import SeatView, mandates_for, open_round, reach_of, seats_of
from greenpact.deals.signing_rules import Route
from greenpact.parties.models import Mandate
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit
from greenpact.workspace.deals.finding import find_deal


@dataclass(frozen=True, slots=True)
class Place:
    """A seat at which the visitor may do something: sign with one of their mandates, or record for others."""

    deal: Deal
    row: Round
    view: SeatView
    mandates: list[Mandate]

    @property
    def seat(self) -> Seat:
        return self.view.seat


def find_round(visit: Visit, ref: str) -> Round:
    """The open round of a deal that the visitor may see; raises `Http404`."""
    deal = find_deal(visit, ref)
    row = open_round(deal)
    if row is None:
        raise Http404(ref)
    row.deal = deal
    return row


def find_place(visit: Visit, ref: str, organisation: str, route: Route) -> Place:
    """A seat where the visitor may sign by a route; raises `Http404`.

    By a click people sign for themselves. The PDF is brought back by its signer or by the staff that keeps the deal;
    a paper is recorded by the staff alone.
    """
    row = find_round(visit, ref)
    view = next((view for view in seats_of(row) if view.organisation.ref == organisation), None)
    if view is None:
        raise Http404(organisation)
    view.seat.round = row
    mandates = list(mandates_for(view.seat, reach_of(row), visit.today))
    own = [mandate for mandate in mandates if mandate.account_id == visit.account.pk]
    is_staff = visit.standing.may(Deed.EDIT_DEALS)
    if route is Route.PAPER:
        found = mandates if is_staff else []
    else:
        found = mandates if is_staff and route is Route.QUALIFIED else own
    if not found and not (is_staff and route is not Route.CLICK):
        raise Http404(organisation)
    return Place(row.deal, row, view, found)


def find_own_seat(visit: Visit, ref: str, organisation: str) -> Seat:
    """A seat of an organisation for which the visitor may sign; raises `Http404`."""
    return find_place(visit, ref, organisation, Route.CLICK).seat


def may_withdraw(visit: Visit, given: SignatureRow) -> bool:
    """Whether the visitor may take a signature back: their own; the programme office those that it recorded."""
    is_own = given.mandate.account_id == visit.account.pk
    return is_own or (given.route == Route.PAPER and visit.standing.may(Deed.KEEP_CITY))


def find_signature(visit: Visit, ref: str, signature: str) -> SignatureRow:
    """A standing signature of the open round that the visitor may take back; raises `Http404`."""
    row = find_round(visit, ref)
    rows = SignatureRow.objects.standing().select_related("mandate__account", "seat__organisation")
    given = get_object_or_404(rows, ref=signature, seat__round=row)
    if not may_withdraw(visit, given):
        raise Http404(signature)
    given.seat.round = row
    return given
