"""What waits in the workspace: words typed and not saved yet, and imports on their way into the register."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.models import City


class DraftQuerySet(models.QuerySet["Draft"]):
    def older_than(self, moment: datetime) -> "DraftQuerySet":
        return self.filter(saved_at__lt=moment)


class Draft(models.Model):
    """The fields of one form as one person typed them: private to them, in any browser they sign in with."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="drafts")
    city = models.ForeignKey(City, models.CASCADE, related_name="drafts")
    subject = models.CharField(max_length=160, help_text="The form, such as deal:solar-roofs/texts.")
    data = models.JSONField(default=dict, help_text="Names of fields, each with the list of its values.")
    edition = models.PositiveIntegerField(
        default=0, help_text="Of the subject, when its writer opened the form."
    )
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["account", "city", "subject"], name="draft_once_per_form_and_person"
            )
        ]
        indexes = [models.Index(fields=["city", "subject"], name="draft_of_subject")]

    def __str__(self) -> str:
        return self.subject


class ImportState(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", _("Being read")
    READ = "read", _("Waiting for your decision")
    CONFIRMED = "confirmed", _("Waiting to be carried out")
    RUNNING = "running", _("Being carried out")
    DONE = "done", _("Carried out")
    FAILED = "failed", _("Not carried out")
    DISCARDED = "discarded", _("Discarded")


class ImportQuerySet(models.QuerySet["Import"]):
    def waiting(self, at: datetime) -> "ImportQuerySet":
        """Those with work to be done that nobody holds; one that a killed worker held comes free with its lease."""
        working = (ImportState.UPLOADED, ImportState.CONFIRMED, ImportState.RUNNING)
        return self.filter(Q(state__in=working), Q(leased_until__isnull=True) | Q(leased_until__lt=at))

    def older_than(self, moment: datetime) -> "ImportQuerySet":
        return self.filter(created_at__lt=moment)

    def with_names(self) -> "ImportQuerySet":
        """With the names of their files and senders, without what the files hold."""
        files = ImportFile.objects.defer("content")
        return self.select_related("account", "city").prefetch_related(models.Prefetch("files", files))


class Import(models.Model):
    """Sheets that somebody sent to be taken into a city's register, and what became of them."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    city = models.ForeignKey(City, models.CASCADE, related_name="imports")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="imports")
    by = models.CharField(max_length=120, help_text="The actor whom the journal names.")
    created_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ImportState, default=ImportState.UPLOADED)
    publish = models.BooleanField(_("make the deals public"), default=False)
    compiled = models.BooleanField(_("deals with sources were compiled from them"), default=False)
    notation = models.CharField(
        max_length=5, help_text="How texts write decimals where their file does not tell."
    )
    layouts = models.JSONField(default=list)
    findings = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    listed = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, blank=True)
    error_count = models.PositiveIntegerField(default=0)
    progress = models.PositiveSmallIntegerField(default=0, help_text="Per cent of the present step.")
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["city", "-created_at"], name="import_newest_of_city"),
            models.Index(
                fields=["created_at"],
                name="import_waiting",
                condition=Q(state__in=("uploaded", "confirmed", "running")),
            ),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def share(self) -> float | None:
        """How far the present step has come, from 0 to 1; None while that cannot be told."""
        return self.progress / 100 if self.state == ImportState.RUNNING else None


class ImportFile(models.Model):
    """A file as it was sent. Its content goes once it has been read; its name and hash stay."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="files")
    name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class ImportPage(models.Model):
    """Some rows of a sheet, cell by cell as they stood in the file."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="pages")
    form = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    first_row = models.PositiveIntegerField()
    rows = models.JSONField()

    class Meta:
        ordering = ["form", "number"]
        constraints = [models.UniqueConstraint(fields=["of", "form", "number"], name="import_page_once")]

    def __str__(self) -> str:
        return f"{self.form}/{self.number}"


class CalendarLink(models.Model):
    """The number that somebody's calendar links carry: raised, it ends all links given before."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_link", primary_key=True
    )
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.account_id}"
