"""When a change enters: who must consent, what blocks it, what lapses, and whose move it is since when."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from greenpact.deals.changes.operations import DoesNotApply, Operation, apply
from greenpact.deals.changes.terms import Terms
from greenpact.deals.document import ClauseKind
from greenpact.deals.rules import PartyRole, Signature, Work, period_is_right


class RuleKind(StrEnum):
    ALL = "all"  # all signatories
    NAMED = "named"  # those named, and whoever the change binds


class State(StrEnum):
    OPEN = "open"
    ENTERED = "entered"
    WITHDRAWN = "withdrawn"
    COUNTERED = "countered"


class Misfit(StrEnum):
    """Why terms with a change in them would be none."""

    MOVED_ON = "moved_on"  # they no longer say what the change saw
    NOT_A_PARTY = "not_a_party"
    NOT_A_GOAL = "not_a_goal"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    NO_SIGNATORY = "no_signatory"
    INCOMPLETE = "incomplete"


#: How many changes may be open in a deal at a time, and about one subject.
MOST_OPEN = 500

#: What is not signed yet gets its room before anything is agreed.
OPENS_FROM = frozenset({Work.EXPLORING, Work.NEGOTIATING})
#: While people sign, and after the end, the terms stand still.
STANDS_STILL = frozenset({Signature.SIGNING, Signature.TERMINATED})


def may_open(work: Work, signature: Signature) -> bool:
    """Whether a deal may get its room: early on, or once it is signed, for its amendments, until it ends."""
    if signature is Signature.SIGNED:
        return work is not Work.ENDED
    return signature is Signature.UNSIGNED and work in OPENS_FROM


@dataclass(frozen=True, slots=True)
class Rule:
    kind: RuleKind
    named: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Voice:
    """A party's standing answer to a change, and to which text it was given."""

    party: str
    consents: bool
    fingerprint: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Proposal:
    """An open change as the rules see it; `by` is the party that wants it, empty for the city beside the parties."""

    ref: str
    number: int
    subject: str
    by: str
    operations: tuple[Operation, ...]
    fingerprint: str
    since: datetime
    is_stale: bool = False
    voices: tuple[Voice, ...] = ()


def signatories(terms: Terms) -> frozenset[str]:
    return frozenset(ref for ref, role in terms.parties.items() if role == PartyRole.SIGNATORY)


def needed(operations: Iterable[Operation], terms: Terms, rule: Rule) -> frozenset[str]:
    """The parties without whose consent a change does not enter.

    Whoever is bound by a commitment, before or after, and whoever's own role changes is always among them as long as
    they are a party. Where none of those named is a signatory any more, all signatories are needed.
    """
    all_of_them = signatories(terms)
    base = all_of_them & rule.named if rule.kind is RuleKind.NAMED else all_of_them
    return (base or all_of_them) | (_bound(operations) & terms.parties.keys())


def _bound(operations: Iterable[Operation]) -> frozenset[str]:
    found = set()
    for operation in operations:
        found |= {clause.party for clause in (operation.was, operation.becomes) if clause}
        if operation.do == "party":
            found.add(operation.what)
    return frozenset(found - {""})


def objectors(proposal: Proposal, terms: Terms, rule: Rule) -> list[Voice]:
    """Who blocks a change; an objection stands until it is taken back, whatever text it was given to."""
    asked = needed(proposal.operations, terms, rule)
    return [voice for voice in proposal.voices if not voice.consents and voice.party in asked]


def consenting(proposal: Proposal) -> frozenset[str]:
    """Those who have consented to exactly this text."""
    return frozenset(
        voice.party
        for voice in proposal.voices
        if voice.consents and voice.fingerprint == proposal.fingerprint
    )


def missing(proposal: Proposal, terms: Terms, rule: Rule) -> frozenset[str]:
    """Those who are needed and have not consented to exactly this text."""
    return needed(proposal.operations, terms, rule) - consenting(proposal)


