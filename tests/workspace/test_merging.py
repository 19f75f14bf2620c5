"""Bringing together what two people changed in the same form."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from greenpact.workspace.editing.merging import bare, bared, merge

SMALL = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.sampled_from(["", "x", "y", "z"]), min_size=3, max_size=3
)


def test_a_field_that_one_of_them_changed_takes_that_change() -> None:
    merged = merge({"a": "1", "b": "1"}, {"a": "1", "b": "2"}, {"a": "3", "b": "1"})
    assert merged.values == {"a": "3", "b": "2"}
    assert (merged.taken, merged.clashes) == (("b",), ())


def test_a_field_that_both_changed_alike_is_no_clash() -> None:
    assert merge({"a": "1"}, {"a": "2"}, {"a": "2"}).clashes == ()


def test_a_field_that_both_changed_differently_keeps_what_was_typed_and_is_named() -> None:
    merged = merge({"a": "1"}, {"a": "2"}, {"a": "3"})
    assert (merged.values, merged.clashes) == ({"a": "3"}, ("a",))


def test_values_compare_by_what_they_mean() -> None:
    assert bare(Decimal("12.50")) == bare(Decimal("12.5"))
    assert bare([3, 1]) == bare((1, 3))
    assert bare(date(2026, 1, 1)) == "2026-01-01"
    assert bare([{"text_de": "x", "text_en": "", "due_on": None}]) == [{"text_de": "x"}]
    assert bare(None) == bare("") == ""
    assert bare(Decimal(0)) == "0"


@given(SMALL, SMALL, SMALL)
def test_nothing_anybody_changed_disappears_without_being_asked(
    seen: dict[str, str], stands: dict[str, str], typed: dict[str, str]
) -> None:
    merged = merge(bared(seen), stands, typed)
    for name, value in merged.values.items():
        if name in merged.clashes:
            assert value == typed[name]
            continue
        if stands[name] != seen[name]:
            assert value == stands[name]
        if typed[name] != seen[name]:
            assert value == typed[name]
