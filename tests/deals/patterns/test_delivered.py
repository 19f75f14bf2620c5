"""The delivered patterns: one for every tier and legal nature, whole in both languages, each with what a deal needs."""

from itertools import product

import pytest

from greenpact.deals.document import ClauseKind, Topic
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.pattern import ENDS, STARTS, Pattern, as_data, blanks_in, flaws_of, from_data
from greenpact.deals.rules import Nature, Tier

PATTERNS = list(delivered().values())


def test_there_is_one_for_every_tier_and_legal_nature() -> None:
    natures = [Nature.INTENT, Nature.BINDING, Nature.ANNEX]
    found = {(pattern.tier, pattern.legal_nature) for pattern in PATTERNS}
    assert found == set(product([tier.value for tier in Tier], [nature.value for nature in natures]))


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.ref)
class TestEach:
    def test_is_without_flaw_and_whole_in_both_languages(self, pattern: Pattern) -> None:
        assert flaws_of(pattern) == []
        assert pattern.languages == ("de", "en")
        assert set(pattern.name) == set(pattern.use) == set(pattern.summary) == {"de", "en"}

    def test_asks_for_nothing_that_is_not_used(self, pattern: Pattern) -> None:
        names = {variable.name for variable in pattern.variables}
        assert names <= {*blanks_in(pattern.texts()), STARTS, ENDS}

    def test_has_goal_commitments_neutrality_reporting_exit_data_and_publicity(
        self, pattern: Pattern
    ) -> None:
        kinds = {clause.kind for clause in pattern.clauses}
        topics = {clause.topic for clause in pattern.clauses}
        assert kinds == set(ClauseKind)
        assert topics >= {Topic.NEUTRALITY, Topic.REPORTING, Topic.EXIT, Topic.DATA, Topic.PUBLICITY}

    def test_has_the_same_blanks_in_both_languages(self, pattern: Pattern) -> None:
        for texts in pattern.texts():
            assert blanks_in([{"de": texts.get("de", "")}]) == blanks_in([{"en": texts.get("en", "")}])

    def test_is_read_back_from_its_data(self, pattern: Pattern) -> None:
        assert from_data(as_data(pattern)) == pattern


def test_one_has_fixed_duties_and_a_catalogue_to_choose_three_of() -> None:
    pattern = delivered()["basic-duties-and-choice"]
    assert pattern.at_least == 3
    assert len(pattern.catalogue) == 10
    assert all(clause.kind == ClauseKind.COMMITMENT for clause in pattern.catalogue)
