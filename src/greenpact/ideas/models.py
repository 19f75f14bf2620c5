"""Ideas, what was sent with them, the conversation, and what somebody has written so far."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.checks import check_sdgs
from greenpact.cities.models import LATITUDE, LONGITUDE, City, District, Field, Office
from greenpact.files.models import File
from greenpact.ideas.answers import Answer, Check, DecisionMade, Handover, Remark, Reminder
from greenpact.ideas.rules import Kind, State
from greenpact.ideas.terms import IdeaSettings, RoutingWord
from greenpact.parties.models import OrganisationKind

__all__ = [
    "Answer",
    "Attachment",
    "Check",
    "DeskText",
    "Draft",
    "DraftFile",
    "Handover",
    "Idea",
    "IdeaSettings",
    "IdeaText",
    "Message",
    "Remark",
    "Reminder",
    "RoutingWord",
]


class IdeaKind(models.TextChoices):
    IDEA = Kind.IDEA.value, _("Idea")
    COOPERATION = Kind.COOPERATION.value, _("Existing cooperation")
    CHALLENGE = Kind.CHALLENGE.value, _("Challenge")
    OFFER = Kind.OFFER.value, pgettext_lazy("kind of idea", "Offer")


class IdeaState(models.TextChoices):
    SUBMITTED = State.SUBMITTED.value, _("Not confirmed yet")
    OPEN = State.OPEN.value, _("Waiting for an answer")
    DECIDED = State.DECIDED.value, pgettext_lazy("state of an idea", "Answered")
    MERGED = State.MERGED.value, _("Brought together with another")
    WITHDRAWN = State.WITHDRAWN.value, pgettext_lazy("state of an idea", "Withdrawn")
    CLOSED = State.CLOSED.value, pgettext_lazy("state of an idea", "Closed")
    ERASED = State.ERASED.value, _("Erased")


class IdeaQuerySet(models.QuerySet["Idea"]):
    def confirmed(self) -> "IdeaQuerySet":
        """Those the city has received; the others are nobody's business yet."""
        return self.filter(confirmed_at__isnull=False)

    def public(self) -> "IdeaQuerySet":
        """Those whose title, kind and day anybody may read."""
        return self.filter(public_at__isnull=False, erased_at__isnull=True)


class Idea(models.Model):
    """Something that was handed in: in the sender's words and language, with the city's answer."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="ideas")
    edition = models.PositiveIntegerField(default=1, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=IdeaKind)
    state = models.CharField(_("state"), max_length=12, choices=IdeaState, default=IdeaState.SUBMITTED)
    language = models.CharField(_("language"), max_length=5, default="de")
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("what it is about"))
    partners = models.TextField(_("with whom"), blank=True)
    needs = models.TextField(_("what is needed from the city"), blank=True)
    running_since = models.CharField(_("running since"), max_length=80, blank=True)  # of a cooperation
    outcome = models.TextField(_("what came of it so far"), blank=True)  # of a cooperation
    field = models.ForeignKey(
        Field, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("field")
    )
    sdgs = models.JSONField(_("SDGs"), default=list, blank=True, validators=[check_sdgs])
    district = models.ForeignKey(
        District, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("district")
    )
    place = models.CharField(_("address or place"), max_length=200, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    # Who sent it: never public, gone when the idea is erased.
    organisation = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.CharField(
        _("kind of organisation"), max_length=20, choices=OrganisationKind, blank=True
    )
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail address"), max_length=254, blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    may_publish = models.BooleanField(_("may be shown in public"), default=False)
    link_number = models.PositiveIntegerField(default=0, editable=False)
    # How far it is.
    submitted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    half_on = models.DateField(null=True, blank=True)
    three_quarters_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=10, choices=DecisionMade, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    # Who answers, and where it went.
    office = models.ForeignKey(
        Office, models.SET_NULL, null=True, blank=True, related_name="ideas", verbose_name=_("office")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    handed_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="handed_to")
    # What anybody may read.
    public_at = models.DateTimeField(null=True, blank=True)
    public_title = models.CharField(_("public title"), max_length=200, blank=True)

    objects = IdeaQuerySet.as_manager()

    class Meta:
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            models.CheckConstraint(
                condition=Q(public_at__isnull=True) | Q(confirmed_at__isnull=False),
                name="only_a_confirmed_idea_is_public",
            )
        ]
        indexes = [
            models.Index(fields=["city", "state", "due_on", "id"], name="idea_of_city_by_state"),
            models.Index(fields=["state", "submitted_at"], name="idea_by_state_and_moment"),
        ]

    def __str__(self) -> str:
        return self.ref


class Message(models.Model):
    """A piece of the conversation between sender and city. Both read it."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="messages")
    is_by_city = models.BooleanField()
    text = models.TextField(max_length=4_000)
    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.pk}"


class Attachment(models.Model):
    """A file sent with an idea, or with a message in its conversation."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.idea_id} {self.file_id}"


class Draft(models.Model):
    """What somebody without an account has written so far, found again by a key that only their browser holds."""

    city = models.ForeignKey(City, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=IdeaKind)
    key_sha256 = models.CharField(max_length=64)
    fields = models.JSONField(default=dict)
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key_sha256", "city", "kind"], name="one_draft_of_a_kind")
        ]

    def __str__(self) -> str:
        return str(self.pk)


class DraftFile(models.Model):
    """A file kept with a draft until it is sent, taken away, or forgotten."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.draft_id} {self.file_id}"


class IdeaText(models.Model):
    """The public words of an idea folded for searching; kept by `searching`. What is not public has no row here."""

    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="searchable")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)


class DeskText(models.Model):
    """The words of any idea that arrived, folded for those who answer it; no outside view ever reads this table."""

    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="desk_text")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)
