"""The course of a delivery: read, compared, answered, confirmed, and taken in as a whole or not at all."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.utils import timezone

from greenpact.deals.models import Deal
from greenpact.journal.models import Chain
from greenpact.journal.recording import Event, record_all
from greenpact.measures.intake.answers import FAULTS, Answers, answers_from
from greenpact.measures.intake.bounds import KEPT_FOR, LEASE, MOST_ATTEMPTS
from greenpact.measures.intake.choosing import (
    Choice,
    choose,
    indicators_for,
    propose,
    remember,
    remembered_answers,
)
from greenpact.measures.intake.comparing import Compared, by_deal, compare, write
from greenpact.measures.intake.reading_through import (
    Course,
    Stopped,
    TooManySeries,
    begin_again,
    read_through,
)
from greenpact.measures.intake.sifting import settled
from greenpact.measures.intake.tables import fingerprint
from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered
from greenpact.measures.models import Delivered, DeliveredSeries, Delivery, DeliveryState
from sheets.doubts import Doubt

UNLOCKED_ATTEMPTS = 3
LATER = timedelta(minutes=25)  # for what is one transaction


def work_on_next(at: datetime) -> bool:
    """Do the next piece of work that a delivery waits for; whether there was one. Called by the worker's rounds."""
    for waiting in Delivery.objects.waiting(at).order_by("created_at").only("pk")[:5]:
        if claimed := claim(waiting.pk, at=at):
            work_on(claimed, at=at)
            return True
    return False


def claim(pk: int, *, at: datetime) -> Delivery | None:
    """Take a delivery that nobody holds; None when somebody was quicker."""
    if not Delivery.objects.waiting(at).filter(pk=pk).update(leased_until=at + LEASE):
        return None
    return Delivery.objects.select_related("city", "organisation", "deal").get(pk=pk)


def work_on(delivery: Delivery, *, at: datetime) -> None:
    """Do whatever a delivery waits for. After too many attempts that broke off it is given up."""
    delivery.attempts += 1
    delivery.save(update_fields=["attempts"])
    if delivery.attempts > MOST_ATTEMPTS:
        _end(delivery, DeliveryState.FAILED, at=at, findings={"gave_up": MOST_ATTEMPTS})
        return
    try:
        if delivery.state == DeliveryState.UPLOADED:
            _read(delivery, at)
        if delivery.state == DeliveryState.ANSWERED:
            _compare(delivery, at)
        elif delivery.state in (DeliveryState.CONFIRMED, DeliveryState.RUNNING):
            _carry_out(delivery, at)
    except Stopped:
        return


# reading


def _read(delivery: Delivery, at: datetime) -> None:
    """Lay the file's readings down, and propose what they are meant for."""
    today = datetime.combine(delivery.city.day(at), datetime.min.time())
    try:
        course = read_through(delivery, today=today)
    except TooManySeries:
        _end(delivery, DeliveryState.FAILED, at=at, findings={"too_many_series": 1})
        return
    if Doubt.UNREADABLE in course.sieve.counts:
        _end(delivery, DeliveryState.FAILED, at=at, findings=course.sieve.as_data())
        return
    if _is_understood(delivery, course):
        return
    _read(delivery, at)


@transaction.atomic
def _is_understood(delivery: Delivery, course: Course) -> bool:
    """Keep what was read; False where the sender's sheets of this layout were read in another way the last time."""
    _still(delivery, DeliveryState.UPLOADED)
    _keep_course(delivery, course)
    known = remembered_answers(delivery)
    if not delivery.answers and any(known.values()):
        delivery.answers = Answers(notations=known["notations"], day_orders=known["day_orders"]).as_data()
        begin_again(delivery)
    else:
        propose(delivery)
        delivery.state = DeliveryState.ANSWERED
    delivery.save()
    return delivery.state == DeliveryState.ANSWERED


def _keep_course(delivery: Delivery, course: Course) -> None:
    delivery.layout = fingerprint(course.tables)
    delivery.recognised = [one.as_data() for one in course.tables]
    series = [one for _row, one in course.series]
    delivery.findings = {
        **course.sieve.as_data(),
        "non_values": sum(one.non_values.total() for one in series),
    }
    delivery.cursor, delivery.progress = course.number, 100
    for row, one in course.series:
        row.count = len(one.values) + one.non_values.total()
        row.first_on = one.first.start.date() if one.first else None
        row.until = one.last.until.date() if one.last else None
        row.save(update_fields=["count", "first_on", "until"])


