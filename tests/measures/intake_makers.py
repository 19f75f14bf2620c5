"""Short ways to deliveries."""

import io
from collections.abc import Mapping
from typing import Any

from greenpact.cities.models import City
from greenpact.measures.intake.answers import Answers, answers_from
from greenpact.measures.intake.carrying_out import claim, work_on
from greenpact.measures.intake.choosing import Choice
from greenpact.measures.intake.deciding import answer, confirm
from greenpact.measures.intake.taking_in import OpenFile, Sent, take_in
from greenpact.measures.models import Delivery, Indicator
from tests.makers import AT, BY


def delivered(city: City, content: str | bytes, *, name: str = "readings.csv", **sent: Any) -> Delivery:
    """A file that was sent, and read as far as a machine can."""
    data = content.encode() if isinstance(content, str) else content
    taken = take_in(city, OpenFile(io.BytesIO(data), name, len(data)), Sent(BY, **sent), at=AT)
    return worked_on(taken)


def worked_on(delivery: Delivery) -> Delivery:
    """After the worker's next piece of work."""
    claimed = claim(delivery.pk, at=AT)
    assert claimed is not None
    work_on(claimed, at=AT)
    return Delivery.objects.get(pk=delivery.pk)


def answered(
    delivery: Delivery, choices: Mapping[int, Indicator | None] | None = None, unit: str = "", **answers: Any
) -> Delivery:
    """After its sender answered; what was answered before stands."""
    before = answers_from(delivery.answers).as_data()
    now = answers_from({**before, **answers})
    chosen = {number: Choice(one, unit) for number, one in (choices or {}).items()}
    answer(delivery, now if answers else Answers(**_plain(before)), chosen, at=AT)
    return worked_on(delivery)


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: frozenset(one) if isinstance(one, list) else one for name, one in data.items()}


def confirmed(delivery: Delivery, reason: str = "") -> Delivery:
    confirm(delivery, reason=reason)
    return worked_on(delivery)
