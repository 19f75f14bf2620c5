"""Forgetting raw values after the time that a city keeps them; what they came to stays."""

from datetime import datetime, timedelta

from django.db import transaction

from greenpact.cities.models import City
from greenpact.sensors.models import RawValue, SensorSeries, SensorTerms
from greenpact.sensors.rules import KEPT_DAYS

MOST_AT_ONCE = 50_000


def forget_raw(at: datetime) -> bool:
    """Delete some of the raw values whose time is over; whether there were any. What waits to be rolled up stays."""
    terms = dict(SensorTerms.objects.values_list("city", "kept_days"))
    is_found = False
    for city in City.objects.filter(sensor_sources__isnull=False).distinct():
        before = at - timedelta(days=terms.get(city.pk, KEPT_DAYS))
        is_found = _forget_of(city, before) or is_found
    return is_found


def _forget_of(city: City, before: datetime) -> bool:
    series = SensorSeries.objects.filter(source__city=city).exclude(
        rolled_from__isnull=False, indicator__isnull=False
    )
    old = RawValue.objects.filter(series__in=series, at__lt=before)
    keys = list(old.values_list("pk", flat=True)[:MOST_AT_ONCE])
    if not keys:
        return False
    with transaction.atomic():
        touched = set(RawValue.objects.filter(pk__in=keys).values_list("series", flat=True))
        RawValue.objects.filter(pk__in=keys).delete()
        SensorSeries.objects.filter(pk__in=touched).update(forgotten_before=before)
    return True
