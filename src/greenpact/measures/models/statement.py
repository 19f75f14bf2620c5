"""What is said about a measure, by whom, side by side; replies to it, and disputes with their steps."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.measures.models.check_in import CheckIn
from greenpact.measures.models.measure import Measure, MeasureState
from greenpact.measures.statement_rules import LONGEST_STATEMENT, RUNNING, DisputeState, Stance, Voice
from greenpact.parties.models import Organisation


class VoiceChoice(models.TextChoices):
    OWNER = Voice.OWNER.value, pgettext_lazy("who speaks about a measure", "Owner")
    CITY = Voice.CITY.value, pgettext_lazy("who speaks about a measure", "City")
    OBSERVER = Voice.OBSERVER.value, pgettext_lazy("who speaks about a measure", "Independent observer")


class StanceChoice(models.TextChoices):
    KEPT = Stance.KEPT.value, _("It goes as promised")
    EXPLAINED = Stance.EXPLAINED.value, _("It does not go as promised, and this is why")
    OPEN = Stance.OPEN.value, _("That cannot be said yet")


class StateOfDispute(models.TextChoices):
    OPENED = DisputeState.OPENED.value, pgettext_lazy("a dispute", "opened")
    ANSWERED = DisputeState.ANSWERED.value, pgettext_lazy("a dispute", "answered")
    SETTLED = DisputeState.SETTLED.value, pgettext_lazy("a dispute", "settled")
    LEFT_STANDING = (
        DisputeState.LEFT_STANDING.value,
        pgettext_lazy("a dispute", "left standing: both views remain"),
    )


class Saying(models.Model):
    """Something said about a measure in public, in one language, by one voice. It is never changed."""

    voice = models.CharField(max_length=8, choices=VoiceChoice)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    text = models.TextField(_("in words"), max_length=LONGEST_STATEMENT, blank=True)
    language = models.CharField(max_length=5)
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        abstract = True

    def is_by(self, voice: Voice, organisation: int | None) -> bool:
        """Whether somebody in that part said it."""
        return (self.voice, self.organisation_id) == (voice.value, organisation)


class Statement(Saying):
    """How one voice sees a measure on a day. A newer one of the same voice stands before it; both stay."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="statements")
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    state = models.CharField(_("state"), max_length=10, choices=MeasureState)
    stance = models.CharField(_("comply or explain"), max_length=9, choices=StanceChoice, blank=True)
    on = models.DateField(_("as of"))
    is_unchanged = models.BooleanField(default=False)
    check_in = models.OneToOneField(CheckIn, models.SET_NULL, null=True, blank=True, related_name="statement")
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "voice", "organisation"],
                condition=Q(is_current=True, organisation__isnull=False),
                name="one_current_statement_of_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["measure", "voice"],
                condition=Q(is_current=True, organisation__isnull=True),
                name="one_current_statement_of_a_voice",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class Reply(Saying):
    """What another voice answers to a statement."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="replies")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"to {self.statement_id}"


class Dispute(Saying):
    """That a voice holds a statement for wrong: `text` says why. It is answered, and it ends."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="disputes")
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    state = models.CharField(max_length=13, choices=StateOfDispute, default=StateOfDispute.OPENED)
    answer_until = models.DateField()
    answer = models.TextField(max_length=LONGEST_STATEMENT, blank=True)
    answer_language = models.CharField(max_length=5, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)
    outcome = models.TextField(max_length=LONGEST_STATEMENT, blank=True)
    outcome_language = models.CharField(max_length=5, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement"],
                condition=Q(state__in=["opened", "answered"]),
                name="one_running_dispute_about_a_statement",
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def is_running(self) -> bool:
        return DisputeState(self.state) in RUNNING
