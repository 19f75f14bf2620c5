"""A chain for every city, its entries, and how far each reader has come."""

from django.db import models


class Chain(models.Model):
    """One unbroken sequence of entries. A city owns one; the installation has one of its own."""

    ref = models.SlugField(max_length=80, unique=True)
    number = models.PositiveBigIntegerField(default=0, help_text="Number of the last entry.")
    head = models.CharField(max_length=64, blank=True, help_text="Hash of the last entry.")
    revision = models.PositiveBigIntegerField(default=0, help_text="Number of the last public entry.")

    def __str__(self) -> str:
        return self.ref


class EntryQuerySet(models.QuerySet["Entry"]):
    def public(self) -> "EntryQuerySet":
        return self.filter(is_public=True)


class Entry(models.Model):
    """Something that happened. Written once, in the transaction of the change, and never altered."""

    chain = models.ForeignKey(Chain, models.PROTECT, related_name="entries")
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=120, help_text="A reference such as account:k3x9, never a name.")
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=200, help_text="Kind and ref, such as deal:solar-roofs.")
    is_public = models.BooleanField()
    payload = models.JSONField(default=dict, help_text="References and plain values; no personal data.")
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    objects = EntryQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "number"], name="journal_entry_number_once")]
        indexes = [
            models.Index(fields=["chain", "is_public", "-number"], name="journal_public_newest"),
            models.Index(fields=["chain", "subject", "-number"], name="journal_of_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.number} {self.verb}"

    @property
    def subject_kind(self) -> str:
        return self.subject.partition(":")[0]

    @property
    def subject_ref(self) -> str:
        return self.subject.partition(":")[2]


class Cursor(models.Model):
    """How far one reader has carried out one chain: after a crash it goes on from here."""

    reader = models.SlugField(max_length=60)
    chain = models.ForeignKey(Chain, models.CASCADE, related_name="cursors")
    number = models.PositiveBigIntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    fault = models.CharField(
        max_length=300, blank=True, help_text="Why the reader stopped; empty while it goes on."
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "chain"], name="journal_cursor_once")]

    def __str__(self) -> str:
        return f"{self.reader}@{self.chain_id}/{self.number}"
