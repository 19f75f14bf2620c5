"""Deals, their parties, clauses, sources and published versions."""

from collections.abc import Collection

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from greenpact.cities.checks import check_sdgs
from greenpact.cities.models import LATITUDE, LONGITUDE, YEARS, City, District, Field, OfCity
from greenpact.deals.choices import (
    DealKind,
    DealTier,
    Detail,
    KindOfClause,
    KindOfDuty,
    LegalNature,
    ProvisionTopic,
    RoleInDeal,
    SignatureState,
    WorkState,
)
from greenpact.deals.lineage import Lineage
from greenpact.parties.models import Organisation
from greenpact.ui.wording import TextPerLanguage, check_language

__all__ = [
    "ClauseRow",
    "Deal",
    "DealQuerySet",
    "DealSdg",
    "DealText",
    "Lineage",
    "Party",
    "Source",
    "Version",
]

#: What lists are narrowed by most stands in their indexes, so that rows which do not fit are never read.
NARROWED_BY = ("work_state", "signature_state", "kind", "tier")


class DealQuerySet(models.QuerySet["Deal"]):
    def published(self) -> "DealQuerySet":
        return self.filter(published_at__isnull=False)

    def of_city(self, city: City, *, shared: Collection[int] | None = None) -> "DealQuerySet":
        """Deals of the city's register and those of other cities in which it takes part.

        Asks first whether there are any of the second kind, unless the caller knows their keys: there rarely are,
        and without them the list is read straight from its index.
        """
        if shared is None:
            shared = list(city.shared_deals.values_list("pk", flat=True))
        return self.filter(Q(city=city) | Q(pk__in=shared)) if shared else self.filter(city=city)

    def newest_first(self) -> "DealQuerySet":
        return self.order_by("-changed_at", "-pk")


class Deal(OfCity):
    """An agreement with shared goals in which each party brings its own measures."""

    kind = models.CharField(_("kind"), max_length=12, choices=DealKind, default=DealKind.DEAL)
    title = TextPerLanguage(_("title"))
    original_title = models.CharField(_("original title"), max_length=300, blank=True)
    original_language = models.CharField(_("language of the original title"), max_length=5, blank=True)
    summary = TextPerLanguage(_("summary"))
    field = models.ForeignKey(
        Field, models.PROTECT, null=True, blank=True, related_name="deals", verbose_name=_("field")
    )
    tier = models.CharField(_("tier"), max_length=12, choices=DealTier, blank=True)
    legal_nature = models.CharField(
        _("legal nature"), max_length=8, choices=LegalNature, default=LegalNature.UNKNOWN
    )
    work_state = models.CharField(_("work"), max_length=12, choices=WorkState, default=WorkState.EXPLORING)
    signature_state = models.CharField(
        _("signature"), max_length=10, choices=SignatureState, default=SignatureState.UNSIGNED
    )
    start_year = models.PositiveSmallIntegerField(_("start year"), null=True, blank=True, validators=YEARS)
    end_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True, validators=YEARS)
    starts_on = models.DateField(_("starts on"), null=True, blank=True)
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    binding_language = models.CharField(
        _("binding language"), max_length=5, blank=True, validators=[check_language]
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    sdgs = models.JSONField(_("SDGs"), default=list, blank=True, validators=[check_sdgs])
    districts = models.ManyToManyField(
        District, blank=True, related_name="deals", verbose_name=_("districts")
    )
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    further_cities = models.ManyToManyField(
        City, blank=True, related_name="shared_deals", verbose_name=_("further cities")
    )
    detail = models.CharField(_("detail of the source"), max_length=12, choices=Detail, blank=True)
    is_compiled = models.BooleanField(_("compiled from public sources"), default=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    changed_at = models.DateTimeField(editable=False)

    objects = DealQuerySet.as_manager()

    class Meta(OfCity.Meta):
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            *OfCity.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="deal_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(end_year__isnull=True)
                | Q(start_year__isnull=True)
                | Q(end_year__gte=F("start_year")),
                name="deal_end_year_after_start_year",
            ),
            models.CheckConstraint(
                condition=~Q(signature_state="unknown") | Q(is_compiled=True),
                name="only_compiled_deals_leave_signature_open",
            ),
        ]
        indexes = [
            models.Index(
                fields=["city", "-changed_at", "-id", *NARROWED_BY],
                name="deal_public_of_city",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["-changed_at", "-id"],
                name="deal_public_newest",
                condition=Q(published_at__isnull=False),
            ),
            models.Index(
                fields=["city", "field", "-changed_at", "-id", *NARROWED_BY],
                name="deal_public_of_field",
                condition=Q(published_at__isnull=False),
            ),
        ]

    @property
    def full_ref(self) -> str:
        """The deal's reference across the network: city and ref."""
        return f"{self.city.slug}/{self.ref}"

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class PartyQuerySet(models.QuerySet["Party"]):
    def present(self) -> "PartyQuerySet":
        """Those that have not left."""
        return self.filter(left_on__isnull=True)


