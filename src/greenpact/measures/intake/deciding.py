"""What the sender of a delivery decides: how it is to be understood, and whether it is taken in."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from greenpact.measures.intake.answers import Answers, answers_from
from greenpact.measures.intake.choosing import Choice, choose, indicators_for, remember
from greenpact.measures.intake.comparing import Compared
from greenpact.measures.intake.holding import end
from greenpact.measures.intake.reading_through import begin_again
from greenpact.measures.intake.sifting import settled
from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered
from greenpact.measures.models import DeliveredSeries, Delivery, DeliveryState


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
    end(current, DeliveryState.DISCARDED, at=at)


def _waiting(delivery: Delivery) -> Delivery:
    current = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if current.state != DeliveryState.READ:
        raise NotDelivered(WhyNotDelivered.NOT_WAITING)
    return current
