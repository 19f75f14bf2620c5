"""Short ways to a deal that is being signed: mandates that the city has checked, an open round, given signatures."""

from datetime import date, datetime, timedelta
from typing import Any

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.negotiation.checking import answer_check
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.giving import Confirmation, Sheet, click, take_paper
from greenpact.files.models import File
from greenpact.files.taking import keep
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.mandating import Terms, decide, state
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Role
from tests.makers import AT, BY, a_commitment, a_deal, a_goal, a_member, an_organisation

#: A commissioner of the city opens, a minute later they sign.
LATER = AT + timedelta(minutes=1)


def a_mandate(
    organisation: Organisation,
    account: Account | None = None,
    *,
    reach: Reach = Reach.BINDING,
    is_joint: bool = False,
    capacity: str = "Managing director",
    checked: bool = True,
    since: date = date(2020, 1, 1),
    until: date | None = None,
) -> Mandate:
    """Somebody of the organisation who may sign for it."""
    role = Role.SIGNATORY if organisation.kind == "city" else Role.PARTY_SIGNATORY
    account = account or a_member(
        organisation.city, role, None if organisation.kind == "city" else organisation
    )
    terms = Terms(capacity=capacity, reach=reach, since=since, until=until, is_joint=is_joint)
    mandate = state(organisation, account, terms=terms, by=BY, at=AT)
    if checked:
        decide(mandate, MandateState.CHECKED, note="Seen.", by=BY, at=AT)
    return mandate


def a_ready_deal(city: City, ref: str = "solar-roofs", *, nature: str = "intent", **head: Any) -> Deal:
    """A deal between the city and two companies, complete, its languages German and English."""
    administration = Organisation.objects.filter(city=city, kind="city").first() or an_organisation(
        city, "the-city", "city"
    )
    one, other = an_organisation(city), an_organisation(city)
    parts = Parts(
        parties=[PartyEntry(body, "signatory") for body in (administration, one, other)],
        clauses=[
            a_goal(),
            a_commitment(administration, "c1", "Opens its own roofs"),
            a_commitment(one, "c2", "Puts solar on roofs"),
            a_commitment(other, "c3", "Trains the installers"),
        ],
    )
    return checked(a_deal(city, ref, parts=parts, legal_nature=nature, **head))


def checked(deal: Deal) -> Deal:
    """A deal with every check before signing answered."""
    for name in CheckName:
        answer_check(deal, name, Answer.NOT_NEEDED, reason="Not touched.", by=BY, at=AT)
    deal.refresh_from_db()
    return deal


def a_round(deal: Deal, **terms: Any) -> Round:
    terms = {"binding_language": "de", **terms}
    return open_signing(deal, RoundTerms(**terms), by=BY, at=AT)


def seats(row: Round) -> list[Seat]:
    return list(row.seats.select_related("organisation__city", "round__deal__city"))


def confirmed(at: datetime = LATER) -> Confirmation:
    return Confirmation("I have read this version and sign it.", ("password", "mfa"), at)


def clicked(seat: Seat, mandate: Mandate | None = None, *, at: datetime = LATER) -> SignatureRow:
    mandate = mandate or a_mandate(seat.organisation)
    return click(seat, mandate, confirmed(at), by=mandate.account.actor, at=at)


def a_scan(data: bytes = b"%PDF-1.7 scan") -> File:
    return keep(data, name="scan.pdf", media_type="application/pdf", at=LATER)


def on_paper(
    seat: Seat, witness: Account, mandate: Mandate | None = None, *, at: datetime = LATER
) -> SignatureRow:
    sheet = Sheet(a_scan(), seat.round.deal.city.day(at), "Registry, file 12")
    return take_paper(seat, mandate or a_mandate(seat.organisation), sheet, witness=witness, at=at)
