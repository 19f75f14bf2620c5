"""What machines find: sitemaps with public pages alone, robots, share cards, statements, and stable addresses."""

import errno
import json
import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import resolve
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field
from greenpact.portal import addresses, errors
from greenpact.portal.json_ld import json_ld
from tests.makers import AT, BY, a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db

NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.fixture
def city() -> City:
    return a_city()


def places(client: Client, address: str) -> list[str]:
    """Every `loc` of a sitemap, without the host."""
    response = client.get(address)
    assert response.status_code == 200
    tree = ElementTree.fromstring(response.getvalue())
    return [(place.text or "").removeprefix("http://testserver") for place in tree.iterfind(".//s:loc", NS)]


def everything(client: Client) -> list[str]:
    return [place for part in places(client, "/sitemap.xml") for place in places(client, part)]


def test_the_sitemap_lists_public_pages_in_both_languages(client: Client, city: City) -> None:
    keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    a_deal(city, "solar", sdgs=[13])
    found = everything(client)
    for address in (
        "/",
        "/heidelberg/",
        "/heidelberg/deals/solar/",
        "/heidelberg/sdgs/13/",
        "/heidelberg/fields/energy/",
    ):
        assert f"{address}?lang=de" in found
        assert f"{address}?lang=en" in found
    assert len(found) == len(set(found))


def test_every_address_of_the_sitemap_answers(client: Client, city: City) -> None:
    a_deal(city, "solar", sdgs=[13])
    for address in everything(client):
        assert client.get(address).status_code == 200, address


def test_drafts_bystanders_and_invented_cities_are_in_no_sitemap(client: Client, city: City) -> None:
    a_deal(city, "secret-plan", public=False)
    an_organisation(city, "bystander")
    a_deal(a_city("musterstadt", is_invented=True), "made-up")
    found = " ".join(everything(client))
    for word in ("secret-plan", "bystander", "musterstadt", "made-up"):
        assert word not in found
    assert client.get("/musterstadt/sitemap-pages-1.xml").status_code == 404


@pytest.mark.parametrize("file", ["sitemap-pages-0.xml", "sitemap-secrets-1.xml", "sitemap-deals-9999.xml"])
def test_other_sitemaps_do_not_exist(client: Client, city: City, file: str) -> None:
    assert client.get(f"/heidelberg/{file}").status_code == 404


def test_robots_are_shown_the_sitemap_and_kept_out_of_the_workspace(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /workspace/" in text


def test_whoever_asks_for_the_old_icon_is_led_to_ours(client: Client) -> None:
    assert client.get("/favicon.ico").headers["Location"].endswith("favicon.svg")


def test_pages_carry_canonical_alternates_and_share_card(client: Client, city: City) -> None:
    page = client.get("/heidelberg/?lang=de").content.decode()
    assert '<link rel="canonical" href="http://testserver/heidelberg/?lang=de">' in page
    assert '<link rel="alternate" hreflang="x-default" href="http://testserver/heidelberg/">' in page
    assert re.search(r'hreflang="en" href="http://testserver/heidelberg/\?lang=en"', page)
    assert re.search(r'property="og:image" content="http://testserver/\S+share\S*\.png"', page)


@pytest.mark.parametrize("address", ["/", "/heidelberg/", "/data/", "/heidelberg/data/"])
def test_statements_for_search_engines_can_be_read(client: Client, city: City, address: str) -> None:
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found is not None
    assert json.loads(found[1])["@context"] == "https://schema.org"


def test_no_text_leaves_its_statement() -> None:
    written = json_ld({"name": "</script><script>alert('&')", "empty": ""})
    assert written.count("<") == 2
    assert (
        json.loads(written[written.index("{") : written.rindex("}") + 1])["name"]
        == "</script><script>alert('&')"
    )


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (addresses.NETWORK, "network"),
        (addresses.NETWORK_CHANGES, "network_changes"),
        (addresses.NETWORK_DATA, "network_data"),
        (addresses.city("a"), "city"),
        (addresses.deals("a"), "deals"),
        (addresses.deal("a", "b"), "deal"),
        (addresses.parties("a"), "parties"),
        (addresses.party("a", "b"), "party"),
        (addresses.field("a", "b"), "field"),
        (addresses.sdg("a", 7), "sdg"),
        (addresses.changes("a"), "changes"),
        (addresses.data("a"), "data"),
        (addresses.participate("a"), "participate"),
        (addresses.legal("a", "imprint"), "imprint"),
        (addresses.legal("", "privacy"), "network_legal"),
    ],
)
def test_addresses_lead_where_they_say(address: str, name: str) -> None:
    assert resolve(address).view_name == f"portal:{name}"


@pytest.mark.parametrize(
    ("answer", "status"),
    [(errors.bad_request, 400), (errors.permission_denied, 403), (errors.page_not_found, 404)],
)
def test_errors_speak_the_readers_language(
    rf: RequestFactory,
    answer: Callable[..., HttpResponse],
    status: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with translation.override("en"), django_assert_num_queries(0):
        response = answer(rf.get("/<b>"), exception=Exception("<secret>"))
    assert response.status_code == status
    page = response.content.decode()
    assert "Go to the start page" in page
    assert "secret" not in page


def test_a_fault_of_ours_is_admitted_without_a_database(rf: RequestFactory) -> None:
    with translation.override("en"):
        response = errors.server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Something went wrong on our side" in response.content.decode()


def test_a_file_that_finds_no_room_is_refused_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(handler: TemporaryFileUploadHandler, *_args: object) -> None:
        handler.file.close()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    a_city("heidelberg")
    client.raise_request_exception = False
    large = SimpleUploadedFile("large.pdf", b"%PDF-1.7" + bytes(3_000_000))
    answer = client.post(
        "/heidelberg/participate/new/idea/", {"file": large}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 503
    assert "The disk of the server is full" in answer.content.decode()
