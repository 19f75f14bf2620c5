"""What could not be carried out: it is tried again, and set aside when it has failed too often."""

from datetime import datetime

from django.db import models

from greenpact.journal.models import Entry


class ReactionFaultQuerySet(models.QuerySet["ReactionFault"]):
    def set_aside(self) -> "ReactionFaultQuerySet":
        """Those that the reader has gone past; somebody has to look."""
        return self.filter(set_aside_at__isnull=False)

    def resting(self, at: datetime) -> "ReactionFaultQuerySet":
        """Those whose chain waits before the next attempt."""
        return self.filter(set_aside_at__isnull=True, next_at__gt=at)


class ReactionFault(models.Model):
    """An entry whose reaction has failed: how often, with which error and where, never with its message."""

    entry = models.OneToOneField(Entry, models.CASCADE, related_name="reaction_fault")
    error = models.CharField(max_length=120, help_text="The class of the error.")
    place = models.CharField(max_length=200, help_text="Module and line in our code.")
    count = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    set_aside_at = models.DateTimeField(null=True)

    objects = ReactionFaultQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.entry_id} {self.error} ×{self.count}"
