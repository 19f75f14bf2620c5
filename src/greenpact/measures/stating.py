"""Saying something about a measure, replying to it, and disputing it. Nobody ever changes what another has said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from greenpact.ideas.terms import settings_of
from greenpact.journal.recording import record
from greenpact.measures.keeping import in_turn, record_of_measure
from greenpact.measures.models import CheckIn, Dispute, Measure, Reply, Statement
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import (
    ANSWER_DAYS,
    MOST_REPLIES,
    RUNNING,
    DisputeState,
    Stance,
    Voice,
    WhyNotSaid,
    may_end,
    needs_reason,
)
from greenpact.parties.models import Organisation


class NotSaid(Exception):
    """Nothing is said; `reason` says why."""

    def __init__(self, reason: WhyNotSaid) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Speaker:
    """In which part and for whom somebody speaks; the city needs no organisation."""

    voice: Voice
    organisation: Organisation | None
    by: str

    @property
    def key(self) -> int | None:
        return self.organisation.pk if self.organisation else None


@dataclass(frozen=True, slots=True)
class Said:
    """What a voice says of a measure: its state, whether it goes as promised, in words of one language, as of a day."""

    state: State
    on: date
    language: str
    text: str = ""
    stance: Stance | None = None
    is_unchanged: bool = False


@transaction.atomic
def state(measure: Measure, said: Said, *, speaker: Speaker, at: datetime) -> Statement:
    """Say how one sees a measure; it stands before what the same voice said earlier. Raises `NotSaid`."""
    current = _in_turn(measure)
    if said.stance is not None and needs_reason(said.stance) and not said.text.strip():
        raise NotSaid(WhyNotSaid.REASON_MISSING)
    if said.on > current.city.day(at):
        raise NotSaid(WhyNotSaid.DAY_IN_FUTURE)
    return keep_statement(current, said, speaker=speaker, at=at)


def keep_statement(
    measure: Measure, said: Said, *, speaker: Speaker, at: datetime, check_in: CheckIn | None = None
) -> Statement:
    """Keep what was said; part of the activity that has taken the turn of the measure."""
    own = Statement.objects.filter(
        measure=measure, voice=speaker.voice.value, organisation=speaker.organisation
    )
    own.filter(is_current=True).update(is_current=False)
    statement = Statement.objects.create(
        measure=measure,
        voice=speaker.voice.value,
        organisation=speaker.organisation,
        state=said.state.value,
        stance=said.stance.value if said.stance else "",
        text=said.text.strip(),
        language=said.language,
        on=said.on,
        is_unchanged=said.is_unchanged,
        check_in=check_in,
        at=at,
        by=speaker.by,
    )
    payload = {"statement": statement.ref, "voice": statement.voice, "party": _ref(speaker.organisation)}
    record_of_measure(measure, "stated", by=speaker.by, at=at, payload=payload)
    return statement


@transaction.atomic
def reply(statement: Statement, text: str, *, language: str, speaker: Speaker, at: datetime) -> Reply:
    """Answer to what another voice has said; both stand side by side. Raises `NotSaid`."""
    measure = _in_turn(statement.measure)
    _refuse_own(statement, speaker)
    if not text.strip():
        raise NotSaid(WhyNotSaid.NOTHING_SAID)
    if statement.replies.count() >= MOST_REPLIES:
        raise NotSaid(WhyNotSaid.TOO_MANY)
    row = Reply.objects.create(
        statement=statement,
        voice=speaker.voice.value,
        organisation=speaker.organisation,
        text=text.strip(),
        language=language,
        at=at,
        by=speaker.by,
    )
    payload = {"statement": statement.ref, "voice": row.voice, "party": _ref(speaker.organisation)}
    record_of_measure(measure, "replied", by=speaker.by, at=at, payload=payload)
    return row


@transaction.atomic
def open_dispute(
    statement: Statement, reason: str, *, language: str, speaker: Speaker, at: datetime
) -> Dispute:
    """Hold a statement of another voice for wrong, and say why; it is to be answered by a day. Raises `NotSaid`."""
    measure = _in_turn(statement.measure)
    _refuse_own(statement, speaker)
    if not reason.strip():
        raise NotSaid(WhyNotSaid.REASON_MISSING)
    if statement.disputes.filter(state__in=sorted(RUNNING)).exists():
        raise NotSaid(WhyNotSaid.DISPUTED_ALREADY)
    city = measure.city
    dispute = Dispute.objects.create(
        statement=statement,
        voice=speaker.voice.value,
        organisation=speaker.organisation,
        text=reason.strip(),
        language=language,
        answer_until=settings_of(city).calendar.after(city.day(at), ANSWER_DAYS),
        at=at,
        by=speaker.by,
    )
    _tell(measure, dispute, "opened", by=speaker.by, at=at)
    return dispute


@transaction.atomic
def answer_dispute(dispute: Dispute, text: str, *, language: str, speaker: Speaker, at: datetime) -> None:
    """Answer a dispute about one's own statement. Raises `NotSaid`."""
    measure, current = _dispute_in_turn(dispute)
    if not current.statement.is_by(speaker.voice, speaker.key):
        raise NotSaid(WhyNotSaid.NOT_YOURS)
    if current.state != DisputeState.OPENED:
        raise NotSaid(WhyNotSaid.NOT_OPEN)
    if not text.strip():
        raise NotSaid(WhyNotSaid.NOTHING_SAID)
    current.state, current.answer, current.answer_language = (
        DisputeState.ANSWERED.value,
        text.strip(),
        language,
    )
    current.answered_at, current.answered_by = at, speaker.by
    current.save()
    _tell(measure, current, "answered", by=speaker.by, at=at)


