"""Ideas, what was sent with them, and the conversation; what the city says among itself is a thing of its own."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.cities.checks import check_sdgs
from greenpact.cities.models import LATITUDE, LONGITUDE, City, District, Field, OfCity, Office
from greenpact.files.models import File
from greenpact.ideas.choices import IdeaDecision, IdeaKind, IdeaState, QuestionAsked
from greenpact.ideas.rules import WAITING
from greenpact.parties.models import OrganisationKind
from greenpact.ui.wording import TextPerLanguage


class IdeaQuerySet(models.QuerySet["Idea"]):
    def confirmed(self) -> "IdeaQuerySet":
        """Those the city has received; the others are nobody's business yet."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> "IdeaQuerySet":
        """Those whose senders wait for the city's answer."""
        return self.filter(state__in=WAITING)

    def public(self) -> "IdeaQuerySet":
        """Those whose title and short text anybody may read."""
        return self.filter(is_public=True, erased_at__isnull=True)


class Idea(OfCity):
    """Something that was handed in: in the sender's words and language, with the city's answer."""

    kind = models.CharField(_("kind"), max_length=12, choices=IdeaKind)
    language = models.CharField(_("language"), max_length=5)
    title = models.CharField(_("title"), max_length=200)
    what = models.TextField(_("what it is about"))
    with_whom = models.TextField(_("with whom"), blank=True)
    needs = models.TextField(_("what is needed from the city"), blank=True)
    running_since = models.CharField(_("running since"), max_length=80, blank=True)
    came_of_it = models.TextField(_("what came of it so far"), blank=True)
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("field")
    )
    sdgs = models.JSONField(_("SDGs"), default=list, blank=True, validators=[check_sdgs])
    districts = models.ManyToManyField(
        District, blank=True, related_name="ideas", verbose_name=_("districts")
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    # Who sent it: never public, gone when the idea is erased.
    organisation_name = models.CharField(_("organisation"), max_length=200, blank=True)
    organisation_kind = models.CharField(
        _("kind of organisation"), max_length=20, choices=OrganisationKind, blank=True
    )
    contact_name = models.CharField(_("name"), max_length=120, blank=True)
    contact_email = models.EmailField(_("e-mail address"), blank=True)
    contact_phone = models.CharField(_("telephone"), max_length=40, blank=True)
    # Where it stands.
    state = models.CharField(_("state"), max_length=12, choices=IdeaState, default=IdeaState.UNCONFIRMED)
    submitted_at = models.DateTimeField(editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    decided_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    link_number = models.PositiveIntegerField(default=0, editable=False)
    # Who answers, until when, and what.
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="ideas", verbose_name=_("office")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    answer_due_on = models.DateField(_("answer due on"), null=True, blank=True)
    decision = models.CharField(_("decision"), max_length=12, choices=IdeaDecision, blank=True)
    reason = TextPerLanguage(_("reason"))
    deal = models.CharField(_("deal"), max_length=160, blank=True)  # full ref: deals stand above ideas
    handed_to = models.ForeignKey(City, models.PROTECT, null=True, blank=True, related_name="handed_ideas")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    # What anybody may read.
    is_public = models.BooleanField(_("public"), default=False)
    public_title = TextPerLanguage(_("public title"))
    public_summary = TextPerLanguage(_("public summary"))

    objects = IdeaQuerySet.as_manager()

    class Meta(OfCity.Meta):
        verbose_name = _("idea")
        verbose_name_plural = _("ideas")
        constraints = [
            *OfCity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(is_public=False) | Q(erased_at__isnull=False) | Q(confirmed_at__isnull=False),
                name="only_a_confirmed_idea_is_public",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False), name="a_decision_has_its_moment"
            ),
        ]
        indexes = [
            models.Index(fields=["city", "state", "answer_due_on", "id"], name="idea_of_city_by_state"),
            models.Index(fields=["state", "submitted_at"], name="idea_by_state_and_moment"),
        ]

    @property
    def full_ref(self) -> str:
        """The idea's reference across the network: city and ref."""
        return f"{self.city.slug}/{self.ref}"


class Author(models.TextChoices):
    SENDER = "sender", _("Sender")
    CITY = "city", _("City")


class Message(models.Model):
    """A piece of the conversation between sender and city. Both read it."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="messages")
    at = models.DateTimeField()
    author = models.CharField(max_length=6, choices=Author)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.author} in {self.idea_id}"


class Attachment(models.Model):
    """A file sent with an idea, or with a message in its conversation."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="attachments")
    message = models.ForeignKey(Message, models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.OneToOneField(File, models.CASCADE, related_name="+")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file_id)


class InnerRemark(models.Model):
    """What the city's people say among themselves. No way leads here from an idea, so no outside view can reach it."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="+")
    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    text = models.TextField()

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.pk)


class QuestionAnswer(models.Model):
    """One of the three questions, answered with a reason that the sender reads."""

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="answers")
    question = models.CharField(max_length=12, choices=QuestionAsked)
    is_yes = models.BooleanField()
    reason = TextPerLanguage()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["idea", "question"], name="question_answered_once_for_idea")
        ]

    def __str__(self) -> str:
        return f"{self.question} of {self.idea_id}"


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


class IdeaText(models.Model):
    """Every word of a public idea folded for searching; kept by `searching`. Others have no row here."""

    idea = models.OneToOneField(Idea, models.CASCADE, primary_key=True, related_name="searchable")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)
