"""What follows when something is recorded in the negotiation room: mails to those who are to know."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.accounts.inviting import address_of_link, awaits_its_owner
from greenpact.accounts.models import Account
from greenpact.deals.changes.rules import Move, State
from greenpact.deals.models import Change, Deal
from greenpact.deals.negotiation.reading import Table, lay_table
from greenpact.journal.models import Entry
from greenpact.notices.posting import Letter, post_to_account
from greenpact.notices.rules import Kind
from greenpact.parties.models import Membership
from greenpact.parties.rules import Role
from greenpact.ui.wording import worded

#: Who negotiates for a party, and for the city.
FOR_PARTY = (Role.PARTY_ADMIN, Role.PARTY_EDITOR)
FOR_CITY = (Role.PROGRAMME_OFFICE, Role.OFFICE_EDITOR)


def tell_of_proposal(entry: Entry, at: datetime) -> None:
    """Tell all whose consent a new change waits for that it is their move."""
    ref = entry.payload.get("by", entry.payload["change"])
    if (found := _found(entry, ref)) and found[1].state == State.OPEN:
        table = found[0]
        waiting = [
            party for party, turns in table.turns.items() for turn in turns
            if turn.change == ref and turn.move is Move.ANSWER
        ]  # fmt: skip
        say = _countered if entry.verb == "deal.change_countered" else _your_move
        _post(entry, found, waiting, say, at)


def tell_of_objection(entry: Entry, at: datetime) -> None:
    """Tell those who proposed a change that it is objected to."""
    if found := _found(entry, entry.payload["change"]):
        proposer = found[1].party
        _post(entry, found, [proposer.ref if proposer else ""], _objected, at)


def tell_of_lapse(entry: Entry, at: datetime) -> None:
    """Tell everybody that the consents to a change have lapsed."""
    if found := _found(entry, entry.payload["change"]):
        _post(entry, found, [*found[0].organisations, ""], _lapsed, at)


def tell_of_entering(entry: Entry, at: datetime) -> None:
    """Tell everybody that a change is part of the document now."""
    if found := _found(entry, entry.payload["change"]):
        _post(entry, found, [*found[0].organisations, ""], _entered, at)


def tell_of_invitation(entry: Entry, at: datetime) -> None:
    """Send somebody the way to the role they were given at an organisation."""
    rows = Membership.objects.select_related("account", "organisation", "city")
    membership = rows.filter(ref=entry.payload["membership"]).first()
    if membership is None or membership.organisation is None:
        return
    account, organisation, city = membership.account, membership.organisation, membership.city

    def write() -> Letter:
        lines = [
            _("You have been given a role: %(role)s of %(name)s.")
            % {"role": membership.get_role_display(), "name": organisation.name},
            _("With it you see the deals to which this organisation is party."),
        ]
        link, words = reverse("workspace:city", args=[city.slug]), _("Open the workspace")
        if awaits_its_owner(account):
            link, words = address_of_link(account), _("Choose a password")
            lines.append(_("Choose a password first. The link works once; the account is yours alone."))
        return Letter(_("Invitation for %(name)s") % {"name": organisation.name}, tuple(lines), link, words)

    post_to_account(
        account, kind=Kind.ACCOUNT, write=write, key=f"invited:{membership.ref}", city=city, at=at
    )


def _found(entry: Entry, ref: str) -> tuple[Table, Change] | None:
    """The room and the change that an entry is about, as they stand now; None when they are gone."""
    deals = Deal.objects.select_related("city", "room__city_party").filter(city__chain=entry.chain_id)
    deal = deals.filter(ref=entry.subject_ref, room__isnull=False).first()
    change = Change.objects.select_related("party").filter(deal=deal, ref=ref).first() if deal else None
    return (lay_table(deal, deal.room), change) if deal and change else None


def _speakers(table: Table, parties: Iterable[str], at: datetime) -> list[Account]:
    """The people who negotiate for parties; for the city those of its offices."""
    wanted = set(parties)
    own = table.room.city_party.ref if table.room.city_party else ""
    city = table.deal.city
    here = Membership.objects.in_force(city.day(at))
    rows = here.filter(city=city, organisation__ref__in=wanted - {""}, role__in=FOR_PARTY)
    accounts = {row.account_id: row.account for row in rows.select_related("account")}
    if own in wanted or "" in wanted:
        offices = here.filter(city=city, role__in=FOR_CITY).select_related("account")
        accounts |= {row.account_id: row.account for row in offices}
    return list(accounts.values())


Say = Callable[[Change, str], tuple[str, str]]


def _post(entry: Entry, about: tuple[Table, Change], parties: Iterable[str], say: Say, at: datetime) -> None:
    """Write once to each who negotiates for one of the parties, apart from whoever did it."""
    table, change = about
    city = table.deal.city
    link = reverse("workspace:room_change", args=[city.slug, table.deal.ref, change.ref])

    def write() -> Letter:
        title = worded(table.deal.title, get_language() or "en").text or table.deal.ref
        subject, line = say(change, title)
        return Letter(subject, (line,), link, _("Open the change"), about=title)

    for account in _speakers(table, parties, at):
        if account.actor != entry.actor:
            key = f"room:{entry.chain_id}:{entry.number}:{account.ref}"
            post_to_account(account, kind=Kind.NEGOTIATION, write=write, key=key, city=city, at=at)


def _your_move(change: Change, title: str) -> tuple[str, str]:
    return (
        _("Your move: change %(number)s to “%(title)s”") % {"number": change.number, "title": title},
        _(
            "A change was proposed that needs your consent. You can consent, object with a reason, or counter."
        ),
    )


def _countered(change: Change, title: str) -> tuple[str, str]:
    return (
        _("Counter-proposal: change %(number)s to “%(title)s”") % {"number": change.number, "title": title},
        _("A counter-proposal takes the place of an earlier change, and needs your consent."),
    )


def _objected(change: Change, title: str) -> tuple[str, str]:
    return (
        _("Objection to change %(number)s to “%(title)s”") % {"number": change.number, "title": title},
        _("Somebody objects to your change and says why. You can reword or withdraw it, or talk."),
    )


def _lapsed(change: Change, title: str) -> tuple[str, str]:
    return (
        _("Consents lapsed: change %(number)s to “%(title)s”") % {"number": change.number, "title": title},
        _(
            "The text beneath this change has changed, so all consents to it have lapsed. Please look at it again."
        ),
    )


def _entered(change: Change, title: str) -> tuple[str, str]:
    return (
        _("Agreed: change %(number)s to “%(title)s”") % {"number": change.number, "title": title},
        _("All have consented; the change is part of the document now."),
    )


#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {
    "deal.change_proposed": tell_of_proposal,
    "deal.change_countered": tell_of_proposal,
    "deal.change_objected": tell_of_objection,
    "deal.consent_lapsed": tell_of_lapse,
    "deal.change_entered": tell_of_entering,
    "organisation.person_invited": tell_of_invitation,
}