class Party(models.Model):
    """An organisation in a deal, with the role it plays there. A party that left stays in the history."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="parties")
    role = models.CharField(_("role"), max_length=10, choices=RoleInDeal, default=RoleInDeal.SIGNATORY)
    position = models.PositiveSmallIntegerField(default=0)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)
    left_on = models.DateField(_("left on"), null=True, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["deal", "organisation"], condition=Q(left_on__isnull=True), name="party_once_in_deal"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} in {self.deal_id}"


class ClauseRowQuerySet(models.QuerySet["ClauseRow"]):
    def standing(self) -> "ClauseRowQuerySet":
        """Those that are part of the document now."""
        return self.filter(is_dropped=False)

    def public(self, city: City | None = None) -> "ClauseRowQuerySet":
        """Those that the public may read, in one city's register or in all real ones.

        Both read deal by deal straight from an index. A join would have SQLite look through all deals beforehand.
        """
        deals = Deal.objects.published()
        if city is not None:
            return self.standing().filter(deal__in=deals.filter(city=city))
        real = deals.filter(pk=OuterRef("deal"), city__is_invented=False)
        return self.standing().filter(Exists(real))


class ClauseRow(models.Model):
    """A clause as it stands in the register; the pure value is `document.Clause`.

    A clause that was taken out is kept and marked, since the measure that carried it out has a history of its own.
    """

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="clauses")
    ref = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=KindOfClause)
    position = models.PositiveSmallIntegerField()
    text = TextPerLanguage()
    party = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="commitments")
    indicator = TextPerLanguage()
    target = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    quantity = models.DecimalField(max_digits=18, decimal_places=4, null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    due_year = models.PositiveSmallIntegerField(null=True, blank=True, validators=YEARS)
    measure_type = models.SlugField(max_length=60, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    money_eur = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    staff_fte = models.DecimalField(max_digits=7, decimal_places=2, null=True, blank=True)
    serves = models.JSONField(default=list, blank=True)
    duty = models.CharField(max_length=10, choices=KindOfDuty, default=KindOfDuty.UNKNOWN)
    topic = models.CharField(max_length=20, choices=ProvisionTopic, blank=True)
    heading = TextPerLanguage()
    is_dropped = models.BooleanField(default=False)

    objects = ClauseRowQuerySet.as_manager()

    class Meta:
        db_table = "deals_clause"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["deal", "ref"], name="clause_ref_once_in_deal")]

    def __str__(self) -> str:
        return self.ref


class Version(models.Model):
    """The document as it was published at a moment: canonical JSON that is never altered."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    canonical = models.TextField()
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["deal", "number"], name="version_number_once_in_deal")]

    def __str__(self) -> str:
        return f"{self.deal_id} v{self.number}"


class Source(models.Model):
    """Where a record's facts were read, and on which day somebody last checked them there."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="sources")
    url = models.URLField(_("address"), max_length=500)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    note = TextPerLanguage(_("note"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.url


class DealSdg(models.Model):
    """One row per SDG of a deal, so that lists can be filtered by it on any database."""

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="sdg_rows")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["deal", "number"], name="sdg_once_in_deal")]

    def __str__(self) -> str:
        return str(self.number)


class DealText(models.Model):
    """Every word of a deal folded for searching; kept by `searching`, read through its trigram index."""

    deal = models.OneToOneField(Deal, models.CASCADE, primary_key=True, related_name="searchable")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.pk)
