"""A city and what it says of itself: programme, offices, fields, districts, targets and figures."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from greenpact.cities.checks import (
    check_languages,
    check_outline,
    check_roles,
    check_sdgs,
    check_sectors,
    check_slug,
    check_timezone,
)
from greenpact.journal.models import Chain
from greenpact.ui.folding import Folded
from greenpact.ui.wording import TextPerLanguage, worded

YEARS = [MinValueValidator(1900), MaxValueValidator(2200)]
LATITUDE = [MinValueValidator(-90), MaxValueValidator(90)]
LONGITUDE = [MinValueValidator(-180), MaxValueValidator(180)]


class CityRole(models.TextChoices):
    """What a city is in the Intelligent Cities Challenge."""

    CORE = "core", _("Core city")
    MENTOR = "mentor", _("Mentor city")
    OBSERVER = "observer", _("Observer city")
    AMBASSADOR = "ambassador", _("Communications ambassador")


class CityQuerySet(models.QuerySet["City"]):
    def real(self) -> "CityQuerySet":
        """Leave out cities that were invented for trials: they are in no figure, feed or open data of the network."""
        return self.filter(is_invented=False)


class City(models.Model):
    """A tenant of equal standing: everything below it carries it."""

    slug = models.SlugField(_("address"), max_length=60, unique=True, validators=[check_slug])
    chain = models.OneToOneField(Chain, models.PROTECT, related_name="city", editable=False)
    edition = models.PositiveIntegerField(default=1, editable=False)
    name = TextPerLanguage(_("name"))
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[RegexValidator(r"^[A-Z]{2}$", _("Two capital letters, such as DE."))],
    )
    roles = models.JSONField(_("roles in the network"), default=list, blank=True, validators=[check_roles])
    nuts3 = models.CharField(_("NUTS 3 region"), max_length=5, blank=True)
    municipality_key = models.CharField(_("municipality key"), max_length=12, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)
    outline = models.JSONField(_("outline (GeoJSON)"), null=True, blank=True, validators=[check_outline])
    languages = models.JSONField(_("languages"), default=list, blank=True, validators=[check_languages])
    timezone = models.CharField(
        _("time zone"), max_length=40, default="Europe/Berlin", validators=[check_timezone]
    )
    host_name = models.CharField(_("own host name"), max_length=253, unique=True, null=True, blank=True)
    colour = models.CharField(
        _("colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Such as #0a6b3c."))],
    )
    note = TextPerLanguage(_("note on this record"))
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    imprint = TextPerLanguage(_("imprint"))
    privacy = TextPerLanguage(_("privacy notice"))
    accessibility = TextPerLanguage(_("accessibility statement"))
    is_invented = models.BooleanField(_("invented for trials"), default=False)

    objects = CityQuerySet.as_manager()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        constraints = [
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="city_position_whole_or_none",
            )
        ]

    def __str__(self) -> str:
        return worded(self.name, "en").text or self.slug

    def day(self, at: datetime) -> date:
        """The calendar day in the city at a moment: lateness and "in the future" go by it."""
        return at.astimezone(ZoneInfo(self.timezone)).date()


class OfCity(models.Model):
    """A row of a city that the programme office keeps: named by `ref` within the city, numbered by edition."""

    city = models.ForeignKey(City, models.PROTECT, related_name="%(class)ss")
    ref = models.SlugField(_("short name"), max_length=80)
    edition = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [models.UniqueConstraint(fields=["city", "ref"], name="%(class)s_ref_once_in_city")]

    def __str__(self) -> str:
        return self.ref


class Programme(OfCity):
    """The frame a city gives its Local Green Deals: what for, for whom, since when."""

    aim = TextPerLanguage(_("aim"))
    text = TextPerLanguage(_("description"))
    benefits = TextPerLanguage(_("who benefits, and how"))
    audience = TextPerLanguage(_("who can take part"))
    sdgs = models.JSONField(_("SDGs"), default=list, blank=True, validators=[check_sdgs])
    since_year = models.PositiveSmallIntegerField(_("since"), null=True, blank=True, validators=YEARS)
    until_year = models.PositiveSmallIntegerField(_("until"), null=True, blank=True, validators=YEARS)
    source_url = models.URLField(_("source"), max_length=500, blank=True)

    class Meta(OfCity.Meta):
        verbose_name = _("programme")


class Field(OfCity):
    """A field of work as the city names it, mapped to the network's sectors and to SDGs."""

    name = TextPerLanguage(_("name"))
    text = TextPerLanguage(_("description"))
    sectors = models.JSONField(_("sectors"), default=list, blank=True, validators=[check_sectors])
    sdgs = models.JSONField(_("SDGs"), default=list, blank=True, validators=[check_sdgs])
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(OfCity.Meta):
        verbose_name = _("field")
        ordering = ["position", "ref"]