# comparing


def _compare(delivery: Delivery, at: datetime) -> None:
    """Give every reading its fate, and let the delivery wait for its sender."""
    _prolong(delivery)
    delivery.compared_with = _number_of(delivery)
    with transaction.atomic():
        _still(delivery, DeliveryState.ANSWERED)
        _ask(delivery, compare(delivery, today=delivery.city.day(at)))


def _number_of(delivery: Delivery) -> int:
    """The number of the last entry in the city's journal, which every change to its readings raises."""
    return Chain.objects.values_list("number", flat=True).get(pk=delivery.city.chain_id)


def _ask(delivery: Delivery, compared: Compared) -> None:
    """Let it wait for an answer or a decision."""
    answers = answers_from(delivery.answers)
    undecided = delivery.series.filter(indicator__isnull=True, is_left_out=False).count()
    faults = sum(compared[fate] for fate in FAULTS if fate.value not in answers.accepted)
    delivery.counts = compared.counts
    delivery.open_count = sum(delivery.findings.get("open", {}).values()) + undecided + faults
    delivery.state, delivery.progress = DeliveryState.READ, 0
    delivery.leased_until, delivery.attempts = None, 0
    delivery.save()


# answering and deciding


@transaction.atomic
def answer(delivery: Delivery, answers: Answers, choices: Mapping[int, Choice], *, at: datetime) -> None:
    """Take what the sender answered and chose, by the numbers of series; the rest stays open. Raises `NotDelivered`."""
    current = _waiting(delivery)
    allowed = set(indicators_for(current).values_list("pk", flat=True))
    chosen: list[DeliveredSeries] = []
    for series in current.series.select_related("indicator__deal").filter(number__in=choices):
        choice = choices[series.number]
        if choice.indicator is not None and choice.indicator.pk not in allowed:
            raise NotDelivered(WhyNotDelivered.NOT_WAITING, series.name)
        choose(series, choice)
        chosen.append(series)
    before = answers_from(current.answers)
    current.answers = answers.as_data()
    remember(current, chosen, answers, at=at)
    if answers.read_like(before):
        current.findings = settled(current.findings, answers)
        current.state = DeliveryState.ANSWERED
    else:
        begin_again(current)
        current.state = DeliveryState.UPLOADED
    current.save()


@transaction.atomic
def confirm(delivery: Delivery, *, reason: str = "") -> None:
    """Decide that a delivery is to be taken in; raises `NotDelivered`."""
    current = _waiting(delivery)
    if current.open_count:
        raise NotDelivered(WhyNotDelivered.OPEN_QUESTIONS)
    if not Compared(current.counts).amount:
        raise NotDelivered(WhyNotDelivered.NOTHING_TO_DO)
    if current.counts.get("replaces") and not reason.strip():
        raise NotDelivered(WhyNotDelivered.REASON_MISSING)
    current.reason = reason.strip()[:500]
    current.state = DeliveryState.CONFIRMED
    current.save()


@transaction.atomic
def discard(delivery: Delivery, *, at: datetime) -> None:
    """Throw a delivery away before it counts; raises `NotDelivered` when it is too late for that."""
    current = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if current.state in (DeliveryState.DONE, DeliveryState.DISCARDED, DeliveryState.FAILED):
        raise NotDelivered(WhyNotDelivered.BEING_WRITTEN)
    _end(current, DeliveryState.DISCARDED, at=at)


def _waiting(delivery: Delivery) -> Delivery:
    current = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if current.state != DeliveryState.READ:
        raise NotDelivered(WhyNotDelivered.NOT_WAITING)
    return current


# taking in


