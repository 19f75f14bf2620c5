"""Where values come from, which series come from there, and which indicator each becomes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.measures.models import Indicator
from greenpact.parties.models import Organisation
from greenpact.sensors.rules import KEPT_DAYS, Kind, Rolled, State


class KindChoice(models.TextChoices):
    NGSI_LD = Kind.NGSI_LD.value, _("A platform tells us (NGSI-LD)")
    SENSOR_THINGS = Kind.SENSOR_THINGS.value, _("We ask a server (SensorThings)")


class StateChoice(models.TextChoices):
    ACTIVE = State.ACTIVE.value, pgettext_lazy("state of a source", "active")
    PAUSED = State.PAUSED.value, pgettext_lazy("state of a source", "paused")
    ENDED = State.ENDED.value, pgettext_lazy("state of a source", "ended")


class RolledChoice(models.TextChoices):
    GROWTH = Rolled.GROWTH.value, _("A counter: what counts is by how much it grew")
    SUM = Rolled.SUM.value, _("Each value is an amount: they are added up")
    MEAN = Rolled.MEAN.value, _("The mean over the time")
    LAST = Rolled.LAST.value, _("The last value")


class SensorTerms(models.Model):
    """How long a city keeps raw values; without a row as usual."""

    city = models.OneToOneField(City, models.CASCADE, related_name="sensor_terms")
    kept_days = models.PositiveIntegerField(_("days"), default=KEPT_DAYS)

    def __str__(self) -> str:
        return f"{self.city_id}: {self.kept_days}"


class SensorSource(models.Model):
    """A platform or server that values come from; its organisation is the party whose meters these are."""

    city = models.ForeignKey(City, models.PROTECT, related_name="sensor_sources")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="sensor_sources"
    )
    ref = models.CharField(max_length=16, default=new_ref, editable=False, unique=True)
    edition = models.PositiveIntegerField(default=1, editable=False)
    kind = models.CharField(_("kind"), max_length=14, choices=KindChoice)
    name = models.CharField(_("name"), max_length=120)
    address = models.URLField(_("address"), max_length=500, blank=True)
    token_hash = models.CharField(max_length=64, blank=True, editable=False)
    state = models.CharField(_("state"), max_length=6, choices=StateChoice, default=StateChoice.ACTIVE)
    last_heard_at = models.DateTimeField(null=True, blank=True)
    not_read = models.PositiveIntegerField(
        default=0, help_text="Calls that could not be read since the last good one."
    )
    ask_next_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    fault = models.CharField(max_length=20, blank=True)

    class Meta:
        verbose_name = _("source of values")
        verbose_name_plural = _("sources of values")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=Kind.NGSI_LD.value) | Q(token_hash=""),
                name="only_who_tells_has_a_token",
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def actor(self) -> str:
        """How the journal names it."""
        return f"sensor:{self.ref}"


class SensorSeriesQuerySet(models.QuerySet["SensorSeries"]):
    def mapped(self) -> "SensorSeriesQuerySet":
        """Those that become readings of an indicator that is still followed."""
        return self.filter(indicator__isnull=False, indicator__is_dropped=False)


class SensorSeries(models.Model):
    """What one entity says of one attribute, or one datastream; with an indicator its values become readings.

    The columns from `last_at` to `changed_at` are what the newest value said. `rolled_from` and `rolled_until` bound
    the moments of values that no roll-up has seen yet.
    """

    source = models.ForeignKey(SensorSource, models.CASCADE, related_name="series")
    ref = models.CharField(max_length=16, default=new_ref, editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    entity = models.CharField(max_length=300)
    attribute = models.CharField(max_length=300)
    title = models.CharField(max_length=200, blank=True)
    said_unit = models.CharField(max_length=40, blank=True)
    indicator = models.ForeignKey(
        Indicator, models.SET_NULL, null=True, blank=True, related_name="sensor_series"
    )
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    rolled = models.CharField(_("how values are counted"), max_length=6, choices=RolledChoice, blank=True)
    rhythm_minutes = models.PositiveIntegerField(_("rhythm in minutes"), null=True, blank=True)
    lowest = models.FloatField(_("lowest plausible value"), null=True, blank=True)
    highest = models.FloatField(_("highest plausible value"), null=True, blank=True)
    takes_notified_at = models.BooleanField(default=False)
    last_at = models.DateTimeField(null=True, blank=True)
    last_value = models.FloatField(null=True, blank=True)
    changed_at = models.DateTimeField(null=True, blank=True)
    undated = models.PositiveIntegerField(default=0)
    impossible = models.PositiveIntegerField(default=0, help_text="Moments in the future or long past.")
    repeated = models.PositiveIntegerField(default=0)
    contradicted = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    forgotten_before = models.DateTimeField(null=True, blank=True)
    rolled_from = models.DateTimeField(null=True, blank=True)
    rolled_until = models.DateTimeField(null=True, blank=True)
    asked_after = models.DateTimeField(null=True, blank=True)
    asked_after_ref = models.CharField(max_length=80, blank=True)

    objects = SensorSeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series of values")
        verbose_name_plural = _("series of values")
        ordering = ["entity", "attribute"]
        constraints = [
            models.UniqueConstraint(fields=["source", "entity", "attribute"], name="one_series_of_attribute"),
            models.UniqueConstraint(fields=["source", "ref"], name="series_ref_once_in_source"),
        ]
        indexes = [
            models.Index(
                fields=["rolled_from"], name="series_to_roll_up", condition=Q(rolled_from__isnull=False)
            )
        ]

    def __str__(self) -> str:
        return self.ref
