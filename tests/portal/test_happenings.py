"""Journal entries in words: every verb has its sentence, and none says what is not public."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from greenpact.cities.keeping import change_city, keep, remove
from greenpact.cities.models import City, Field, Office
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.progressing import move_signature, move_work
from greenpact.deals.publishing import take_back
from greenpact.deals.rules import Signature, TakenBack, Work
from greenpact.journal.models import Entry
from greenpact.portal.changes.happenings import ANY, SENTENCES, Happening, in_words
from greenpact.portal.changes.subjects import subjects_of
from tests.makers import AT, BY, a_city, a_deal, an_organisation


@pytest.fixture
def city() -> City:
    return a_city()


def told(**filters: object) -> list[Happening]:
    entries = list(Entry.objects.filter(**filters).public().order_by("number"))
    with translation.override("en"):
        return [in_words(entry, subjects_of(entries)) for entry in entries]


def test_every_verb_of_the_code_has_a_sentence() -> None:
    stages = ("cities", "deals", "measures")
    code = "".join(
        path.read_text() for stage in stages for path in Path(settings.PACKAGE, stage).glob("*.py")
    )
    verbs = set(re.findall(r'verb="([a-z]+\.[a-z_]+)"', code))
    verbs |= {
        f"deal.{what}"
        for what in re.findall(r'(?:_record|record_of_deal)\(\w+, "([a-z_]+)"', code)
        if what not in {"removed", "discarded"}  # the public hears of neither
    }
    verbs |= {f"measure.{what}" for what in re.findall(r'record_of_measure\(\w+, "([a-z_]+)"', code)}
    assert len(verbs) >= 8
    assert {verb for verb in verbs if verb not in SENTENCES and verb.partition(".")[2] not in ANY} == set()


@pytest.mark.django_db
class TestTelling:
    def test_what_happened_to_a_deal(self, city: City) -> None:
        deal = a_deal(city, "sun", title={"en": "Sun"})
        move_work(deal, Work.NEGOTIATING, by=BY, at=AT)
        deal.refresh_from_db()
        move_signature(deal, Signature.SIGNING, by=BY, at=AT)
        happenings = told(subject="deal:sun")
        assert [happening.plain for happening in happenings] == [
            "“Sun” was published.",
            "“Sun”: The work is now “Negotiating”, before it was “Exploring”.",
            "“Sun”: The signature is now “Being signed”, before it was “Unsigned”.",
        ]
        assert {happening.url for happening in happenings} == {"/heidelberg/deals/sun/"}

    def test_what_happened_to_the_register(self, city: City) -> None:
        change_city(city, {"country": "FR", "colour": "#00594c"}, by=BY, at=AT)
        office, _kept = keep(Office, city, "green", {"name": {"en": "Green office"}}, by=BY, at=AT)
        keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
        keep(Field, city, "energy", {"name": {"en": "Energy & heat"}}, by=BY, at=AT)
        remove(office, by=BY, at=AT)
        assert [happening.plain for happening in told()] == [
            "“Heidelberg” was added to the network.",
            "The city's details were changed: colour and country.",
            "Office: an entry was added.",
            "Field of work: “Energy & heat” was added.",
            "Field of work: “Energy & heat” was changed (name).",
            "Office: an entry was removed.",
        ]

    def test_titles_are_escaped_and_their_language_is_marked(self, city: City) -> None:
        a_deal(city, "sun", title={"de": "<b>Sonne</b>"})
        [happening] = told(subject="deal:sun")
        assert happening.sentence == '“<span lang="de">&lt;b&gt;Sonne&lt;/b&gt;</span>” was published.'
        assert happening.plain == "“<b>Sonne</b>” was published."

    def test_a_deal_taken_back_loses_its_name(self, city: City) -> None:
        deal = a_deal(city, "sun", title={"en": "Sun"})
        take_back(deal, reason=TakenBack.BY_MISTAKE, by=BY, at=AT)
        published, taken_back = told(subject="deal:sun")
        assert published.plain == "A deal that is no longer public was published."
        assert taken_back.plain == "A deal that is no longer public was withdrawn from publication."
        assert taken_back.detail == "Reason: It was published by mistake."
        assert taken_back.url == ""

    def test_who_negotiates_in_private_is_not_named(self, city: City) -> None:
        works = an_organisation(city, "works")
        a_deal(city, parts=Parts(parties=[PartyEntry(works, "signatory")], clauses=[]), public=False)
        [happening] = told(subject="organisation:works")
        assert happening.plain == "Organisation: an entry was added."
        a_deal(city, parts=Parts(parties=[PartyEntry(works, "signatory")], clauses=[]))
        [happening] = told(subject="organisation:works")
        assert happening.plain == "Organisation: “Works” was added."

    def test_a_whole_page_of_entries_costs_one_query_a_kind(
        self, city: City, django_assert_max_num_queries: object
    ) -> None:
        for _number in range(4):
            a_deal(city)
        entries = list(Entry.objects.all())
        with django_assert_max_num_queries(3):  # type: ignore[operator]
            subjects_of(entries)