def _carry_out(delivery: Delivery, at: datetime) -> None:
    """Take a confirmed delivery in, in one transaction, unless it would come to something else than was shown.

    Where the city's journal has moved on since it was compared, it is so anew while others go on working; when one of
    them was quicker, once more. After a few times the city is locked for the comparison too.
    """
    decided = Delivery.objects.filter(
        pk=delivery.pk, state__in=(DeliveryState.CONFIRMED, DeliveryState.RUNNING)
    )
    if not decided.update(state=DeliveryState.RUNNING, progress=10, leased_until=timezone.now() + LATER):
        return
    if _take_over(delivery, Compared(delivery.counts), delivery.compared_with or 0, at):
        return
    for _attempt in range(UNLOCKED_ATTEMPTS):
        seen = _number_of(delivery)
        with transaction.atomic():
            _still(delivery, DeliveryState.RUNNING)
            compared = compare(delivery, today=delivery.city.day(at))
        Delivery.objects.filter(pk=delivery.pk).update(progress=40)
        if _take_over(delivery, compared, seen, at):
            return
    with transaction.atomic():
        Chain.objects.select_for_update().get(pk=delivery.city.chain_id)
        _still(delivery, DeliveryState.RUNNING)
        _take_over(delivery, compare(delivery, today=delivery.city.day(at)), None, at)


@transaction.atomic
def _take_over(delivery: Delivery, compared: Compared, seen: int | None, at: datetime) -> bool:
    """Whether it is over; False when the city's journal moved on since `seen`."""
    chain = Chain.objects.select_for_update().get(pk=delivery.city.chain_id)
    if seen not in (None, chain.number):
        return False
    current = _still(delivery, DeliveryState.RUNNING)
    if compared.counts != current.counts or not _is_still_theirs(current):
        current.findings |= {"changed_meanwhile": 1}
        _ask(current, compared)
        return True
    told = by_deal(current)
    write(current, at=at)
    _tell(current, told, at=at)
    _end(current, DeliveryState.DONE, at=at, findings=current.findings)
    return True


def _is_still_theirs(delivery: Delivery) -> bool:
    """Whether all chosen indicators are followed still, by the same party."""
    chosen = delivery.series.filter(indicator__isnull=False).values_list("indicator", flat=True).distinct()
    allowed = set(indicators_for(delivery).values_list("pk", flat=True))
    lost = [pk for pk in chosen if pk not in allowed]
    delivery.series.filter(indicator__in=lost).update(indicator=None)
    return not lost


def _tell(delivery: Delivery, told: list[tuple[int, dict[str, int], list[str]]], *, at: datetime) -> None:
    """One entry for each deal that readings came to."""
    deals = Deal.objects.in_bulk([deal for deal, _counts, _refs in told])
    written = [(deals[pk], counts, refs) for pk, counts, refs in told if refs]
    written.sort(key=lambda one: not one[0].is_published)
    for public, group in groupby(written, key=lambda one: one[0].is_published):
        events = [
            Event(
                "reading.delivered",
                f"deal:{deal.ref}",
                {"delivery": delivery.ref, "sha256": delivery.sha256, "counts": counts, "indicators": refs},
            )
            for deal, counts, refs in group
        ]
        record_all(delivery.city.chain_id, events, by=delivery.by, at=at, public=public)


def _still(delivery: Delivery, state: DeliveryState) -> Delivery:
    """The delivery, locked; raises `Stopped` when it is in another state by now."""
    current = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("city", "organisation")
        .get(pk=delivery.pk)
    )
    if current.state != state:
        raise Stopped
    return current


def _prolong(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(leased_until=timezone.now() + LATER)


@transaction.atomic
def _end(
    delivery: Delivery, state: DeliveryState, *, at: datetime, findings: Mapping[str, object] | None = None
) -> None:
    """End a delivery; its file goes, and so does what was laid down of one that came to nothing."""
    delivery.state, delivery.finished_at, delivery.leased_until = state, at, None
    if findings is not None:
        delivery.findings = dict(findings)
    delivery.progress = 100
    delivery.save()
    delivery.pieces.all().delete()
    if state != DeliveryState.DONE:
        begin_again(delivery)


def forget_old(at: datetime) -> bool:
    """Discard deliveries that nobody decided on for a month, and let go of what was laid down of those long over."""
    for delivery in Delivery.objects.filter(created_at__lt=at - KEPT_FOR, state=DeliveryState.READ):
        discard(delivery, at=at)
    old = Delivery.objects.filter(finished_at__lt=at - KEPT_FOR)
    Delivered.objects.filter(of__in=old).delete()
    Delivered.objects.exclude(of__in=Delivery.objects.all()).delete()
    return False
