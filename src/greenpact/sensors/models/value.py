"""Values as they came, and what those of an hour, a day or a month come to."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.sensors.models.source import SensorSeries


class Resolution(models.TextChoices):
    HOUR = "hour", _("hour")
    DAY = "day", _("day")
    MONTH = "month", _("month")


class RawValue(models.Model):
    """A value as it came; never changed. `unit` is what was said with it, empty where nothing was."""

    series = models.ForeignKey(SensorSeries, models.CASCADE, related_name="raw_values")
    at = models.DateTimeField()
    until_at = models.DateTimeField(null=True, blank=True)
    value = models.FloatField()
    unit = models.CharField(max_length=40, blank=True)
    heard_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "at"], name="one_raw_value_a_moment")]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.at}"


class RolledUp(models.Model):
    """What the values of a time come to, in the unit of the series' indicator."""

    series = models.ForeignKey(SensorSeries, models.CASCADE, related_name="rolled_up")
    resolution = models.CharField(max_length=5, choices=Resolution)
    first_at = models.DateTimeField()
    until_at = models.DateTimeField()
    value = models.FloatField()
    lower = models.FloatField(null=True, blank=True)
    upper = models.FloatField(null=True, blank=True)
    count = models.PositiveIntegerField()
    covered = models.FloatField(help_text="Share of the time without gaps.")
    restarts = models.PositiveIntegerField(default=0)
    is_read = models.BooleanField(default=False, help_text="Whether the readings have followed it.")
    refused = models.CharField(max_length=24, blank=True, help_text="Why it became no reading.")

    class Meta:
        ordering = ["first_at"]
        constraints = [
            models.UniqueConstraint(fields=["series", "resolution", "first_at"], name="one_roll_up_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.resolution}/{self.first_at}"
