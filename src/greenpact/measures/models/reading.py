"""A reading: the value of an indicator for a period, or why there is none. It is never changed, only replaced."""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.files.models import File
from greenpact.measures.indicator_rules import NonValue, Provenance
from greenpact.measures.models.indicator import Indicator


class ProvenanceChoice(models.TextChoices):
    MEASURED = Provenance.MEASURED.value, pgettext_lazy("provenance of a value", "measured")
    CALCULATED = Provenance.CALCULATED.value, pgettext_lazy("provenance of a value", "calculated")
    ESTIMATED = Provenance.ESTIMATED.value, pgettext_lazy("provenance of a value", "estimated")
    DECLARED = Provenance.DECLARED.value, pgettext_lazy("provenance of a value", "declared")


class NonValueChoice(models.TextChoices):
    NOT_YET = NonValue.NOT_YET.value, _("not there yet")
    NOT_OCCURRING = NonValue.NOT_OCCURRING.value, _("does not occur")
    NOT_KNOWN = NonValue.NOT_KNOWN.value, _("not known")
    CONFIDENTIAL = NonValue.CONFIDENTIAL.value, _("confidential")


class ReadingQuerySet(models.QuerySet["Reading"]):
    def current(self) -> "ReadingQuerySet":
        """Those that nothing has replaced."""
        return self.filter(is_current=True)


class Reading(models.Model):
    """What somebody read off for a period. Who recorded and who reviewed it are references, not names."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="readings")
    ref = models.CharField(max_length=16, default=new_ref, editable=False)
    first_on = models.DateField(_("from"))
    until = models.DateField(_("until"), help_text="Exclusive: the day after the last.")
    value = models.FloatField(_("value"), null=True, blank=True)
    non_value = models.CharField(_("no value because"), max_length=14, choices=NonValueChoice, blank=True)
    lower = models.FloatField(_("at least"), null=True, blank=True)
    upper = models.FloatField(_("at most"), null=True, blank=True)
    provenance = models.CharField(_("provenance"), max_length=10, choices=ProvenanceChoice, blank=True)
    method = models.CharField(_("method"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    evidence = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=60)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.CharField(max_length=60, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(_("reason"), max_length=500, blank=True, help_text="Why it replaces another.")
    is_current = models.BooleanField(default=True)

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "until", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "ref"], name="reading_ref_once_in_indicator"),
            models.UniqueConstraint(
                fields=["indicator", "first_on", "until"],
                condition=Q(is_current=True),
                name="one_current_reading_a_period",
            ),
            models.CheckConstraint(condition=Q(until__gt=F("first_on")), name="reading_ends_after_it_begins"),
            models.CheckConstraint(
                condition=Q(value__isnull=False, non_value="") | (Q(value__isnull=True) & ~Q(non_value="")),
                name="a_value_or_why_there_is_none",
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def last_on(self) -> date:
        """The last day of the period."""
        return self.until - timedelta(days=1)
