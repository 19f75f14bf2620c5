"""Which ideas a deal came of: the line from whoever had the thought to what was agreed."""

from django.db import models

from greenpact.ideas.models import Idea


class LineageQuerySet(models.QuerySet["Lineage"]):
    def public(self) -> "LineageQuerySet":
        """Those of which the public may know both ends."""
        return self.filter(deal__published_at__isnull=False, idea__public_at__isnull=False)


class Lineage(models.Model):
    """An idea that became a deal or joined one. An idea goes into one deal; a deal may come of many."""

    deal = models.ForeignKey("deals.Deal", models.CASCADE, related_name="lineage")
    idea = models.OneToOneField(Idea, models.PROTECT, related_name="lineage")
    began_it = models.BooleanField(default=False)
    at = models.DateTimeField()

    objects = LineageQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} → {self.deal_id}"
