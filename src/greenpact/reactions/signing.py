"""What follows when something is recorded about signatures: mails to those who sign, and to the programme office."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import partial

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round
from greenpact.deals.signing.reading import SeatView, mandates_for, reach_of, seats_of
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_account
from greenpact.notices.rules import Kind
from greenpact.parties.models import Membership, MembershipRole
from greenpact.ui.wording import worded

#: So long before the last day whoever is missing is reminded.
NEAR = timedelta(days=3)


def ask_to_sign(entry: Entry, at: datetime) -> None:
    """Ask everybody with a mandate whose turn it is, once for each version; whoever was asked is not asked again."""
    if row := _round_of(entry):
        for account in _whose_turn(row, at):
            _post(row.deal, account, f"please-sign:{row.ref}", lambda: _please_sign(row), at=at, urgent=True)


def tell_of_signature(entry: Entry, at: datetime) -> None:
    """Tell the programme office that somebody has signed, and ask whoever comes next."""
    if row := _round_of(entry):
        party = str(entry.payload.get("party", ""))
        for account in _office(row.deal, at):
            _post(row.deal, account, f"{entry.verb}:{entry.pk}", lambda: _has_signed(row, party), at=at)
        ask_to_sign(entry, at)


def tell_of_refusal(entry: Entry, at: datetime) -> None:
    if row := _round_of(entry):
        party = str(entry.payload.get("party", ""))
        for account in _office(row.deal, at):
            _post(row.deal, account, f"{entry.verb}:{entry.pk}", lambda: _declined(row, party), at=at)


def tell_everybody(entry: Entry, at: datetime) -> None:
    """Tell signers and programme office what came of the round: signed, sealed, cancelled."""
    if row := _round_of(entry):
        write = _OUTCOMES[entry.verb]
        for account in {*_signers(row), *_office(row.deal, at)}:
            _post(row.deal, account, f"{entry.verb}:{entry.pk}", lambda: write(row), at=at)


def tell_that_seal_waits(entry: Entry, at: datetime) -> None:
    if row := _round_of(entry):
        for account in _office(row.deal, at):
            _post(row.deal, account, f"{entry.verb}:{entry.pk}", lambda: _seal_waits(row), at=at)


def remind_of_deadlines(at: datetime) -> bool:
    """Remind whoever is missing that the last day for signing is near; once for each version and day."""
    rounds = Round.objects.open().filter(closes_on__isnull=False).select_related("deal__city")
    for row in rounds:
        today = row.deal.city.day(at)
        if row.closes_on is not None and today <= row.closes_on <= today + NEAR:
            for account in _whose_turn(row, at):
                key = f"near:{row.ref}:{row.closes_on.isoformat()}"
                _post(row.deal, account, key, partial(_deadline_is_near, row), at=at)
    return False


def _round_of(entry: Entry) -> Round | None:
    """The newest round of the deal that an entry is about; None when the deal is gone."""
    rounds = Round.objects.filter(deal__city__chain=entry.chain_id, deal__ref=entry.subject_ref)
    return rounds.select_related("deal__city").order_by("-number").first()


def _whose_turn(row: Round, at: datetime) -> Iterable[Account]:
    """Everybody with a mandate at a seat whose turn it is, except those who have signed."""
    day = row.deal.city.day(at)
    found: dict[int, Account] = {}
    for view in seats_of(row):
        if view.is_turn and view.seat.refused_at is None:
            found |= _mandated(row, view, day)
    return found.values()


def _mandated(row: Round, view: SeatView, day: date) -> dict[int, Account]:
    signed = {given.mandate.account_id for given in view.signatures}
    mandates = mandates_for(view.seat, reach_of(row), day)
    return {one.account_id: one.account for one in mandates if one.account_id not in signed}


def _signers(row: Round) -> set[Account]:
    return {given.mandate.account for view in seats_of(row) for given in view.signatures}


def _office(deal: Deal, at: datetime) -> set[Account]:
    rows = Membership.objects.filter(city=deal.city, role=MembershipRole.PROGRAMME_OFFICE)
    return {row.account for row in rows.in_force(deal.city.day(at)).select_related("account")}


def _post(
    deal: Deal, account: Account, key: str, write: Callable[[], Letter], *, at: datetime, urgent: bool = False
) -> None:
    post_to_account(
        account,
        kind=Kind.SIGNATURE,
        write=write,
        key=f"signing:{key}:{account.ref}",
        city=deal.city,
        at=at,
        urgent=urgent,
    )


def _letter(row: Round, subject: str, *lines: str) -> Letter:
    """A letter about a round, with the way to its page."""
    title = _title(row)
    return Letter(
        subject=subject % {"title": title},
        lines=tuple(line % {"title": title, "number": row.number} for line in lines),
        link=reverse("workspace:deal_signing", args=[row.deal.city.slug, row.deal.ref]),
        link_words=_("Open the page of signatures"),
        about=title,
    )


def _title(row: Round) -> str:
    return worded(row.deal.title, get_language() or "en").text or row.deal.ref


def _named(row: Round, party: str) -> str:
    """The name of a party, safe within a pattern."""
    name = row.seats.filter(organisation__ref=party).values_list("organisation__name", flat=True).first()
    return (name or party).replace("%", "%%")


def _please_sign(row: Round) -> Letter:
    lines = [_("Version %(number)s of “%(title)s” is ready to be signed, and you may sign it.")]
    if row.closes_on:
        lines.append(_("The last day for signing is %(day)s.") % {"day": row.closes_on.isoformat()})
    return _letter(row, _("Please sign: %(title)s"), *lines)


def _deadline_is_near(row: Round) -> Letter:
    day = row.closes_on.isoformat() if row.closes_on else ""
    line = _("Your signature is still missing. The last day for signing is %(day)s.") % {"day": day}
    return _letter(row, _("Your signature is missing: %(title)s"), line)


def _has_signed(row: Round, party: str) -> Letter:
    line = _("%(name)s has signed version %(version)s.") % {"name": _named(row, party), "version": row.number}
    return _letter(row, _("Signed by a party: %(title)s"), line)


def _declined(row: Round, party: str) -> Letter:
    line = _("%(name)s does not sign this version. The reason stands on the page of signatures.") % {
        "name": _named(row, party)
    }
    return _letter(row, _("A party declines to sign: %(title)s"), line)


def _all_signed(row: Round) -> Letter:
    return _letter(
        row,
        _("Signed by all: %(title)s"),
        _("All parties have signed version %(number)s of “%(title)s”. The city's seal closes it next."),
    )


def _sealed(row: Round) -> Letter:
    return _letter(
        row,
        _("Sealed: %(title)s"),
        _("The signed document bears the city's seal. You can download it with all evidence."),
    )


def _cancelled(row: Round) -> Letter:
    return _letter(
        row,
        _("Signing cancelled: %(title)s"),
        _("Version %(number)s is not signed any further. What was signed in it binds nobody."),
    )


def _seal_waits(row: Round) -> Letter:
    return _letter(
        row,
        _("The seal has to wait: %(title)s"),
        _("All have signed, but the city's seal cannot be set now. The page of signatures says why."),
    )


_OUTCOMES: Mapping[str, Callable[[Round], Letter]] = {
    "deal.signed": _all_signed,
    "deal.sealed": _sealed,
    "deal.signing_cancelled": _cancelled,
}

#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {
    "deal.signing_opened": ask_to_sign,
    "deal.amended": ask_to_sign,
    "deal.signature_given": tell_of_signature,
    "deal.signing_refused": tell_of_refusal,
    "deal.seal_waits": tell_that_seal_waits,
    **dict.fromkeys(_OUTCOMES, tell_everybody),
}
