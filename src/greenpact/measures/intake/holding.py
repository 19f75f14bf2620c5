"""Holding a delivery while something is done with it, and ending it."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from greenpact.measures.intake.reading_through import Stopped, begin_again
from greenpact.measures.models import Delivery, DeliveryState


def still(delivery: Delivery, state: DeliveryState) -> Delivery:
    """The delivery, locked; raises `Stopped` when it is in another state by now."""
    current = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("city", "organisation")
        .get(pk=delivery.pk)
    )
    if current.state != state:
        raise Stopped
    return current


@transaction.atomic
def end(
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
