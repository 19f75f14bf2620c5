"""How a column writes its numbers is told by all of them together, and said where it cannot be told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets.cells import Notation
from sheets.notation import Evidence, Sign, Verdict, judge, sign_of
from sheets.numbers import parse_number


def evidence(*numbers: str) -> Evidence:
    found = Evidence()
    for number in numbers:
        found.take(sign_of(number))
    return found


@pytest.mark.parametrize(
    ("number", "sign"),
    [
        ("12", Sign.WHOLE),
        ("12,5", Sign.COMMA),
        ("1.234,5", Sign.COMMA),
        ("1.388.341", Sign.COMMA),
        ("0,473", Sign.COMMA),
        ("12.5", Sign.POINT),
        ("1,471,000", Sign.POINT),
        ("0.473", Sign.POINT),
        ("1e6", Sign.POINT),
        ("1.234", Sign.OPEN_POINT),
        ("1,234", Sign.OPEN_COMMA),
        ("12345,678", Sign.COMMA),
        ("1.2.3", Sign.NONE),
        ("1,23,456", Sign.NONE),
    ],
)
def test_a_number_tells_its_notation_or_leaves_it_open(number: str, sign: Sign) -> None:
    assert sign_of(number) is sign


def test_one_certain_number_decides_for_its_column() -> None:
    assert judge(evidence("1.234", "1.388.341"), (), Notation.POINT) == Verdict(Notation.COMMA, is_sure=True)
    assert judge(evidence("1,234", "12.5"), (), Notation.COMMA) == Verdict(Notation.POINT, is_sure=True)


def test_a_column_that_does_not_tell_goes_by_the_others_of_its_file() -> None:
    other = evidence("136,893.5")
    assert judge(evidence("3,727"), [other], Notation.COMMA) == Verdict(Notation.POINT, is_sure=True)


def test_many_numbers_grouped_alike_are_thousands_but_somebody_is_asked() -> None:
    assert judge(evidence("3,727", "1,803", "1,656"), (), Notation.COMMA) == Verdict(
        Notation.POINT, is_sure=False
    )
    assert judge(evidence("3.727"), (), Notation.COMMA) == Verdict(Notation.COMMA, is_sure=False)


def test_a_mixed_column_is_known_as_one() -> None:
    found = evidence("12,5", "12.5", "1.250")
    assert found.is_mixed
    assert not judge(found, (), Notation.COMMA).is_sure


def german(value: Decimal) -> str:
    return f"{value:,}".replace(",", "_").replace(".", ",").replace("_", ".")


@given(
    st.lists(st.decimals(-(10**9), 10**9, places=2), min_size=2),
    st.sampled_from([(Notation.COMMA, german), (Notation.POINT, lambda value: f"{value:,}")]),
)
def test_what_is_written_in_one_notation_is_read_as_it_was_meant(values: list[Decimal], way: tuple) -> None:  # type: ignore[type-arg]
    notation, write = way
    texts = [write(value) for value in values]
    verdict = judge(evidence(*texts), (), Notation.POINT)
    assert verdict == Verdict(notation, is_sure=True)
    assert [parse_number(text, verdict.notation).value for text in texts] == values
