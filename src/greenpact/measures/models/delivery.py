"""A delivery: a file of readings on its way in, what was read of it, and how its sender had it understood before."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.models.indicator import Indicator
from greenpact.measures.models.reading import ProvenanceChoice
from greenpact.parties.models import Organisation


class DeliveryState(models.TextChoices):
    """How far a delivery has come."""

    UPLOADED = "uploaded", pgettext_lazy("state of a delivery", "Being read")
    ANSWERED = "answered", pgettext_lazy("state of a delivery", "Being compared")
    READ = "read", pgettext_lazy("state of a delivery", "Waiting for you")
    CONFIRMED = "confirmed", pgettext_lazy("state of a delivery", "Waiting to be taken in")
    RUNNING = "running", pgettext_lazy("state of a delivery", "Being taken in")
    DONE = "done", pgettext_lazy("state of a delivery", "Taken in")
    FAILED = "failed", pgettext_lazy("state of a delivery", "Not taken in")
    DISCARDED = "discarded", pgettext_lazy("state of a delivery", "Discarded")


#: States in which there is work for the worker.
WORKING = (
    DeliveryState.UPLOADED,
    DeliveryState.ANSWERED,
    DeliveryState.CONFIRMED,
    DeliveryState.RUNNING,
)


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def waiting(self, at: datetime) -> "DeliveryQuerySet":
        """Those with work to be done that nobody holds; one that a killed worker held comes free with its lease."""
        return self.filter(Q(state__in=WORKING), Q(leased_until__isnull=True) | Q(leased_until__lt=at))


class Delivery(models.Model):
    """A file of readings that somebody sent, and what became of it. Nothing of it counts before all of it does."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    city = models.ForeignKey(City, models.CASCADE, related_name="deliveries")
    deal = models.ForeignKey(
        Deal,
        models.CASCADE,
        null=True,
        related_name="deliveries",
        help_text="None: all that its sender tends.",
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", help_text="None: an office of the city."
    )
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    by = models.CharField(max_length=120, help_text="The actor whom the journal names.")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=DeliveryState, default=DeliveryState.UPLOADED)
    file_name = models.CharField(max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    provenance = models.CharField(_("provenance"), max_length=10, choices=ProvenanceChoice, blank=True)
    method = models.CharField(_("method"), max_length=500, blank=True)
    source = models.CharField(_("source"), max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True, help_text="Why values replace others.")
    layout = models.CharField(max_length=64, blank=True, help_text="Fingerprint of the heads of its tables.")
    recognised = models.JSONField(default=list, help_text="How each table was understood.")
    answers = models.JSONField(default=dict, help_text="What its sender answered to what is doubtful.")
    findings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict, help_text="How many readings have which fate.")
    compared_with = models.PositiveBigIntegerField(
        null=True, help_text="The number of the city's last journal entry when it was compared."
    )
    open_count = models.PositiveIntegerField(default=0, help_text="Questions that nobody answered yet.")
    cursor = models.PositiveIntegerField(default=0, help_text="So many readings are laid down already.")
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent of the present step.")
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["city", "-created_at"], name="delivery_newest_of_city"),
            models.Index(fields=["created_at"], name="delivery_waiting", condition=Q(state__in=WORKING)),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def sender(self) -> str:
        """For whom a layout is remembered."""
        return f"organisation:{self.organisation.ref}" if self.organisation else "office"

    @property
    def is_working(self) -> bool:
        return self.state in WORKING

    @property
    def share(self) -> float:
        """How far the present step has come, from 0 to 1."""
        return self.progress / 100


class DeliveryPiece(models.Model):
    """Some bytes of a delivery's file, so that no more than these are held at once."""

    of = models.ForeignKey(Delivery, models.CASCADE, related_name="pieces")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="delivery_piece_once")]

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"


class DeliveredSeries(models.Model):
    """What belongs together in a delivery, and which indicator it is meant for."""

    of = models.ForeignKey(Delivery, models.CASCADE, related_name="series")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    written_unit = models.CharField(max_length=40, blank=True, help_text="As the file has it.")
    unit = models.CharField(
        max_length=40, blank=True, help_text="As its sender stated it, where the file has none."
    )
    indicator = models.ForeignKey(Indicator, models.CASCADE, null=True, related_name="+")
    is_left_out = models.BooleanField(default=False)
    factor = models.FloatField(default=1.0, help_text="From the file's unit into the indicator's.")
    count = models.PositiveIntegerField(default=0)
    first_on = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="delivered_series_once")]

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"

    @property
    def last_on(self) -> date | None:
        """The last day of its last period."""
        return self.until - timedelta(days=1) if self.until else None

    @property
    def key(self) -> str:
        """How it is remembered from one delivery to the next."""
        return f"{self.name}|{self.written_unit}"


class Delivered(models.Model):
    """One reading as a delivery brings it, with the text that stood in its cell; counted nowhere.

    Without constraints to other tables: a million of them come and go with their delivery, set by set.
    """

    of = models.ForeignKey(Delivery, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False)
    number = models.PositiveIntegerField()
    series = models.ForeignKey(
        DeliveredSeries, models.DO_NOTHING, related_name="+", db_constraint=False, db_index=False
    )
    table = models.PositiveSmallIntegerField()
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=4)
    text = models.CharField(max_length=80)
    first_on = models.DateField(null=True)
    until = models.DateField(null=True)
    rhythm = models.CharField(max_length=7, help_text="Which its period keeps to.")
    value = models.FloatField(null=True)
    non_value = models.CharField(max_length=14)
    fate = models.CharField(max_length=12, help_text="What becomes of it.")
    replaces = models.BigIntegerField(null=True, help_text="The reading in whose place it comes.")

    class Meta:
        ordering = ["number"]
        indexes = [models.Index(fields=["of", "number"], name="delivered_in_order")]

    def __str__(self) -> str:
        return f"{self.of_id}/{self.number}"


class RememberedLayout(models.Model):
    """How somebody's sheets of one layout were understood the last time."""

    city = models.ForeignKey(City, models.CASCADE, related_name="+")
    sender = models.CharField(max_length=100)
    layout = models.CharField(max_length=64)
    mapping = models.JSONField(
        default=dict, help_text="By series: the indicator, or that it is left out; the unit."
    )
    answers = models.JSONField(default=dict, help_text="How numbers and days are written.")
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["city", "sender", "layout"], name="layout_remembered_once")
        ]

    def __str__(self) -> str:
        return f"{self.sender}/{self.layout[:8]}"
