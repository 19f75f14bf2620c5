"""What a deal may be and become: kinds, tiers, roles, the two lifecycles, and what a document needs."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from greenpact.deals.document import Clause, ClauseKind, Document

Moment = TypeVar("Moment", date, int, str)


class Kind(StrEnum):
    DEAL = "deal"  # a Local Green Deal
    COOPERATION = "cooperation"  # a running cooperation that could become one
    PILOT = "pilot"  # a resident-led pilot
    PACT = "pact"  # a comparable pact under another name


class Tier(StrEnum):
    CONTRIBUTION = "contribution"
    AGREEMENT = "agreement"
    PROGRAMME = "programme"


class Nature(StrEnum):
    INTENT = "intent"
    BINDING = "binding"
    ANNEX = "annex"
    UNKNOWN = "unknown"


class PartyRole(StrEnum):
    SIGNATORY = "signatory"
    BROKER = "broker"
    EVALUATOR = "evaluator"
    FUNDER = "funder"
    SUPPORTER = "supporter"


class Work(StrEnum):
    """How far the work is; independent of the signature."""

    EXPLORING = "exploring"
    NEGOTIATING = "negotiating"
    AGREED = "agreed"
    IMPLEMENTING = "implementing"
    COMPLETED = "completed"
    ENDED = "ended"


class Signature(StrEnum):
    """How far the signing is; unknown only in records compiled from public sources."""

    UNSIGNED = "unsigned"
    SIGNING = "signing"
    SIGNED = "signed"
    TERMINATED = "terminated"
    UNKNOWN = "unknown"


class TakenBack(StrEnum):
    """Why a deal was taken back. One of a few reasons, since what the journal says can never be unsaid."""

    TOO_EARLY = "too_early"
    BY_MISTAKE = "by_mistake"
    WRONG = "wrong"
    PARTY_ASKED = "party_asked"
    RIGHTS = "rights"


#: From a work state to those that may follow. Work can be under way before anything is signed.
WORK_FOLLOWS: dict[Work, frozenset[Work]] = {
    Work.EXPLORING: frozenset({Work.NEGOTIATING, Work.IMPLEMENTING, Work.ENDED}),
    Work.NEGOTIATING: frozenset({Work.EXPLORING, Work.AGREED, Work.IMPLEMENTING, Work.ENDED}),
    Work.AGREED: frozenset({Work.NEGOTIATING, Work.IMPLEMENTING, Work.ENDED}),
    Work.IMPLEMENTING: frozenset({Work.COMPLETED, Work.ENDED}),
    Work.COMPLETED: frozenset({Work.IMPLEMENTING}),
    Work.ENDED: frozenset({Work.EXPLORING}),
}

#: From a signature state to those that may follow. What was signed is never unsigned: it is terminated.
SIGNATURE_FOLLOWS: dict[Signature, frozenset[Signature]] = {
    Signature.UNSIGNED: frozenset({Signature.SIGNING}),
    Signature.SIGNING: frozenset({Signature.UNSIGNED, Signature.SIGNED}),
    Signature.SIGNED: frozenset({Signature.TERMINATED}),
    Signature.TERMINATED: frozenset(),
    Signature.UNKNOWN: frozenset({Signature.UNSIGNED, Signature.SIGNED}),
}


#: How much a deal may hold: far more than any real one, and few enough to be read as a whole.
MOST_PARTIES = 2000
MOST_CLAUSES = 2000
MOST_SOURCES = 200


#: Signature states that the public goes on seeing: what was signed once is never hidden.
SIGNED_ONCE = frozenset({Signature.SIGNED, Signature.TERMINATED})


class Lack(StrEnum):
    """What keeps a deal from being published or signed."""

    TITLE = "title"
    SUMMARY = "summary"
    PARTIES = "parties"
    CLAUSE_TEXT = "clause_text"
    OWNER = "owner"
    GOAL = "goal"
    COMMITMENT = "commitment"


def may_work_become(now: Work, then: Work) -> bool:
    return then in WORK_FOLLOWS[now]


def may_signature_become(now: Signature, then: Signature) -> bool:
    return then in SIGNATURE_FOLLOWS[now]


def lacks_for_publishing(document: Document, *, is_compiled: bool) -> list[Lack]:
    """What a document still needs before the public may read it.

    A record compiled from public sources may leave open whose a commitment is, since its source may not say.
    """
    lacks = []
    if not document.title:
        lacks.append(Lack.TITLE)
    if not document.summary:
        lacks.append(Lack.SUMMARY)
    if not document.parties:
        lacks.append(Lack.PARTIES)
    if any(not clause.text for clause in document.clauses):
        lacks.append(Lack.CLAUSE_TEXT)
    if not is_compiled and any(not clause.party for clause in commitments(document.clauses)):
        lacks.append(Lack.OWNER)
    return lacks


def lacks_for_signing(document: Document) -> list[Lack]:
    """What a document still needs before it can be signed: every signatory brings at least one measure of its own."""
    lacks = lacks_for_publishing(document, is_compiled=False)
    if not any(clause.kind == ClauseKind.GOAL for clause in document.clauses):
        lacks.append(Lack.GOAL)
    signatories = {party.organisation for party in document.parties if party.role == PartyRole.SIGNATORY}
    if not signatories <= {clause.party for clause in commitments(document.clauses)}:
        lacks.append(Lack.COMMITMENT)
    return lacks


def commitments(clauses: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind == ClauseKind.COMMITMENT]


def period_is_right(start: Moment | None, end: Moment | None) -> bool:
    """Whether a period in days or years, either end of which may be open, does not end before it begins."""
    return start is None or end is None or start <= end


def counts(
    *, kind: str, tier: str, signature: str, kinds: Iterable[str], tiers: Iterable[str], signed_only: bool
) -> bool:
    """Whether a deal counts under a city's counting rule; an empty list of kinds or tiers lets all count."""
    return (
        (not kinds or kind in kinds)
        and (not tiers or tier in tiers)
        and (not signed_only or signature == Signature.SIGNED)
    )
