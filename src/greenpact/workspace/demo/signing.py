"""Signatures of the invented city: waiting, near the deadline, refused, sealed, amended, left, ended, succeeded."""

import os
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from evidence.trial_keys import make_trial_key
from greenpact.accounts.models import Account
from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.negotiation.checking import answer_check
from greenpact.deals.progressing import move_work
from greenpact.deals.rules import Work
from greenpact.deals.signing.concluding import Cause, let_party_leave, succeed, terminate
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.giving import Confirmation, Sheet, click, take_paper
from greenpact.deals.signing.withdrawing import cancel, refuse, withdraw
from greenpact.files.taking import content_of, keep
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.mandating import BOARD, CLUB, DEAN, FERRY, MAYOR, Signer, mandate_of
from greenpact.workspace.demo.telling import CITY, Step

WITNESS = "office@demo.invalid"
WHERE = "Registratur, Akte 12"
CHECKED = "Betrifft diesen Deal nicht."
CONSENT = "Für die Demo bestätigt: Ich unterzeichne diese Fassung. Niemand hat hier wirklich unterschrieben."

CAFE, FERRY_TRIAL, HOUSES = "reparaturcafe-hafen", "probebetrieb-solarfaehre", "sanieren-probenau"
WORKSHOP, BUSES, LISTED, TIMBER = (
    "werkstatt-fuer-alle",
    "nachtbusse",
    "waermewende-altstadt",
    "holzbau-testfeld",
)

LATER = "Der Aufsichtsrat der Genossenschaft tagt erst nächsten Monat; die Runde beginnt danach neu."
NO_DECISION = "Der Aufsichtsrat entscheidet erst nach der Prüfung der Baukosten."
CLUB_LEAVES = "Der Verein hat für das Musterhaus niemanden mehr und tritt mit der vereinbarten Frist aus."
WITHOUT_CLUB = "Der Verein ist ausgetreten; das Musterhaus fällt weg, alles andere bleibt."
NO_LANDING = "Der Anleger wurde nicht genehmigt; ohne ihn gibt es keinen Probebetrieb."
WORKSHOP_FOLLOWS = "An die Stelle des Reparaturcafés tritt die Werkstatt für alle."


def steps() -> list[Step]:
    """What goes round and what becomes of it, in the order of its days for each deal."""
    return [
        *_signed(CAFE, 242, (MAYOR, CLUB)),
        *_signed(FERRY_TRIAL, 236, (MAYOR, FERRY)),
        Step(126, lambda at: _terminate(FERRY_TRIAL, at=at)),
        Step(126, lambda at: _give_up(FERRY_TRIAL, at=at)),
        *_signed(HOUSES, 224, (MAYOR, BOARD, CLUB)),
        Step(104, _leave),
        Step(97, lambda at: _open(HOUSES, reason=WITHOUT_CLUB, at=at)),
        Step(93, lambda at: _on_paper(HOUSES, MAYOR, at=at)),
        Step(91, lambda at: _on_paper(HOUSES, BOARD, at=at)),
        *_signed(WORKSHOP, 112, (MAYOR, CLUB, DEAN)),
        Step(84, _succeed),
        Step(84, lambda at: move_work(_deal(CAFE), Work.ENDED, by=BY, at=at)),
        Step(56, lambda at: _open(LISTED, at=at)),
        Step(47, lambda at: cancel(_round(LISTED), reason=LATER, by=BY, at=at)),
        Step(21, lambda at: _open(LISTED, at=at)),
        Step(15, lambda at: _on_paper(LISTED, MAYOR, at=at)),
        Step(14, lambda at: withdraw(_signature(LISTED), by=BY, at=at)),
        Step(7, lambda at: refuse(_seat(LISTED, BOARD), reason=NO_DECISION, by=BY, at=at)),
        Step(11, lambda at: _open(BUSES, closes_in=16, at=at)),
        Step(4, lambda at: _on_paper(BUSES, MAYOR, at=at)),
        Step(6, lambda at: _open(TIMBER, at=at)),
        Step(2, lambda at: _on_paper(TIMBER, MAYOR, at=at)),
        Step(0, lambda at: _on_paper(TIMBER, BOARD, at=at)),
    ]


