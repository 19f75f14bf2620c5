"""Clauses and parties in the deal editor: adding, wording, ordering, taking out, putting back."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from greenpact.cities.models import City
from greenpact.deals.models import ClauseRow, Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests import makers
from tests.workspace.hands import at, form_in, save, signed_in, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return makers.a_city(languages=["de", "en"])


@pytest.fixture
def company(city: City) -> Organisation:
    return makers.an_organisation(city, "works", name="City Works")


@pytest.fixture
def deal(city: City, company: Organisation) -> Deal:
    administration = makers.an_organisation(city, "the-city", "city")
    parts = Parts(
        parties=[PartyEntry(administration, "signatory"), PartyEntry(company, "signatory")],
        clauses=[
            makers.a_goal("g1"),
            makers.a_goal("g2", "Cleaner air"),
            makers.a_commitment(company, "c1", serves=("g1", "g2")),
            makers.a_commitment(administration, "c2", "Opens its own roofs"),
        ],
    )
    return makers.a_deal(city, "solar-roofs", parts=parts)


@pytest.fixture
def anna(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.PROGRAMME_OFFICE))


@pytest.fixture
def bernd(city: City) -> Client:
    return signed_in(makers.a_member(city, Role.OFFICE_EDITOR))


def _order(deal: Deal) -> list[str]:
    return list(deal.clauses.standing().values_list("ref", flat=True))


def _row(deal: Deal, ref: str) -> ClauseRow:
    return deal.clauses.get(ref=ref)


class TestWriting:
    def test_a_new_commitment_gets_its_number_its_place_and_its_measure(
        self, deal: Deal, anna: Client
    ) -> None:
        typed = {
            "text_en": "Trains ten people",
            "party": "works",
            "quantity": "1,250.5",
            "unit": "hours",
            "starts_on": "2026-01-01",
            "ends_on": "2027-12-31",
            "money_eur": "12000",
            "staff_fte": "0.5",
            "serves": ["g2"],
            "duty": "additional",
            "measure_type": "Energy advice",
        }
        answer = save(anna, at(deal, "clauses/new/commitment/"), **typed)
        assert answer.headers["Location"] == at(deal, "clauses/#c3")
        row = _row(deal, "c3")
        assert _order(deal) == ["g1", "g2", "c1", "c2", "c3"]
        assert (row.quantity, row.money_eur, row.staff_fte) == (
            Decimal("1250.5"),
            Decimal(12000),
            Decimal("0.5"),
        )
        assert (row.serves, row.duty, row.measure_type) == (["g2"], "additional", "energy_advice")
        measure = Measure.objects.get(clause=row)
        assert (measure.state, str(measure.due_on)) == ("planned", "2027-12-31")

    def test_a_measure_of_a_compiled_record_begins_unknown(self, city: City, anna: Client) -> None:
        deal = makers.a_deal(city, is_compiled=True)
        save(anna, at(deal, "clauses/new/commitment/"), text_en="Something", party="")
        assert Measure.objects.get(clause__deal=deal, clause__ref="c3").state == "unknown"

    def test_goals_stand_before_commitments_and_provisions_behind_them(
        self, deal: Deal, anna: Client
    ) -> None:
        save(anna, at(deal, "clauses/new/provision/"), text_en="They meet twice a year", topic="governance")
        save(anna, at(deal, "clauses/new/goal/"), text_en="More trees", target="12", due_year="2030")
        assert _order(deal) == ["g1", "g2", "g3", "c1", "c2", "p1"]

    def test_the_first_clause_of_a_kind_finds_its_place(self, city: City, anna: Client) -> None:
        deal = makers.a_deal(city, parts=Parts(), public=False)
        for kind in ("provision", "commitment", "goal"):
            save(anna, at(deal, f"clauses/new/{kind}/"), text_en=kind)
        assert _order(deal) == ["g1", "c1", "p1"]

    def test_sending_a_new_clause_twice_writes_it_once(self, deal: Deal, anna: Client) -> None:
        page = anna.get(at(deal, "clauses/new/goal/"))
        save(anna, at(deal, "clauses/new/goal/"), page, text_en="More trees")
        save(anna, at(deal, "clauses/new/goal/"), page, text_en="More trees")
        assert _order(deal) == ["g1", "g2", "g3", "c1", "c2"]

    def test_a_clause_is_one_entry_and_one_version(self, deal: Deal, anna: Client) -> None:
        before = Entry.objects.count()
        save(anna, at(deal, "clauses/c1/"), text_en="Puts solar on all roofs")
        assert Entry.objects.count() == before + 1
        assert deal.versions.count() == 2

    @pytest.mark.parametrize(
        ("typed", "complaint"),
        [
            ({"text_en": "", "text_de": ""}, "at least one language"),
            ({"starts_on": "2027-01-01", "ends_on": "2026-01-01"}, "would end before it starts"),
            ({"quantity": "many"}, "Write a number"),
            ({"quantity": "-1"}, "greater than or equal"),
            ({"quantity": "1e400"}, "digits"),
            ({"quantity": "NaN"}, "Write a number"),
            ({"money_eur": "1.005"}, "decimal places"),
            ({"party": "nobody"}, "not one of the available choices"),
            ({"serves": ["g9"]}, "not one of the available choices"),
            ({"duty": "perhaps"}, "not one of the available choices"),
            ({"measure_type": "Wärme!"}, "letters without accents"),
            ({"unit": "x" * 41}, "at most 40"),
        ],
    )
    def test_what_is_wrong_is_refused_in_words_and_stays(
        self, deal: Deal, anna: Client, typed: dict[str, Any], complaint: str
    ) -> None:
        page = save(anna, at(deal, "clauses/c1/"), **{"text_de": "Getippt", **typed})
        assert page.status_code == 422
        assert complaint in words(page)
        if "text_de" not in typed:
            assert form_in(page)["text_de"] == ["Getippt"]
        deal.refresh_from_db()
        assert deal.edition == 1

    def test_amounts_are_read_as_the_reader_writes_them(self, deal: Deal, anna: Client) -> None:
        for language, typed, read in (
            ("de", "1.250,5", "1250.5"),
            ("de", "1.250", "1250"),
            ("en", "1.25", "1.25"),
        ):
            headers = {"accept-language": language}
            fields = {**form_in(anna.get(at(deal, "clauses/g1/"), headers=headers)), "target": typed}
            anna.post(at(deal, "clauses/g1/"), fields, headers=headers)
            assert _row(deal, "g1").target == Decimal(read)
        german = form_in(anna.get(at(deal, "clauses/g1/"), headers={"accept-language": "de"}))
        assert german["target"] == ["1,25"]

    def test_no_clause_of_an_unknown_kind_or_number(self, deal: Deal, anna: Client) -> None:
        for part in ("clauses/new/poem/", "clauses/c9/", "clauses/c9/remove/"):
            assert anna.get(at(deal, part)).status_code == 404


class TestOrder:
    def test_a_clause_changes_places_within_its_kind(self, deal: Deal, anna: Client) -> None:
        anna.post(at(deal, "clauses/c2/move/"), {"way": "up"})
        assert _order(deal) == ["g1", "g2", "c2", "c1"]
        anna.post(at(deal, "clauses/g1/move/"), {"way": "down"})
        assert _order(deal) == ["g2", "g1", "c2", "c1"]

    def test_at_the_end_it_stays(self, deal: Deal, anna: Client) -> None:
        before = Entry.objects.count()
        anna.post(at(deal, "clauses/g2/move/"), {"way": "down"})
        assert _order(deal) == ["g1", "g2", "c1", "c2"]
        assert Entry.objects.count() == before

    def test_moving_while_somebody_else_writes_loses_neither(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "clauses/c1/"))
        bernd.post(at(deal, "clauses/c1/move/"), {"way": "down"})
        save(anna, at(deal, "clauses/c1/"), page, text_en="Worded anew")
        assert _order(deal) == ["g1", "g2", "c2", "c1"]
        assert _row(deal, "c1").text["en"] == "Worded anew"

    def test_a_clause_is_not_moved_by_opening_an_address(self, deal: Deal, anna: Client) -> None:
        assert anna.get(at(deal, "clauses/c1/move/")).status_code == 405


class TestTakingOut:
    def test_it_says_what_will_happen(self, deal: Deal, anna: Client) -> None:
        page = words(anna.get(at(deal, "clauses/g1/remove/")))
        assert "c1 no longer name it" in page
        assert "version 2" in page

    def test_it_takes_the_clause_out_and_out_of_what_it_served(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "clauses/g1/remove/"))
        assert _order(deal) == ["g2", "c1", "c2"]
        assert _row(deal, "c1").serves == ["g2"]

    def test_it_is_asked_again_when_somebody_else_changed_it_meanwhile(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "clauses/c1/remove/"))
        save(bernd, at(deal, "clauses/c1/"), text_en="Puts even more solar on roofs")
        again = save(anna, at(deal, "clauses/c1/remove/"), page)
        assert "changed this clause meanwhile" in words(again)
        assert "even more solar" in words(again)
        assert "c1" in _order(deal)

    def test_it_can_be_put_back_with_its_measure(self, deal: Deal, anna: Client) -> None:
        measure = Measure.objects.get(clause__ref="c2")
        save(anna, at(deal, "clauses/c2/remove/"))
        assert "Put back" in words(anna.get(at(deal, "clauses/")))
        anna.post(at(deal, "clauses/c2/put-back/"))
        assert _order(deal) == ["g1", "g2", "c1", "c2"]
        assert Measure.objects.get(clause__ref="c2") == measure

    def test_its_number_is_not_given_again(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "clauses/c2/remove/"))
        save(anna, at(deal, "clauses/new/commitment/"), text_en="Something else", party="works")
        assert _order(deal) == ["g1", "g2", "c1", "c3"]

    def test_what_somebody_was_writing_there_is_not_lost(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "clauses/c2/"))
        save(bernd, at(deal, "clauses/c2/remove/"))
        save(anna, at(deal, "clauses/c2/"), page, text_en="Worded anew")
        assert _row(deal, "c2").text["en"] == "Worded anew"
        assert "c2" in _order(deal)

    def test_an_ownerless_clause_is_not_put_back_into_a_public_deal(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/works/remove/"), heir=".out")
        page = anna.post(at(deal, "clauses/c1/put-back/"), follow=True)
        assert "It is not said whose a commitment is." in words(page)
        assert _order(deal) == ["g1", "g2", "c2"]


def _parties(deal: Deal) -> list[tuple[str, str]]:
    rows = deal.parties.filter(left_on__isnull=True).select_related("organisation")
    return [(row.organisation.ref, row.role) for row in rows]


class TestParties:
    def test_roles_are_saved_together(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/"), role_works="funder")
        assert _parties(deal) == [("the-city", "signatory"), ("works", "funder")]

    def test_an_arrow_moves_a_party_and_keeps_the_roles_just_chosen(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/"), role_works="broker", up="works")
        assert _parties(deal) == [("works", "broker"), ("the-city", "signatory")]

    def test_an_organisation_is_found_and_added_in_a_role(self, city: City, deal: Deal, anna: Client) -> None:
        makers.an_organisation(city, "uni", "university", name="Universität am Fluss")
        page = anna.get(at(deal, "parties/"), {"find": "fluss univ"})
        assert [organisation.ref for organisation in page.context["found"]] == ["uni"]
        anna.post(at(deal, "parties/add/"), {"organisation": "uni", "role": "evaluator"})
        assert _parties(deal)[-1] == ("uni", "evaluator")

    def test_the_search_answers_htmx_with_its_results_alone(self, deal: Deal, anna: Client) -> None:
        page = anna.get(
            at(deal, "parties/"), {"find": "x"}, headers={"hx-request": "true", "hx-target": "found"}
        )
        assert "<html" not in words(page)
        assert "No other organisation" in words(page)

    def test_nobody_is_added_twice_or_from_another_city(self, deal: Deal, anna: Client) -> None:
        page = anna.post(at(deal, "parties/add/"), {"organisation": "works"}, follow=True)
        assert "only once" in words(page)
        stranger = makers.an_organisation(makers.a_city("elsewhere"), "afar")
        assert anna.post(at(deal, "parties/add/"), {"organisation": stranger.ref}).status_code == 404

    def test_two_people_change_roles_of_different_parties(
        self, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "parties/"))
        save(bernd, at(deal, "parties/"), role_works="funder")
        save(anna, at(deal, "parties/"), page, **{"role_the-city": "broker"})
        assert _parties(deal) == [("the-city", "broker"), ("works", "funder")]

    def test_two_people_change_the_role_of_one_party(self, deal: Deal, anna: Client, bernd: Client) -> None:
        page = anna.get(at(deal, "parties/"))
        save(bernd, at(deal, "parties/"), role_works="funder")
        clash = save(anna, at(deal, "parties/"), page, role_works="broker")
        assert clash.status_code == 409
        assert "Funder" in words(clash)

    def test_somebody_added_meanwhile_stays(
        self, city: City, deal: Deal, anna: Client, bernd: Client
    ) -> None:
        page = anna.get(at(deal, "parties/"))
        makers.an_organisation(city, "uni")
        bernd.post(at(deal, "parties/add/"), {"organisation": "uni", "role": "evaluator"})
        save(anna, at(deal, "parties/"), page, role_works="broker")
        assert _parties(deal) == [("the-city", "signatory"), ("works", "broker"), ("uni", "evaluator")]

    def test_letting_a_party_go_asks_what_becomes_of_its_commitments(self, deal: Deal, anna: Client) -> None:
        page = words(anna.get(at(deal, "parties/works/remove/")))
        assert "These commitments are its own" in page
        assert "takes them over" in page
        assert "left open whose" not in page
        assert anna.post(at(deal, "parties/works/remove/"), {}).status_code == 422
        assert len(_parties(deal)) == 2

    def test_they_are_taken_out_with_it(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/works/remove/"), heir=".out")
        assert _parties(deal) == [("the-city", "signatory")]
        assert _order(deal) == ["g1", "g2", "c2"]
        assert deal.parties.filter(left_on__isnull=False).count() == 1

    def test_or_another_takes_them_over(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/works/remove/"), heir="the-city")
        row = _row(deal, "c1")
        assert row.party is not None
        assert row.party.ref == "the-city"
        assert Entry.objects.order_by("-pk").values_list("verb", flat=True)[0] == "deal.altered"

    def test_the_last_party_of_a_public_deal_stays(self, deal: Deal, anna: Client) -> None:
        save(anna, at(deal, "parties/works/remove/"), heir=".out")
        page = save(anna, at(deal, "parties/the-city/remove/"), heir=".out")
        assert "The deal has no parties." in words(page)
        assert len(_parties(deal)) == 1
