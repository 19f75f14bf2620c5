"""Deciding about an idea: the three questions first, then the decision with its reason, which the sender reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City, Office
from greenpact.ideas.answer_rules import (
    FINAL,
    NEEDS_FINDINGS,
    SHORTEST_REASON,
    Decision,
    Finding,
    Question,
)
from greenpact.ideas.answers import Answer, Check
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.rules import State


class WhyNotDecided(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NOT_WAITING = "not_waiting"
    REASON_TOO_SHORT = "reason_too_short"
    QUESTIONS_OPEN = "questions_open"
    OFFICE_MISSING = "office_missing"
    CITY_MISSING = "city_missing"
    DEAL_MISSING = "deal_missing"
    ASKED_ALREADY = "asked_already"
    ANSWER_WITHOUT_REASON = "answer_without_reason"
    OTHER_CITY = "other_city"


class NotDecided(Exception):
    """The idea goes on waiting; `reason` says why."""

    def __init__(self, reason: WhyNotDecided) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Verdict:
    """A decision with its reason in plain language, and where it leads."""

    decision: Decision
    reason: str
    office: Office | None = None  # handed to another office
    city: City | None = None  # handed to another city
    deal: str = ""  # the ref of the deal it becomes or joins


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one of the three questions is answered, and why."""

    finding: Finding
    reason: str = ""


@transaction.atomic
def judge(
    idea: Idea,
    judgements: Mapping[Question, Judgement],
    *,
    account: Account | None,
    by: str,
    at: datetime,
) -> list[Question]:
    """Answer some of the three questions; those whose answer differs from before. Raises `NotDecided`."""
    current = in_turn(idea, seen=None, otherwise=NotDecided(WhyNotDecided.CHANGED_MEANWHILE))
    if not may_be_decided(current):
        raise NotDecided(WhyNotDecided.NOT_WAITING)
    if any(said.finding is not Finding.OPEN and not said.reason.strip() for said in judgements.values()):
        raise NotDecided(WhyNotDecided.ANSWER_WITHOUT_REASON)
    stood = {Question(row.question): (row.finding, row.reason) for row in current.checks.all()}
    changed = [
        question
        for question, said in judgements.items()
        if stood.get(question, (Finding.OPEN.value, "")) != (said.finding.value, said.reason.strip())
    ]
    for question in changed:
        said = judgements[question]
        values = {"finding": said.finding.value, "reason": said.reason.strip(), "account": account, "at": at}
        Check.objects.update_or_create(idea=current, question=question.value, defaults=values)
    if changed:
        findings = {question.value: judgements[question].finding.value for question in changed}
        record_of_idea(current, "checked", by=by, at=at, payload=findings)
    return changed


@transaction.atomic
def decide(
    idea: Idea,
    verdict: Verdict,
    *,
    account: Account | None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> Answer:
    """Give an idea its answer; raises `NotDecided`.

    Handed to another office, it goes on waiting there on the same clock. An idea that was kept for later can be
    decided about once more.
    """
    current = in_turn(idea, seen=seen, otherwise=NotDecided(WhyNotDecided.CHANGED_MEANWHILE))
    if reason := why_not(current, verdict):
        raise NotDecided(reason)
    if verdict.decision is Decision.OFFICE:
        current.office, current.owner = verdict.office, None
    if verdict.decision in FINAL:
        current.state, current.decision = State.DECIDED.value, verdict.decision.value
        current.decided_at = at
    save_moved(current)
    answer = Answer.objects.create(
        idea=current,
        decision=verdict.decision.value,
        reason=verdict.reason.strip(),
        office=verdict.office,
        city=verdict.city,
        account=account,
        at=at,
    )
    # The public learns how long a city takes, so a decision moves its pages; it does not learn what was decided.
    record_of_idea(
        current, "decided", by=by, at=at, payload=_payload(verdict), public=verdict.decision in FINAL
    )
    return answer


def may_be_decided(idea: Idea) -> bool:
    """Whether an idea waits for an answer, or was kept for later."""
    return idea.state == State.OPEN or (idea.state == State.DECIDED and idea.decision == Decision.KEPT)


def why_not(idea: Idea, verdict: Verdict) -> WhyNotDecided | None:
    """What keeps a verdict from being given; None when nothing does."""
    if not may_be_decided(idea):
        return WhyNotDecided.NOT_WAITING
    if len(verdict.reason.strip()) < SHORTEST_REASON:
        return WhyNotDecided.REASON_TOO_SHORT
    if verdict.decision in NEEDS_FINDINGS and open_questions(idea):
        return WhyNotDecided.QUESTIONS_OPEN
    return _wrong_target(idea, verdict)


def _wrong_target(idea: Idea, verdict: Verdict) -> WhyNotDecided | None:
    match verdict.decision:
        case Decision.OFFICE if idea.state != State.OPEN:
            return WhyNotDecided.NOT_WAITING
        case Decision.OFFICE if verdict.office is None or verdict.office == idea.office:
            return WhyNotDecided.OFFICE_MISSING
        case Decision.OFFICE if verdict.office is not None and verdict.office.city_id != idea.city_id:
            return WhyNotDecided.OTHER_CITY
        case Decision.CITY if verdict.city is None or verdict.city.pk == idea.city_id:
            return WhyNotDecided.CITY_MISSING
        case Decision.DEAL | Decision.JOINS if not verdict.deal:
            return WhyNotDecided.DEAL_MISSING
    return None


def open_questions(idea: Idea) -> list[Question]:
    """Those of the three questions that nobody has answered yet."""
    answered = idea.checks.exclude(finding=Finding.OPEN.value).values_list("question", flat=True)
    return [question for question in Question if question.value not in set(answered)]


def _payload(verdict: Verdict) -> dict[str, str]:
    """What the entry says. It is public, so a deal, which may not be, is told by an entry of its own."""
    payload = {"decision": verdict.decision.value}
    if verdict.office is not None:
        payload["office"] = verdict.office.ref
    if verdict.city is not None:
        payload["city"] = verdict.city.slug
    return payload
