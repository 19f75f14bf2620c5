"""The deal editor: who may open which page, how a deal begins, and how it goes its way."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.deals.previewing import may_preview
from greenpact.journal.models import Entry
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests import makers
from tests.workspace.hands import at, board_of, form_in, save, signed_in, words

pytestmark = pytest.mark.django_db

READ = ["", "measures/", "versions/"]
EDIT = [
    "texts/",
    "facts/",
    "parties/",
    "parties/the-city/remove/",
    "clauses/",
    "clauses/g1/",
    "clauses/c1/",
    "clauses/new/goal/",
    "clauses/new/commitment/",
    "clauses/new/provision/",
    "clauses/c1/remove/",
    "sources/",
    "signature/",
    "take-back/",
]


@pytest.fixture
def city() -> City:
    return makers.a_city()


@pytest.fixture
def deal(city: City) -> Deal:
    return makers.a_deal(city, "solar-roofs")


@pytest.fixture
def office(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


@pytest.fixture
def partner(city: City, deal: Deal) -> Client:
    return signed_in(makers.a_member(city, Role.PARTY_EDITOR, _company(deal)))


def _company(deal: Deal) -> Organisation:
    return Organisation.objects.get(parties__deal=deal, kind="company")


@pytest.mark.parametrize("part", READ + EDIT)
def test_an_officer_opens_every_page(deal: Deal, office: Client, part: str) -> None:
    assert office.get(at(deal, part)).status_code == 200


@pytest.mark.parametrize("part", READ)
def test_party_observer_and_reader_read_a_deal(city: City, deal: Deal, partner: Client, part: str) -> None:
    assert partner.get(at(deal, part)).status_code == 200
    assert (
        signed_in(makers.a_member(city, Role.OBSERVER, _company(deal))).get(at(deal, part)).status_code == 200
    )
    assert signed_in(makers.a_member(city, Role.READER)).get(at(deal, part)).status_code == 200


@pytest.mark.parametrize("part", EDIT)
def test_party_observer_and_reader_edit_nothing(city: City, deal: Deal, partner: Client, part: str) -> None:
    observer = signed_in(makers.a_member(city, Role.OBSERVER, _company(deal)))
    reader = signed_in(makers.a_member(city, Role.READER))
    for client in (partner, observer, reader):
        assert client.get(at(deal, part)).status_code == 404
        assert client.post(at(deal, part), {"title_en": "Mine"}).status_code == 404


@pytest.mark.parametrize("part", READ + EDIT)
def test_a_stranger_finds_no_deal(deal: Deal, part: str) -> None:
    assert signed_in(makers.an_account()).get(at(deal, part)).status_code == 404


def test_a_party_of_another_deal_finds_no_deal(city: City, deal: Deal) -> None:
    other = makers.a_deal(city)
    partner = signed_in(makers.a_member(city, Role.PARTY_EDITOR, _company(other)))
    assert partner.get(at(deal)).status_code == 404


def test_a_party_that_left_no_longer_sees_the_draft(city: City, office: Client) -> None:
    draft = makers.a_deal(city, public=False)
    company = _company(draft)
    partner = signed_in(makers.a_member(city, Role.PARTY_EDITOR, company))
    assert partner.get(at(draft)).status_code == 200
    save(office, at(draft, f"parties/{company.ref}/remove/"), heir=".out")
    assert partner.get(at(draft)).status_code == 404


def test_what_only_editors_may_do_is_not_offered_to_others(
    deal: Deal, office: Client, partner: Client
) -> None:
    for offer in ("Texts</a>", "Record a step", "Take it back", "/clauses/g1/"):
        assert offer in words(office.get(at(deal)))
        assert offer not in words(partner.get(at(deal)))


def test_a_deal_begins_with_a_title_and_gets_a_short_name(city: City, office: Client) -> None:
    page = save(office, board_of(city) + "new/", title_de="Großwärmenetz Süd")
    made = Deal.objects.get()
    assert (made.ref, made.title, made.published_at) == (
        "grosswaermenetz-sued",
        {"de": "Großwärmenetz Süd"},
        None,
    )
    assert page.headers["Location"] == at(made)
    save(office, board_of(city) + "new/", title_de="Großwärmenetz Süd", title_en="Large heat network")
    assert Deal.objects.filter(ref="grosswaermenetz-sued-2").exists()


def test_a_form_that_is_sent_twice_begins_one_deal(city: City, office: Client) -> None:
    page = office.get(board_of(city) + "new/")
    answers = [save(office, board_of(city) + "new/", page, title_en="Heat for all") for _press in range(2)]
    made = Deal.objects.get()
    assert {answer.headers["Location"] for answer in answers} == {at(made)}
    save(office, at(made, "texts/"), summary_en="Now it is a deal of its own.")
    save(office, board_of(city) + "new/", page, title_en="Heat for all")
    assert Deal.objects.count() == 2


def test_a_party_does_not_leave_with_commitments_that_the_page_did_not_show(
    city: City, office: Client
) -> None:
    deal = makers.a_deal(city, public=False)
    address = at(deal, f"parties/{_company(deal).ref}/remove/")
    page = office.get(address)
    save(office, at(deal, "clauses/new/commitment/"), text_en="One more", party=_company(deal).ref)
    again = save(office, address, page, heir=".out")
    assert again.status_code == 422
    assert "One more" in words(again)
    assert deal.parties.filter(left_on__isnull=True, organisation=_company(deal)).exists()


def test_a_deal_in_any_script_gets_a_readable_short_name(city: City, office: Client) -> None:
    page = office.get(board_of(city) + "new/")
    save(office, board_of(city) + "new/", page, title_bg="Зелена сделка")
    save(office, board_of(city) + "new/", page, title_en="日本")
    assert list(Deal.objects.order_by("pk").values_list("ref", flat=True)) == ["zelena-sdelka", "deal"]


def test_a_short_name_that_is_taken_or_reserved_is_refused_and_nothing_typed_is_lost(
    city: City, deal: Deal, office: Client
) -> None:
    for ref, complaint in (
        (deal.ref, "Another deal of this city"),
        ("new", "address of its own"),
        ("a b", "valid"),
    ):
        page = save(office, board_of(city) + "new/", title_en="Roofs", ref=ref, kind="pilot")
        assert page.status_code == 422
        assert complaint in words(page)
        assert form_in(page)["title_en"] == ["Roofs"]
        assert form_in(page)["kind"] == ["pilot"]
    assert Deal.objects.count() == 1


def test_a_deal_without_a_title_does_not_begin(city: City, office: Client) -> None:
    page = save(office, board_of(city) + "new/", kind="pilot")
    assert "title in at least one language" in words(page)
    assert not Deal.objects.exists()


def test_the_short_name_is_proposed_while_typing_and_left_alone_once_written(
    city: City, office: Client
) -> None:
    address = board_of(city) + "new/short-name/"
    first = office.get(address, {"title_de": "Mehrweg für alle", "ref": "", "proposed": ""})
    assert 'value="mehrweg-fuer-alle"' in words(first)
    changed = office.get(
        address, {"title_de": "Mehrweg", "ref": "mehrweg-fuer-alle", "proposed": "mehrweg-fuer-alle"}
    )
    assert 'value="mehrweg"' in words(changed)
    own = office.get(address, {"title_de": "Mehrweg", "ref": "cups", "proposed": "mehrweg-fuer-alle"})
    assert 'name="ref" value="cups"' in words(own)


def test_an_incomplete_draft_lists_what_is_missing_and_where_to_add_it(city: City, office: Client) -> None:
    draft = makers.a_deal(city, "bare", public=False, parts=Parts(), summary={})
    for part in ("", "publish/"):
        page = words(office.get(at(draft, part)))
        assert "The deal has no summary." in page
        assert "The deal has no parties." in page
        assert at(draft, "texts/") in page
    refused = office.post(at(draft, "publish/"), {"seen": office.get(at(draft)).context["seen"]})
    assert refused.status_code == 422
    assert "The deal has no summary." in words(refused)
    draft.refresh_from_db()
    assert draft.published_at is None


def test_a_complete_draft_is_published_and_taken_back_with_a_reason(city: City, office: Client) -> None:
    draft = makers.a_deal(city, public=False)
    assert "Nothing is missing" in words(office.get(at(draft, "publish/")))
    assert "public now" in words(office.get(save(office, at(draft, "publish/")).headers["Location"]))
    assert Deal.objects.published().exists()
    assert office.post(at(draft, "take-back/"), {"reason": " "}).status_code == 422
    office.post(at(draft, "take-back/"), {"reason": "wrong"})
    assert not Deal.objects.published().exists()
    assert Entry.objects.get(verb="deal.taken_back").payload == {"reason": "wrong"}


def test_nobody_publishes_or_signs_what_they_have_not_seen(city: City, office: Client) -> None:
    draft = makers.a_deal(city, public=False)
    for part, typed in (("publish/", {}), ("signature/", {"then": "signing"})):
        page = office.get(at(draft, part))
        save(office, at(draft, "texts/"), title_en=f"Another title, {part}")
        again = save(office, at(draft, part), page, **typed)
        assert again.status_code == 422
        assert "Somebody else changed this meanwhile" in words(again)
    draft.refresh_from_db()
    assert (draft.published_at, draft.signature_state) == (None, "unsigned")


def test_a_signed_deal_is_not_taken_back(city: City, office: Client) -> None:
    deal = makers.a_deal(city, signature_state="signed", signed_on=date(2025, 1, 1))
    assert "A signed deal stays public" in words(office.get(at(deal, "take-back/")))
    page = office.post(at(deal, "take-back/"), {"reason": "by_mistake"})
    assert "A signed deal stays public" in words(page)
    deal.refresh_from_db()
    assert deal.published_at is not None


def test_a_draft_is_previewed_by_a_sealed_link_and_a_public_deal_by_its_own(
    city: City, deal: Deal, office: Client
) -> None:
    draft = makers.a_deal(city, "draft", public=False)
    address = office.get(at(draft)).context["public_address"]
    path, _sign, token = address.partition("?preview=")
    assert path == f"/{city.slug}/deals/draft/"
    assert may_preview(draft, token.replace("%3A", ":"))
    assert office.get(at(deal)).context["public_address"] == f"/{city.slug}/deals/{deal.ref}/"


def test_the_signature_goes_step_by_step_and_needs_its_day(deal: Deal, office: Client) -> None:
    assert "Being signed" in words(office.get(at(deal, "signature/")))
    save(office, at(deal, "signature/"))
    deal.refresh_from_db()
    assert deal.signature_state == "signing"
    address = at(deal, "signature/")
    tomorrow = timezone.now().date() + timedelta(days=2)
    for typed, complaint in (
        ({"then": "signed"}, "Enter the day on which"),
        ({"then": "signed", "signed_on": tomorrow.isoformat()}, "lies in the future"),
        ({"then": "signed", "signed_on": "2026-02-31"}, "not a day of the calendar"),
        ({"then": "terminated"}, "not one of the available choices"),
        ({}, "required"),
    ):
        page = save(office, address, **typed)
        assert page.status_code == 422
        assert complaint in words(page)
    save(office, address, then="signed", signed_on="31.12.2024")
    deal.refresh_from_db()
    assert (deal.signature_state, deal.signed_on) == ("signed", date(2024, 12, 31))


def test_a_document_that_is_not_ready_is_not_signed_and_says_why(city: City, office: Client) -> None:
    organisation = makers.an_organisation(city)
    parts = Parts(parties=[PartyEntry(organisation, "signatory")], clauses=[])
    deal = makers.a_deal(city, parts=parts)
    page = save(office, at(deal, "signature/"), then="signing")
    assert "The deal has no goal." in words(page)
    assert "A signatory brings no commitment of its own." in words(page)


def test_versions_lead_to_the_public_pages_and_their_comparison(
    city: City, deal: Deal, office: Client
) -> None:
    save(office, at(deal, "texts/"), title_en="Solar on every roof")
    page = words(office.get(at(deal, "versions/")))
    assert f"/{city.slug}/deals/{deal.ref}/versions/2/" in page
    assert f"/{city.slug}/deals/{deal.ref}/compare/1/2/" in page


def test_the_overview_names_who_changed_what(city: City, deal: Deal) -> None:
    account = makers.a_member(city, Role.PROGRAMME_OFFICE)
    account.name = "Anna Amt"
    account.save()
    client = signed_in(account)
    save(client, at(deal, "texts/"), title_en="Solar on every roof")
    assert "Anna Amt" in words(client.get(at(deal)))


def test_every_text_is_shown_as_text(city: City, office: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    organisation = makers.an_organisation(city, name=evil)
    parts = Parts(
        parties=[PartyEntry(organisation, "signatory")],
        clauses=[makers.a_goal(text=evil), makers.a_commitment(organisation, text=evil)],
    )
    deal = makers.a_deal(city, parts=parts, title={"en": evil}, summary={"en": evil})
    for part in READ + EDIT:
        if "the-city" not in part:
            assert "<img src=x" not in words(office.get(at(deal, part)))


BUDGETS = {
    "": 15,
    "texts/": 7,
    "facts/": 12,
    "parties/": 9,
    "clauses/": 7,
    "clauses/c1/": 9,
    "clauses/new/goal/": 9,
    "measures/": 8,
    "measures/c1/": 8,
    "sources/": 8,
    "versions/": 7,
    "publish/": 8,
}


@pytest.mark.parametrize("part", BUDGETS)
def test_every_page_keeps_to_its_query_budget(city: City, office: Client, part: str) -> None:
    organisations = [makers.an_organisation(city) for _ in range(5)]
    clauses = [makers.a_goal(f"g{i}") for i in range(1, 5)]
    clauses += [makers.a_commitment(organisation, f"c{i}") for i, organisation in enumerate(organisations, 1)]
    parts = Parts(
        parties=[PartyEntry(organisation, "signatory") for organisation in organisations], clauses=clauses
    )
    deal = makers.a_deal(city, parts=parts, public=part != "publish/")
    with CaptureQueriesContext(connection) as queries:
        assert office.get(at(deal, part)).status_code == 200
    assert len(queries) <= BUDGETS[part], [query["sql"] for query in queries]


def test_a_page_can_be_opened_in_german(deal: Deal, office: Client) -> None:
    for part in READ + EDIT:
        assert office.get(at(deal, part), headers={"accept-language": "de"}).status_code == 200
