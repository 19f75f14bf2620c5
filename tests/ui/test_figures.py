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
    assert figures.month(date(2026, 3, 3), "de") == "März 2026"


def test_a_share_is_written_in_per_cent() -> None:
    assert figures.share(0.374, "de") == "37\u202f%"
    assert figures.share(0.374, "en") == "37%"


def test_a_large_number_can_be_short() -> None:
    assert figures.short_number(1_600_000, "en") == "1.6M"
    assert figures.short_number(1_600_000, "de").startswith("1,6")
