"""The city's desk: the inbox, an idea, and who may see what of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.assigning import assign
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.models import Idea, Remark
from tests.ideas.making import REASON, a_judged_idea, an_idea, an_office, an_officer, fresh
from tests.makers import AT, BY, a_city, a_deal
from tests.workspace.hands import save
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db


def words(response: Any) -> str:
    return str(response.content.decode())


def at(idea: Idea, part: str = "") -> str:
    return f"/workspace/{idea.city.slug}/ideas/{idea.ref}/{part}"


def inbox(cast: Cast) -> str:
    return f"/workspace/{cast.city.slug}/ideas/"


def post(client: Client, address: str, **values: Any) -> Any:
    return client.post(address, values)


def test_three_people_come_to_the_desk() -> None:
    cast = a_cast()
    idea = an_idea(cast.city)
    editor = an_officer(cast.city)
    pages = [inbox(cast), at(idea), at(idea, "questions/"), *(at(idea, f"decide/{one}/") for one in Decision)]
    for address in pages:
        assert cast.office.get(address).status_code == 200, address
        assert signed_in(editor).get(address).status_code == 200, address
        for other in (cast.party_editor, cast.reader, cast.stranger):
            assert signed_in(other).get(address).status_code == 404, address
        assert Client().get(address).status_code == 302, address


def test_only_the_programme_office_sets_terms_and_erases() -> None:
    cast = a_cast()
    editor = signed_in(an_officer(cast.city))
    for part in ("terms/", "retention/"):
        assert cast.office.get(inbox(cast) + part).status_code == 200
        assert editor.get(inbox(cast) + part).status_code == 404
        assert editor.post(inbox(cast) + part).status_code == 404


@pytest.mark.parametrize("step", ["write", "remark", "assign", "merge", "public", "questions"])
def test_nobody_else_takes_a_step(step: str) -> None:
    cast = a_cast()
    idea = an_idea(cast.city)
    for other in (cast.party_editor, cast.reader, cast.stranger):
        assert signed_in(other).post(at(idea, f"{step}/"), {"text": "x"}).status_code == 404
    assert fresh(idea).edition == idea.edition
    assert not Remark.objects.exists()


def test_an_idea_of_another_city_is_not_there() -> None:
    cast = a_cast()
    idea = an_idea(a_city("mannheim"))
    assert cast.office.get(f"/workspace/heidelberg/ideas/{idea.ref}/").status_code == 404
    assert cast.office.get(at(idea)).status_code == 404


def test_an_idea_that_nobody_confirmed_is_not_there() -> None:
    cast = a_cast()
    idea = an_idea(cast.city, state="submitted", confirmed_at=None, is_routed=False)
    assert cast.office.get(at(idea)).status_code == 404
    assert idea.title not in words(cast.office.get(f"{inbox(cast)}?show=all"))


def test_an_empty_inbox_teaches() -> None:
    cast = a_cast()
    assert "/heidelberg/participate/" in words(cast.office.get(inbox(cast)))


def test_the_inbox_shows_those_first_that_are_due_first(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cast = a_cast()
    office = an_office(cast.city)
    for number in range(12):
        assign(an_idea(cast.city, title=f"Idea {number}"), office=office, owner=cast.officer, by=BY, at=AT)
    cast.office.get(inbox(cast))
    with django_assert_max_num_queries(14):
        page = words(cast.office.get(inbox(cast)))
    assert all(f"Idea {number}" in page for number in range(12))


def test_the_inbox_narrows_by_words_office_and_view() -> None:
    cast = a_cast()
    office = an_office(cast.city)
    roof, heat = an_idea(cast.city, title="Roof gardens"), an_idea(cast.city, title="Heat network")
    assign(heat, office=office, owner=cast.officer, by=BY, at=AT)
    decide(roof, Verdict(Decision.KEPT, REASON), account=None, by=BY, at=AT)
    seen = {
        query: [
            idea.title for idea in (roof, heat) if idea.title in words(cast.office.get(inbox(cast) + query))
        ]
        for query in (
            "",
            "?show=kept",
            "?show=mine",
            "?show=all",
            "?q=gardens&show=all",
            "?office=energy",
            "?show=late",
        )
    }
    assert seen == {
        "": ["Heat network"],
        "?show=kept": ["Roof gardens"],
        "?show=mine": ["Heat network"],
        "?show=all": ["Roof gardens", "Heat network"],
        "?q=gardens&show=all": ["Roof gardens"],
        "?office=energy": ["Heat network"],
        "?show=late": []
        if fresh(heat).due_on and "overdue" not in words(cast.office.get(inbox(cast)))
        else ["Heat network"],
    }


@pytest.mark.parametrize("query", ["?q=%00", "?show=%00", "?office=%00", "?page=x", "?q=" + "x" * 3000])
def test_what_is_damaged_in_the_address_narrows_nothing(query: str) -> None:
    cast = a_cast()
    an_idea(cast.city)
    assert cast.office.get(inbox(cast) + query).status_code == 200


def test_the_page_of_an_idea_shows_all_that_was_said(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    cast = a_cast()
    idea = an_idea(cast.city, title="Solar roofs", partners="Schools", needs="A roof register")
    an_idea(cast.city, title="Solar roof for all")
    a_deal(cast.city, "solar-roofs")
    for number in range(5):
        ask(idea, f"Question {number}", account=cast.officer, by=BY, at=AT)
        remark(idea, f"Remark {number}", account=cast.officer, by=BY, at=AT)
    cast.office.get(at(idea))
    with django_assert_max_num_queries(34):
        page = words(cast.office.get(at(idea)))
    for said in (
        "Erika Muster",
        "Schools",
        "A roof register",
        "Question 4",
        "Remark 4",
        "Solar roof for all",
        "Solar Roofs",
    ):
        assert said in page


def test_hostile_words_come_out_as_words() -> None:
    cast = a_cast()
    idea = an_idea(cast.city, title="<script>alert(1)</script>", text="<img src=x onerror=alert(1)>")
    page = words(cast.office.get(at(idea)))
    assert "<script>alert" not in page
    assert "<img src=x" not in page


def test_writing_remarking_and_assigning_through_the_page() -> None:
    cast = a_cast()
    office, idea = an_office(cast.city), an_idea(cast.city)
    assert post(cast.office, at(idea, "write/"), text="When would you begin?").status_code == 302
    assert post(cast.office, at(idea, "remark/"), **{"remark-text": "Ask the lawyers."}).status_code == 302
    assert (
        post(cast.office, at(idea, "assign/"), office=office.ref, owner=cast.officer.ref).status_code == 302
    )
    idea = fresh(idea)
    assert idea.messages.get().text == "When would you begin?"
    assert idea.remarks.get().text == "Ask the lawyers."
    assert (idea.office, idea.owner) == (office, cast.officer)


@pytest.mark.parametrize("step", ["write", "remark", "merge", "public"])
def test_nothing_written_is_said_in_words(step: str) -> None:
    cast = a_cast()
    idea = an_idea(cast.city)
    answer = post(cast.office, at(idea, f"{step}/"))
    assert answer.status_code == 422
    assert idea.title in words(answer)


def test_decisions_wait_for_the_three_questions() -> None:
    cast = a_cast()
    idea = an_idea(cast.city)
    assert "First the three questions" in words(cast.office.get(at(idea, "decide/declined/")))
    assert post(cast.office, at(idea, "decide/declined/"), reason=REASON).status_code == 422
    found = {"competent": "yes", "lawful": "yes", "already_done": "no"}
    assert post(cast.office, at(idea, "questions/"), **found).status_code == 422
    found |= {f"{question}_reason": "We looked." for question in found}
    assert post(cast.office, at(idea, "questions/"), **found).status_code == 302
    assert post(cast.office, at(idea, "decide/declined/"), reason="short").status_code == 422
    assert post(cast.office, at(idea, "decide/declined/"), reason=REASON).status_code == 302
    assert fresh(idea).decision == "declined"


def test_an_idea_becomes_a_deal_with_its_sender_and_the_city_as_parties() -> None:
    cast = a_cast()
    idea = a_judged_idea(cast.city, language="en", sdgs=[7, 13])
    form = cast.office.get(at(idea, "decide/deal/"))
    assert "Sonnenhof GmbH" in words(form)
    answer = post(
        cast.office,
        at(idea, "decide/deal/"),
        title="Solar on schools",
        summary="Panels.",
        new_name="Sonnenhof GmbH",
        new_kind="company",
        reason=REASON,
    )
    deal = Deal.objects.get(city=cast.city)
    assert answer.url == f"/workspace/heidelberg/deals/{deal.ref}/"
    assert (deal.ref, deal.title, deal.sdgs, deal.is_published) == (
        "solar-on-schools",
        {"en": "Solar on schools"},
        [7, 13],
        False,
    )
    assert [party.organisation.name for party in deal.parties.all()] == ["Heidelberg", "Sonnenhof GmbH"]
    assert Lineage.objects.get(idea=idea).deal == deal
    assert "This came of it" in words(cast.office.get(at(idea)))


def test_an_organisation_that_is_in_the_register_is_taken_from_there() -> None:
    cast = a_cast()
    idea = a_judged_idea(cast.city, organisation="STADTWERKE")
    fields = {"title": "T", "new_name": "stadtwerke", "new_kind": "company", "reason": REASON}
    post(cast.office, at(idea, "decide/deal/"), **fields)
    deal = Deal.objects.get(city=cast.city)
    assert cast.organisation in [party.organisation for party in deal.parties.all()]


def test_an_idea_joins_a_deal() -> None:
    cast = a_cast()
    deal, idea = a_deal(cast.city), a_judged_idea(cast.city)
    assert post(cast.office, at(idea, "decide/joins/"), deal=deal.ref, reason=REASON).status_code == 302
    assert Lineage.objects.get(idea=idea).deal == deal
    page = f"/workspace/heidelberg/deals/{deal.ref}/"
    assert idea.title in words(cast.office.get(page))
    assert idea.title not in words(signed_in(cast.reader).get(page))


def test_home_shows_what_waits_to_those_who_answer() -> None:
    cast = a_cast()
    idea = an_idea(cast.city)
    home = reverse("workspace:city", args=[cast.city.slug])
    assert idea.title in words(cast.office.get(home))
    for other in (cast.reader, cast.party_editor):
        assert idea.title not in words(signed_in(other).get(home))


def test_terms_are_set_on_their_page() -> None:
    cast = a_cast()
    office = an_office(cast.city)
    answer = save(
        cast.office, f"{inbox(cast)}terms/", answer_days=15, **{f"words-{office.ref}": "Wärme, Solar"}
    )
    assert answer.status_code == 302
    assert [row.word for row in office.routing_words.all()] == ["Solar", "Wärme"]
    assert an_idea(cast.city).office == office
