"""Tables of what cities say of themselves."""

from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import (
    CityRole,
    CountingRule,
    District,
    Field,
    Figure,
    FigureKind,
    FigureStatus,
    Programme,
    Target,
)
from greenpact.cities.sectors import Sector
from greenpact.deals.choices import DealKind, DealTier
from greenpact.portal import addresses
from greenpact.portal.open_data import rows, shared
from greenpact.portal.open_data.columns import Kind, Table, column, page_address, point, ref_of, refs

CITIES = Table(
    "cities",
    _("Cities"),
    _("One row is a city of the network with its role in the Intelligent Cities Challenge."),
    (
        column("slug", _("Short name of the city, as in its address.")),
        column("name", _("Name of the city."), Kind.TEXTS),
        column("country", _("Country (ISO 3166-1, two letters).")),
        column("roles", _("Roles in the Intelligent Cities Challenge."), Kind.LIST, values=CityRole.choices),
        *shared.PLACE,
        shared.NUTS3,
        column("municipality_key", _("Official municipality key, where the country has one.")),
        column("languages", _("Languages of the city's contents (ISO 639-1)."), Kind.LIST),
        column("timezone", _("Time zone (IANA); the city's days go by it.")),
        shared.SOURCE,
        shared.NOTE,
        page_address(lambda row: addresses.city(row.slug), _("The city's page.")),
    ),
    rows.cities,
    lambda row: row.outline or point(row),
)

PROGRAMMES = Table(
    "programmes",
    _("Programmes"),
    _("One row is the frame that a city gives its Local Green Deals."),
    (
        shared.CITY,
        shared.REF,
        column("aim", _("What the city wants to reach by its deals."), Kind.TEXTS),
        column("text", _("Description of the programme."), Kind.TEXTS),
        column("benefits", _("Who benefits, and how."), Kind.TEXTS),
        column("audience", _("Who can take part."), Kind.TEXTS),
        shared.SDGS,
        column("since", _("First year of the programme."), Kind.INTEGER, of="since_year", unit=shared.YEAR),
        column("until", _("Last year of the programme."), Kind.INTEGER, of="until_year", unit=shared.YEAR),
        shared.SOURCE,
    ),
    rows.of_cities(Programme),
)

FIELDS = Table(
    "fields",
    _("Fields of work"),
    _("One row is a field of work as a city names it."),
    (
        shared.CITY,
        shared.REF,
        column("name", _("Name of the field."), Kind.TEXTS),
        column("text", _("Description of the field."), Kind.TEXTS),
        column(
            "sectors",
            _("Sectors of the network that the field belongs to."),
            Kind.LIST,
            values=Sector.choices,
        ),
        shared.SDGS,
    ),
    rows.of_cities(Field),
)

OFFICES = Table(
    "offices",
    _("Offices"),
    _(
        "One row is an office that takes part in its city's programme. Addresses are those of functions, not of people."
    ),
    (
        shared.CITY,
        shared.REF,
        column("name", _("Name of the office."), Kind.TEXTS),
        column("text", _("What the office brings in."), Kind.TEXTS),
        column("email", _("Role address; empty where none is given.")),
        ref_of("deputy", _("Office that stands in for it."), "deputy"),
        refs("fields", _("Fields that the office looks after."), "fields"),
    ),
    rows.offices,
)

DISTRICTS = Table(
    "districts",
    _("Districts"),
    _("One row is a part of a city's territory."),
    (shared.CITY, shared.REF, column("name", _("Name of the district.")), *shared.PLACE),
    rows.of_cities(District),
    point,
)

TARGETS = Table(
    "targets",
    _("Targets"),
    _("One row is a target as a city stated it; a city may have several at once, on different bases."),
    (
        shared.CITY,
        shared.REF,
        column("text", _("The target in words."), Kind.TEXTS),
        column("target_year", _("Year in which it is to be reached."), Kind.INTEGER, unit=shared.YEAR),
        column(
            "base_year",
            _("Year it is compared with; empty where the source names none."),
            Kind.INTEGER,
            unit=shared.YEAR,
        ),
        column("scope", _("What the target covers."), Kind.TEXTS),
        column("adopted_on", _("When it was adopted, as the source states it.")),
        shared.SOURCE,
        shared.NOTE,
    ),
    rows.of_cities(Target),
)

FIGURES = Table(
    "figures",
    _("Figures"),
    _(
        "One row is a number with its year, unit, basis and source. Numbers on different bases must not be compared."
    ),
    (
        shared.CITY,
        shared.REF,
        column("kind", _("What kind of number it is."), values=FigureKind.choices),
        column("sector", _("Which part it covers, such as total or transport.")),
        column(
            "year", _("Year it holds for; empty where the source names none."), Kind.INTEGER, unit=shared.YEAR
        ),
        column("value", _("The number."), Kind.NUMBER, unit=_("as in the column “unit”")),
        column("unit", _("Unit of the number.")),
        column("basis", _("How it was counted or calculated."), Kind.TEXTS),
        column("status", _("How settled the number is."), values=FigureStatus.choices),
        column("derived", _("Whether it was calculated from other figures."), Kind.YES_NO, of="is_derived"),
        shared.SOURCE,
        shared.NOTE,
    ),
    rows.of_cities(Figure),
)

COUNTING_RULES = Table(
    "counting-rules",
    _("Counting rules"),
    _("One row is what a city counts as a Local Green Deal from a day on."),
    (
        shared.CITY,
        shared.REF,
        column("text", _("The rule in words."), Kind.TEXTS),
        column("valid_from", _("First day on which the rule holds."), Kind.DAY),
        column(
            "counts_kinds",
            _("Kinds that count; all of them where empty."),
            Kind.LIST,
            values=DealKind.choices,
        ),
        column(
            "counts_tiers",
            _("Tiers that count; all of them where empty."),
            Kind.LIST,
            values=DealTier.choices,
        ),
        column("signed_only", _("Whether only signed ones count."), Kind.YES_NO),
    ),
    rows.of_cities(CountingRule),
)
