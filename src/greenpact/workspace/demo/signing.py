"""Signatures of the invented city: one deal that waits for a party, one that all have signed and the city seals."""

import os
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from evidence.trial_keys import make_trial_key
from greenpact.accounts.inviting import invite
from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.negotiation.checking import answer_check
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.giving import Sheet, take_paper
from greenpact.files.taking import content_of, keep
from greenpact.parties.granting import grant
from greenpact.parties.mandate_rules import MandateState, Reach
from greenpact.parties.mandating import Terms, decide, state
from greenpact.parties.models import Mandate, Organisation
from greenpact.parties.rules import Role
from greenpact.workspace.demo.loading import BY

CITY = "musterstadt"
SINCE = date(2024, 1, 1)
SEEN = "Für die Demo angesehen."
WHERE = "Registratur, Akte 12"
CHECKED = "Betrifft diesen Deal nicht."


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody who signs on paper: an account that nobody can sign in to."""

    email: str
    name: str
    capacity: str
    role: Role


#: Who signs on paper, by their organisation.
SIGNERS = {
    "stadt-musterstadt": Signer("mayor@demo.invalid", "Maxi Muster", "Bürgermeisterei", Role.SIGNATORY),
    "musterheim": Signer("board@demo.invalid", "Jo Beispiel", "Vorstand", Role.PARTY_SIGNATORY),
}
#: Who can sign here by a click: the party of the demo, for this organisation.
CLICKS, CLICKER = "mustermobil", "party@demo.invalid"

WAITING, SEALED = "nachtbusse", "holzbau-testfeld"


def make_seal_key(*, at: datetime) -> None:
    """Make the trial key of the invented city's seal once, for its owner alone."""
    file = Path(settings.SEAL_KEY.replace("{city}", CITY))
    if file.exists() or settings.HOME not in file.parents:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    data = make_trial_key("Musterstadt", passphrase=settings.SEAL_PASSWORD, at=at)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
        new.write(data)
    unfinished.replace(file)


@transaction.atomic
def sign_deals(*, at: datetime) -> None:
    """Let one deal go round and one be signed by all, whom the worker then seals; nothing where that was done."""
    city = City.objects.get(slug=CITY)
    if Round.objects.filter(deal__city=city).exists():
        return
    witness = Account.objects.get(email="office@demo.invalid")
    mandates = {ref: _mandate(city, ref, signer, at=at) for ref, signer in SIGNERS.items()}
    clicker = Account.objects.get(email=CLICKER)
    _stated(Organisation.objects.get(city=city, ref=CLICKS), clicker, at=at)
    for ref in (WAITING, SEALED):
        row = _opened(city, ref, at=at)
        for seat in row.seats.select_related("organisation__city", "round__deal__city"):
            if mandate := mandates.get(seat.organisation.ref):
                take_paper(seat, mandate, _sheet(row, at=at), witness=witness, at=at)


def _opened(city: City, ref: str, *, at: datetime) -> Round:
    deal = Deal.objects.select_related("city").get(city=city, ref=ref)
    for name in CheckName:
        answer_check(deal, name, Answer.NOT_NEEDED, reason=CHECKED, by=BY, at=at)
    return open_signing(deal, RoundTerms("de"), by=BY, at=at)


def _sheet(row: Round, *, at: datetime) -> Sheet:
    """In place of a scan stands the paper itself."""
    scan = keep(content_of(row.paper), name="scan.pdf", media_type="application/pdf", at=at)
    return Sheet(scan, row.deal.city.day(at), WHERE)


def _mandate(city: City, ref: str, signer: Signer, *, at: datetime) -> Mandate:
    organisation = Organisation.objects.get(city=city, ref=ref)
    account = Account.objects.filter(email=signer.email).first() or invite(signer.email, name=signer.name)
    own = None if signer.role is Role.SIGNATORY else organisation
    grant(account, city=city, role=signer.role, organisation=own, since=SINCE, by=BY, at=at)
    return _stated(organisation, account, capacity=signer.capacity, at=at)


def _stated(
    organisation: Organisation, account: Account, *, capacity: str = "Geschäftsführung", at: datetime
) -> Mandate:
    terms = Terms(capacity=capacity, reach=Reach.BINDING, since=SINCE, until=None, is_joint=False)
    mandate = state(organisation, account, terms=terms, by=BY, at=at)
    decide(mandate, MandateState.CHECKED, note=SEEN, by=BY, at=at)
    return mandate
