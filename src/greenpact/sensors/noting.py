"""Noting that a platform sent something that cannot be read, so that its people see it."""

from django.db.models import F

from greenpact.sensors.models import SensorSource

MOST_NOTED = 1_000_000


def note_unreadable(source: SensorSource) -> None:
    """Count a call that could not be read."""
    SensorSource.objects.filter(pk=source.pk, not_read__lt=MOST_NOTED).update(not_read=F("not_read") + 1)
