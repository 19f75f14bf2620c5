"""The outbox: what is told to whom, the mails in which it goes out, and what somebody wants to get."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.notices.rules import Kind, Quiet, Rhythm, rhythm_of


class NoticeKind(models.TextChoices):
    """What a mail is about, in words."""

    IDEA = Kind.IDEA, _("Ideas")
    NEGOTIATION = Kind.NEGOTIATION, _("Negotiations")
    SIGNATURE = Kind.SIGNATURE, _("Signatures")
    LABEL = Kind.LABEL, _("Labels")
    DUTY = Kind.DUTY, _("Measures and reports")
    ACCOUNT = Kind.ACCOUNT, _("Your account")
    FOLLOWING = Kind.FOLLOWING, _("What you follow")


class MailState(models.TextChoices):
    """How far a mail has come on its way out."""

    WAITING = "waiting", _("Waiting")
    CLAIMED = "claimed", _("Being prepared")
    LEAVING = "leaving", _("Being handed over")
    SENT = "sent", _("Sent")
    IN_DOUBT = "in_doubt", _("Perhaps sent")
    FAILED = "failed", _("Not accepted")
    DROPPED = "dropped", _("Not wanted any more")


class MailQuerySet(models.QuerySet["Mail"]):
    def due(self, at: datetime) -> "MailQuerySet":
        """Those that may go out now."""
        return self.filter(state=MailState.WAITING, due_at__lte=at)

    def left_lying(self, at: datetime) -> "MailQuerySet":
        """Those that somebody held who was killed: their lease has run out."""
        return self.filter(state__in=(MailState.CLAIMED, MailState.LEAVING), leased_until__lte=at)

    def undelivered(self) -> "MailQuerySet":
        """Those that need somebody who looks."""
        return self.filter(state__in=(MailState.IN_DOUBT, MailState.FAILED))


class Mail(models.Model):
    """One envelope: a single notice, or all those of a digest. Its key is the file's name, or makes the Message-ID."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    key = models.CharField(max_length=200, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="mails")
    email = models.EmailField(max_length=254, blank=True, help_text="Where nobody has an account.")
    leave_off = models.CharField(
        max_length=200, blank=True, help_text="The path at which somebody without an account ends such mails."
    )
    language = models.CharField(max_length=5)
    rhythm = models.CharField(max_length=10, default=Rhythm.AT_ONCE.value)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    leased_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=80, blank=True, help_text="What went wrong; never what was written.")

    objects = MailQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="mail_on_its_way",
                condition=Q(state__in=("waiting", "claimed", "leaving")),
            ),
            models.Index(
                fields=["-created_at"], name="mail_undelivered", condition=Q(state__in=("in_doubt", "failed"))
            ),
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """One thing told to one person, in their language. Its key is never told twice; its words go soon after."""

    key = models.CharField(max_length=200, unique=True)
    mail = models.ForeignKey(Mail, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=12, choices=NoticeKind)
    city = models.ForeignKey(City, models.PROTECT, related_name="notices")
    posted_at = models.DateTimeField()
    subject = models.CharField(max_length=200)
    lines = models.JSONField(default=list)
    link = models.CharField(max_length=500, blank=True)
    link_words = models.CharField(max_length=200, blank=True)
    about = models.CharField(max_length=200, blank=True, help_text="What it stands under in a digest.")
    reply_to = models.EmailField(max_length=254, blank=True)

    def __str__(self) -> str:
        return self.key


class Preferences(models.Model):
    """What mails somebody wants, how often, and when not."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_preferences", primary_key=True
    )
    rhythms = models.JSONField(default=dict, help_text="Kind to rhythm; what is missing is as usual.")
    quiet_from = models.PositiveSmallIntegerField(default=19, validators=[MaxValueValidator(23)])
    quiet_until = models.PositiveSmallIntegerField(default=7, validators=[MaxValueValidator(23)])
    quiet_weekends = models.BooleanField(default=True)
    link_number = models.PositiveIntegerField(default=1, help_text="Raised, it ends all links given before.")

    def __str__(self) -> str:
        return f"{self.account_id}"

    def rhythm(self, kind: Kind) -> Rhythm:
        return rhythm_of(kind, self.rhythms)

    @property
    def quiet(self) -> Quiet:
        return Quiet(self.quiet_from, self.quiet_until, self.quiet_weekends)


class Absence(models.Model):
    """That somebody is away from a city's work, and who gets their mails meanwhile."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="absences")
    city = models.ForeignKey(City, models.CASCADE, related_name="+")
    deputy = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    first_on = models.DateField(_("from"))
    until = models.DateField(_("until"), help_text="Exclusive: the first day back.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "city"], name="one_absence_at_a_time"),
            models.CheckConstraint(
                condition=Q(until__gt=models.F("first_on")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=~Q(account=models.F("deputy")), name="nobody_stands_in_for_themselves"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account_id}: {self.first_on}"
