"""Which office an idea is proposed to, by its field and by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.ideas.routing import Desk, propose
from greenpact.ideas.spelling import spelt, twins_of
from greenpact.ui.folding import fold

ENERGY = Desk(1, frozenset({10}), frozenset({"warme", "solar", "pv"}))
MOBILITY = Desk(2, frozenset({20}), frozenset({"fahrrad", "bus", "lastenrad"}))
DESKS = [ENERGY, MOBILITY]

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=8)
desks = st.lists(
    st.builds(
        Desk,
        st.integers(1, 50),
        st.frozensets(st.integers(1, 5), max_size=3),
        st.frozensets(words, max_size=5),
    ),
    max_size=6,
    unique_by=lambda desk: desk.office,
)
fields = st.none() | st.integers(1, 5)


def test_a_word_inside_a_compound_leads_to_its_office_whatever_its_umlauts() -> None:
    found = propose("Wir möchten den FERNWÄRMEAUSBAU beschleunigen.", field=None, desks=DESKS)
    assert found is not None
    assert (found.office, found.words, found.by_field) == (1, ("warme",), False)


def test_a_short_word_must_stand_alone() -> None:
    assert propose("Der Businessplan liegt vor.", field=None, desks=DESKS) is None
    assert propose("Ein Bus, der leise ist", field=None, desks=DESKS) is not None


def test_the_chosen_field_says_more_than_one_word_and_less_than_three() -> None:
    one = propose("Solar für Schulen", field=20, desks=DESKS)
    three = propose("Solar, PV und Wärme", field=20, desks=DESKS)
    assert one is not None
    assert one.office == 2
    assert one.by_field
    assert three is not None
    assert three.office == 1


def test_nothing_is_proposed_where_nothing_fits() -> None:
    assert propose("Guten Tag", field=99, desks=DESKS) is None
    assert propose("", field=None, desks=[]) is None


@given(st.lists(words, max_size=12), fields, desks)
def test_case_and_line_ends_make_no_difference(text: list[str], field: int | None, found: list[Desk]) -> None:
    plain = propose(" ".join(text), field=field, desks=found)
    assert propose("\n".join(text).upper(), field=field, desks=found) == plain


@given(words, desks)
def test_a_word_of_its_own_office_is_always_found(word: str, found: list[Desk]) -> None:
    own = Desk(99, words=frozenset({fold(word)}))
    proposal = propose(f"Idea: {word}!", field=None, desks=[*found, own])
    assert proposal is not None
    assert proposal.words


@given(st.lists(words, max_size=12), fields, desks)
def test_a_desk_that_nothing_speaks_for_changes_nothing(
    text: list[str], field: int | None, found: list[Desk]
) -> None:
    idle = Desk(99)
    spoken = " ".join(text)
    assert propose(spoken, field=field, desks=[idle, *found]) == propose(spoken, field=field, desks=found)


@pytest.mark.parametrize(
    ("text", "office"),
    [
        ("Waermenetz fuer die Weststadt", 1),  # the umlaut as two letters
        ("WÄRMEPUMPE", 1),
        ("Solarstrom auf Schuldächern", 1),
        ("Fahrräder für alle", 2),
        ("Ein Lastenradverleih", 2),
        ("We would like district heating for our street.", 1),
        ("More bikes, fewer cars", 2),
        ("Safe cycling to school", 2),
        ("The theatre needs new curtains", None),
        ("Ein Theater für Kinder", None),
        ("Insulating the old gym", None),
        ("Der Businessplan des Gradienten", None),
        ("Ein Schwarm von Ideen", None),
    ],
)
def test_spelling_compounds_and_the_other_language_lead_to_the_same_office(
    text: str, office: int | None
) -> None:
    found = propose(text, field=None, desks=DESKS)
    assert (found.office if found else None) == office


def test_an_english_routing_word_finds_german_ideas() -> None:
    desks = [Desk(1, words=frozenset({"buildings"})), Desk(2, words=frozenset({"waste"}))]
    for text, office in (
        ("Altbauten: Gebäudesanierung", 1),
        ("Weniger Müll im Park", 2),
        ("Abfälle trennen", 2),
    ):
        found = propose(text, field=None, desks=desks)
        assert found is not None, text
        assert found.office == office, text


def test_a_fields_name_says_less_than_a_routing_word() -> None:
    desks = [Desk(1, names=frozenset({"mobilitat"})), Desk(2, words=frozenset({"elektromobilitat"}))]
    found = propose("Elektromobilität", field=None, desks=desks)
    assert found is not None
    assert found.office == 2


@pytest.mark.parametrize(
    ("word", "twin"),
    [
        ("warme", "heat"),
        ("fernwarme", "heating"),
        ("schulen", "school"),
        ("roofs", "dach"),
        ("abfalle", "waste"),
    ],
)
def test_words_have_twins_in_the_other_language(word: str, twin: str) -> None:
    assert twin in twins_of(word)


@given(st.text(max_size=40))
def test_both_spellings_of_an_umlaut_are_one(text: str) -> None:
    written_out = text.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    assert spelt(written_out) == spelt(text)
