"""From a pattern and answers to clauses: every blank is filled, once; the choice is checked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpact.deals.document import ClauseKind
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.filling_in import Answers, NotFilled, Owner, WhyNotFilled, fill_in
from greenpact.deals.patterns.pattern import BLANK, Flaw, Pattern, VariableKind, flaws_of

CITY = Owner("city", "Stadt Musterstadt")
WORKS, SCHOOL = Owner("works", "Werk GmbH"), Owner("school", "Schule am Fluss")
PLAIN = {VariableKind.DAY: "2026-01-31", VariableKind.NUMBER: "1250.5"}


def answers_to(pattern: Pattern, *, chosen: int | None = None, **more: str) -> Answers:
    """Answers to every blank of a pattern, and the first of its choices."""
    keys = [clause.key for clause in pattern.catalogue][: pattern.at_least if chosen is None else chosen]
    return Answers(
        city=CITY,
        partners=(WORKS, SCHOOL),
        words={
            variable.name: {
                "de": more.get(variable.name, f"Wort {variable.name}"),
                "en": f"word {variable.name}",
            }
            for variable in pattern.variables
            if variable.kind == VariableKind.WORDS
        },
        plain={variable.name: PLAIN.get(variable.kind, "2026") for variable in pattern.variables},
        chosen=frozenset(keys),
    )


@pytest.mark.parametrize("ref", delivered())
def test_no_blank_is_left(ref: str) -> None:
    pattern = delivered()[ref]
    filled = fill_in(pattern, answers_to(pattern))
    texts = [filled.title, filled.summary, *(clause.text for clause in filled.clauses)]
    for text in texts:
        assert set(text) == {"de", "en"}
        assert not any(BLANK.search(words) for words in text.values())


def test_a_clause_comes_once_for_each_partner_and_bears_its_name() -> None:
    pattern = delivered()["agreement-intent"]
    filled = fill_in(pattern, answers_to(pattern, measure="baut Anlagen"))
    owned = {clause.party: clause for clause in filled.clauses if clause.kind == ClauseKind.COMMITMENT}
    assert list(owned) == ["works", "school", "city"]
    assert owned["works"].text["de"] == "Werk GmbH baut Anlagen."
    assert owned["city"].serves == ("g1",)


def test_numbers_are_written_as_each_language_does() -> None:
    pattern = delivered()["agreement-binding"]
    filled = fill_in(pattern, answers_to(pattern))
    german = " ".join(clause.text["de"] for clause in filled.clauses)
    english = " ".join(clause.text["en"] for clause in filled.clauses)
    assert (filled.starts_on, filled.ends_on) == ("2026-01-31", "2026-01-31")
    assert "1.250,5 Monaten" in german
    assert "1,250.5 months" in english


@given(st.text(max_size=40))
def test_what_is_filled_in_is_never_read_as_a_blank(text: str) -> None:
    pattern = delivered()["agreement-intent"]
    answers = answers_to(pattern, subject=f"x{text}{{city}}")
    assert f"x{text}{{city}}".strip() in fill_in(pattern, answers).title["de"]


def test_too_few_choices_no_partner_and_open_blanks_are_refused() -> None:
    pattern = delivered()["basic-duties-and-choice"]
    good = answers_to(pattern)
    cases = {
        WhyNotFilled.CHOSE_TOO_FEW: answers_to(pattern, chosen=2),
        WhyNotFilled.UNKNOWN_CHOICE: replace(good, chosen=good.chosen | {"purpose"}),
        WhyNotFilled.NO_PARTNER: replace(good, partners=()),
        WhyNotFilled.BLANK_LEFT: replace(good, words={}),
    }
    for reason, answers in cases.items():
        with pytest.raises(NotFilled) as refusal:
            fill_in(pattern, answers)
        assert refusal.value.reason == reason
    assert len(fill_in(pattern, good).clauses) > len(pattern.clauses) - len(pattern.catalogue)


def test_refs_are_unique_and_begin_with_the_letter_of_their_kind() -> None:
    pattern = delivered()["basic-duties-and-choice"]
    refs = [clause.ref for clause in fill_in(pattern, answers_to(pattern, chosen=10)).clauses]
    assert len(set(refs)) == len(refs)
    assert {ref[0] for ref in refs} == {"g", "c", "p"}


def test_flaws_of_a_pattern_are_named() -> None:
    pattern = delivered()["agreement-intent"]
    assert flaws_of(replace(pattern, title={"de": "{nobody}"})) == [Flaw.UNKNOWN_BLANK]
    assert flaws_of(replace(pattern, clauses=(*pattern.clauses, pattern.clauses[0]))) == [Flaw.NAME_TWICE]
    assert flaws_of(replace(pattern, at_least=1)) == [Flaw.NOT_ENOUGH_TO_CHOOSE]
    assert flaws_of(replace(pattern, title={})) == [Flaw.NO_TITLE]
