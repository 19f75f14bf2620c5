"""The catalogue of open data for other portals: DCAT-AP 3 with the additions of DCAT-AP.de, as a graph."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import override
from rdflib import DCAT, DCTERMS, FOAF, RDF, XSD, BNode, Graph, Literal, Namespace, URIRef

from greenpact.cities.models import City, Office
from greenpact.journal.models import Entry
from greenpact.portal import addresses
from greenpact.portal.open_data.catalogue import TABLES
from greenpact.portal.open_data.columns import Table
from greenpact.portal.open_data.writing import FORMATS, LICENCE, formats_of
from greenpact.reports.models import Report
from greenpact.reports.naming import name_of

DCATAP = Namespace("http://data.europa.eu/r5r/")
DCATDE = Namespace("http://dcat-ap.de/def/dcatde/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
EU = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"

#: From the list of licences of DCAT-AP.de.
LICENCE_DE = URIRef("http://dcat-ap.de/def/licenses/cc-by/4.0")
THEMES = tuple(URIRef(f"{EU}data-theme/{code}") for code in ("ENVI", "GOVE"))
LANGUAGES = {"de": URIRef(f"{EU}language/DEU"), "en": URIRef(f"{EU}language/ENG")}

#: By ending: the file type of the European Union's list, where it has one.
FILE_TYPES = {"csv": "CSV", "sheet.csv": "CSV", "json": "JSON", "geojson": "GEOJSON"}

#: By ending of the catalogue's address: media type, and what rdflib calls it.
WRITTEN = {
    "ttl": ("text/turtle; charset=utf-8", "turtle"),
    "rdf": ("application/rdf+xml", "xml"),
    "jsonld": ("application/ld+json", "json-ld"),
}


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose catalogue it is: a city, or the network without one; where the pages lie; since when there are data."""

    origin: str
    city: City | None = None
    since: date | None = None

    @property
    def slug(self) -> str:
        return self.city.slug if self.city else ""

    @property
    def base(self) -> str:
        return f"{self.origin}{addresses.data(self.slug)}"

    @property
    def names(self) -> dict[str, str]:
        return dict(self.city.name) if self.city else {"de": "Greenpact", "en": "Greenpact"}


def owner_of(origin: str, city: City | None) -> Owner:
    """The owner, with the day of the first public entry of its journal (one query)."""
    entries = Entry.objects.public()
    if city is not None:
        entries = entries.filter(chain=city.chain_id)
    first = entries.order_by("at").values_list("at", flat=True).first()
    return Owner(origin, city, first.date() if first else None)


def catalogue(owner: Owner) -> Graph:
    """The whole catalogue: itself, a dataset for each table, and one for each published report."""
    graph = Graph()
    for prefix, space in (("dcatap", DCATAP), ("dcatde", DCATDE), ("vcard", VCARD), ("spdx", SPDX)):
        graph.bind(prefix, space)
    node, publisher, contact = URIRef(owner.base), _publisher(graph, owner), _contact(graph, owner)
    graph.add((node, RDF.type, DCAT.Catalog))
    for language, name in owner.names.items():
        title = {"de": "Offene Daten: Local Green Deals, {}", "en": "Open data: Local Green Deals, {}"}
        words = title.get(language, title["en"]).format(name)
        graph.add((node, DCTERMS.title, Literal(words, lang=language)))
        graph.add((node, DCTERMS.description, Literal(words, lang=language)))
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((node, DCTERMS.license, LICENCE_DE))
    graph.add((node, FOAF.homepage, URIRef(f"{owner.origin}{addresses.data(owner.slug)}")))
    graph.add((node, DCAT.themeTaxonomy, URIRef(f"{EU}data-theme")))
    for language in LANGUAGES.values():
        graph.add((node, DCTERMS.language, language))
    for table in TABLES.values():
        graph.add((node, DCAT.dataset, _table(graph, owner, table, publisher, contact)))
    for report in _reports(owner):
        graph.add((node, DCAT.dataset, _report(graph, owner, report, publisher, contact)))
    return graph


def _publisher(graph: Graph, owner: Owner) -> URIRef:
    node = URIRef(f"{owner.base}#publisher")
    graph.add((node, RDF.type, FOAF.Agent))
    for language, name in owner.names.items():
        graph.add((node, FOAF.name, Literal(name, lang=language)))
    if owner.city is not None:
        kind = URIRef("http://purl.org/adms/publishertype/LocalAuthority")
        graph.add((node, DCTERMS.type, kind))
    return node


def _contact(graph: Graph, owner: Owner) -> BNode | URIRef:
    """A function, never a person: the first office with a role address, else the page on which one can write."""
    node = URIRef(f"{owner.base}#contact")
    office = Office.objects.filter(city=owner.city).exclude(email="").first() if owner.city else None
    graph.add((node, RDF.type, VCARD.Organization))
    for language, name in (office.name if office else owner.names).items():
        graph.add((node, VCARD.fn, Literal(name, lang=language)))
    if office is not None:
        graph.add((node, VCARD.hasEmail, URIRef(f"mailto:{office.email}")))
    else:
        graph.add((node, VCARD.hasURL, URIRef(f"{owner.origin}{addresses.legal(owner.slug, 'imprint')}")))
    return node


