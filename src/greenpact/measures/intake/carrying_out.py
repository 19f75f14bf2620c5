"""The course of a delivery: read, compared, answered, confirmed, and taken in as a whole or not at all."""

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
    indicators_for,
    propose,
    remembered_answers,
)
from greenpact.measures.intake.comparing import Compared, by_deal, compare, write
from greenpact.measures.intake.deciding import discard
from greenpact.measures.intake.holding import end, still
from greenpact.measures.intake.reading_through import (
    Course,
    Stopped,
    TooManySeries,
    begin_again,
    read_through,
)
from greenpact.measures.intake.tables import fingerprint
from greenpact.measures.models import Delivered, Delivery, DeliveryState
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
        end(delivery, DeliveryState.FAILED, at=at, findings={"gave_up": MOST_ATTEMPTS})
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
        end(delivery, DeliveryState.FAILED, at=at, findings={"too_many_series": 1})
        return
    if Doubt.UNREADABLE in course.sieve.counts:
        end(delivery, DeliveryState.FAILED, at=at, findings=course.sieve.as_data())
        return
    if _is_understood(delivery, course):
        return
    _read(delivery, at)


@transaction.atomic
def _is_understood(delivery: Delivery, course: Course) -> bool:
    """Keep what was read; False where the sender's sheets of this layout were read in another way the last time."""
    still(delivery, DeliveryState.UPLOADED)
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
        still(delivery, DeliveryState.ANSWERED)
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
            still(delivery, DeliveryState.RUNNING)
            compared = compare(delivery, today=delivery.city.day(at))
        Delivery.objects.filter(pk=delivery.pk).update(progress=40)
        if _take_over(delivery, compared, seen, at):
            return
    with transaction.atomic():
        Chain.objects.select_for_update().get(pk=delivery.city.chain_id)
        still(delivery, DeliveryState.RUNNING)
        _take_over(delivery, compare(delivery, today=delivery.city.day(at)), None, at)


@transaction.atomic
def _take_over(delivery: Delivery, compared: Compared, seen: int | None, at: datetime) -> bool:
    """Whether it is over; False when the city's journal moved on since `seen`."""
    chain = Chain.objects.select_for_update().get(pk=delivery.city.chain_id)
    if seen not in (None, chain.number):
        return False
    current = still(delivery, DeliveryState.RUNNING)
    if compared.counts != current.counts or not _is_still_theirs(current):
        current.findings |= {"changed_meanwhile": 1}
        _ask(current, compared)
        return True
    told = by_deal(current)
    write(current, at=at)
    _tell(current, told, at=at)
    end(current, DeliveryState.DONE, at=at, findings=current.findings)
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


def _prolong(delivery: Delivery) -> None:
    Delivery.objects.filter(pk=delivery.pk).update(leased_until=timezone.now() + LATER)


def forget_old(at: datetime) -> bool:
    """Discard deliveries that nobody decided on for a month, and let go of what was laid down of those long over."""
    for delivery in Delivery.objects.filter(created_at__lt=at - KEPT_FOR, state=DeliveryState.READ):
        discard(delivery, at=at)
    old = Delivery.objects.filter(finished_at__lt=at - KEPT_FOR)
    Delivered.objects.filter(of__in=old).delete()
    Delivered.objects.exclude(of__in=Delivery.objects.all()).delete()
    return False
