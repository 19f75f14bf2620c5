"""Schemes as they were published, labels, their assessments, the certificates of the parties, and appeals."""

import json
from datetime import date, timedelta
from functools import cached_property

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.deals.models import Deal, Version
from greenpact.deals.rules import Signature
from greenpact.files.models import File
from greenpact.labels.choices import AppealVerdict, CriterionAnswerChoice, LabelLevel, LabelState
from greenpact.labels.rules import AWARDED_ONCE, OVER, State, standing_on
from greenpact.labels.scheme import Scheme, from_data
from greenpact.parties.models import Organisation


def label_ref() -> str:
    return new_ref(12)


class SchemeVersionQuerySet(models.QuerySet["SchemeVersion"]):
    def in_force(self, on: date) -> "SchemeVersionQuerySet":
        """Those that had begun by a day, newest first; the first one holds."""
        return self.filter(valid_from__lte=on).order_by("-number")


class SchemeVersion(models.Model):
    """A scheme as a city published it: number, day and canonical JSON that is never altered."""

    city = models.ForeignKey(City, models.PROTECT, related_name="schemes")
    number = models.PositiveIntegerField(_("number"))
    valid_from = models.DateField(_("valid from"))
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    objects = SchemeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["city", "number"], name="scheme_number_once_in_city")]

    def __str__(self) -> str:
        return f"{self.city_id} scheme {self.number}"

    @cached_property
    def scheme(self) -> Scheme:
        return from_data(json.loads(self.canonical))


class LabelQuerySet(models.QuerySet["Label"]):
    def public(self) -> "LabelQuerySet":
        """Those that everyone may read: they were awarded once, and their deal is public."""
        return self.filter(awarded_on__isnull=False, deal__published_at__isnull=False)

    def holding(self, on: date) -> "LabelQuerySet":
        """Those that may be shown as valid on a day."""
        bound = self.public().exclude(deal__signature_state=Signature.TERMINATED)
        return bound.filter(state=State.AWARDED, valid_until__gt=on)

    def ended(self, on: date) -> "LabelQuerySet":
        """Those whose time is over on a day although their row does not say so yet."""
        return self.filter(state__in=[State.AWARDED, State.SUSPENDED], valid_until__lte=on)


class Label(models.Model):
    """What the city confirms of a deal that is signed and public. Lapsing goes by days; the row follows later."""

    ref = models.SlugField(max_length=12, unique=True, default=label_ref, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="labels")
    deal = models.ForeignKey(Deal, models.PROTECT, related_name="labels")
    applicant = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="labels_applied_for"
    )
    edition = models.PositiveIntegerField(default=1, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=LabelState, default=LabelState.APPLIED)
    wanted = models.CharField(_("level applied for"), max_length=10, choices=LabelLevel)
    level = models.CharField(_("level"), max_length=10, choices=LabelLevel, blank=True)
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="labels")
    scheme = models.ForeignKey(SchemeVersion, models.PROTECT, null=True, blank=True, related_name="labels")
    observer = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="labels_observed"
    )
    applied_at = models.DateTimeField()
    awarded_on = models.DateField(_("first awarded on"), null=True, blank=True)
    checked_on = models.DateField(_("last checked on"), null=True, blank=True)
    valid_until = models.DateField(_("valid until (exclusive)"), null=True, blank=True)
    reason = models.CharField(_("reason"), max_length=20, blank=True)
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided_by = models.CharField(max_length=120, blank=True, help_text="A reference, never a name.")

    objects = LabelQuerySet.as_manager()

    class Meta:
        verbose_name = _("label")
        constraints = [
            models.UniqueConstraint(
                fields=["deal"], condition=~Q(state__in=sorted(OVER)), name="one_label_at_a_time_for_a_deal"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(AWARDED_ONCE))
                | (
                    Q(version__isnull=False)
                    & Q(scheme__isnull=False)
                    & Q(awarded_on__isnull=False)
                    & Q(checked_on__isnull=False)
                    & Q(valid_until__isnull=False)
                    & ~Q(level="")
                ),
                name="label_awarded_on_a_frozen_deal_by_a_scheme",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("awarded_on")),
                name="label_holds_for_a_time",
            ),
        ]
        indexes = [models.Index(fields=["city", "state", "valid_until"], name="label_of_city_by_state")]

    def __str__(self) -> str:
        return self.ref

    @property
    def last_day(self) -> date | None:
        """The last day on which the label holds."""
        return self.valid_until - timedelta(days=1) if self.valid_until else None

    def standing(self, on: date) -> State:
        """Where the label stands on a day."""
        is_terminated = self.deal.signature_state == Signature.TERMINATED
        return standing_on(State(self.state), self.valid_until, on, is_terminated=is_terminated)


class Assessment(models.Model):
    """A check of a label's deal by the criteria of a level; once frozen it stays as it was."""

    label = models.ForeignKey(Label, models.CASCADE, related_name="assessments")
    scheme = models.ForeignKey(SchemeVersion, models.PROTECT, related_name="assessments")
    level = models.CharField(max_length=10, choices=LabelLevel)
    observer = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    version = models.ForeignKey(Version, models.PROTECT, null=True, blank=True, related_name="+")
    begun_at = models.DateTimeField()
    frozen_at = models.DateTimeField(null=True, blank=True)
    awarded_at = models.DateTimeField(null=True, blank=True, help_text="Each assessment carries one award.")
    is_met = models.BooleanField(null=True, blank=True)
    inputs = models.TextField(blank=True, help_text="Canonical JSON of everything the result follows from.")
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["label"], condition=Q(frozen_at__isnull=True), name="one_open_assessment_of_a_label"
            ),
            models.CheckConstraint(
                condition=Q(frozen_at__isnull=True) | (~Q(sha256="") & Q(is_met__isnull=False)),
                name="frozen_assessment_has_its_hash",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label_id}/{self.pk}"


class CriterionAnswer(models.Model):
    """What was found of one criterion: by the machine, or by somebody who gives a reason or evidence."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="answers")
    criterion = models.SlugField(max_length=40)
    answer = models.CharField(max_length=8, choices=CriterionAnswerChoice)
    is_computed = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    link = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    answered_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="criterion_answered_once")
        ]

    def __str__(self) -> str:
        return f"{self.assessment_id} {self.criterion}"


class Certificate(models.Model):
    """A party's own certificate of a label: its number in the status list, and how long the party is in."""

    ref = models.SlugField(max_length=12, unique=True, default=label_ref, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="certificates")
    label = models.ForeignKey(Label, models.CASCADE, related_name="certificates")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="certificates")
    status_index = models.PositiveIntegerField()
    issued_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["status_index"]
        constraints = [
            models.UniqueConstraint(fields=["city", "status_index"], name="status_index_once_in_city"),
            models.UniqueConstraint(
                fields=["label", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="one_certificate_of_a_party",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Appeal(models.Model):
    """What a party says against a decision on its label, and what the city answers. Neither text is public."""

    label = models.ForeignKey(Label, models.CASCADE, related_name="appeals")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="appeals")
    against = models.CharField(max_length=10, choices=LabelState)
    text = models.TextField()
    filed_at = models.DateTimeField()
    due_on = models.DateField()
    decided_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=10, choices=AppealVerdict, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["label"], condition=Q(decided_at__isnull=True), name="one_open_appeal_of_a_label"
            ),
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True) | ~Q(verdict=""), name="decided_appeal_has_its_verdict"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label_id}/{self.pk}"
