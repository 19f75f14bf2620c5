"""The list of deals: what it shows, to whom, how it is narrowed, and what it costs."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, District, Field
from greenpact.deals.models import Deal
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city()


def page(client: Client, language: str = "en", **query: str) -> str:
    response = client.get(f"/heidelberg/deals/?{urlencode(query)}", headers={"accept-language": language})
    assert response.status_code == 200
    return response.content.decode()


def many(city: City, number: int, **values: Any) -> None:
    """Public deals, all changed at the same moment but for one."""
    deals = [
        Deal(
            city=city,
            ref=f"deal-{i:03}",
            title={"en": f"Number {i:03}"},
            summary={"en": "In short."},
            published_at=AT,
            changed_at=AT + timedelta(days=i == 0),
            **values,
        )
        for i in range(number)
    ]
    Deal.objects.bulk_create(deals)


def test_only_public_deals_are_there(client: Client, city: City) -> None:
    a_deal(city, "seen")
    a_deal(city, "draft", public=False)
    a_deal(a_city("mannheim"), "elsewhere")
    text = page(client)
    assert "/heidelberg/deals/seen/" in text
    assert "/draft/" not in text
    assert "elsewhere" not in text
    assert "1 record" in text


def test_a_deal_of_another_city_in_which_this_one_takes_part_is_there(client: Client, city: City) -> None:
    a_deal(a_city("mannheim"), "together", further_cities=[city])
    text = page(client)
    assert "/mannheim/deals/together/" in text
    assert "Mannheim" in text


@pytest.mark.parametrize("view", ["list", "table", "map"])
def test_every_view_names_every_deal(client: Client, city: City, view: str) -> None:
    keep(District, city, "old-town", {"name": "Old Town", "lat": 49.4, "lon": 8.7}, by=BY, at=AT)
    a_deal(city, "here", lat=49.41, lon=8.69)
    a_deal(city, "there", districts=list(District.objects.all()))
    a_deal(city, "nowhere")
    text = page(client, view=view)
    assert all(f"/heidelberg/deals/{ref}/" in text for ref in ("here", "there", "nowhere"))
    assert ("Old Town: 1 deal" in text) == (view == "map")
    assert ("2 of 3 have a place" in text) == (view == "map")


def test_a_filter_can_be_seen_and_taken_away(client: Client, city: City) -> None:
    a_deal(city, "sun", sdgs=[7])
    a_deal(city, "bread", sdgs=[2])
    text = page(client, sdg="7", q="sun", view="table")
    assert "/heidelberg/deals/bread/" not in text
    assert 'href="/heidelberg/deals/?q=sun&amp;view=table"' in text
    assert 'href="/heidelberg/deals/?sdg=7&amp;view=table"' in text


def test_what_an_address_cannot_mean_is_named_and_escaped(client: Client, city: City) -> None:
    a_deal(city, "sun")
    text = page(client, sdg="99", tier="<script>", view="globe")
    assert "“99”" in text
    assert "“&lt;script&gt;”" in text
    assert "“globe”" in text
    assert "/heidelberg/deals/sun/" in text


def test_without_a_match_the_way_back_is_shown(client: Client, city: City) -> None:
    a_deal(city, "sun")
    text = page(client, q="nothing like it")
    assert "No deal matches" in text
    assert 'href="/heidelberg/deals/"' in text


def test_without_any_deal_the_page_invites(client: Client, city: City) -> None:
    text = page(client)
    assert "are public yet" in text
    assert 'href="/heidelberg/participate/"' in text


def test_cooperations_alone_are_not_called_deals(client: Client, city: City) -> None:
    a_deal(city, "circle", kind="cooperation")
    assert "has not published a Local Green Deal yet" in page(client)
    a_deal(city, "first")
    assert "has not published a Local Green Deal yet" not in page(client)


def test_htmx_gets_the_part_that_changes_and_the_address_of_the_whole(client: Client, city: City) -> None:
    a_deal(city, "sun", sdgs=[7])
    response = client.get("/heidelberg/deals/?q=&sdg=7&work=&part=results")
    text = response.content.decode()
    assert response["HX-Push-Url"] == "/heidelberg/deals/?sdg=7"
    assert text.lstrip().startswith('<div id="results"')
    assert "<html" not in text
    assert 'id="count"' in text


def test_pages_follow_each_other_without_loss(client: Client, city: City) -> None:
    many(city, 65)
    seen: list[str] = []
    address = "/heidelberg/deals/"
    for _page in range(3):
        response = client.get(address, headers={"accept-language": "en"})
        seen += [row.ref for row in response.context["rows"]]
        address = response.context["older"]
    assert seen == ["deal-000", *(f"deal-{i:03}" for i in range(64, 0, -1))]
    assert not address
    assert client.get(response.context["newer"]).context["rows"][0].ref == "deal-035"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "This page of the list does not exist"), ("de", '<html lang="de">')]
)
@pytest.mark.parametrize("cursor", ["x", "AAAA", "'; DROP TABLE", "ÿ", "A" * 3000])
def test_a_tampered_cursor_gets_a_sentence(
    client: Client, city: City, cursor: str, language: str, words: str
) -> None:
    query = urlencode({"page": cursor})
    response = client.get(f"/heidelberg/deals/?{query}", headers={"accept-language": language})
    assert response.status_code == 400
    assert words in response.content.decode()


def test_a_text_in_another_language_is_marked(client: Client, city: City) -> None:
    a_deal(city, "sun", title={"de": "Sonnendächer"})
    assert '<span lang="de">Sonnendächer</span>' in page(client, language="en")
    assert '<span lang="de">' not in page(client, language="de")


def test_an_unknown_city_is_not_found(client: Client) -> None:
    assert client.get("/atlantis/deals/").status_code == 404


@pytest.mark.parametrize(("view", "most"), [("", 8), ("table", 8), ("map", 9)])
def test_a_list_with_two_filters_costs_few_queries(
    client: Client, city: City, view: str, most: int, django_assert_max_num_queries: Any
) -> None:
    field, _kept = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    many(city, 40, field=field, lat=49.4, lon=8.7)
    with django_assert_max_num_queries(most):
        page(client, field="energy", work="exploring", view=view)
