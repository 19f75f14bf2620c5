"""The sheets that can be imported, column by column. This is the format; the template and the documentation show it."""

from greenpact.cities.checks import ROLES
from greenpact.cities.models import FigureKind, FigureStatus
from greenpact.cities.sectors import Sector
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
from greenpact.measures.models import MeasureState
from greenpact.parties.models import OrganisationKind
from greenpact.ui.wording import CONTENT_LANGUAGES
from greenpact.workspace.importing.addresses import Address, Email, Identifiers, Pattern
from greenpact.workspace.importing.columns import Column, Form, per_language
from greenpact.workspace.importing.quantities import Amount, Day, Degree, Whole
from greenpact.workspace.importing.values import ABSENT, Choice, OneOf, Ref, Several, Text, Truth

SHORT = ("Kürzel",)
TEXT = Text(lines=True)
LINE = Text(longest=300)
YEAR = Whole(1900, 2200)
NUTS3 = Pattern(r"[A-Z]{2}[A-Z0-9]{3}", "DE125")
LANGUAGE = OneOf(tuple(CONTENT_LANGUAGES))
SDGS = Several(Whole(1, 17))

CITY = Column("city", "City", "Stadt", Ref(60))
REF = Column("ref", "Short name", "Kurzname", Ref(names_row=True), is_needed=True, also=SHORT)
DEAL = Column("deal", "Deal", "Deal", Ref(), is_needed=True)
LAT = Column("lat", "Latitude", "Breitengrad", Degree(90))
LON = Column("lon", "Longitude", "Längengrad", Degree(180))
SOURCE_URL = Column("source_url", "Source", "Quelle", Address())
NAME = per_language("name", "Name", "Name", LINE, is_needed=True)
NOTE = per_language("note", "Note", "Anmerkung", TEXT)

CITIES = Form(
    "cities",
    "Cities",
    "Städte",
    (
        Column("slug", "Short name", "Kurzname", Ref(60), is_needed=True, also=SHORT),
        *NAME,
        Column("country", "Country", "Land", Pattern(r"[A-Z]{2}", "DE"), is_needed=True),
        Column("roles", "Roles in the network", "Rollen im Netzwerk", Several(OneOf(tuple(sorted(ROLES))))),
        LAT,
        LON,
        Column("nuts3", "NUTS 3 region", "NUTS-3-Region", NUTS3),
        Column("municipality_key", "Municipality key", "Gemeindeschlüssel", Text(12)),
        Column("languages", "Languages", "Sprachen", Several(LANGUAGE)),
        Column("timezone", "Time zone", "Zeitzone", Text(40)),
        Column("colour", "Colour", "Farbe", Pattern(r"#[0-9a-fA-F]{6}", "#0a6b3c")),
        SOURCE_URL,
        *NOTE,
        Column("invented", "Invented", "Erfunden", Truth(), into="is_invented"),
    ),
)

PROGRAMMES = Form(
    "programmes",
    "Programme",
    "Programm",
    (
        CITY,
        *per_language("aim", "Aim", "Ziel", TEXT),
        *per_language("text", "Description", "Beschreibung", TEXT),
        *per_language("benefits", "Who benefits", "Wer wie davon profitiert", TEXT),
        *per_language("who", "Who can take part", "Wer mitmachen kann", TEXT, into="audience"),
        Column("sdgs", "SDGs", "SDGs", SDGS),
        Column("since", "Since", "Seit", YEAR, into="since_year"),
        Column("until", "Until", "Bis", YEAR, into="until_year"),
        SOURCE_URL,
    ),
)

FIELDS = Form(
    "fields",
    "Fields",
    "Handlungsfelder",
    (
        CITY,
        REF,
        *NAME,
        *per_language("text", "Description", "Beschreibung", TEXT),
        Column("sectors", "Sectors", "Sektoren", Several(Choice(Sector))),
        Column("sdgs", "SDGs", "SDGs", SDGS),
    ),
    aliases=("Felder",),
    always_needs_all=False,
)

OFFICES = Form(
    "offices",
    "Offices",
    "Ämter",
    (
        CITY,
        REF,
        *NAME,
        *per_language("text", "What it brings in", "Was es einbringt", TEXT),
        Column("email", "Role address", "Funktionsadresse", Email()),
        Column("deputy", "Deputy", "Vertretung", Ref()),
        Column("fields", "Fields", "Handlungsfelder", Several(Ref())),
    ),
    aliases=("Stellen",),
    always_needs_all=False,
)

DISTRICTS = Form(
    "districts",
    "Districts",
    "Stadtteile",
    (CITY, REF, Column("name", "Name", "Name", Text(120), is_needed=True), LAT, LON),
    always_needs_all=False,
)

TARGETS = Form(
    "targets",
    "Targets",
    "Klimaziele",
    (
        CITY,
        REF,
        *per_language("text", "Statement", "Aussage", TEXT, is_needed=True),
        Column("target_year", "Target year", "Zieljahr", YEAR),
        Column("base_year", "Base year", "Basisjahr", YEAR),
        *per_language("scope", "Scope", "Geltungsbereich", TEXT),
        Column("adopted_on", "Adopted on", "Beschlossen am", Text(40)),
        SOURCE_URL,
        *NOTE,
    ),
    always_needs_all=False,
)

FIGURES = Form(
    "figures",
    "Figures",
    "Kennwerte",
    (
        CITY,
        Column("kind", "Kind", "Art", Choice(FigureKind), is_needed=True),
        Column("sector", "Of what", "Wovon", Text(60)),
        Column("year", "Year", "Jahr", YEAR),
        Column("value", "Value", "Wert", Amount(lowest=-(10**13)), is_needed=True),
        Column("unit", "Unit", "Einheit", Text(40), is_needed=True),
        *per_language("basis", "Basis", "Grundlage", TEXT),
        Column("status", "Status", "Status", Choice(FigureStatus)),
        Column("derived", "Calculated", "Berechnet", Truth(), into="is_derived"),
        SOURCE_URL,
        *NOTE,
    ),
)

