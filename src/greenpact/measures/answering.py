"""Answering a check-in by its link: values, state and a sentence at once, all or nothing; and passing it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.files.models import File
from greenpact.measures.addressing import Address
from greenpact.measures.asking import give_link, open_in_turn, tell
from greenpact.measures.check_in_rules import (
    LONGEST_SENTENCE,
    MOST_LINKS,
    CheckInState,
    How,
    WhyNotAnswered,
    WhyNotPassedOn,
    is_over,
)
from greenpact.measures.indicator_rules import WhyNoReading
from greenpact.measures.models import CheckIn, CheckInLink, Indicator
from greenpact.measures.reading import NoReading, Taken, take
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import Stance, Voice
from greenpact.measures.stating import Said, Speaker, keep_statement


class NotAnswered(Exception):
    """Nothing of the answer is kept; `reason` says why."""

    def __init__(self, reason: WhyNotAnswered) -> None:
        super().__init__(reason.value)
        self.reason = reason


class ValueRefused(Exception):
    """Nothing of the answer is kept, because of the value at `place` among those given; `reason` says why."""

    def __init__(self, place: int, reason: WhyNoReading) -> None:
        super().__init__(reason.value)
        self.place = place
        self.reason = reason


class NotPassedOn(Exception):
    """The check-in is passed on to nobody; `reason` says why."""

    def __init__(self, reason: WhyNotPassedOn) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Report:
    """What an owner says of a measure: `values` for its indicators, the state, one sentence, evidence."""

    state: State
    values: Sequence[tuple[Indicator, Taken]] = ()
    sentence: str = ""
    report_url: str = ""
    file: File | None = None

    def is_empty(self, now: State) -> bool:
        given = self.values or self.sentence.strip() or self.report_url or self.file
        return not given and self.state == now


@transaction.atomic
def answer(link: CheckInLink, report: Report, *, language: str, at: datetime) -> CheckIn:
    """Keep what the owner reports: readings, state and sentence. Raises `NotAnswered` or `ValueRefused`."""
    check_in = _answerable(link, at)
    now = State(check_in.measure.state)
    if report.is_empty(now):
        raise NotAnswered(WhyNotAnswered.NOTHING_SAID)
    for place, (indicator, taken) in enumerate(report.values):
        try:
            take(indicator, taken, by=link.actor, at=at)
        except NoReading as refusal:
            raise ValueRefused(place, refusal.reason) from refusal
    if report.state != now:
        record_state(check_in.measure, report.state, by=link.actor, at=at)
    check_in.report_url, check_in.file = report.report_url, report.file
    sentence = report.sentence.strip()[:LONGEST_SENTENCE]
    return _keep(check_in, link, How.REPORTED, report.state, sentence, language=language, at=at)


@transaction.atomic
def say_unchanged(link: CheckInLink, *, language: str, at: datetime) -> CheckIn:
    """Keep that the owner says nothing has changed: it is said, and no value follows from it. Raises `NotAnswered`."""
    check_in = _answerable(link, at)
    return _keep(check_in, link, How.UNCHANGED, State(check_in.measure.state), "", language=language, at=at)


@transaction.atomic
def pass_on(link: CheckInLink, email: str, *, at: datetime) -> CheckInLink:
    """Let somebody else answer, too: they get a link of their own by mail. Raises `NotPassedOn`."""
    check_in = open_in_turn(link.check_in)
    if check_in is None or is_over(check_in.due_on, check_in.city.day(at)):
        raise NotPassedOn(WhyNotPassedOn.OVER)
    links = check_in.links.filter(account__isnull=True)
    if links.count() >= MOST_LINKS:
        raise NotPassedOn(WhyNotPassedOn.TOO_MANY)
    if links.filter(email__iexact=email).exists():
        raise NotPassedOn(WhyNotPassedOn.SAME_ADDRESS)
    other = give_link(check_in, Address(email, link.language), at=at, is_deputy=True)
    tell(check_in, "passed_on", by=link.actor, at=at, payload={"link": other.ref})
    return other


@transaction.atomic
def revoke(link: CheckInLink, *, by: str, at: datetime) -> bool:
    """Make a link worthless, and forget its address; whether it was good until now."""
    check_in = open_in_turn(link.check_in)
    current = CheckInLink.objects.get(pk=link.pk)
    if check_in is None or current.revoked_at is not None:
        return False
    current.revoked_at, current.email = at, ""
    current.save(update_fields=["revoked_at", "email"])
    tell(check_in, "link_revoked", by=by, at=at, payload={"link": current.ref})
    return True


@transaction.atomic
def own_link(check_in: CheckIn, account: Account, *, at: datetime) -> CheckInLink:
    """The link by which somebody who is signed in answers: it is theirs alone, and no mail goes out.

    Nothing is recorded: what is done by it is, under their name.
    """
    link, _is_new = CheckInLink.objects.select_related("account", "check_in__city").get_or_create(
        check_in=check_in, account=account, defaults={"made_at": at, "language": account.language}
    )
    return link


def _answerable(link: CheckInLink, at: datetime) -> CheckIn:
    """The check-in of a link in its turn; raises `NotAnswered`."""
    check_in = open_in_turn(link.check_in)
    if check_in is None or check_in.measure.clause.is_dropped:
        now = CheckIn.objects.filter(pk=link.check_in_id, state=CheckInState.ANSWERED).exists()
        raise NotAnswered(WhyNotAnswered.ANSWERED_ALREADY if now else WhyNotAnswered.OVER)
    if CheckInLink.objects.filter(pk=link.pk, revoked_at__isnull=False).exists():
        raise NotAnswered(WhyNotAnswered.NOT_FROM_HERE)
    if is_over(check_in.due_on, check_in.city.day(at)):
        raise NotAnswered(WhyNotAnswered.OVER)
    return check_in


def _keep(
    check_in: CheckIn,
    link: CheckInLink,
    how: How,
    state: State,
    sentence: str,
    *,
    language: str,
    at: datetime,
) -> CheckIn:
    """Close the check-in with its answer, and let it stand as the owner's statement."""
    check_in.state, check_in.how = CheckInState.ANSWERED.value, how.value
    check_in.said_state, check_in.sentence, check_in.language = state.value, sentence, language
    check_in.answered_at, check_in.answered_by = at, link.actor
    check_in.save()
    today = check_in.city.day(at)
    measure = check_in.measure
    stance = Stance.EXPLAINED if sentence and measure.lateness(today) else None
    said = Said(state, today, language, sentence, stance, is_unchanged=how is How.UNCHANGED)
    speaker = Speaker(Voice.OWNER, measure.clause.party, link.actor)
    keep_statement(measure, said, speaker=speaker, at=at, check_in=check_in)
    tell(check_in, "answered", by=link.actor, at=at, payload={"how": how.value})
    return check_in
