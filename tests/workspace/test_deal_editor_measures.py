"""Measures and sources in the deal editor: each party records its own, editors record all."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests import makers
from tests.workspace.hands import at, drafts_of, form_in, save, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city(languages=["de", "en"])


@pytest.fixture
def deal(city: City) -> Deal:
    return makers.a_deal(city, "solar-roofs")


@pytest.fixture
def company(deal: Deal) -> Organisation:
    return Organisation.objects.get(parties__deal=deal, kind="company")


@pytest.fixture
def anna(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


@pytest.fixture
def petra(city: City, company: Organisation) -> Client:
    return signed_in(makers.a_member(city, Role.PARTY_EDITOR, company))


def _measure(deal: Deal, ref: str = "c1") -> Measure:
    return Measure.objects.get(clause__deal=deal, clause__ref=ref)


class TestWhoMayRecord:
    def test_a_party_records_its_own_measure(self, deal: Deal, petra: Client) -> None:
        assert "/measures/c1/" in words(petra.get(at(deal, "measures/")))
        save(petra, at(deal, "measures/c1/"), state="under_way", plan_en="Roof by roof")
        measure = _measure(deal)
        assert (measure.state, measure.plan) == ("under_way", {"en": "Roof by roof"})

    def test_it_cannot_touch_anothers(self, deal: Deal, petra: Client) -> None:
        assert '/measures/c2/"' not in words(petra.get(at(deal, "measures/")))
        assert petra.get(at(deal, "measures/c2/")).status_code == 404
        assert petra.post(at(deal, "measures/c2/"), {"state": "done"}).status_code == 404
        assert _measure(deal, "c2").state == "planned"

    def test_nor_one_in_a_deal_it_is_not_in(self, city: City, petra: Client) -> None:
        other = makers.a_deal(city)
        assert petra.get(at(other, "measures/c1/")).status_code == 404

    def test_nor_its_own_once_it_left_the_deal(self, deal: Deal, petra: Client, anna: Client) -> None:
        company = Organisation.objects.get(commitments__deal=deal, kind="company")
        save(anna, at(deal, f"parties/{company.ref}/remove/"), heir="the-city")
        assert petra.get(at(deal, "measures/c1/")).status_code == 404

    def test_observer_reader_and_stranger_record_nothing(
        self, city: City, deal: Deal, company: Organisation
    ) -> None:
        people = (
            makers.a_member(city, Role.OBSERVER, company),
            makers.a_member(city, Role.READER),
            makers.an_account(),
        )
        for account in people:
            client = signed_in(account)
            assert client.get(at(deal, "measures/c1/")).status_code == 404
            assert client.post(at(deal, "measures/c1/"), {"state": "done"}).status_code == 404

    def test_a_measure_without_an_owner_is_recorded_by_editors_alone(self, city: City, anna: Client) -> None:
        deal = makers.a_deal(city, is_compiled=True)
        save(anna, at(deal, "clauses/c1/"), party="")
        assert _measure(deal).clause.party_id is None
        assert anna.get(at(deal, "measures/c1/")).status_code == 200
        company = Organisation.objects.get(parties__deal=deal, kind="company")
        petra = signed_in(makers.a_member(city, Role.PARTY_EDITOR, company))
        assert petra.get(at(deal, "measures/c1/")).status_code == 404

    def test_a_party_keeps_drafts_of_its_own(self, deal: Deal, petra: Client) -> None:
        fields = {**form_in(petra.get(at(deal, "measures/c1/"))), "plan_en": "Half a"}
        petra.post(drafts_of(deal.city), fields)
        assert form_in(petra.get(at(deal, "measures/c1/"), {"restore": ""}))["plan_en"] == ["Half a"]


class TestRecordingAndPlanning:
    def test_state_plan_and_milestones_are_one_save(self, deal: Deal, anna: Client) -> None:
        typed = {
            "state": "under_way",
            "due_on": "2029-12-31",
            "steps-0-text_en": "Half of the roofs",
            "steps-0-due_on": "2027-06-30",
        }
        save(anna, at(deal, "measures/c1/"), **typed)
        measure = _measure(deal)
        assert (measure.state, str(measure.due_on)) == ("under_way", "2029-12-31")
        assert [(step.text, str(step.due_on)) for step in measure.milestones.all()] == [
            ({"en": "Half of the roofs"}, "2027-06-30")
        ]

    def test_nothing_is_half_written_when_one_of_them_is_refused(self, deal: Deal, anna: Client) -> None:
        before = Entry.objects.count()
        page = save(anna, at(deal, "measures/c1/"), state="unknown", plan_en="New plan")
        assert "cannot become that" in words(page)
        assert form_in(page)["plan_en"] == ["New plan"]
        assert Entry.objects.count() == before
        assert _measure(deal).plan == {}

    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ({"starts_on": "2027-01-01", "due_on": "2026-01-01"}, "due before it starts"),
            ({"state": "done", "done_on": "2199-01-01"}, "lies in the future"),
            ({"state": "flying"}, "not one of the available choices"),
            ({"due_on": "31.2.2026"}, "not a day of the calendar"),
            ({"steps-0-due_on": "2026-01-01"}, "Say what is to be reached"),
            ({"steps-0-text_en": "x", "steps-0-done_on": "2199-01-01"}, "lies in the future"),
            ({"steps-0-text_en": "x", "steps-0-due_on": "soon"}, "not a day of the calendar"),
            ({"steps-TOTAL_FORMS": "many"}, "arrived incomplete"),
        ],
    )
    def test_what_is_wrong_is_refused_in_words_and_stays(
        self, deal: Deal, anna: Client, typed: dict[str, Any], complaint: str
    ) -> None:
        page = save(anna, at(deal, "measures/c1/"), **{"plan_en": "Typed", **typed})
        assert page.status_code == 422
        assert complaint in words(page)
        assert form_in(page)["plan_en"] == ["Typed"]
        assert _measure(deal).edition == 1

    def test_a_button_adds_a_row_without_losing_the_others(self, deal: Deal, anna: Client) -> None:
        page = anna.get(at(deal, "measures/c1/"))
        longer = save(
            anna,
            at(deal, "measures/c1/"),
            page,
            **{"steps-0-text_en": "First", "plan_en": "Typed", "more": "steps"},
        )
        fields = form_in(longer)
        assert fields["steps-TOTAL_FORMS"] == ["2"]
        assert fields["steps-0-text_en"] == ["First"]
        assert fields["plan_en"] == ["Typed"]
        save(anna, at(deal, "measures/c1/"), longer, **{"steps-1-text_en": "Second"})
        assert _measure(deal).milestones.count() == 2

    def test_rows_are_bounded(self, deal: Deal, anna: Client) -> None:
        page = save(anna, at(deal, "measures/c1/"), **{"steps-TOTAL_FORMS": "100000", "more": "steps"})
        assert page.status_code == 200
        assert len(page.context["form"].rows.forms) <= 42

    def test_milestones_are_reached_removed_and_kept_in_order_of_their_days(
        self, deal: Deal, anna: Client
    ) -> None:
        typed = {"steps-0-text_en": "Later", "steps-0-due_on": "2028-01-01", "more": "steps"}
        page = save(anna, at(deal, "measures/c1/"), **typed)
        save(
            anna,
            at(deal, "measures/c1/"),
            page,
            **{"steps-1-text_en": "Sooner", "steps-1-due_on": "2020-01-01"},
        )
        assert [step.text["en"] for step in _measure(deal).milestones.all()] == ["Sooner", "Later"]
        assert "late" in words(anna.get(at(deal, "measures/")))
        save(anna, at(deal, "measures/c1/"), **{"steps-0-done_on": "2020-01-01", "steps-1-DELETE": "on"})
        assert [(step.text["en"], str(step.done_on)) for step in _measure(deal).milestones.all()] == [
            ("Sooner", "2020-01-01")
        ]
        assert "late" not in words(anna.get(at(deal, "measures/")))

    def test_the_day_on_which_it_was_done_can_be_corrected(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "measures/c1/"), state="done", done_on="2024-05-01")
        save(anna, at(deal, "measures/c1/"), done_on="2024-06-01")
        assert _measure(deal).done_on == date(2024, 6, 1)
        save(anna, at(deal, "measures/c1/"), state="under_way")
        assert _measure(deal).done_on is None

    def test_two_people_at_one_measure(self, deal: Deal, anna: Client, petra: Client) -> None:
        page = petra.get(at(deal, "measures/c1/"))
        save(anna, at(deal, "measures/c1/"), plan_en="Theirs", **{"steps-0-text_en": "Their step"})
        clash = save(
            petra,
            at(deal, "measures/c1/"),
            page,
            plan_en="Mine",
            state="under_way",
            **{"steps-0-text_en": "My step"},
        )
        assert clash.status_code == 409
        assert "Their step" in words(clash)
        assert form_in(clash)["steps-0-text_en"] == ["My step"]
        save(petra, at(deal, "measures/c1/"), clash, theirs=["plan_en", "steps"])
        measure = _measure(deal)
        assert (measure.state, measure.plan) == ("under_way", {"en": "Theirs"})
        assert [step.text for step in measure.milestones.all()] == [{"en": "Their step"}]


class TestSources:
    def test_a_record_says_where_it_was_read(self, deal: Deal, anna: Client) -> None:
        typed = {
            "is_compiled": "on",
            "detail": "measures",
            "sources-0-url": "https://example.org/deal",
            "sources-0-checked_on": "2026-05-01",
            "sources-0-note_de": "Pressemitteilung",
        }
        save(anna, at(deal, "sources/"), **typed)
        deal.refresh_from_db()
        source = deal.sources.get()
        assert (deal.is_compiled, deal.detail) == (True, "measures")
        assert (source.url, source.note) == ("https://example.org/deal", {"de": "Pressemitteilung"})

    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ({"sources-0-url": "javascript:alert(1)"}, "valid URL"),
            ({"sources-0-url": "no address"}, "valid URL"),
            ({"sources-0-note_en": "Only a note"}, "Give the address"),
            (
                {"sources-0-url": "https://example.org", "sources-0-checked_on": "x"},
                "not a day of the calendar",
            ),
        ],
    )
    def test_what_is_wrong_is_refused_and_stays(
        self, deal: Deal, anna: Client, typed: dict[str, Any], complaint: str
    ) -> None:
        page = save(anna, at(deal, "sources/"), **typed, is_compiled="on")
        assert page.status_code == 422
        assert complaint in words(page)
        for name, value in typed.items():
            assert form_in(page)[name] == [value]
        assert not deal.sources.exists()

    def test_only_a_compiled_record_leaves_its_signature_open(self, city: City, anna: Client) -> None:
        deal = makers.a_deal(city, is_compiled=True, signature_state="unknown")
        fields = form_in(anna.get(at(deal, "sources/")))
        del fields["is_compiled"]
        page = anna.post(at(deal, "sources/"), fields)
        assert "First say how far the signature is" in words(page)