def _table(graph: Graph, owner: Owner, table: Table, publisher: URIRef, contact: BNode | URIRef) -> URIRef:
    node = URIRef(f"{owner.base}#{table.name}")
    _dataset(graph, owner, node, publisher, contact)
    for language in LANGUAGES:
        with override(language):
            title = f"{table.title}: Local Green Deals, {owner.names.get(language) or next(iter(owner.names.values()))}"
            graph.add((node, DCTERMS.title, Literal(title, lang=language)))
            graph.add((node, DCTERMS.description, Literal(str(table.text), lang=language)))
            graph.add((node, DCAT.keyword, Literal(str(table.title), lang=language)))
    graph.add((node, DCTERMS.identifier, Literal(str(node))))
    graph.add((node, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/UPDATE_CONT")))
    for ending in formats_of(table):
        address = f"{owner.base}{table.name}.{ending}"
        media_type = FORMATS[ending][0].partition(";")[0]
        graph.add(
            (node, DCAT.distribution, _file(graph, owner, address, media_type, FILE_TYPES.get(ending, "")))
        )
    return node


def _dataset(graph: Graph, owner: Owner, node: URIRef, publisher: URIRef, contact: BNode | URIRef) -> None:
    """What all datasets say alike."""
    graph.add((node, RDF.type, DCAT.Dataset))
    graph.add((node, DCTERMS.publisher, publisher))
    graph.add((node, DCAT.contactPoint, contact))
    for theme in THEMES:
        graph.add((node, DCAT.theme, theme))
    for language in LANGUAGES.values():
        graph.add((node, DCTERMS.language, language))
    if owner.since is not None:
        _temporal(graph, node, owner.since, None)
    if owner.city is not None and owner.city.country == "DE" and owner.city.municipality_key:
        key = owner.city.municipality_key
        place = URIRef(f"http://dcat-ap.de/def/politicalGeocoding/municipalityKey/{key}")
        level = URIRef("http://dcat-ap.de/def/politicalGeocoding/Level/municipality")
        graph.add((node, DCATDE.politicalGeocodingURI, place))
        graph.add((node, DCATDE.politicalGeocodingLevelURI, level))
    if owner.city is not None and owner.city.nuts3:
        graph.add((node, DCTERMS.spatial, URIRef(f"http://data.europa.eu/nuts/code/{owner.city.nuts3}")))


def _temporal(graph: Graph, node: URIRef, first: date, last: date | None) -> None:
    period = BNode()
    graph.add((node, DCTERMS.temporal, period))
    graph.add((period, RDF.type, DCTERMS.PeriodOfTime))
    graph.add((period, DCAT.startDate, Literal(first.isoformat(), datatype=XSD.date)))
    if last is not None:
        graph.add((period, DCAT.endDate, Literal(last.isoformat(), datatype=XSD.date)))


def _file(graph: Graph, owner: Owner, address: str, media_type: str, file_type: str) -> URIRef:
    """A distribution: where it is, what it is, and under which licence with which attribution."""
    node = URIRef(f"{address}#distribution")
    graph.add((node, RDF.type, DCAT.Distribution))
    graph.add((node, DCAT.accessURL, URIRef(address)))
    graph.add((node, DCAT.downloadURL, URIRef(address)))
    graph.add((node, DCAT.mediaType, URIRef(f"{IANA}{media_type}")))
    graph.add((node, DCTERMS.license, LICENCE_DE))
    name = owner.names.get("de") or next(iter(owner.names.values()))
    graph.add(
        (node, DCATDE.licenseAttributionByText, Literal(f"{name}, Local Green Deals ({LICENCE})", lang="de"))
    )
    graph.add((node, DCATAP.availability, URIRef(f"{EU}planned-availability/AVAILABLE")))
    if file_type:
        graph.add((node, DCTERMS.format, URIRef(f"{EU}file-type/{file_type}")))
    return node


def _reports(owner: Owner) -> list[Report]:
    rows = Report.objects.public().filter(state="published").select_related("city", "deal")
    return list(rows.filter(city=owner.city)[:200]) if owner.city else []


def _report(graph: Graph, owner: Owner, report: Report, publisher: URIRef, contact: BNode | URIRef) -> URIRef:
    """A published report: its data with size and hash, both known since it never changes."""
    page = f"{owner.origin}{addresses.report(owner.slug, report.ref)}"
    node = URIRef(f"{page}#dataset")
    _dataset(graph, owner, node, publisher, contact)
    graph.remove((node, DCTERMS.temporal, None))
    _temporal(graph, node, report.first_on, report.period.last_on)
    for language in LANGUAGES:
        with override(language):
            for what in (DCTERMS.title, DCTERMS.description):
                graph.add((node, what, Literal(name_of(report), lang=language)))
    graph.add((node, DCTERMS.identifier, Literal(page)))
    graph.add((node, DCAT.landingPage, URIRef(page)))
    graph.add((node, DCTERMS.accrualPeriodicity, URIRef(f"{EU}frequency/NEVER")))
    file = _file(graph, owner, f"{page}report.json", "application/json", "JSON")
    size = len(report.canonical.encode())
    graph.add((file, DCAT.byteSize, Literal(size, datatype=XSD.nonNegativeInteger)))
    check = BNode()
    graph.add((file, SPDX.checksum, check))
    graph.add((check, RDF.type, SPDX.Checksum))
    graph.add((check, SPDX.algorithm, SPDX.checksumAlgorithm_sha256))
    graph.add((check, SPDX.checksumValue, Literal(report.sha256, datatype=XSD.hexBinary)))
    graph.add((node, DCAT.distribution, file))
    return node