class Office(OfCity):
    """An office of the city, its deputy and the fields it looks after; reached at a role address."""

    name = TextPerLanguage(_("name"))
    text = TextPerLanguage(_("what it brings in"))
    email = models.EmailField(_("role address"), blank=True)
    deputy = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="deputy_of", verbose_name=_("deputy")
    )
    fields = models.ManyToManyField(Field, blank=True, related_name="offices", verbose_name=_("fields"))
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta(OfCity.Meta):
        verbose_name = _("office")
        ordering = ["position", "ref"]


class District(OfCity):
    """A part of the city's territory."""

    name = models.CharField(_("name"), max_length=120)
    folded_name = Folded("name")
    lat = models.FloatField(_("latitude"), null=True, blank=True, validators=LATITUDE)
    lon = models.FloatField(_("longitude"), null=True, blank=True, validators=LONGITUDE)

    class Meta(OfCity.Meta):
        verbose_name = _("district")
        ordering = ["folded_name", "pk"]


class Target(OfCity):
    """A target as the city stated it. A city may have several at once, on different bases."""

    text = TextPerLanguage(_("statement"))
    target_year = models.PositiveSmallIntegerField(_("target year"), null=True, blank=True, validators=YEARS)
    base_year = models.PositiveSmallIntegerField(_("base year"), null=True, blank=True, validators=YEARS)
    scope = TextPerLanguage(_("scope"))
    adopted_on = models.CharField(_("adopted on (as stated)"), max_length=40, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    note = TextPerLanguage(_("note"))

    class Meta(OfCity.Meta):
        verbose_name = _("target")
        ordering = ["target_year", "ref"]


class FigureKind(models.TextChoices):
    POPULATION = "population", _("Population")
    EMISSIONS = "emissions", _("Emissions")
    INDICATOR = "indicator", _("Indicator")


class FigureStatus(models.TextChoices):
    FINAL = "final", _("final")
    PRELIMINARY = "preliminary", _("preliminary")
    QUOTED = "quoted", _("quoted")


class Figure(OfCity):
    """A number with its passport: year, unit, basis, source, status. Several may stand for the same year."""

    kind = models.CharField(_("kind"), max_length=12, choices=FigureKind)
    sector = models.CharField(_("of what"), max_length=60, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEARS)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=40)
    basis = TextPerLanguage(_("basis"))
    status = models.CharField(_("status"), max_length=12, choices=FigureStatus, blank=True)
    is_derived = models.BooleanField(_("calculated from other figures"), default=False)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    note = TextPerLanguage(_("note"))

    class Meta(OfCity.Meta):
        verbose_name = _("figure")
        ordering = ["kind", "sector", "year", "ref"]


class CountingRule(OfCity):
    """What the city counts as a Local Green Deal from a day on; dated and public."""

    text = TextPerLanguage(_("rule in words"))
    valid_from = models.DateField(_("valid from"))
    counts_kinds = models.JSONField(_("kinds that count"), default=list, blank=True)
    counts_tiers = models.JSONField(_("tiers that count"), default=list, blank=True)
    signed_only = models.BooleanField(_("only signed ones"), default=True)

    class Meta(OfCity.Meta):
        verbose_name = _("counting rule")
        ordering = ["-valid_from"]
        constraints = [
            *OfCity.Meta.constraints,
            models.UniqueConstraint(fields=["city", "valid_from"], name="one_counting_rule_a_day"),
        ]