def has_all_consents(proposal: Proposal, terms: Terms, rule: Rule) -> bool:
    return not proposal.is_stale and not missing(proposal, terms, rule)


def misfit(operations: Sequence[Operation], terms: Terms) -> Misfit | None:
    """Why a change cannot stand in the terms as they are now; None when it can."""
    try:
        return misfit_of(apply(terms, operations))
    except DoesNotApply:
        return Misfit.MOVED_ON


def misfit_of(terms: Terms) -> Misfit | None:
    """Why terms do not hold together; None when they do."""
    if not signatories(terms):
        return Misfit.NO_SIGNATORY
    if any(clause.party and clause.party not in terms.parties for clause in terms.clauses):
        return Misfit.NOT_A_PARTY
    goals = {clause.ref for clause in terms.clauses if clause.kind == ClauseKind.GOAL}
    if any(not goals.issuperset(clause.serves) for clause in terms.clauses):
        return Misfit.NOT_A_GOAL
    periods = [(clause.starts_on or None, clause.ends_on or None) for clause in terms.clauses]
    head = terms.head
    periods.append((head["starts_on"], head["ends_on"]))
    years_fit = period_is_right(head["start_year"], head["end_year"])
    if not years_fit or not all(period_is_right(*period) for period in periods):
        return Misfit.ENDS_BEFORE_IT_BEGINS
    return None


def lets_lapse(entered: str, proposal: Proposal, fresh: Sequence[Operation] | None) -> bool:
    """Whether what entered (its subject) takes the consents to an open change away.

    `fresh` is the change on the new terms, None where it no longer fits them.
    """
    return proposal.subject == entered or fresh is None or tuple(fresh) != proposal.operations


class Move(StrEnum):
    """What somebody is to do."""

    ANSWER = "answer"  # consent, object or counter
    REWORK = "rework"  # withdraw, counter, or talk: it is objected to, has become stale, or does not fit


@dataclass(frozen=True, slots=True)
class Turn:
    """A party's move: what, at which change, since when. An empty party is the city beside the parties."""

    party: str
    move: Move
    change: str
    since: datetime


def turns_of(proposal: Proposal, terms: Terms, rule: Rule) -> list[Turn]:
    """Whose move it is at an open change: the proposer's where it cannot go on, else that of all who are missing."""
    asked = needed(proposal.operations, terms, rule)
    blocking = [voice.at for voice in proposal.voices if not voice.consents and voice.party in asked]
    if blocking and not proposal.is_stale:
        return [Turn(proposal.by, Move.REWORK, proposal.ref, max(min(blocking), proposal.since))]
    silent = frozenset() if proposal.is_stale else asked - consenting(proposal)
    if not silent:
        return [Turn(proposal.by, Move.REWORK, proposal.ref, proposal.since)]
    return [Turn(party, Move.ANSWER, proposal.ref, proposal.since) for party in sorted(silent)]


def turns(proposals: Iterable[Proposal], terms: Terms, rule: Rule) -> dict[str, list[Turn]]:
    """Every party's moves, the longest waiting first."""
    found: dict[str, list[Turn]] = {}
    for proposal in proposals:
        for turn in turns_of(proposal, terms, rule):
            found.setdefault(turn.party, []).append(turn)
    return {party: sorted(moves, key=lambda turn: turn.since) for party, moves in found.items()}


def replayed(base: Terms, entered: Iterable[Sequence[Operation]]) -> Terms:
    """The terms after changes entered in their order; raises `DoesNotApply` when they cannot have."""
    for operations in entered:
        base = apply(base, operations)
    return base


def rule_is_right(rule: Rule, roles: Mapping[str, str]) -> bool:
    """Whether a rule lets no side settle anything alone: at least two signatories are named where there are two."""
    if rule.kind is RuleKind.ALL:
        return True
    present = {ref for ref, role in roles.items() if role == PartyRole.SIGNATORY}
    return rule.named <= present and len(rule.named) >= min(2, len(present))
