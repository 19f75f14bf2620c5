"""The board of deals: every deal on one screen, for whoever may see it."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field, Office
from greenpact.deals.models import Deal
from greenpact.measures.models import Measure
from greenpact.measures.planning import Plan, replan
from greenpact.parties.granting import grant
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from greenpact.workspace import board
from tests import makers
from tests.workspace.hands import at, board_of, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city()


@pytest.fixture
def office(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


def _make_late(deal: Deal) -> None:
    measure = Measure.objects.filter(clause__deal=deal).first()
    assert measure is not None
    replan(measure, Plan(due_on=date(2020, 1, 1)), by=makers.BY, at=makers.AT)


def test_an_officer_sees_drafts_and_public_deals_each_in_its_column(city: City, office: Client) -> None:
    makers.a_deal(city, "open-one")
    makers.a_deal(city, "hidden-one", public=False, work_state="agreed")
    page = office.get(board_of(city))
    columns = {column.state: [deal.ref for deal in column.deals] for column in page.context["columns"]}
    assert columns["exploring"] == ["open-one"]
    assert columns["agreed"] == ["hidden-one"]
    assert "Not public" in words(page)


def test_a_party_sees_the_deals_it_is_in_and_no_other(city: City) -> None:
    deal = makers.a_deal(city, "ours", public=False)
    makers.a_deal(city, "theirs")
    company = Organisation.objects.get(parties__deal=deal, kind="company")
    partner = signed_in(makers.a_member(city, Role.PARTY_EDITOR, company))
    page = partner.get(board_of(city))
    assert "ours/" in words(page)
    assert "theirs/" not in words(page)
    assert "New deal" not in words(page)
    assert "Move" not in words(page)


@pytest.mark.parametrize(
    "path", ["", "new/", "x/", "x/texts/", "x/clauses/c1/", "x/measures/c1/", "x/publish/"]
)
def test_a_stranger_finds_nothing(city: City, path: str) -> None:
    makers.a_deal(city, "x")
    elsewhere = makers.a_city("elsewhere")
    for account in (makers.an_account(), makers.a_member(elsewhere, Role.PROGRAMME_OFFICE)):
        assert signed_in(account).get(board_of(city) + path).status_code == 404
    assert Client().get(board_of(city) + path).status_code == 302


def test_late_deals_stand_first_in_their_column(city: City, office: Client) -> None:
    late = makers.a_deal(city, "late-one")
    makers.a_deal(city, "newer-one")
    _make_late(late)
    exploring = office.get(board_of(city)).context["columns"][0]
    assert [deal.ref for deal in exploring.deals] == ["late-one", "newer-one"]
    assert exploring.late == 1
    only_late = office.get(board_of(city), {"show": "late"}).context["columns"][0]
    assert [deal.ref for deal in only_late.deals] == ["late-one"]


def test_search_and_filters_narrow_the_board(city: City, office: Client) -> None:
    keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=makers.BY, at=makers.AT)
    makers.a_deal(city, "heat", title={"de": "Großwärmenetz"}, field=Field.objects.get())
    makers.a_deal(city, "bikes", kind="pilot", signature_state="signing")
    for query, found in (
        ({"q": "wärme"}, "heat"),
        ({"field": "energy"}, "heat"),
        ({"kind": "pilot"}, "bikes"),
        ({"signature": "signing"}, "bikes"),
    ):
        columns = office.get(board_of(city), query).context["columns"]
        assert [deal.ref for column in columns for deal in column.deals] == [found]


def test_every_filter_that_is_set_can_be_taken_away(city: City, office: Client) -> None:
    makers.a_deal(city, "solar")
    page = office.get(board_of(city), {"q": "solar", "kind": "deal", "work": "exploring", "show": "late"})
    chips = {chip.label: chip.address for chip in page.context["chips"]}
    assert chips["Local Green Deal"] == f"{board_of(city)}?q=solar&work=exploring&show=late"
    assert set(chips) == {"“solar”", "Local Green Deal", "Exploring"}


def test_nonsense_in_the_address_shows_the_whole_board(city: City, office: Client) -> None:
    makers.a_deal(city)
    query = {"q": "\x00", "field": "<b>", "work": "flying", "show": "me", "kind": "x" * 500}
    page = office.get(board_of(city), query)
    assert page.status_code == 200
    assert page.context["total"] == 1


def test_mine_are_the_deals_i_changed_last_and_those_of_my_offices_fields(city: City) -> None:
    energy, _ = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=makers.BY, at=makers.AT)
    desk, _ = keep(
        Office, city, "climate", {"name": {"en": "Climate"}, "fields": [energy]}, by=makers.BY, at=makers.AT
    )
    account = makers.an_account()
    grant(
        account,
        city=city,
        role=Role.OFFICE_EDITOR,
        office=desk,
        since=date(2020, 1, 1),
        by=makers.BY,
        at=makers.AT,
    )
    mine = makers.a_deal(city, "changed-by-me")
    makers.a_deal(city, "of-my-field", field=energy)
    makers.a_deal(city, "of-others")
    me = signed_in(account)
    me.post(at(mine, "work/"), {"now": "exploring", "then": "negotiating"})
    columns = me.get(board_of(city), {"show": "mine"}).context["columns"]
    assert {deal.ref for column in columns for deal in column.deals} == {"changed-by-me", "of-my-field"}


def test_a_card_moves_by_a_button_and_leads_back_to_the_same_board(city: City, office: Client) -> None:
    deal = makers.a_deal(city)
    back = f"{board_of(city)}?q=x"
    answer = office.post(at(deal, "work/"), {"now": "exploring", "then": "implementing", "back": back})
    assert answer.headers["Location"] == back
    deal.refresh_from_db()
    assert deal.work_state == "implementing"


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"]
)
def test_no_button_leads_to_another_site(city: City, office: Client, back: str) -> None:
    deal = makers.a_deal(city)
    answer = office.post(at(deal, "work/"), {"now": "exploring", "then": "ended", "back": back})
    assert answer.headers["Location"] == at(deal)


def test_a_card_that_somebody_else_moved_meanwhile_stays_where_it_is(city: City, office: Client) -> None:
    deal = makers.a_deal(city, work_state="agreed")
    page = office.post(at(deal, "work/"), {"now": "exploring", "then": "negotiating"}, follow=True)
    assert "Somebody else changed this meanwhile" in words(page)
    deal.refresh_from_db()
    assert deal.work_state == "agreed"


def test_a_step_that_does_not_follow_is_refused_in_words(city: City, office: Client) -> None:
    deal = makers.a_deal(city)
    page = office.post(at(deal, "work/"), {"now": "exploring", "then": "completed"}, follow=True)
    assert "cannot go there from where it stands" in words(page)
    assert office.post(at(deal, "work/"), {"now": "exploring", "then": "flying"}).status_code == 404


def test_neither_a_partner_nor_a_reader_moves_a_card(city: City) -> None:
    deal = makers.a_deal(city)
    company = Organisation.objects.get(parties__deal=deal, kind="company")
    for account in (makers.a_member(city, Role.PARTY_EDITOR, company), makers.a_member(city, Role.READER)):
        answer = signed_in(account).post(at(deal, "work/"), {"now": "exploring", "then": "agreed"})
        assert answer.status_code == 404


def test_a_column_shows_a_bounded_number_of_cards_and_leads_to_the_rest(city: City, office: Client) -> None:
    for _number in range(15):
        makers.a_deal(city, public=False)
    page = office.get(board_of(city))
    exploring = page.context["columns"][0]
    assert (exploring.count, len(exploring.deals)) == (15, 12)
    alone = office.get(exploring.more).context["columns"]
    assert [len(column.deals) for column in alone] == [15]


def test_a_long_column_is_read_page_by_page(
    city: City, office: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(board, "MOST_ALONE", 2)
    for _number in range(5):
        makers.a_deal(city, public=False)
    address, seen = f"{board_of(city)}?work=exploring", []
    while address:
        page = office.get(address)
        seen += [deal.ref for deal in page.context["columns"][0].deals]
        address = page.context["after"]
    assert len(seen) == len(set(seen)) == 5
    for nonsense in ("0", "-1", "x", "9" * 40, "²"):
        assert office.get(board_of(city), {"work": "exploring", "page": nonsense}).status_code == 200


def test_htmx_gets_the_results_alone(city: City, office: Client) -> None:
    makers.a_deal(city, "solar")
    page = office.get(board_of(city), headers={"hx-request": "true", "hx-target": "results"})
    assert words(page).lstrip().startswith('<div class="gp-stack gp-busy" id="results"')
    assert "<html" not in words(page)


def test_the_board_takes_at_most_eight_queries_however_many_deals(city: City, office: Client) -> None:
    for number in range(6):
        _make_late(makers.a_deal(city, public=number % 2 == 0))
    for query in ({}, {"show": "mine"}, {"q": "deal", "show": "late"}):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            office.get(board_of(city), query)
        assert len(queries) <= 8, [query["sql"] for query in queries]


def test_titles_are_shown_as_text_whatever_stands_in_them(city: City, office: Client) -> None:
    makers.a_deal(city, title={"en": "<script>alert(1)</script>"})
    assert "<script>alert" not in words(office.get(board_of(city)))


def test_an_empty_board_says_how_to_begin(city: City, office: Client) -> None:
    assert "No deals yet" in words(office.get(board_of(city)))
    assert "No deal fits" in words(office.get(board_of(city), {"q": "nothing"}))
