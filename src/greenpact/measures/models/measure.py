"""A measure: how a party carries out its commitment, with milestones."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.cities.models import City
from greenpact.deals.models import ClauseRow
from greenpact.measures.rules import OPEN, Lateness, State, lateness
from greenpact.ui.wording import TextPerLanguage


class MeasureState(models.TextChoices):
    UNKNOWN = State.UNKNOWN.value, pgettext_lazy("measure state", "Unknown")
    PLANNED = State.PLANNED.value, _("Planned")
    UNDER_WAY = State.UNDER_WAY.value, _("Under way")
    DONE = State.DONE.value, _("Done")
    GIVEN_UP = State.GIVEN_UP.value, _("Given up")


class MeasureQuerySet(models.QuerySet["Measure"]):
    def standing(self) -> "MeasureQuerySet":
        """Those whose commitment is part of its deal now."""
        return self.filter(clause__is_dropped=False)

    def public(self) -> "MeasureQuerySet":
        """Those whose commitment the public may read; found without a join, as `ClauseRow.objects.public`."""
        clauses = ClauseRow.objects.standing().filter(deal__published_at__isnull=False)
        return self.filter(models.Exists(clauses.filter(pk=models.OuterRef("clause"))))

    def late(self, on: date) -> "MeasureQuerySet":
        """Those that `rules.lateness` calls late on a day, found by the database."""
        overdue = Milestone.objects.filter(measure=models.OuterRef("pk"), done_on__isnull=True, due_on__lt=on)
        return self.filter(Q(state__in=OPEN), Q(due_on__lt=on) | models.Exists(overdue))


class Measure(models.Model):
    """The carrying out of one commitment. Its owner is the commitment's party; lateness is computed, never stored."""

    city = models.ForeignKey(City, models.PROTECT, related_name="measures")
    clause = models.OneToOneField(ClauseRow, models.CASCADE, related_name="measure")
    edition = models.PositiveIntegerField(default=1, editable=False)
    plan = TextPerLanguage(_("plan"))
    state = models.CharField(_("state"), max_length=10, choices=MeasureState, default=MeasureState.UNKNOWN)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_on__isnull=True) | Q(due_on__isnull=True) | Q(due_on__gte=F("starts_on")),
                name="measure_due_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(state="done"), name="only_a_done_measure_has_its_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["city", "due_on"], name="measure_open_due", condition=Q(state__in=sorted(OPEN))
            )
        ]

    def __str__(self) -> str:
        return f"measure of {self.clause_id}"

    def lateness(self, today: date) -> Lateness:
        """How late it is; reads `milestones`, which lists prefetch."""
        open_days = [
            step.due_on for step in self.milestones.all() if step.done_on is None and step.due_on is not None
        ]
        return lateness(State(self.state), self.due_on, open_days, today=today)


class Milestone(models.Model):
    """A step on the way, due on a day."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="milestones")
    position = models.PositiveSmallIntegerField(default=0)
    text = TextPerLanguage(_("milestone"))
    due_on = models.DateField(_("due on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.position}"
