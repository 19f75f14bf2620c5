"""The catalogue has what DCAT-AP 3 and DCAT-AP.de make mandatory; their official shapes are not at hand offline, so the
tables of the specification are written out here.
"""

import io

import pytest
from django.test import Client
from pyarrow import parquet
from rdflib import DCAT, DCTERMS, FOAF, RDF, Graph, URIRef

from greenpact.measures.indicator_rules import Figure, NonValue
from greenpact.measures.reading import take
from greenpact.portal.open_data.dcat import DCATAP, DCATDE, VCARD
from tests.makers import AT, BY
from tests.measures.makers import an_indicator, measure_of, taken
from tests.portal.test_open_data import fetch
from tests.reports.makers import a_city_with_much, a_published

pytestmark = pytest.mark.django_db

#: Mandatory ("1..n"), and what DCAT-AP.de asks for in addition.
MUST = {
    DCAT.Catalog: [DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCAT.dataset],
    DCAT.Dataset: [
        DCTERMS.title,
        DCTERMS.description,
        DCTERMS.publisher,
        DCAT.contactPoint,
        DCAT.theme,
        DCAT.distribution,
        DCTERMS.identifier,
        DCTERMS.temporal,
        DCTERMS.accrualPeriodicity,
        DCATDE.politicalGeocodingURI,
    ],
    DCAT.Distribution: [
        DCAT.accessURL,
        DCTERMS.license,
        DCAT.mediaType,
        DCATAP.availability,
        DCATDE.licenseAttributionByText,
    ],
    FOAF.Agent: [FOAF.name],
    VCARD.Organization: [VCARD.fn],
}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # rdflib's own parser still uses it
@pytest.mark.parametrize(("ending", "name"), [("ttl", "turtle"), ("rdf", "xml"), ("jsonld", "json-ld")])
def test_the_catalogue_has_all_that_is_mandatory(client: Client, ending: str, name: str) -> None:
    city, _deal = a_city_with_much()
    type(city).objects.filter(pk=city.pk).update(municipality_key="08221000")
    report = a_published(city)
    graph = Graph().parse(data=client.get(f"/heidelberg/data/catalogue.{ending}").content, format=name)
    for kind, wanted in MUST.items():
        nodes = list(graph.subjects(RDF.type, kind))
        assert nodes, kind
        for node in nodes:
            missing = [one for one in wanted if not list(graph.objects(node, one))]
            assert not missing, (node, missing)
    licences = set(graph.objects(None, DCTERMS.license))
    assert licences == {URIRef("http://dcat-ap.de/def/licenses/cc-by/4.0")}
    sizes = [int(str(size)) for size in graph.objects(None, DCAT.byteSize)]
    assert sizes == [len(report.canonical.encode())]


def test_the_network_has_a_catalogue_too(client: Client) -> None:
    a_city_with_much()
    assert client.get("/data/catalogue.ttl").status_code == 200
    assert client.get("/data/catalogue.exe").status_code == 404


def test_readings_stand_in_every_file_and_confidential_ones_in_none(client: Client) -> None:
    _city, deal = a_city_with_much()
    secret = an_indicator(measure_of(deal, "c2"), name={"en": "Secret"})
    take(secret, taken(figure=Figure(non_value=NonValue.CONFIDENTIAL)), by=BY, at=AT)
    content = fetch(client, "/heidelberg/data/readings.parquet")
    table = parquet.read_table(io.BytesIO(content))
    assert table.column("value").to_pylist() == [6.0, 7.5, 10.0]
    plain = fetch(client, "/heidelberg/data/readings.csv")
    assert secret.ref.encode() not in plain
    assert plain.count(b"measured") == 3
    indicators = fetch(client, "/heidelberg/data/indicators.csv")
    assert b"2030-12-31=20" in indicators