ORGANISATIONS = Form(
    "organisations",
    "Organisations",
    "Organisationen",
    (
        CITY,
        REF,
        Column("name", "Name", "Name", Text(200), is_needed=True),
        Column("kind", "Kind", "Art", Choice(OrganisationKind), is_needed=True),
        Column("count", "Number in the group", "Anzahl in der Gruppe", Whole(1, 1_000_000)),
        *per_language("text", "Short text", "Kurztext", TEXT),
        Column("web", "Website", "Website", Address(300)),
        Column("district", "District", "Stadtteil", Ref()),
        Column("street", "Street", "Straße", Text(120)),
        Column("postal_code", "Postal code", "Postleitzahl", Text(12)),
        Column("place", "Place", "Ort", Text(80)),
        LAT,
        LON,
        Column("nuts3", "NUTS 3 region", "NUTS-3-Region", NUTS3),
        Column("identifiers", "Identifiers", "Kennungen", Identifiers()),
        SOURCE_URL,
    ),
    always_needs_all=False,
)

DEALS = Form(
    "deals",
    "Deals",
    "Deals",
    (
        CITY,
        REF,
        Column("kind", "Kind", "Art", Choice(DealKind, ABSENT)),
        *per_language("title", "Title", "Titel", LINE, is_needed=True),
        Column("original_title", "Original title", "Originaltitel", LINE),
        Column(
            "original_language",
            "Language of the original title",
            "Sprache des Originaltitels",
            OneOf(tuple(CONTENT_LANGUAGES)),
        ),
        *per_language("summary", "Summary", "Zusammenfassung", TEXT),
        Column("field", "Field", "Handlungsfeld", Ref()),
        Column("tier", "Tier", "Stufe", Choice(DealTier)),
        Column("legal_nature", "Legal nature", "Rechtsnatur", Choice(LegalNature, ABSENT)),
        Column("work_state", "Work", "Arbeitsstand", Choice(WorkState, ABSENT)),
        Column("signature_state", "Signature", "Unterzeichnung", Choice(SignatureState, ABSENT)),
        Column("start_year", "Start year", "Startjahr", YEAR),
        Column("end_year", "Target year", "Zieljahr", YEAR),
        Column("starts_on", "Starts on", "Beginnt am", Day()),
        Column("ends_on", "Ends on", "Endet am", Day()),
        Column("signed_on", "Signed on", "Unterzeichnet am", Day()),
        Column("sdgs", "SDGs", "SDGs", SDGS),
        Column("districts", "Districts", "Stadtteile", Several(Ref())),
        LAT,
        LON,
        Column("further_cities", "Further cities", "Weitere Städte", Several(Ref(60))),
        Column("detail", "Detail of the source", "Genauigkeit der Quelle", Choice(Detail)),
    ),
    always_needs_all=False,
)

PARTIES = Form(
    "parties",
    "Parties",
    "Parteien",
    (
        CITY,
        DEAL,
        Column("organisation", "Organisation", "Organisation", Ref(), is_needed=True),
        Column("role", "Role", "Rolle", Choice(RoleInDeal, ABSENT)),
    ),
    aliases=("Partner", "Beteiligte"),
)

CLAUSES = Form(
    "clauses",
    "Clauses",
    "Klauseln",
    (
        CITY,
        DEAL,
        Column("ref", "Short name", "Kurzname", Ref(40, names_row=True), is_needed=True, also=SHORT),
        Column("kind", "Kind", "Art", Choice(KindOfClause), is_needed=True),
        Column("party", "Party", "Partei", Ref(), also=("Beteiligte", "Partner")),
        *per_language("text", "Text", "Text", TEXT),
        *per_language("indicator", "Indicator", "Messgröße", TEXT),
        Column("target", "Target value", "Zielwert", Amount()),
        Column("unit", "Unit", "Einheit", Text(40)),
        Column("due_year", "By the year", "Bis zum Jahr", YEAR),
        Column("measure_type", "Type of measure", "Maßnahmentyp", Ref(60)),
        Column("quantity", "Quantity", "Menge", Amount()),
        Column("starts_on", "Starts on", "Beginnt am", Day()),
        Column("ends_on", "Ends on", "Endet am", Day()),
        Column("money_eur", "Money in euros", "Mittel in Euro", Amount(14, 2)),
        Column("staff_fte", "Staff in full-time posts", "Personal in Vollzeitstellen", Amount(7, 2)),
        Column("duty", "Duty", "Pflicht", Choice(KindOfDuty, ABSENT)),
        Column("serves", "Goals it serves", "Dient den Zielen", Several(Ref(40))),
        Column("measure_state", "State of the measure", "Stand der Maßnahme", Choice(MeasureState, ABSENT)),
        Column("topic", "Topic", "Thema", Choice(ProvisionTopic)),
    ),
    aliases=("Zusagen", "Ziele und Zusagen"),
)

SOURCES = Form(
    "sources",
    "Sources",
    "Quellen",
    (
        CITY,
        DEAL,
        Column("url", "Address", "Adresse", Address(), is_needed=True),
        Column("checked_on", "Checked on", "Geprüft am", Day()),
        *NOTE,
    ),
)

#: The sheets of a city in the order in which they build on one another. `CITIES` founds the cities themselves.
FORMS = (
    PROGRAMMES,
    FIELDS,
    OFFICES,
    DISTRICTS,
    TARGETS,
    FIGURES,
    ORGANISATIONS,
    DEALS,
    PARTIES,
    CLAUSES,
    SOURCES,
)
