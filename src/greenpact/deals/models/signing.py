"""What is kept of signing: rounds with their frozen version, who is asked, what they gave, and what came after."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.refs import new_ref
from greenpact.deals.signing_choices import (
    EndingKind,
    OccasionOfRound,
    RouteOfSignature,
    StateOfRound,
)
from greenpact.files.models import File
from greenpact.parties.models import Mandate, Organisation

if TYPE_CHECKING:
    pass


class RoundQuerySet(models.QuerySet["Round"]):
    def open(self) -> "RoundQuerySet":
        return self.filter(state=StateOfRound.OPEN)

    def signed(self) -> "RoundQuerySet":
        """Those that everybody has signed, sealed or not yet."""
        return self.filter(state__in=(StateOfRound.COMPLETE, StateOfRound.SEALED))


class Round(models.Model):
    """One version of a deal's document, frozen and going round to be signed; the signed ones stay for ever."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    deal = models.ForeignKey("deals.Deal", models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    occasion = models.CharField(max_length=10, choices=OccasionOfRound, default=OccasionOfRound.FIRST)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")
    reason = models.CharField(_("reason"), max_length=1000, blank=True)
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    document_sha256 = models.CharField(max_length=64)
    binding_language = models.CharField(_("binding language"), max_length=5)
    is_ordered = models.BooleanField(_("one after the other, in the order of the parties"), default=False)
    closes_on = models.DateField(_("last day for signing"), null=True, blank=True)
    state = models.CharField(max_length=9, choices=StateOfRound, default=StateOfRound.OPEN)
    paper = models.ForeignKey(File, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    signed_on = models.DateField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    sealed = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    public_copy = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    bundle = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    sealed_at = models.DateTimeField(null=True, blank=True)
    seal_fault = models.CharField(max_length=30, blank=True)
    seal_attempts = models.PositiveIntegerField(default=0)
    seal_again_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["deal", "number"], name="round_number_once_in_deal"),
            models.UniqueConstraint(
                fields=["deal"], condition=Q(state="open"), name="one_open_round_in_a_deal"
            ),
            models.CheckConstraint(
                condition=~Q(state="sealed") | Q(sealed__isnull=False), name="sealed_round_has_its_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.deal_id} round {self.number}"

    @property
    def is_signed(self) -> bool:
        return self.state in (StateOfRound.COMPLETE, StateOfRound.SEALED)


class SealCertificate(models.Model):
    """A public key with which a city has sealed: published for ever, so that old seals can be verified."""

    city = models.ForeignKey("cities.City", models.PROTECT, related_name="seal_certificates")
    pem = models.TextField()
    sha256 = models.CharField(max_length=64)
    since = models.DateTimeField(help_text="When it sealed for the first time.")

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["city", "sha256"], name="seal_certificate_once_in_city")
        ]

    def __str__(self) -> str:
        return self.sha256


class Seat(models.Model):
    """A signatory of a round, in the order of signing."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    position = models.PositiveSmallIntegerField()
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(_("reason"), max_length=1000, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "organisation"], name="organisation_once_in_round"),
            models.UniqueConstraint(fields=["round", "position"], name="position_once_in_round"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.round_id}"


class SignatureQuerySet(models.QuerySet["SignatureRow"]):
    def standing(self) -> "SignatureQuerySet":
        """Those that were not withdrawn."""
        return self.filter(withdrawn_at__isnull=True)


class SignatureRow(models.Model):
    """A signature as it was given: by whom under which mandate, on which route, with its evidence. Only withdrawn."""

    ref = models.SlugField(max_length=12, unique=True, default=new_ref, editable=False)
    seat = models.ForeignKey(Seat, models.CASCADE, related_name="signatures")
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="signatures")
    route = models.CharField(max_length=9, choices=RouteOfSignature)
    given_on = models.DateField()
    recorded_at = models.DateTimeField()
    file = models.ForeignKey(File, models.PROTECT, null=True, blank=True, related_name="+")
    evidence = models.JSONField(default=dict)
    witness = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="witnessed_signatures"
    )
    original_at = models.CharField(_("where the original is kept"), max_length=200, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        db_table = "deals_signature"
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "mandate"],
                condition=Q(withdrawn_at__isnull=True),
                name="signature_once_by_mandate",
            ),
            models.CheckConstraint(
                condition=Q(route="click") | Q(file__isnull=False), name="only_a_click_has_no_file"
            ),
            models.CheckConstraint(
                condition=~Q(route="paper") | Q(witness__isnull=False), name="paper_has_a_witness"
            ),
        ]

    def __str__(self) -> str:
        return self.ref


class EndingRow(models.Model):
    """How a signed deal, or one party's part in it, came to its end: with a reason and a day; what was signed stays."""

    deal = models.ForeignKey("deals.Deal", models.PROTECT, related_name="endings")
    kind = models.CharField(max_length=11, choices=EndingKind)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="+")
    successor = models.ForeignKey(
        "deals.Deal", models.PROTECT, null=True, blank=True, related_name="predecessors"
    )
    reason = models.CharField(_("reason"), max_length=1000)
    ends_on = models.DateField(_("from which day on"))
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "deals_ending"
        ordering = ["-recorded_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.kind} of {self.deal_id}"
