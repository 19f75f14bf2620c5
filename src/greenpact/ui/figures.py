"""Numbers and days as a reader of a language writes them."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

Number = int | float | Decimal

#: English as it is written in Europe: days before months.
LOCALES = {"en": "en_GB"}

#: Keeps a number and its unit together, in the width of a space, as DIN 5008 wants it.
NO_BREAK = "\u00a0"

#: The space between a number and what belongs to it: a sign, the symbol of a unit, a currency, a power of ten.
BEFORE_UNIT = re.compile(
    r"(?<=\d) (?=(?:[%‰€]|°C?|[kMGT]?Wh?|kWp|MWp|t|kg|g|k?m|[kc]?m[²³]|ha|l|Euros?|euros?"
    r"|Tonnen|tonnes?|Mio\.|Mrd\.|Million(?:en)?|Milliarden?|million|billion)(?!\w))"
)


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


@lru_cache(maxsize=4096)
def day(value: date, language: str, length: str = "long") -> str:
    """Write a day out, or shorter with `length` "medium" or "short".

    >>> day(date(2026, 3, 3), "de"), day(date(2026, 3, 3), "en")
    ('3. März 2026', '3 March 2026')
    """
    return format_date(value, format=length, locale=locale_of(language))


@lru_cache(maxsize=1024)
def month(value: date, language: str) -> str:
    """Write the month of a day with its year.

    >>> month(date(2026, 3, 3), "de"), month(date(2026, 3, 3), "en")
    ('März 2026', 'March 2026')
    """
    return format_skeleton("yMMMM", value, locale=locale_of(language))


def moment(value: datetime, language: str) -> str:
    """Write a moment with its day, on the clock that it comes with.

    >>> moment(datetime(2026, 3, 3, 9, 5), "en")
    '3 Mar 2026, 09:05'
    """
    return f"{day(value.date(), language, 'medium')}, {value:%H:%M}"


def share(value: float, language: str) -> str:
    """Write a share between 0 and 1 as whole per cent: `37 %` in German, `37%` in English."""
    return with_unit(number(round(100 * value), language), "%", language)


def with_unit(words: str, unit: str, language: str) -> str:
    """Put a unit behind a written number: `12.000 m²`; in English the sign for per cent stands close to it."""
    space = "" if (unit, language) == ("%", "en") else NO_BREAK
    return f"{words}{space}{unit}" if unit else words


def kept_together(text: str) -> str:
    """A text of somebody's own in which no line ends between a number and its unit.

    >>> kept_together("21 % of 12.000 m² in 3 cities")
    '21\\xa0% of 12.000\\xa0m² in 3 cities'
    """
    return BEFORE_UNIT.sub(NO_BREAK, text)
