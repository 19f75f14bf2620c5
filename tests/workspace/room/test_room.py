"""The negotiation room as its people see it: the office, the parties, other parties, observers and strangers."""

from dataclasses import dataclass
from functools import cached_property

import pytest
from django.test import Client

from greenpact.deals.models import Change, Deal, InnerRemark, PartyNote, Remark
from greenpact.deals.negotiation.talking import note, say, say_inside
from greenpact.journal.models import Entry
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.deals.negotiation.rooms import ARoom, a_room
from tests.makers import AT, BY, a_deal, a_member, an_account, an_organisation
from tests.workspace.hands import form_in, save, signed_in, words

pytestmark = pytest.mark.django_db

ROOM = "/workspace/heidelberg/deals/solar/room/"


@dataclass
class People:
    room: ARoom

    def as_member(self, role: Role, organisation: Organisation | None = None) -> Client:
        return signed_in(a_member(self.room.deal.city, role, organisation))

    @cached_property
    def office(self) -> Client:
        return self.as_member(Role.PROGRAMME_OFFICE)

    @cached_property
    def utility(self) -> Client:
        return self.as_member(Role.PARTY_EDITOR, self.room.utility)

    @cached_property
    def school(self) -> Client:
        return self.as_member(Role.PARTY_ADMIN, self.room.school)

    @cached_property
    def observer(self) -> Client:
        return self.as_member(Role.OBSERVER, self.room.school)

    @cached_property
    def outsider(self) -> Client:
        """Of a party to another deal of the same city."""
        other = an_organisation(self.room.deal.city, "outsider")
        return self.as_member(Role.PARTY_ADMIN, other)

    @cached_property
    def stranger(self) -> Client:
        return signed_in(an_account())


@pytest.fixture
def people() -> People:
    return People(a_room())


def the_change() -> Change:
    return Change.objects.get()


def test_all_of_the_deal_see_the_room_and_nobody_else_does(people: People) -> None:
    for client in (people.office, people.utility, people.school, people.observer):
        assert client.get(ROOM).status_code == 200
    for client in (people.outsider, people.stranger):
        assert client.get(ROOM).status_code == 404
    assert Client().get(ROOM).status_code == 302


def test_a_change_goes_from_a_form_into_the_document(people: People) -> None:
    address = f"{ROOM}propose/clauses/c1/"
    answer = save(people.utility, address, text_en="Puts solar on all roofs")
    assert (answer.status_code, answer["location"]) == (302, f"{ROOM}#c1")
    page = words(people.school.get(ROOM))
    assert "It is your move" in page
    assert "<ins>" in page
    for client in (people.office, people.school):
        change = the_change()
        client.post(f"{ROOM}changes/{change.ref}/consent/", {"seen": change.fingerprint})
    assert the_change().state == "entered"
    assert people.room.clause("c1").text["en"] == "Puts solar on all roofs"


def test_a_new_commitment_that_enters_has_its_measure(people: People) -> None:
    save(people.utility, f"{ROOM}propose/new/commitment/", text_en="Charges cars", party="utility")
    for client in (people.office, people.school):
        change = the_change()
        client.post(f"{ROOM}changes/{change.ref}/consent/", {"seen": change.fingerprint})
    row = people.room.deal.clauses.get(ref="c4")
    assert row.measure.state == "planned"


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("title/", {"title_en": "Sun"}),
        ("summary/", {"summary_en": "Short"}),
        ("period/", {"starts_on": "2027-01-01"}),
        ("legal_nature/", {"legal_nature": "binding"}),
        ("parties/utility/", {"role": "funder"}),
        ("clauses/c1/move/", {"behind": "c3"}),
        ("clauses/c1/remove/", {}),
        ("new/provision/", {"text_en": "We report."}),
    ],
)
def test_everything_negotiable_has_its_form(people: People, address: str, typed: dict[str, str]) -> None:
    answer = save(people.school, f"{ROOM}propose/{address}", **typed)
    assert answer.status_code == 302, words(answer)
    change = the_change()
    assert people.office.get(f"{ROOM}changes/{change.ref}/").status_code == 200
    assert people.office.get(ROOM).status_code == 200
    for outside in (people.outsider, people.stranger, people.observer):
        assert outside.post(f"{ROOM}propose/{address}", typed).status_code == 404
    assert Change.objects.count() == 1


def test_a_new_party_can_be_proposed(people: People) -> None:
    an_organisation(people.room.deal.city, "chamber")
    answer = save(people.office, f"{ROOM}propose/parties/", organisation="chamber", role="broker")
    assert answer.status_code == 302
    assert the_change().subject == "party:chamber"


def test_objecting_countering_and_withdrawing(people: People) -> None:
    save(people.utility, f"{ROOM}propose/clauses/c1/", text_en="Half")
    old = the_change()
    page = f"{ROOM}changes/{old.ref}/"
    assert people.school.post(f"{page}object/", {"reason": ""}).status_code == 422
    people.school.post(f"{page}object/", {"reason": "Too little <b>"})
    assert "Too little &lt;b&gt;" in words(people.utility.get(page))
    assert "Objected to by School" in words(people.utility.get(ROOM))
    address = f"{ROOM}propose/clauses/c1/?counters={old.ref}"
    form = form_in(people.school.get(address))
    assert form["text_en"] == ["Half"]
    people.school.post(address, {**form, "text_en": "Two thirds"})
    old.refresh_from_db()
    assert old.state == "countered"
    new = Change.objects.get(state="open")
    assert people.utility.post(f"{ROOM}changes/{new.ref}/withdraw/").status_code == 302
    new.refresh_from_db()
    assert new.state == "open"
    people.school.post(f"{ROOM}changes/{new.ref}/withdraw/")
    new.refresh_from_db()
    assert new.state == "withdrawn"


