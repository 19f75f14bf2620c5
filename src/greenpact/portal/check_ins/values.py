"""The values that a check-in asks for: which indicator, which period, what stood there before, and what was typed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.measures.check_in_rules import asked_periods
from greenpact.measures.indicator_rules import LARGEST, Rhythm
from greenpact.measures.models import CheckIn, Indicator, Reading
from greenpact.portal.frame import in_language
from greenpact.ui.figures import day, number
from sheets.cells import Notation
from sheets.numbers import NotANumber, parse_number
from sheets.units import UnknownUnit, factor_between, parse_unit

MOST_ASKED = 40
_WITH_UNIT = re.compile(r"\s*([+\-−]?[\d.,'’\s\u00a0\u202f]*\d(?:[eE][+-]?\d{1,3})?)\s*(.*?)\s*", re.DOTALL)


class NotAValue(ValueError):
    """What was typed is no value of the indicator; `args[0]` says what to do, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A value that is asked for, with the latest that is known."""

    key: str
    indicator: Indicator
    first_on: date
    until: date
    latest: Reading | None

    @property
    def name(self) -> str:
        return in_language(self.indicator.name)

    @property
    def period(self) -> str:
        return period_in_words(self.first_on, self.until)

    @property
    def before(self) -> float | None:
        """The value that a new one is held against: the latest, else the start."""
        found = self.latest.value if self.latest else None
        return found if found is not None else self.indicator.start_value


@dataclass(frozen=True, slots=True)
class Counted:
    """An indicator as the page shows it: its latest reading, and what is asked of it now."""

    indicator: Indicator
    name: str
    latest: Reading | None
    latest_period: str
    wanted: list[Wanted]


def counted_of(check_in: CheckIn) -> list[Counted]:
    """Everything that is counted of a measure, with the values that are missing for the period of a check-in."""
    indicators = Indicator.objects.standing().filter(measure=check_in.measure_id).order_by("pk")
    found = []
    for indicator in indicators.prefetch_related("targets"):
        readings = list(indicator.readings.current().filter(first_on__lt=check_in.until))
        latest = next((one for one in reversed(readings) if one.value is not None), None)
        periods = asked_periods(Rhythm(indicator.rhythm), check_in.first_on, check_in.until)
        wanted = [
            Wanted(f"{indicator.ref}-{place}", indicator, first, until, latest)
            for place, (first, until) in enumerate(periods)
            if not any(one.first_on < until and one.until > first for one in readings)
        ]
        words = period_in_words(latest.first_on, latest.until) if latest else ""
        found.append(Counted(indicator, in_language(indicator.name), latest, words, wanted))
    return found


def wanted_of(counted: Sequence[Counted]) -> list[Wanted]:
    return [wanted for one in counted for wanted in one.wanted][:MOST_ASKED]


def parse_value(text: str, unit: str) -> float:
    """The value that somebody typed, in the indicator's unit; raises `NotAValue`, and never converts by itself."""
    notation = Notation.COMMA if get_language() == "de" else Notation.POINT
    found = _WITH_UNIT.fullmatch(text)
    try:
        value = parse_number(found[1], notation).value if found else None
    except NotANumber:
        value = None
    if found is None or value is None:
        raise NotAValue(
            _("This is not a number. Write it in digits, such as %(example)s.") % {"example": _example()}
        )
    if not abs(value) <= Decimal(LARGEST):
        raise NotAValue(_("This number is too large to be meant. Check it, and its unit."))
    if found[2]:
        _refuse_other_unit(float(value), found[2], unit)
    return float(value)


def _refuse_other_unit(value: float, written: str, unit: str) -> None:
    """Raise `NotAValue` where somebody wrote another unit; where it can be converted, say what it would be."""
    language = get_language() or "en"
    try:
        other = parse_unit(written)
    except UnknownUnit as error:
        words = _("Only the number in %(unit)s belongs here, without “%(written)s”.")
        raise NotAValue(words % {"unit": unit, "written": written[:40]}) from error
    wanted = parse_unit(unit)
    if other.name == wanted.name:
        return
    factor = factor_between(other, wanted)
    if factor is None:
        words = _("%(written)s is another kind of quantity; this is counted in %(unit)s.")
        raise NotAValue(words % {"written": other.name, "unit": wanted.name})
    words = _(
        "This is counted in %(unit)s. %(value)s %(written)s would be %(converted)s %(unit)s: "
        "if that is what you mean, write that."
    )
    raise NotAValue(
        words
        % {
            "unit": wanted.name,
            "value": number(value, language, 3),
            "written": other.name,
            "converted": number(value * factor, language, 3),
        }
    )


def _example() -> str:
    return number(1250.5, get_language() or "en", 1)


def period_in_words(first_on: date, until: date) -> str:
    """A period as people call it: a year, a half, a quarter, a month, else its days."""
    last = date.fromordinal(until.toordinal() - 1)
    months = (until.year - first_on.year) * 12 + until.month - first_on.month
    if first_on.day == until.day == 1 and (name := _named(first_on, months)):
        return name
    language = get_language() or "en"
    if first_on == last:
        return day(first_on, language, "medium")
    return f"{day(first_on, language, 'medium')} – {day(last, language, 'medium')}"


def _named(first_on: date, months: int) -> str:
    if months == 12 and first_on.month == 1:
        return str(first_on.year)
    if months == 6 and first_on.month in (1, 7):
        half = 1 if first_on.month == 1 else 2
        return _("half-year %(number)s of %(year)s") % {"number": half, "year": first_on.year}
    if months == 3 and first_on.month in (1, 4, 7, 10):
        return _("quarter %(number)s of %(year)s") % {
            "number": (first_on.month + 2) // 3,
            "year": first_on.year,
        }
    if months == 1:
        return date_format(first_on, "F Y")
    return ""
