"""What changed: public entries alone, page by page, and the same as feeds."""

from datetime import timedelta
from xml.etree import ElementTree

import pytest
from django.test import Client

from greenpact.cities.keeping import change_city
from greenpact.cities.models import City
from greenpact.deals.progressing import move_work
from greenpact.deals.rules import Work
from greenpact.journal.models import Entry
from greenpact.parties.rules import Role
from greenpact.portal.changes import pages as changes_pages
from greenpact.portal.changes.feeds import identifier
from greenpact.portal.changes.news import told
from greenpact.portal.changes.pages import runs_of
from tests.makers import AT, BY, a_city, a_deal, a_member

pytestmark = pytest.mark.django_db

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def city() -> City:
    return a_city()


def html(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address, headers={"accept-language": "en"})
    assert response.status_code == status
    return response.content.decode()


def test_what_happened_is_told_in_words(client: Client, city: City) -> None:
    move_work(a_deal(city, "solar-roofs"), Work.NEGOTIATING, by=BY, at=AT + timedelta(hours=1))
    page = html(client, "/heidelberg/changes/")
    assert "Solar Roofs" in page
    assert "Negotiating" in page
    assert "15 June 2026" in page


def test_what_is_not_public_is_not_told(client: Client, city: City) -> None:
    a_deal(city, "secret-plan", public=False)
    a_member(city, Role.READER)
    for address in ("/heidelberg/changes/", "/changes/", "/heidelberg/changes/feed.xml", "/changes/rss.xml"):
        page = html(client, address)
        assert "secret" not in page.lower()
        assert "tester" not in page
        assert "membership" not in page.lower()


def test_the_network_tells_of_real_cities_only(client: Client, city: City) -> None:
    a_deal(city, "real-deal")
    a_deal(a_city("musterstadt", is_invented=True), "made-up")
    for address in ("/changes/", "/changes/feed.xml", "/changes/rss.xml"):
        page = html(client, address)
        assert "Real Deal" in page
        assert "Made Up" not in page
    assert "Made Up" in html(client, "/musterstadt/changes/feed.xml")


def test_a_kind_can_be_chosen(client: Client, city: City) -> None:
    a_deal(city, "solar-roofs")
    assert "Solar Roofs" in html(client, "/heidelberg/changes/?kind=deals")
    assert "Solar Roofs" not in html(client, "/heidelberg/changes/?kind=city")
    assert "Nothing of this kind has changed yet" in html(client, "/heidelberg/changes/?kind=measures")
    assert "Solar Roofs" in html(client, "/heidelberg/changes/?kind=nonsense")


@pytest.mark.parametrize("address", ["/heidelberg/changes/", "/changes/"])
def test_pages_follow_one_another_without_gaps(
    client: Client, city: City, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(changes_pages, "SIZE", 4)
    for number in range(6):
        change_city(city, {"nuts3": f"DE{number:03}"}, by=BY, at=AT)
        city.refresh_from_db()
    first = client.get(address)
    assert first.context["older"]
    assert not first.context["newer"]
    second = client.get(first.context["older"])
    told_of = [
        one.happening.number
        for answer in (first, second)
        for _day, runs in answer.context["days"]
        for run in runs
        for one in run.news
    ]
    assert told_of == list(range(7, 0, -1))


@pytest.mark.parametrize("address", ["/heidelberg/changes/?page=nonsense", "/changes/?page=AAAA"])
def test_a_tampered_page_is_answered_in_words(client: Client, city: City, address: str) -> None:
    assert "Go to the beginning of the list" in html(client, address, status=400)


def test_many_changes_of_a_kind_are_folded_but_never_those_of_deals(city: City) -> None:
    for number in range(6):
        a_deal(city, f"deal-{number}")
        change_city(city, {"nuts3": f"DE{number:03}"}, by=BY, at=AT)
        city.refresh_from_db()
    deals, others = Entry.objects.filter(verb="deal.published"), Entry.objects.filter(verb="city.changed")
    assert [run.summary for run in runs_of(told(deals, [city]))] == [""]
    assert [run.summary for run in runs_of(told(others, [city]))] == ["City: 6 changes"]


@pytest.mark.parametrize("address", ["/heidelberg/changes/feed.xml", "/changes/feed.xml"])
def test_atom_is_well_formed_and_its_identifiers_stay(client: Client, city: City, address: str) -> None:
    a_deal(city, "solar-roofs", title={"en": "Sun & <roofs> \x0b]]>"})
    response = client.get(address, headers={"accept-language": "en"})
    assert response["Content-Type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(response.content)
    entry = Entry.objects.get(verb="deal.published")
    [found] = [
        one for one in feed.findall("a:entry", ATOM) if one.findtext("a:id", "", ATOM) == identifier(entry)
    ]
    assert "Sun & <roofs> ]]>" in found.findtext("a:title", "", ATOM)
    link = found.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == "http://testserver/heidelberg/deals/solar-roofs/"


def test_rss_is_well_formed(client: Client, city: City) -> None:
    a_deal(city)
    channel = ElementTree.fromstring(client.get("/heidelberg/changes/rss.xml").content).find("channel")
    assert channel is not None
    assert channel.findtext("item/guid", "").startswith("ni:///sha-256;")


def test_feeds_speak_the_language_that_is_asked_for(client: Client, city: City) -> None:
    a_deal(city, "solar-roofs")
    assert "deutsch" in client.get("/changes/feed.xml?lang=de").content.decode()
    assert "deutsch" not in client.get("/changes/feed.xml?lang=en").content.decode()


def test_pages_name_their_feeds(client: Client, city: City) -> None:
    page = html(client, "/heidelberg/")
    assert 'type="application/atom+xml" href="/heidelberg/changes/feed.xml?lang=en"' in page
