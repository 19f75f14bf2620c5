"""Ideas and the terms on which cities answer them."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City, District, Field, Office
from greenpact.files.models import File
from greenpact.ideas.answers import Answer, Check, DecisionMade, Remark, Reminder
from greenpact.ideas.rules import Kind, State
from greenpact.ideas.terms import IdeaSettings, RoutingWord

__all__ = ["Answer", "Check", "Idea", "IdeaSettings", "Remark", "Reminder", "RoutingWord"]


class IdeaKind(models.TextChoices):
    IDEA = Kind.IDEA.value, _("Idea")
    COOPERATION = Kind.COOPERATION.value, _("Existing cooperation")
    CHALLENGE = Kind.CHALLENGE.value, _("Challenge")
    OFFER = Kind.OFFER.value, _("Offer")


class IdeaState(models.TextChoices):
    SUBMITTED = State.SUBMITTED.value, _("Not confirmed yet")
    OPEN = State.OPEN.value, _("Waiting for an answer")
    DECIDED = State.DECIDED.value, _("Answered")
    MERGED = State.MERGED.value, _("Brought together with another")
    CLOSED = State.CLOSED.value, _("Closed")
    ERASED = State.ERASED.value, _("Erased")


class Idea(models.Model):
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    city = models.ForeignKey(City, models.PROTECT, related_name="ideas")
    edition = models.PositiveIntegerField(default=1, editable=False)
    kind = models.CharField(max_length=12, choices=IdeaKind)
    state = models.CharField(max_length=12, choices=IdeaState, default=IdeaState.SUBMITTED)
    title = models.CharField(max_length=200)
    text = models.TextField()
    partners = models.TextField(blank=True)
    needs = models.TextField(blank=True)
    field = models.ForeignKey(Field, models.SET_NULL, null=True, blank=True, related_name="ideas")
    sdgs = models.JSONField(default=list, blank=True)
    district = models.ForeignKey(District, models.SET_NULL, null=True, blank=True, related_name="ideas")
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    language = models.CharField(max_length=5, default="de")
    may_publish = models.BooleanField(default=False)
    submitted_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    half_on = models.DateField(null=True, blank=True)
    three_quarters_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    decision = models.CharField(max_length=10, choices=DecisionMade, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    office = models.ForeignKey(Office, models.SET_NULL, null=True, blank=True, related_name="ideas")
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="merged")
    handed_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="handed_to")
    public_at = models.DateTimeField(null=True, blank=True)
    public_title = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.ref


class Message(models.Model):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="messages")
    is_by_city = models.BooleanField()
    text = models.TextField(max_length=4000)
    at = models.DateTimeField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")


class Attachment(models.Model):
    idea = models.ForeignKey(Idea, models.CASCADE, related_name="attachments")
    file = models.OneToOneField(File, models.PROTECT, related_name="+")