@transaction.atomic
def end_dispute(
    dispute: Dispute, then: DisputeState, text: str, *, language: str, speaker: Speaker, at: datetime
) -> None:
    """Say how a dispute ends: for whoever opened it, and for the city, which keeps the register. Raises `NotSaid`."""
    measure, current = _dispute_in_turn(dispute)
    if not current.is_by(speaker.voice, speaker.key) and speaker.voice is not Voice.CITY:
        raise NotSaid(WhyNotSaid.NOT_YOURS)
    today = measure.city.day(at)
    if not may_end(DisputeState(current.state), then, answer_until=current.answer_until, today=today):
        raise NotSaid(WhyNotSaid.NOT_OPEN)
    if not text.strip():
        raise NotSaid(WhyNotSaid.REASON_MISSING)
    current.state, current.outcome, current.outcome_language = then.value, text.strip(), language
    current.ended_at, current.ended_by = at, speaker.by
    current.save()
    _tell(measure, current, "ended", by=speaker.by, at=at)


def _in_turn(measure: Measure) -> Measure:
    return in_turn(measure, seen=None, otherwise=NotSaid(WhyNotSaid.CHANGED_MEANWHILE))


def _dispute_in_turn(dispute: Dispute) -> tuple[Measure, Dispute]:
    measure = _in_turn(dispute.statement.measure)
    return measure, Dispute.objects.select_related("statement").get(pk=dispute.pk)


def _refuse_own(statement: Statement, speaker: Speaker) -> None:
    if statement.is_by(speaker.voice, speaker.key):
        raise NotSaid(WhyNotSaid.OWN_STATEMENT)


def _tell(measure: Measure, dispute: Dispute, what: str, *, by: str, at: datetime) -> None:
    """Append the entry of a dispute; its subject is the deal, and it is as public as that."""
    deal, statement = measure.clause.deal, dispute.statement.ref
    record(
        measure.city.chain_id,
        verb=f"dispute.{what}",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published,
        payload={
            "clause": measure.clause.ref,
            "dispute": dispute.ref,
            "statement": statement,
            "outcome": dispute.state,
        },
    )


def _ref(organisation: Organisation | None) -> str:
    return organisation.ref if organisation else ""
