"""Confidential values, which lie apart from readings, and the sums of them that are public."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models import Deal
from greenpact.measures.models.indicator import Indicator
from greenpact.measures.models.reading import Reading


class ConfidentialValue(models.Model):
    """The value of a reading that says “confidential”. It lies apart, so that no query for readings brings it along."""

    reading = models.OneToOneField(Reading, models.CASCADE, primary_key=True, related_name="confidential")
    value = models.FloatField(_("value"))

    def __str__(self) -> str:
        return str(self.pk)


class PublishedSum(models.Model):
    """A sum of confidential values as it was published. It stays, since what was read once is known."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="confidential_sums")
    like = models.ForeignKey(Indicator, models.CASCADE, related_name="+", help_text="One of those summed.")
    first_on = models.DateField()
    until = models.DateField()
    total = models.FloatField()
    parties = models.PositiveIntegerField(help_text="How many stand behind it.")
    published_on = models.DateField()
    behind = models.JSONField(
        help_text="The readings summed, by primary key, with the keys of their parties."
    )

    class Meta:
        ordering = ["first_on", "until", "pk"]
        indexes = [models.Index(fields=["deal", "first_on", "until"], name="confidential_sum_of_deal")]

    def __str__(self) -> str:
        return f"{self.deal_id}/{self.first_on}"