def make_seal_key(*, at: datetime) -> None:
    """Make the trial key of the invented city's seal once, for its owner alone, and only at the demo's own place."""
    file = settings.HOME / "demo-seals" / f"{CITY}.p12"
    if file.exists() or Path(settings.SEAL_KEY.replace("{city}", CITY)) != file:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    data = make_trial_key("Musterstadt", passphrase=settings.SEAL_PASSWORD, at=at)
    unfinished = file.with_suffix(f".{os.getpid()}")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as new:
        new.write(data)
    unfinished.replace(file)


def _signed(ref: str, ago: int, signers: tuple[Signer, ...]) -> list[Step]:
    """A deal goes round; the city signs on paper, the others by turns by click and on paper."""
    given = [
        Step(ago - 3 * number, lambda at, who=who, give=give: give(ref, who, at=at))  # type: ignore[misc]
        for number, (who, give) in enumerate(
            zip(signers, (_on_paper, _by_click, _on_paper), strict=False), start=1
        )
    ]
    return [Step(ago, lambda at: _open(ref, at=at)), *given]


def _deal(ref: str) -> Deal:
    return Deal.objects.select_related("city").get(city__slug=CITY, ref=ref)


def _round(ref: str) -> Round:
    return Round.objects.select_related("deal__city", "paper").filter(deal=_deal(ref)).order_by("-number")[0]


def _seat(ref: str, signer: Signer) -> Seat:
    seats = _round(ref).seats.select_related("organisation__city", "round__deal__city", "round__paper")
    return seats.get(organisation__ref=signer.organisation)


def _signature(ref: str) -> SignatureRow:
    return SignatureRow.objects.filter(seat__round=_round(ref)).select_related(
        "seat__round__deal__city", "seat__organisation"
    )[0]


def _open(ref: str, *, reason: str = "", closes_in: int | None = None, at: datetime) -> None:
    deal = _deal(ref)
    for name in CheckName:
        answer_check(deal, name, Answer.NOT_NEEDED, reason=CHECKED, by=BY, at=at)
    closes_on = deal.city.day(at) + timedelta(days=closes_in) if closes_in else None
    open_signing(deal, RoundTerms("de", closes_on=closes_on, reason=reason), by=BY, at=at)


def _on_paper(ref: str, signer: Signer, *, at: datetime) -> None:
    """In place of a scan stands the paper itself."""
    seat = _seat(ref, signer)
    scan = keep(content_of(seat.round.paper), name="scan.pdf", media_type="application/pdf", at=at)
    sheet = Sheet(scan, seat.round.deal.city.day(at), WHERE)
    take_paper(seat, mandate_of(signer), sheet, witness=Account.objects.get(email=WITNESS), at=at)


def _by_click(ref: str, signer: Signer, *, at: datetime) -> None:
    mandate = mandate_of(signer)
    confirmed = Confirmation(consent=CONSENT, methods=("password", "mfa"), proved_at=at)
    click(_seat(ref, signer), mandate, confirmed, by=mandate.account.actor, at=at)


def _cause(reason: str, deal: Deal, at: datetime) -> Cause:
    return Cause(reason, deal.city.day(at))


def _leave(at: datetime) -> None:
    deal = _deal(HOUSES)
    club = Organisation.objects.get(city=deal.city, ref=CLUB.organisation)
    let_party_leave(deal, club, _cause(CLUB_LEAVES, deal, at), by=BY, at=at)


def _terminate(ref: str, *, at: datetime) -> None:
    deal = _deal(ref)
    terminate(deal, _cause(NO_LANDING, deal, at), by=BY, at=at)


def _give_up(ref: str, *, at: datetime) -> None:
    """What was promised is not done any more, and the work has ended."""
    for measure in Measure.objects.filter(clause__deal=_deal(ref)):
        record_state(measure, State.GIVEN_UP, by=BY, at=at)
    move_work(_deal(ref), Work.ENDED, by=BY, at=at)


def _succeed(at: datetime) -> None:
    deal = _deal(CAFE)
    succeed(deal, _deal(WORKSHOP), _cause(WORKSHOP_FOLLOWS, deal, at), by=BY, at=at)
