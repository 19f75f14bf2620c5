"""Reading how far a round is: who has signed, whose turn it is, what each signature needs, and what was signed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch

from greenpact.deals.document import Document, from_data
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.rules import Nature, PartyRole
from greenpact.deals.signing_rules import (
    Need,
    RoundState,
    Route,
    SeatStand,
    Signatory,
    need,
    reach_for,
    whose_turn,
)
from greenpact.files.models import File
from greenpact.parties.mandate_rules import Reach, are_enough, covers
from greenpact.parties.models import Mandate, Organisation


@dataclass(frozen=True, slots=True)
class SeatView:
    """A signatory of a round as it stands: signatures that count, what is needed, and whether it is its turn."""

    seat: Seat
    stand: SeatStand
    need: Need
    is_turn: bool
    signatures: list[SignatureRow] = field(default_factory=list)

    @property
    def organisation(self) -> Organisation:
        return self.seat.organisation

    @property
    def needs_second(self) -> bool:
        """Whether one has signed who may do so only together with another."""
        return bool(self.signatures) and not self.stand.is_filled


def nature_of(row: Round) -> Nature:
    """The legal nature of what is signed, as it stands in the frozen document."""
    return Nature(json.loads(row.canonical)["document"]["legal_nature"])


def signed_document(row: Round) -> Document:
    """The document that a round froze."""
    return from_data(json.loads(row.canonical)["document"])


def seats_of(row: Round) -> list[SeatView]:
    """The seats of a round in their order (two queries)."""
    standing = SignatureRow.objects.standing().select_related("mandate__account", "file", "witness")
    seats = list(
        row.seats.select_related("organisation__city").prefetch_related(
            Prefetch("signatures", queryset=standing)
        )
    )
    stands = [_stand(seat) for seat in seats]
    is_open = row.state == RoundState.OPEN
    turns = whose_turn(stands, is_ordered=row.is_ordered) if is_open else frozenset()
    nature = nature_of(row)
    return [
        SeatView(
            seat=seat,
            stand=stand,
            need=need(nature, signatory(seat.organisation)),
            is_turn=seat.position in turns,
            signatures=list(seat.signatures.all()),
        )
        for seat, stand in zip(seats, stands, strict=True)
    ]


def seats_in(rounds: Sequence[Round]) -> dict[int, list[Seat]]:
    """The seats of rounds by the round's key, with their organisations and standing signatures (two queries)."""
    standing = SignatureRow.objects.standing().select_related("mandate")
    seats = Seat.objects.filter(round__in=rounds).select_related("organisation").order_by("position")
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats.prefetch_related(Prefetch("signatures", queryset=standing)):
        found[seat.round_id].append(seat)
    return found


def is_filled(given: Iterable[SignatureRow]) -> bool:
    """Whether standing signatures bind their organisation: each person counts once."""
    return are_enough(list({row.mandate.account_id: row.mandate.is_joint for row in given}.values()))


def _stand(seat: Seat) -> SeatStand:
    """A seat whose `signatures` were fetched as the standing ones."""
    by_person = {row.mandate.account_id: row.mandate.is_joint for row in seat.signatures.all()}
    return SeatStand(seat.position, tuple(by_person.values()), seat.refused_at is not None)


def signatory(organisation: Organisation) -> Signatory:
    """What the rules must know of an organisation; where it names no region it lies in that of its city."""
    city = organisation.city
    return Signatory(organisation.kind, city.country, organisation.nuts3 or city.nuts3)


def mandates_for(seat: Seat, needed: Reach, on: date) -> Sequence[Mandate]:
    """The mandates under which the seat can be signed on a day, by their people's names."""
    rows = Mandate.objects.filter(organisation=seat.organisation_id).in_force(on).select_related("account")
    if needed is Reach.BINDING:
        rows = rows.filter(reach=Reach.BINDING)
    return list(rows.order_by("account__name", "pk"))


def mandates_in(deal: Deal, on: date) -> list[tuple[Organisation, list[Mandate]]]:
    """For each signatory of a deal the mandates in force on a day that reach as far as the deal (two queries)."""
    parties = deal.parties.present().filter(role=PartyRole.SIGNATORY)
    organisations = Organisation.objects.filter(pk__in=parties.values("organisation"))
    fitting = Mandate.objects.in_force(on).filter(reach__in=_reaching(Nature(deal.legal_nature)))
    return [
        (organisation, list(organisation.mandates.all()))
        for organisation in organisations.prefetch_related(Prefetch("mandates", queryset=fitting))
    ]


def _reaching(nature: Nature) -> list[Reach]:
    """The reaches that are far enough for a deal of a nature."""
    return [reach for reach in Reach if covers(reach, reach_for(nature))]


def reach_of(row: Round) -> Reach:
    """How far a mandate must reach for signing this round."""
    return reach_for(nature_of(row))


def current_pdf(row: Round) -> File:
    """The PDF with the signatures it bears so far: what the next one signs on."""
    signed = SignatureRow.objects.standing().filter(seat__round=row, route=Route.QUALIFIED)
    last = signed.select_related("file").order_by("-recorded_at", "-pk").first()
    return last.file if last is not None and last.file is not None else row.paper


def open_round(deal: Deal) -> Round | None:
    """The round in which the deal is being signed now."""
    return deal.rounds.open().select_related("paper").first()


def last_signed(deal: Deal) -> Round | None:
    """The newest version that everybody has signed: the one that binds."""
    return deal.rounds.signed().order_by("-number").first()


def latest_round(deal: Deal) -> Round | None:
    return deal.rounds.select_related("paper", "sealed", "bundle", "public_copy").order_by("-number").first()
