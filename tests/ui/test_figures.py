"""Numbers and days follow the language."""

from datetime import date
from decimal import Decimal

import pytest

from greenpact.ui import figures


@pytest.mark.parametrize(
    ("value", "digits", "german", "english"),
    [
        (162273, 0, "162.273", "162,273"),
        (1234.5, 1, "1.234,5", "1,234.5"),
        (3.0, 1, "3", "3"),
        (Decimal("-0.25"), 2, "−0,25", "−0.25"),
    ],
)
def test_a_number_follows_the_language(value: figures.Number, digits: int, german: str, english: str) -> None:
    assert figures.number(value, "de", digits) == german
    assert figures.number(value, "en", digits) == english


def test_a_day_follows_the_language() -> None:
    assert figures.day(date(2026, 3, 3), "de") == "3. März 2026"
    assert figures.day(date(2026, 3, 3), "en") == "3 March 2026"
    assert figures.day(date(2026, 3, 3), "de", "short") == "03.03.26"


def test_a_share_is_written_in_per_cent() -> None:
    assert figures.share(0.374, "de") == "37\u00a0%"
    assert figures.share(0.374, "en") == "37%"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("21 % weniger", "21\u00a0% weniger"),
        ("12.000 m² und 5,8 Millionen Euro", "12.000\u00a0m² und 5,8\u00a0Millionen Euro"),
        ("1,200 t CO₂ by 2030", "1,200\u00a0t CO₂ by 2030"),
        ("3 tolle Ideen, 4 Kitas, 2 km/h", "3 tolle Ideen, 4 Kitas, 2\u00a0km/h"),
        ("100 %ige Tochter", "100 %ige Tochter"),
    ],
)
def test_no_line_ends_between_a_number_and_its_unit(text: str, kept: str) -> None:
    assert figures.kept_together(text) == kept


def test_a_unit_follows_its_number_as_the_language_writes_it() -> None:
    assert figures.with_unit("20", "%", "en") == "20%"
    assert figures.with_unit("20", "%", "de") == "20\u00a0%"
    assert figures.with_unit("20", "MW", "en") == "20\u00a0MW"
    assert figures.with_unit("20", "", "de") == "20"
