"""What an import does to the register: added, changed with its differences, the same; and what it refuses."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from greenpact.cities.models import City, Field, Figure, Office
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.deals.versions import document_in, document_of, is_unaltered
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.carrying_out import NotConfirmed, WhyNotConfirmed, confirm
from greenpact.workspace.models import ImportState
from tests.makers import AT, BY, a_city
from tests.workspace.sheets import DEAL_HEAD, PUBLIC, SMALL, a_csv, found_in, imported, read_in

SOURCE = a_csv("sources", "deal,url,checked_on", "warm-ovens,https://example.org/ovens,2026-01-31")


@pytest.fixture
def city(db: None) -> City:
    return a_city("heidelberg")


def deal() -> Deal:
    return Deal.objects.select_related("city").get()


def test_a_small_register_is_taken_in_whole(city: City) -> None:
    taken = imported(city, *SMALL)
    assert taken.state == ImportState.DONE
    assert taken.counts == {
        "organisations": {"added": 2, "changed": 0, "same": 0},
        "deals": {"added": 1, "changed": 0, "same": 0},
    }
    document = document_of(deal())
    assert document.title == {"en": "Warm ovens"}
    assert [(party.organisation, party.role) for party in document.parties] == [
        ("town-hall", "signatory"),
        ("bakery", "signatory"),
    ]
    assert [clause.ref for clause in document.clauses] == ["g1", "c1", "c2"]
    assert (document.clauses[0].target, document.clauses[1].quantity) == ("50", "120.5")
    assert document.clauses[1].serves == ("g1",)
    states = dict(Measure.objects.values_list("clause__ref", "state"))
    assert states == {"c1": "under_way", "c2": "unknown"}


def test_each_record_has_one_entry_and_the_chain_holds(city: City) -> None:
    taken = imported(city, *SMALL, options=PUBLIC)
    entries = Entry.objects.filter(chain=city.chain).order_by("number")
    assert [(entry.verb, entry.subject, entry.is_public) for entry in entries][1:] == [
        ("organisation.added", "organisation:town-hall", True),
        ("organisation.added", "organisation:bakery", True),
        ("deal.published", "deal:warm-ovens", True),
        ("import.carried_out", f"import:{taken.ref}", False),
    ]
    assert {entry.actor for entry in entries if entry.number > 1} == {"import:test"}
    city.chain.refresh_from_db()
    assert verify_chain(city.chain) is None


def test_the_same_files_twice_change_nothing(city: City) -> None:
    imported(city, *SMALL, SOURCE, options=PUBLIC)
    before = Entry.objects.count()
    again = imported(city, *SMALL, SOURCE, options=PUBLIC)
    assert (again.state, again.listed) == (ImportState.READ, [])
    assert again.counts["deals"] == {"added": 0, "changed": 0, "same": 1}
    assert Entry.objects.count() == before
    with pytest.raises(NotConfirmed) as refusal:
        confirm(again)
    assert refusal.value.reason == WhyNotConfirmed.NOTHING_TO_DO


def test_a_deal_that_is_public_at_once_has_version_one_as_if_it_had_been_drafted(city: City) -> None:
    imported(city, *SMALL, options=PUBLIC)
    version = deal().versions.get()
    assert is_unaltered(version)
    assert document_in(version) == document_of(deal())
    assert alter(deal(), Parts(clauses=document_of(deal()).clauses), by=BY, at=AT) == []


def test_only_what_differs_is_changed_and_only_where_columns_are(city: City) -> None:
    imported(city, *SMALL, options=PUBLIC)
    taken = imported(city, a_csv("deals", "ref,title_de,title_en", "warm-ovens,Warme Öfen,Warmer ovens"))
    assert [(name, before, after) for name, before, after, _how in taken.listed[0][5]] == [
        ("title", {"en": "Warm ovens"}, {"en": "Warmer ovens", "de": "Warme Öfen"})
    ]
    assert deal().title == {"de": "Warme Öfen", "en": "Warmer ovens"}
    assert deal().summary == {"en": "Heat from ovens."}
    assert deal().versions.count() == 2
    assert Entry.objects.filter(verb="deal.altered").get().payload["changed"] == ["title"]


def test_clauses_of_a_deal_that_a_sheet_names_become_those_of_the_sheet(city: City) -> None:
    imported(city, *SMALL)
    clauses = a_csv(
        "clauses",
        "deal,ref,kind,party,text_en,measure_state",
        "warm-ovens,g1,goal,,Half the gas,",
        "warm-ovens,c2,commitment,town-hall,Lays more pipes,planned",
        "warm-ovens,c3,commitment,bakery,Opens its cellar,done",
    )
    taken = imported(city, clauses)
    assert {(name, how) for name, _before, _after, how in taken.listed[0][5]} == {
        ("c1", "removed"),
        ("c2", "altered"),
        ("c3", "added"),
        ("measure_state", "c2"),
    }
    document = document_of(deal())
    assert [clause.ref for clause in document.clauses] == ["g1", "c2", "c3"]
    assert document.clauses[0].text == {"en": "Half the gas", "de": "Halb so viel Gas"}
    assert document.clauses[0].target == "50"
    states = Measure.objects.filter(clause__is_dropped=False).values_list("clause__ref", "state")
    assert dict(states) == {"c2": "planned", "c3": "done"}


def test_records_with_sources_are_shown_as_compiled_when_that_was_ticked(city: City) -> None:
    imported(city, *SMALL, SOURCE, options=PUBLIC)
    assert deal().is_compiled
    assert deal().sources.get().url == "https://example.org/ovens"
    assert deal().signature_state == "unknown"


def test_a_draft_can_be_published_by_a_later_import(city: City) -> None:
    imported(city, *SMALL)
    taken = imported(city, *SMALL, options=PUBLIC)
    assert taken.listed[0][5] == [["published", False, True, ""]]
    assert deal().is_published


def test_offices_may_be_each_others_deputies(city: City) -> None:
    fields = a_csv("fields", "ref,name_de,sectors", "energy,Energie,energy", "mobility,Verkehr,mobility")
    offices = a_csv(
        "offices", "ref,name_de,deputy,fields", "one,Eins,two,energy;mobility", "two,Zwei,one,mobility"
    )
    imported(city, fields, offices)
    assert dict(Office.objects.values_list("ref", "deputy__ref")) == {"one": "two", "two": "one"}
    assert set(Office.objects.get(ref="one").fields.values_list("ref", flat=True)) == {"energy", "mobility"}
    assert list(Field.objects.values_list("ref", "position")) == [("energy", 0), ("mobility", 1)]
    assert imported(city, fields, offices).listed == []


def test_figures_are_told_apart_by_what_they_rest_on(city: City) -> None:
    head = "kind,year,value,unit,basis_en,source_url"
    census = "population,2022,153809,inhabitants,Census,https://example.org/census"
    imported(city, a_csv("figures", head, census, "population,2022,162960,inhabitants,Register,"))
    assert Figure.objects.count() == 2
    changed = imported(city, a_csv("figures", head, census.replace("153809", "153810")))
    assert changed.counts["figures"] == {"added": 0, "changed": 1, "same": 0}
    assert Figure.objects.get(source_url__contains="census").value == Decimal(153810)


PARTIES = "deal,organisation,role"
CLAUSES = "deal,ref,kind,party,text_en,serves,target,starts_on,ends_on"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (
            [a_csv("organisations", "ref,name,kind,city", "a,A,city,bamberg")],
            [("other_city", "organisations", 2, "city")],
        ),
        (
            [a_csv("organisations", "ref,name,kind,district", "a,A,city,nowhere", "a,A,city,")],
            [("unknown_ref", "organisations", 2, "district"), ("ref_twice", "organisations", 3, "ref")],
        ),
        (
            [a_csv("organisations", "ref,name,kind,count,lat,lon", "a,A,company,3,49,")],
            [("count_of_one", "organisations", 2, "count"), ("half_a_position", "organisations", 2, "lon")],
        ),
        (
            [a_csv("deals", f"{DEAL_HEAD},field,further_cities", "a,A,S,agreed,energy,heidelberg;nowhere")],
            [
                ("unknown_ref", "deals", 2, "field"),
                ("own_city", "deals", 2, "further_cities"),
                ("unknown_ref", "deals", 2, "further_cities"),
            ],
        ),
        (
            [a_csv("deals", f"{DEAL_HEAD},start_year,end_year", "a,A,S,agreed,2030,2024")],
            [("ends_before_it_begins", "deals", 2, "end_year")],
        ),
        (
            [a_csv("deals", f"{DEAL_HEAD},signature_state,signed_on", "a,A,S,agreed,unknown,2099-01-01")],
            [
                ("signature_unknown", "deals", 2, "signature_state"),
                ("signed_in_future", "deals", 2, "signed_on"),
            ],
        ),
        ([a_csv("parties", PARTIES, "nowhere,nobody,")], [("unknown_ref", "parties", 2, "deal")]),
        ([a_csv("parties", PARTIES, ",nobody,")], [("needed", "parties", 2, "deal")]),
        (
            [SMALL[1], a_csv("parties", PARTIES, "warm-ovens,nobody,")],
            [("unknown_ref", "parties", 2, "organisation")],
        ),
        (
            [*SMALL[:2], a_csv("parties", PARTIES, "warm-ovens,bakery,", "warm-ovens,bakery,")],
            [("party_twice", "parties", 3, "organisation")],
        ),
        (
            [
                *SMALL[:3],
                a_csv(
                    "clauses",
                    CLAUSES,
                    "warm-ovens,g1,goal,bakery,Text,,50,,",
                    "warm-ovens,c1,commitment,nobody,Text,g9,,2026-02-01,2026-01-01",
                    "warm-ovens,c1,provision,,Text,,,,",
                ),
            ],
            [
                ("not_of_this_kind", "clauses", 2, "party"),
                ("ref_twice", "clauses", 4, "ref"),
                ("not_a_goal", "clauses", 3, "serves"),
                ("ends_before_it_begins", "clauses", 3, "ends_on"),
                ("not_a_party", "clauses", 3, "party"),
            ],
        ),
    ],
    ids=lambda value: value[0][0] if isinstance(value[0], tuple) else None,
)
def test_what_does_not_hold_together_is_found(city: City, files: Any, expected: Any) -> None:
    taken = read_in(city, *files)
    assert found_in(taken) == expected
    assert not Organisation.objects.exists()


def test_a_deal_lacks_what_the_public_needs_to_read(city: City) -> None:
    files = [
        SMALL[0],
        a_csv("deals", "ref,title_en", "a,A"),
        a_csv("clauses", "deal,ref,kind,text_en", "a,c1,commitment,"),
    ]
    taken = read_in(city, *files, options=replace(PUBLIC, compiled=False))
    assert {complaint for complaint, *_place in found_in(taken)} == {
        "lacks_summary",
        "lacks_parties",
        "lacks_clause_text",
        "lacks_owner",
    }


def test_a_deal_of_the_city_moves_step_by_step_and_a_compiled_record_is_corrected(city: City) -> None:
    imported(city, *SMALL)
    ended = a_csv("deals", DEAL_HEAD, "warm-ovens,Warm ovens,Heat from ovens.,completed")
    assert found_in(read_in(city, ended)) == [("not_from_here", "deals", 2, "work_state")]
    Deal.objects.update(is_compiled=True)
    assert imported(city, ended).state == ImportState.DONE


def test_a_measure_that_cannot_follow_stays_and_a_clause_keeps_its_kind(city: City) -> None:
    imported(city, *SMALL)
    head = "deal,ref,kind,party,text_en,measure_state"
    rows = ["warm-ovens,c1,commitment,bakery,Gives heat,unknown", "warm-ovens,c2,goal,,Lays pipes,"]
    taken = read_in(city, a_csv("clauses", head, *rows))
    assert found_in(taken) == [
        ("kind_stays", "clauses", 3, "kind"),
        ("measure_stays", "clauses", 2, "measure_state"),
    ]


def test_a_party_that_owes_something_cannot_be_left_out(city: City) -> None:
    imported(city, *SMALL)
    taken = read_in(city, a_csv("parties", PARTIES, "warm-ovens,bakery,signatory"))
    assert found_in(taken) == [("owes_something", "parties", 2, "")]


def test_html_goes_in_as_the_text_it_is_and_scripts_are_no_addresses(city: City) -> None:
    evil = "<script>alert(1)</script>"
    head = "ref,name,kind,text_en,web"
    refused = read_in(city, a_csv("organisations", head, f"a,{evil},city,{evil},javascript:alert(1)"))
    assert found_in(refused) == [("not_an_address", "organisations", 2, "web")]
    imported(city, a_csv("organisations", head, f"a,{evil},city,{evil},"))
    row = Organisation.objects.get()
    assert (row.name, row.text) == (evil, {"en": evil})


def test_rows_of_the_register_do_without_columns_that_new_ones_need(city: City) -> None:
    imported(city, *SMALL)
    changes = (
        a_csv("organisations", "ref,web", "bakery,https://example.org"),
        a_csv("deals", "ref,work_state", "warm-ovens,implementing"),
    )
    assert imported(city, *changes).state == "done"
    assert Organisation.objects.get(ref="bakery").web == "https://example.org"
    assert Deal.objects.get().title == {"en": "Warm ovens"}
    new = (
        a_csv("organisations", "ref,web", "mill,https://example.org", "inn,https://example.org"),
        a_csv("deals", "ref,tier", "cold-ovens,agreement"),
    )
    assert found_in(read_in(city, *new)) == [
        ("column_missing", "organisations", 1, "name"),
        ("column_missing", "organisations", 1, "kind"),
        ("column_missing", "deals", 1, "title_de"),
    ]
