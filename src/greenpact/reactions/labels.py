"""What follows when something is recorded about labels, or about the deals that hold one."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial

from greenpact.accounts.models import Account
from greenpact.deals.models import Deal
from greenpact.deals.rules import Signature
from greenpact.journal.models import Entry
from greenpact.labels.models import Label
from greenpact.labels.suspending import follow_exit, follow_termination
from greenpact.notices.posting import post_to_account
from greenpact.notices.rules import Kind
from greenpact.parties.models import Membership, MembershipQuerySet
from greenpact.parties.rules import PERMITS, Deed, Role
from greenpact.reactions.label_letters import letter


def terminated(entry: Entry, at: datetime) -> None:
    """A deal was terminated, or another took its place: its label goes with it."""
    if deal := _deal_of(entry):
        follow_termination(deal, at=at)


def signature_moved(entry: Entry, at: datetime) -> None:
    """The signature of a deal was moved on by hand: one that ended ends its label."""
    if entry.payload.get("to") == Signature.TERMINATED:
        terminated(entry, at)


def party_left(entry: Entry, at: datetime) -> None:
    """A party left a deal: its certificate ends, and the label rests until somebody has looked."""
    if deal := _deal_of(entry):
        follow_exit(deal, str(entry.payload.get("party", "")), at=at)


def tell_the_office(entry: Entry, at: datetime) -> None:
    """An application came in: the programme office has to act."""
    if label := _label_of(entry):
        _tell(_members(label, Role.PROGRAMME_OFFICE, at=at), label, entry, at)


def tell_who_decides(entry: Entry, at: datetime) -> None:
    """An appeal came in: everybody learns of it who may decide."""
    if label := _label_of(entry):
        deciding = [role for role, deeds in PERMITS.items() if Deed.DECIDE_APPEALS in deeds]
        _tell(_members(label, *deciding, at=at), label, entry, at)


def tell_the_parties(entry: Entry, at: datetime) -> None:
    """Something became of a label: whoever speaks for a party hears of it."""
    if label := _label_of(entry):
        organisations = label.deal.parties.present().values("organisation")
        members = _members(label, Role.PARTY_ADMIN, Role.PARTY_EDITOR, at=at)
        _tell(members.filter(organisation__in=organisations), label, entry, at)


def _tell(members: MembershipQuerySet, label: Label, entry: Entry, at: datetime) -> None:
    """Post the letter to each person once, however many roles they have."""
    people = Account.objects.filter(pk__in=members.values("account")).order_by("pk")
    for account in people:
        post_to_account(
            account,
            kind=Kind.LABEL,
            write=partial(letter, label, entry),
            key=f"label:{label.city.slug}:{entry.number}:{account.ref}",
            city=label.city,
            at=at,
        )


def _deal_of(entry: Entry) -> Deal | None:
    deals = Deal.objects.select_related("city").filter(city__chain=entry.chain_id)
    return deals.filter(ref=entry.subject_ref).first()


def _label_of(entry: Entry) -> Label | None:
    return Label.objects.select_related("city", "deal").filter(ref=entry.subject_ref).first()


def _members(label: Label, *roles: Role, at: datetime) -> MembershipQuerySet:
    rows = Membership.objects.in_force(label.city.day(at))
    return rows.filter(city=label.city, role__in=[role.value for role in roles])


#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {
    "deal.terminated": terminated,
    "deal.succeeded": terminated,
    "deal.signature_moved": signature_moved,
    "deal.party_left": party_left,
    "label.applied": tell_the_office,
    "label.appealed": tell_who_decides,
    "label.declined": tell_the_parties,
    "label.awarded": tell_the_parties,
    "label.renewed": tell_the_parties,
    "label.suspended": tell_the_parties,
    "label.restored": tell_the_parties,
    "label.withdrawn": tell_the_parties,
    "label.lapsed": tell_the_parties,
    "label.appeal_decided": tell_the_parties,
}
