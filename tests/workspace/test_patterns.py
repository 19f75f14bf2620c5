"""Patterns in the workspace: choosing one, filling it in, looking at the text, beginning; keeping the city's own."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from greenpact.deals.models import Deal, OwnPattern
from greenpact.deals.patterns.delivered import delivered
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure
from greenpact.parties.rules import Role
from tests.makers import a_city, a_member, an_organisation
from tests.workspace.hands import form_in, save, words
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db
LIST = "/workspace/heidelberg/patterns/"
MENU = f"{LIST}basic-duties-and-choice/"


@pytest.fixture
def cast() -> Cast:
    cast = a_cast()
    an_organisation(cast.city, "the-city", "city", name="Stadt Heidelberg")
    return cast


def filled(**more: Any) -> dict[str, Any]:
    """What somebody fills in for the pattern with a catalogue."""
    return {
        "own_city": "the-city",
        "with_partners": ["stadtwerke"],
        "subject_de": "Klima im Betrieb",
        "subject_en": "Climate at work",
        "aim_de": "bis 2030 halb so viel Energie verbrauchen",
        "aim_en": "halve their use of energy by 2030",
        "report_month_de": "März",
        "report_month_en": "March",
        "from": "2026-01-01",
        "until": "2030-12-31",
        "chosen_measures": ["choice_solar", "choice_heat", "choice_food"],
        "wish": "begin",
        **more,
    }


class TestBeginning:
    def test_makes_a_draft_with_parties_clauses_and_measures_in_one_step(self, cast: Cast) -> None:
        response = cast.office.post(MENU, filled())
        deal = Deal.objects.get()
        assert response["Location"] == f"/workspace/heidelberg/deals/{deal.ref}/"
        assert deal.title == {
            "de": "Klimapakt Stadt Heidelberg: Klima im Betrieb",
            "en": "Climate pact Stadt Heidelberg: Climate at work",
        }
        assert (deal.tier, deal.legal_nature, deal.binding_language) == ("agreement", "intent", "de")
        assert (str(deal.starts_on), str(deal.ends_on), deal.is_published) == (
            "2026-01-01",
            "2030-12-31",
            False,
        )
        assert {party.organisation.ref for party in deal.parties.all()} == {"the-city", "stadtwerke"}
        assert Measure.objects.filter(clause__deal=deal).count() == 7
        assert Entry.objects.get(verb="deal.drafted").payload == {"pattern": "basic-duties-and-choice"}

    def test_sent_twice_begins_one_deal(self, cast: Cast) -> None:
        cast.office.post(MENU, filled())
        cast.office.post(MENU, filled())
        assert Deal.objects.count() == 1

    def test_looking_at_the_text_writes_nothing(self, cast: Cast) -> None:
        page = cast.office.post(MENU, filled(wish="preview"))
        assert "Stadtwerke checks all its roofs for solar power" in words(page)
        assert "The cooperation" in words(page) or "The parties work together from" in words(page)
        assert not Deal.objects.exists()

    def test_too_few_choices_are_refused_in_words(self, cast: Cast) -> None:
        page = cast.office.post(MENU, filled(chosen_measures=["choice_solar"]))
        assert page.status_code == 422
        assert "Too few measures are chosen." in words(page)
        assert not Deal.objects.exists()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"with_partners": []},
            {"aim_de": "", "aim_en": ""},
            {"from": "2031-01-01"},
            {"from": "no day"},
            {"own_city": "stadtwerke"},
            {"chosen_measures": ["purpose", "choice_solar", "choice_heat"]},
            {"with_partners": ["nobody\x00"]},
        ],
    )
    def test_what_is_wrong_is_said_and_nothing_written(self, cast: Cast, wrong: dict[str, Any]) -> None:
        assert cast.office.post(MENU, filled(**wrong)).status_code == 422
        assert not Deal.objects.exists()

    def test_partners_are_found_by_words_and_stay_chosen(self, cast: Cast) -> None:
        an_organisation(cast.city, "school", "school", name="Schule am Neckar")
        page = words(cast.office.post(MENU, filled(wish="find", find_words="neckar")))
        assert "Schule am Neckar" in page
        assert 'value="stadtwerke"' in page

    def test_hostile_words_come_out_as_text(self, cast: Cast) -> None:
        evil = "<script>alert(1)</script> {city} #panic()"
        page = words(cast.office.post(MENU, filled(wish="preview", aim_de=evil, aim_en=evil)))
        assert "<script>alert" not in page
        assert "{city} #panic()" in page

    @pytest.mark.parametrize("ref", delivered())
    def test_every_delivered_pattern_opens(self, cast: Cast, ref: str) -> None:
        assert cast.office.get(f"{LIST}{ref}/").status_code == 200


class TestOwn:
    def copied(self, cast: Cast) -> OwnPattern:
        cast.office.post(f"{LIST}agreement-intent/copy/")
        return OwnPattern.objects.get()

    def test_a_copy_is_changed_and_used(self, cast: Cast) -> None:
        row = self.copied(cast)
        address = f"{LIST}{row.ref}/edit/"
        page = cast.office.get(address)
        assert sum(name.endswith("-text_de") for name in form_in(page)) == len(row.content["clauses"]) + 1
        answer = save(cast.office, address, page, **{"clauses-1-text_en": "Together we want {aim}."})
        assert answer.status_code == 302
        row.refresh_from_db()
        assert row.content["clauses"][1]["text"]["en"] == "Together we want {aim}."
        assert row.versions.count() == 2
        assert cast.office.get(f"{LIST}{row.ref}/").status_code == 200

    def test_saving_without_a_change_changes_nothing(self, cast: Cast) -> None:
        row = self.copied(cast)
        save(cast.office, f"{LIST}{row.ref}/edit/")
        row.refresh_from_db()
        assert row.edition == 1

    def test_a_new_clause_joins_and_an_unknown_blank_is_refused(self, cast: Cast) -> None:
        row = self.copied(cast)
        address = f"{LIST}{row.ref}/edit/"
        last = len(row.content["clauses"])
        page = cast.office.get(address)
        new = {f"clauses-{last}-place": "provision-publicity", f"clauses-{last}-text_de": "Neu {wer}."}
        refused = save(cast.office, address, page, **new)
        assert refused.status_code == 422
        assert "that the pattern does not ask for" in words(refused)
        good = save(cast.office, address, page, **{**new, f"clauses-{last}-text_de": "Neu."})
        assert good.status_code == 302
        row.refresh_from_db()
        assert row.content["clauses"][-1]["key"] == "own-1"

    def test_a_retired_one_says_so_and_comes_back(self, cast: Cast) -> None:
        row = self.copied(cast)
        cast.office.post(f"{LIST}{row.ref}/retire/")
        assert "This pattern is retired" in words(cast.office.get(f"{LIST}{row.ref}/"))
        cast.office.post(f"{LIST}{row.ref}/retire/")
        row.refresh_from_db()
        assert not row.is_retired

    def test_a_delivered_one_cannot_be_changed(self, cast: Cast) -> None:
        assert cast.office.get(f"{LIST}agreement-intent/edit/").status_code == 404


PAGES = ["", "agreement-intent/", "ours/", "ours/edit/"]


@pytest.mark.parametrize("page", PAGES)
def test_only_those_who_edit_deals_come_in(cast: Cast, page: str) -> None:
    for account in (cast.reader, cast.party_editor, cast.stranger):
        assert signed_in(account).get(LIST + page).status_code == 404
    assert Client().get(LIST + page).status_code == 302


@pytest.mark.parametrize("page", ["agreement-intent/copy/", "ours/retire/"])
def test_buttons_are_for_the_same_people(cast: Cast, page: str) -> None:
    assert signed_in(cast.reader).post(LIST + page).status_code == 404
    assert cast.office.get(LIST + page).status_code == 405


def test_another_citys_pattern_is_not_found(cast: Cast) -> None:
    cast.office.post(f"{LIST}agreement-intent/copy/")
    ref = OwnPattern.objects.get().ref
    officer = a_member(a_city("mannheim"), Role.PROGRAMME_OFFICE)
    assert signed_in(officer).get(f"/workspace/mannheim/patterns/{ref}/").status_code == 404


def test_pages_keep_to_their_query_budgets(cast: Cast) -> None:
    for number in range(30):
        an_organisation(cast.city, f"firm-{number}")
    cast.office.get(LIST)
    for page, most in {LIST: 8, MENU: 14}.items():
        with CaptureQueriesContext(connection) as queries:
            assert cast.office.get(page).status_code == 200
        assert len(queries) <= most, [query["sql"] for query in queries]


def test_the_form_is_sent_as_a_browser_would(cast: Cast) -> None:
    fields = form_in(cast.office.get(MENU))
    assert fields["own_city"] == ["the-city"]
