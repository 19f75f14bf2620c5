"""Opening the room of a deal: from then on only changes that enter alter its terms."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from greenpact.deals.changes.rules import Rule, RuleKind, may_open, rule_is_right, signatories
from greenpact.deals.changes.terms import canonical_terms
from greenpact.deals.models import Deal, Room
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated
from greenpact.deals.recording import in_turn, record_of_deal, save_moved
from greenpact.deals.rules import Signature, Work
from greenpact.deals.versions import terms_of
from greenpact.parties.models import Organisation


@transaction.atomic
def open_room(
    deal: Deal,
    *,
    city_party: Organisation | None,
    rule: RuleKind,
    named: Sequence[str] = (),
    by: str,
    at: datetime,
    seen: int | None = None,
) -> Room:
    """Open the room: for what is not signed yet, or for the amendments of what is. Raises `NotNegotiated`.

    `city_party` is the party for which the city's offices speak. Which consents a change needs is settled here, once:
    by all signatories, or by the `named` ones (refs of organisations), of whom there are at least two, so that
    nothing is ever settled by one side.
    """
    current = in_turn(deal, seen=seen, otherwise=NotNegotiated(WhyNotNegotiated.CHANGED_MEANWHILE))
    if Room.objects.filter(deal=current).exists():
        raise NotNegotiated(WhyNotNegotiated.ALREADY_OPEN)
    if not may_open(Work(current.work_state), Signature(current.signature_state)):
        raise NotNegotiated(WhyNotNegotiated.TOO_LATE)
    terms = terms_of(current)
    if not signatories(terms):
        raise NotNegotiated(WhyNotNegotiated.NO_SIGNATORY)
    if not rule_is_right(Rule(rule, frozenset(named)), terms.parties):
        raise NotNegotiated(WhyNotNegotiated.RULE_ONE_SIDED)
    if city_party is not None and city_party.ref not in terms.parties:
        raise NotNegotiated(WhyNotNegotiated.NOT_A_PARTY)
    room = Room.objects.create(
        deal=current,
        city_party=city_party,
        rule=rule.value,
        named=sorted(named) if rule is RuleKind.NAMED else [],
        base=canonical_terms(terms),
        opened_by=by,
        opened_at=at,
    )
    if current.signature_state == Signature.UNSIGNED:
        current.work_state = Work.NEGOTIATING.value
    save_moved(current, at=at)
    record_of_deal(current, "room_opened", by=by, at=at, payload={"rule": rule.value})
    return room
