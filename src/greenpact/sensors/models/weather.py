"""Degree days of a city by month, and which indicators are corrected by them."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City
from greenpact.measures.models import Indicator


class DegreeDays(models.Model):
    """How cold a month was, in kelvin days. Without a year it is the long-term mean of that month."""

    city = models.ForeignKey(City, models.CASCADE, related_name="degree_days")
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    value = models.FloatField(_("degree days"), validators=[MinValueValidator(0), MaxValueValidator(1_500)])
    source = models.CharField(_("source"), max_length=300)

    class Meta:
        ordering = [models.F("year").desc(nulls_first=True), "month"]
        constraints = [
            models.UniqueConstraint(fields=["city", "year", "month"], name="degree_days_once_a_month"),
            models.UniqueConstraint(
                fields=["city", "month"], condition=Q(year__isnull=True), name="one_long_term_mean_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.city_id}/{self.year}/{self.month}"


class WeatherRule(models.Model):
    """That an indicator is shown corrected for the weather, too, and which share of it depends on the weather."""

    indicator = models.OneToOneField(Indicator, models.CASCADE, related_name="weather_rule")
    dependent_share = models.FloatField(
        _("share that depends on the weather"), validators=[MinValueValidator(0), MaxValueValidator(1)]
    )

    def __str__(self) -> str:
        return f"{self.indicator_id}: {self.dependent_share}"
