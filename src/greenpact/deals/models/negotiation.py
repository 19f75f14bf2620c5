"""The room in which a deal is negotiated: its changes, who stands how to each, what is said, and the checks."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.deals.changes.choices import AnswerToCheck, ChangeState, CheckKind, RuleOfConsent
from greenpact.deals.models.register import Deal
from greenpact.parties.models import Organisation

LONGEST_REMARK = 4000


class Room(models.Model):
    """Where a deal is negotiated. As long as there is one, only changes that enter alter the deal's terms."""

    deal = models.OneToOneField(Deal, models.CASCADE, related_name="room")
    city_party = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("party that is the city itself"),
    )
    rule = models.CharField(_("who must consent"), max_length=8, choices=RuleOfConsent)
    named = models.JSONField(_("those named"), default=list, blank=True)  # refs of organisations
    base = models.TextField(help_text="The terms at the opening, as canonical JSON.")
    opened_by = models.CharField(max_length=40)
    opened_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"room of {self.deal_id}"


class Change(models.Model):
    """What somebody wants altered in the terms; `operations` as documented in `deals.changes.operations`."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="changes")
    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    number = models.PositiveIntegerField()
    subject = models.CharField(max_length=60)
    operations = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="changes")
    reason = models.TextField(_("reason"), max_length=LONGEST_REMARK, blank=True)
    state = models.CharField(max_length=10, choices=ChangeState, default=ChangeState.OPEN)
    is_stale = models.BooleanField(default=False)
    counters = models.ForeignKey("self", models.CASCADE, null=True, related_name="counter_changes")
    by = models.CharField(max_length=40)
    proposed_at = models.DateTimeField()
    since = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    entered_as = models.PositiveIntegerField(null=True, help_text="Its place in the order of entering.")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="change_number_once_in_deal"),
            models.UniqueConstraint(fields=["deal", "entered_as"], name="changes_enter_one_by_one"),
            models.CheckConstraint(
                condition=Q(state="entered", entered_as__isnull=False)
                | (~Q(state="entered") & Q(entered_as__isnull=True)),
                name="a_change_that_entered_has_its_place",
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class StanceQuerySet(models.QuerySet["Stance"]):
    def standing(self) -> "StanceQuerySet":
        """Those that count now."""
        return self.filter(ended="")


class Stance(models.Model):
    """A party's consent or objection to a change, for exactly the text whose fingerprint it bears."""

    class Ended(models.TextChoices):
        LAPSED = "lapsed", _("lapsed: the text changed")
        WITHDRAWN = "withdrawn", _("taken back")
        REPLACED = "replaced", _("replaced by another answer")

    change = models.ForeignKey(Change, models.CASCADE, related_name="stances")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="stances")
    consents = models.BooleanField()
    reason = models.TextField(_("reason"), max_length=LONGEST_REMARK, blank=True)
    fingerprint = models.CharField(max_length=64)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    ended = models.CharField(max_length=10, choices=Ended, blank=True)
    ended_at = models.DateTimeField(null=True)

    objects = StanceQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "party"], condition=Q(ended=""), name="one_standing_answer_of_a_party"
            )
        ]

    def __str__(self) -> str:
        return f"{'consent' if self.consents else 'objection'} of {self.party_id} to {self.change_id}"


class Said(models.Model):
    """Something said about a clause, or about the deal as a whole where `clause` is empty."""

    clause = models.SlugField(max_length=40, blank=True)
    text = models.TextField(max_length=LONGEST_REMARK)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"about {self.clause or 'the deal'}"


class Remark(Said):
    """Said in front of all parties; without a party it is the city that speaks."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="remarks")
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")


class InnerRemark(Said):
    """Said among the city's offices; no party ever reads it."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="inner_remarks")


class PartyNote(Said):
    """Noted by the people of one party for one another; nobody else ever reads it."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="party_notes")
    party = models.ForeignKey(Organisation, models.PROTECT, related_name="+")


class Check(models.Model):
    """What was answered to one of the checks before signing; without a row it is open."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="checks")
    kind = models.CharField(_("check"), max_length=20, choices=CheckKind)
    answer = models.CharField(_("answer"), max_length=12, choices=AnswerToCheck)
    reason = models.TextField(_("reason"), max_length=LONGEST_REMARK, blank=True)
    consultation_on = models.DateField(_("first consultation of the council"), null=True, blank=True)
    listed_on = models.DateField(_("must stand on the city's project list by"), null=True, blank=True)
    by = models.CharField(max_length=40)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "kind"], name="check_once_in_deal")]

    def __str__(self) -> str:
        return self.kind