def test_whoever_consents_to_what_they_did_not_see_is_told(people: People) -> None:
    save(people.utility, f"{ROOM}propose/clauses/c1/", text_en="Half")
    change = the_change()
    answer = people.school.post(f"{ROOM}changes/{change.ref}/consent/", {"seen": "0" * 64}, follow=True)
    assert "The text has changed since you opened the page" in words(answer)
    assert not change.stances.filter(party=people.room.school).exists()


def test_observers_and_outsiders_answer_nothing(people: People) -> None:
    save(people.utility, f"{ROOM}propose/clauses/c1/", text_en="Half")
    page = f"{ROOM}changes/{the_change().ref}/"
    for client in (people.observer, people.outsider, people.stranger):
        for deed in ("consent", "object", "lift", "withdraw"):
            answer = client.post(f"{page}{deed}/", {"seen": the_change().fingerprint, "reason": "x"})
            assert answer.status_code == 404
    assert "Consent" not in words(people.observer.get(ROOM))


def test_nobody_answers_for_another_party(people: People) -> None:
    save(people.utility, f"{ROOM}propose/clauses/c1/", text_en="Half")
    change = the_change()
    people.school.post(
        f"{ROOM}changes/{change.ref}/consent/", {"seen": change.fingerprint, "party": "the-city"}
    )
    assert set(change.stances.values_list("party__ref", flat=True)) == {"utility", "school"}


def test_the_programme_office_answers_for_the_city_alone(people: People) -> None:
    save(people.utility, f"{ROOM}propose/clauses/c1/", text_en="Half")
    change = the_change()
    people.office.post(
        f"{ROOM}changes/{change.ref}/consent/", {"seen": change.fingerprint, "party": "school"}
    )
    assert set(change.stances.values_list("party__ref", flat=True)) == {"utility", "the-city"}


def test_the_editor_of_deals_changes_nothing_that_is_negotiated(people: People) -> None:
    answer = save(people.office, "/workspace/heidelberg/deals/solar/texts/", title_en="Mine")
    assert answer.status_code == 422
    assert "Open the negotiation room" in words(answer)


def test_each_layer_of_talk_is_read_by_its_own_alone(people: People) -> None:
    deal = people.room.deal
    say(deal, "For all", clause="c1", party=people.room.utility, by=BY, at=AT)
    say_inside(deal, "Among offices", clause="c1", by=BY, at=AT)
    note(deal, "Only the utility", clause="c1", party=people.room.utility, by=BY, at=AT)
    page = f"{ROOM}clauses/c1/"
    seen = {
        people.office: {"For all", "Among offices"},
        people.utility: {"For all", "Only the utility"},
        people.school: {"For all"},
        people.observer: {"For all"},
    }
    for client, texts in seen.items():
        content = words(client.get(page)) + words(client.get(ROOM))
        for text in ("For all", "Among offices", "Only the utility"):
            assert (text in content) == (text in texts), (text, texts)
        assert ("inside</span>" in content) == (client is people.office)
        assert ("own</span>" in content) == (client is people.utility)
    assert not Entry.objects.filter(verb__contains="note").exists()
    assert people.outsider.get(page).status_code == 404


def test_people_speak_only_in_layers_that_are_theirs(people: People) -> None:
    page = f"{ROOM}clauses/deal/"
    assert people.utility.post(page, {"layer": "inside", "text": "let me in"}).status_code == 404
    assert people.office.post(page, {"layer": "own", "text": "let me in"}).status_code == 404
    assert people.observer.post(page, {"layer": "all", "text": "let me in"}).status_code == 404
    for client, layer in ((people.utility, "all"), (people.utility, "own"), (people.office, "inside")):
        assert client.post(page, {"layer": layer, "text": "hello"}).status_code == 302
    assert [model.objects.count() for model in (Remark, InnerRemark, PartyNote)] == [1, 1, 1]
    assert people.utility.post(page, {"layer": "all", "text": ""}).status_code == 422


def test_a_check_is_answered_with_a_reason_and_its_council_date(people: People) -> None:
    page = f"{ROOM}checks/council/"
    assert save(people.office, page, answer="fine").status_code == 422
    done = save(people.office, page, answer="fine", reason="Listed.", consultation_on="2026-10-15")
    assert done.status_code == 302
    assert "2026" in words(people.utility.get(ROOM))
    assert str(people.room.deal.checks.get().listed_on) == "2026-07-15"
    for client in (people.utility, people.stranger):
        assert client.post(page, {"answer": "fine", "reason": "x"}).status_code == 404


def test_the_room_is_opened_by_the_office_alone(people: People) -> None:
    deal = a_deal(people.room.deal.city, "other", public=False, work_state="exploring")
    member = a_member(deal.city, Role.PARTY_ADMIN, deal.parties.last().organisation)  # type: ignore[union-attr]
    page = "/workspace/heidelberg/deals/other/room/"
    assert signed_in(member).get(page).status_code == 404
    assert signed_in(member).post(page, {"rule": "all"}).status_code == 404
    assert people.office.post(page, {"rule": "named", "named": ["the-city"]}).status_code == 422
    assert save(people.office, page).status_code == 302
    room = Deal.objects.get(ref="other").room
    assert room.city_party is not None
    assert (room.rule, room.city_party.ref) == ("all", "the-city")
    assert signed_in(member).get(page).status_code == 200


def test_unknown_things_are_not_found(people: People) -> None:
    for part in (
        "changes/nothing1/",
        "propose/clauses/c99/",
        "propose/new/poem/",
        "clauses/c99/",
        "checks/luck/",
    ):
        assert people.office.get(f"{ROOM}{part}").status_code == 404
    assert people.office.get(f"{ROOM}changes/").status_code == 200
