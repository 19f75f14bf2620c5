"""Somebody without an account who follows something by mail."""

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.following.rules import FollowRhythm, Topic, TopicKind


class TopicChoice(models.TextChoices):
    CITY = TopicKind.CITY, _("City")
    DEAL = TopicKind.DEAL, _("Deal")
    PARTY = TopicKind.PARTY, _("Party")
    FIELD = TopicKind.FIELD, _("Field of work")
    MEASURE = TopicKind.MEASURE, _("Measure")


class RhythmChoice(models.TextChoices):
    DAILY = FollowRhythm.DAILY, _("Once a day, if there is news")
    WEEKLY = FollowRhythm.WEEKLY, _("Once a week, if there is news")


class Follower(models.Model):
    """An address, stored here alone; it goes with the last thing it follows."""

    email = models.EmailField(max_length=254, unique=True)

    def __str__(self) -> str:
        return str(self.pk)


class FollowQuerySet(models.QuerySet["Follow"]):
    def due(self, at: datetime) -> "FollowQuerySet":
        """Those whose next mail is to be written."""
        return self.filter(confirmed_at__isnull=False, next_at__lte=at)


class Follow(models.Model):
    """One thing that an address follows: from which entry on, how often, in which language."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    follower = models.ForeignKey(Follower, models.CASCADE, related_name="follows")
    city = models.ForeignKey(City, models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=8, choices=TopicChoice)
    subject = models.CharField(max_length=200, blank=True, help_text="As `rules.Topic.ref`.")
    rhythm = models.CharField(max_length=6, choices=RhythmChoice)
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    number = models.PositiveBigIntegerField(default=0, help_text="Of the last entry that was told.")

    objects = FollowQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["follower", "city", "kind", "subject"], name="followed_once_by_an_address"
            )
        ]
        indexes = [models.Index(fields=["next_at"], name="follow_due")]

    def __str__(self) -> str:
        return self.ref

    @property
    def topic(self) -> Topic:
        return Topic(TopicKind(self.kind), self.subject)
