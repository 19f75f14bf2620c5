"""A city's own patterns of deals, with every state they ever had."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import OfCity


class OwnPattern(OfCity):
    """A pattern of a city, as `patterns.pattern.as_data` writes it. A retired one is offered no more."""

    content = models.JSONField(_("content"))
    is_retired = models.BooleanField(_("retired"), default=False)

    class Meta(OfCity.Meta):
        verbose_name = _("pattern")
        verbose_name_plural = _("patterns")
        ordering = ["ref"]


class PatternVersion(models.Model):
    """What a pattern said from a moment on; never altered, so that one can see what a deal began from."""

    pattern = models.ForeignKey(OwnPattern, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["pattern", "number"], name="pattern_version_once")]

    def __str__(self) -> str:
        return f"{self.pattern_id} v{self.number}"
