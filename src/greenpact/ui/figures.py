"""Numbers and days as a reader of a language writes them."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date
from babel.numbers import format_compact_decimal, format_decimal

Number = int | float | Decimal

#: English as it is written in Europe: days before months.
LOCALES = {"en": "en_GB"}

#: A narrow no-break space keeps a number and its unit together.
NARROW = "\u202f"


def locale_of(language: str) -> str:
    """Name Babel's locale for one of our languages."""
    return LOCALES.get(language, language.replace("-", "_"))


@lru_cache(maxsize=4096)
def number(value: Number, language: str, digits: int = 0) -> str:
    """Write a number with at most `digits` decimals, grouped as the language does it.

    >>> number(162273, "de"), number(1234.5, "en", 1)
    ('162.273', '1,234.5')

    A negative number begins with a minus sign, not with a hyphen.
    """
    decimals = "." + "#" * digits if digits else ""
    return format_decimal(value, format=f"#,##0{decimals}", locale=locale_of(language)).replace("-", "−")


@lru_cache(maxsize=1024)
def short_number(value: Number, language: str) -> str:
    """Write a large number in few letters: `1,6 Mio.`, `1.6M`."""
    return format_compact_decimal(value, locale=locale_of(language), fraction_digits=1)


@lru_cache(maxsize=4096)
def day(value: date, language: str, length: str = "long") -> str:
    """Write a day out, or shorter with `length` "medium" or "short".

    >>> day(date(2026, 3, 3), "de"), day(date(2026, 3, 3), "en")
    ('3. März 2026', '3 March 2026')
    """
    return format_date(value, format=length, locale=locale_of(language))


@lru_cache(maxsize=1024)
def month(value: date, language: str) -> str:
    """Write month and year: `März 2026`."""
    return format_date(value, format="LLLL yyyy", locale=locale_of(language))


def share(value: float, language: str) -> str:
    """Write a share between 0 and 1 as whole per cent: `37 %` in German, `37%` in English."""
    return number(round(100 * value), language) + (f"{NARROW}%" if language == "de" else "%")
