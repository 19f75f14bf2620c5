"""An indicator: what is counted to see how far a measure or a deal has come, from where to where."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.indicator_rules import Counted, Point, Rhythm, Wanted
from greenpact.measures.models.measure import Measure
from greenpact.ui.wording import TextPerLanguage


class WantedChoice(models.TextChoices):
    MORE = Wanted.MORE.value, _("More is better")
    LESS = Wanted.LESS.value, _("Less is better")
    STEADY = Wanted.STEADY.value, _("It shall stay as it is")


class CountedChoice(models.TextChoices):
    SUM = Counted.SUM.value, _("added up over the year")
    LAST = Counted.LAST.value, _("the last one of the year counts")


class RhythmChoice(models.TextChoices):
    YEAR = Rhythm.YEAR.value, pgettext_lazy("rhythm of readings", "yearly")
    QUARTER = Rhythm.QUARTER.value, pgettext_lazy("rhythm of readings", "quarterly")
    MONTH = Rhythm.MONTH.value, pgettext_lazy("rhythm of readings", "monthly")
    WEEK = Rhythm.WEEK.value, pgettext_lazy("rhythm of readings", "weekly")
    DAY = Rhythm.DAY.value, pgettext_lazy("rhythm of readings", "daily")
    ANY = Rhythm.ANY.value, pgettext_lazy("rhythm of readings", "whenever there is one")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def standing(self) -> "IndicatorQuerySet":
        """Those that are still followed, and whose commitment is part of its deal."""
        return self.filter(Q(measure__isnull=True) | Q(measure__clause__is_dropped=False), is_dropped=False)

    def of_deal(self, deal: Deal) -> "IndicatorQuerySet":
        """Those of a deal as a whole and of its measures, in the order of its clauses."""
        found = self.filter(deal=deal).select_related("measure__clause__party", "deal__city")
        return found.order_by(models.F("measure__clause__position").asc(nulls_first=True), "pk")


class Indicator(models.Model):
    """What is counted, in which unit, and which way it shall go. Without a measure it tells of the deal as a whole."""

    city = models.ForeignKey(City, models.PROTECT, related_name="indicators")
    deal = models.ForeignKey(Deal, models.CASCADE, related_name="indicators")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="indicators", null=True, blank=True)
    ref = models.CharField(max_length=16, default=new_ref, editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    name = TextPerLanguage(_("name"))
    definition = TextPerLanguage(_("definition"))
    unit = models.CharField(_("unit"), max_length=40, help_text="As `sheets.units` names it.")
    wanted = models.CharField(_("direction"), max_length=6, choices=WantedChoice, default=WantedChoice.MORE)
    counted = models.CharField(
        _("several readings"), max_length=4, choices=CountedChoice, default=CountedChoice.SUM
    )
    rhythm = models.CharField(_("rhythm"), max_length=7, choices=RhythmChoice, default=RhythmChoice.YEAR)
    start_value = models.FloatField(_("start value"), null=True, blank=True)
    start_on = models.DateField(_("start value on"), null=True, blank=True)
    is_dropped = models.BooleanField(default=False, editable=False)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.UniqueConstraint(fields=["deal", "ref"], name="indicator_ref_once_in_deal"),
            models.CheckConstraint(
                condition=Q(start_value__isnull=True, start_on__isnull=True)
                | Q(start_value__isnull=False, start_on__isnull=False),
                name="start_value_has_its_day",
            ),
        ]
        indexes = [models.Index(fields=["measure"], name="indicator_of_measure")]

    def __str__(self) -> str:
        return self.ref

    @property
    def start(self) -> Point | None:
        """Where the way begins."""
        if self.start_value is None or self.start_on is None:
            return None
        return Point(self.start_on, self.start_value)


class Target(models.Model):
    """A value that an indicator shall have reached on a day."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="targets")
    due_on = models.DateField(_("until"))
    value = models.FloatField(_("target"))

    class Meta:
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["indicator", "due_on"], name="one_target_a_day")]

    def __str__(self) -> str:
        return f"{self.indicator_id}/{self.due_on}"

    @property
    def point(self) -> Point:
        return Point(self.due_on, self.value)
