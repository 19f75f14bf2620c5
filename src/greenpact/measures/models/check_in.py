"""A check-in: the question to the owner of a measure how it stands, and what came back. No account is needed."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.files.models import File
from greenpact.measures.check_in_rules import (
    LONGEST_SENTENCE,
    Asking,
    CheckInState,
    Dates,
    How,
    Step,
    Window,
)
from greenpact.measures.models.measure import Measure, MeasureState
from greenpact.parties.models import Organisation


class AskingChoice(models.TextChoices):
    MONTH = Asking.MONTH.value, pgettext_lazy("how often somebody is asked", "every month")
    QUARTER = Asking.QUARTER.value, pgettext_lazy("how often somebody is asked", "every quarter")
    HALF_YEAR = Asking.HALF_YEAR.value, pgettext_lazy("how often somebody is asked", "every half-year")
    YEAR = Asking.YEAR.value, pgettext_lazy("how often somebody is asked", "every year")


class StateOfCheckIn(models.TextChoices):
    OPEN = CheckInState.OPEN.value, pgettext_lazy("a check-in", "open")
    ANSWERED = CheckInState.ANSWERED.value, pgettext_lazy("a check-in", "answered")
    CLOSED = CheckInState.CLOSED.value, pgettext_lazy("a check-in", "closed without an answer")


class HowAnswered(models.TextChoices):
    REPORTED = How.REPORTED.value, _("reported")
    UNCHANGED = How.UNCHANGED.value, _("nothing changed, as was said")


class StepChoice(models.TextChoices):
    FIRST = Step.FIRST.value, _("First reminder")
    SECOND = Step.SECOND.value, _("Second reminder")
    ESCALATED = Step.ESCALATED.value, _("Deputy and programme office told")


class CheckInRules(models.Model):
    """How the owners of a deal's measures are asked. Without this row, or switched off, nobody is."""

    deal = models.OneToOneField(Deal, models.CASCADE, related_name="check_in_rules")
    edition = models.PositiveIntegerField(default=1, editable=False)
    is_on = models.BooleanField(_("Ask the owners"), default=True)
    asking = models.CharField(
        _("How often"), max_length=9, choices=AskingChoice, default=AskingChoice.QUARTER
    )
    window_days = models.PositiveSmallIntegerField(_("Days to answer"), default=14)
    first_after = models.PositiveSmallIntegerField(_("First reminder after days"), default=7)
    second_after = models.PositiveSmallIntegerField(_("Second reminder after days"), default=12)
    escalates = models.BooleanField(_("Tell deputy and programme office when late"), default=True)
    since = models.DateField(help_text="Periods that ended before are not asked about.")

    def __str__(self) -> str:
        return f"{self.deal_id}: {self.asking}"

    @property
    def window(self) -> Window:
        return Window(self.window_days, self.first_after, self.second_after, self.escalates)


class Contact(models.Model):
    """Whom a party of a deal wants to be asked, and who stands in. Never public, never in the journal."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="check_in_contacts")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    deputy_email = models.EmailField(_("deputy's e-mail address"), max_length=254, blank=True)
    language = models.CharField(_("language"), max_length=5, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["deal", "organisation"], name="one_contact_of_a_party_in_a_deal")
        ]

    def __str__(self) -> str:
        return f"{self.deal_id}/{self.organisation_id}"


class CheckInQuerySet(models.QuerySet["CheckIn"]):
    def open(self) -> "CheckInQuerySet":
        return self.filter(state=StateOfCheckIn.OPEN)


class CheckIn(models.Model):
    """One question about one measure and one period, with the days by which it goes, and the answer."""

    city = models.ForeignKey(City, models.PROTECT, related_name="check_ins")
    measure = models.ForeignKey(Measure, models.CASCADE, related_name="check_ins")
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    first_on = models.DateField()
    until = models.DateField(help_text="Exclusive: the day after the last.")
    asked_on = models.DateField()
    first_reminder_on = models.DateField()
    second_reminder_on = models.DateField()
    due_on = models.DateField()
    escalates = models.BooleanField(default=True)
    state = models.CharField(max_length=8, choices=StateOfCheckIn, default=StateOfCheckIn.OPEN)
    how = models.CharField(max_length=9, choices=HowAnswered, blank=True)
    said_state = models.CharField(max_length=10, choices=MeasureState, blank=True)
    sentence = models.CharField(max_length=LONGEST_SENTENCE, blank=True)
    language = models.CharField(max_length=5, blank=True, help_text="In which the sentence is written.")
    report_url = models.URLField(max_length=500, blank=True)
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=60, blank=True)

    objects = CheckInQuerySet.as_manager()

    class Meta:
        ordering = ["-until", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "until"], name="one_check_in_a_period"),
            models.CheckConstraint(
                condition=Q(until__gt=F("first_on")), name="check_in_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(state="answered", answered_at__isnull=False)
                | (~Q(state="answered") & Q(answered_at__isnull=True)),
                name="an_answered_check_in_has_its_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["city", "due_on"], name="check_in_open", condition=Q(state="open")),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def last_on(self) -> date:
        """The last day of the period."""
        return date.fromordinal(self.until.toordinal() - 1)

    @property
    def dates(self) -> Dates:
        return Dates(self.asked_on, self.first_reminder_on, self.second_reminder_on, self.due_on)


class CheckInLink(models.Model):
    """A private link to one check-in: its address goes when the check-in is long over."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="links")
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=5, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    is_deputy = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "account"],
                condition=Q(account__isnull=False),
                name="one_link_of_an_account_to_a_check_in",
            )
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def actor(self) -> str:
        """How the journal names whoever answers by it."""
        return self.account.actor if self.account else f"link:{self.ref}"


class CheckInStep(models.Model):
    """A step that was taken because nobody had answered: it is taken once."""

    check_in = models.ForeignKey(CheckIn, models.CASCADE, related_name="steps")
    step = models.CharField(max_length=9, choices=StepChoice)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["check_in", "step"], name="check_in_step_once")]

    def __str__(self) -> str:
        return f"{self.check_in_id}: {self.step}"
