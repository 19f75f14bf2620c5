"""Parts of words, and how much two texts resemble each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.ui.folding import fold
from greenpact.ui.resembling import LONGEST_READ, MOST_PARTS, likeness, parts_of, telling_words, trigrams


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("Solarstrom auf Schuldächern", "Photovoltaik auf Grundschulen"),
        ("Dächer begrünen", "Gründach für die Turnhalle"),
        ("Lastenräder", "Verleih von Lastenrädern"),
        ("Ladestationen", "Stationen zum Laden: Ladepunkte"),
        ("Wärmedämmung", "Dämmung von Altbauten"),
    ],
)
def test_german_compounds_find_their_relatives(typed: str, known: str) -> None:
    assert any(part in fold(known) for part in parts_of(typed))


def test_words_that_say_nothing_are_not_looked_for() -> None:
    assert parts_of("Wir möchten gemeinsam mit der Stadt eine neue Idee") == []
    assert parts_of("We would like to do this with the city") == []


@given(st.text(max_size=3_000))
def test_whatever_is_typed_the_parts_are_few_and_plain(text: str) -> None:
    parts = parts_of(text)
    assert len(parts) <= MOST_PARTS
    assert all(part.isascii() and part.isalnum() and len(part) >= 3 for part in parts)
    assert len(" ".join(telling_words(text))) <= 20 * LONGEST_READ


@given(st.text(max_size=300))
def test_a_text_is_like_itself_and_likeness_is_a_share(text: str) -> None:
    wanted = trigrams(text)
    assert likeness(wanted, fold(text)) == (1.0 if wanted else 0.0)
    assert 0 <= likeness(wanted, "solar dach schule") <= 1
