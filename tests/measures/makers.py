"""Short ways to indicators and readings."""

from datetime import date
from typing import Any

from greenpact.deals.models import Deal
from greenpact.measures.defining import Terms, define
from greenpact.measures.indicator_rules import Figure, Provenance
from greenpact.measures.models import Indicator, Measure, Reading
from greenpact.measures.planning import plan_commitments
from greenpact.measures.reading import Taken, take
from greenpact.measures.rules import State
from tests.makers import AT, BY

#: The year before the tests' moment: over, so there may be values for it.
YEAR = AT.year - 1


def measure_of(deal: Deal, clause: str = "c1") -> Measure:
    """The measure of a commitment, made where there is none yet."""
    plan_commitments(deal, state=State.PLANNED)
    return Measure.objects.select_related("clause__deal__city").get(clause__deal=deal, clause__ref=clause)


def an_indicator(measure: Measure | None, deal: Deal | None = None, **terms: Any) -> Indicator:
    of = measure.clause.deal if measure else deal
    assert of is not None
    terms = {"name": {"en": "Electricity", "de": "Strom"}, "unit": "MWh", **terms}
    return define(of, measure, Terms(**terms), by=BY, at=AT)


def taken(year: int = YEAR, value: float | None = 10.0, **more: Any) -> Taken:
    """What was read off for a year."""
    figure = more.pop("figure", Figure(value))
    return Taken(date(year, 1, 1), date(year + 1, 1, 1), figure, provenance=Provenance.MEASURED, **more)


def a_reading(indicator: Indicator, year: int = YEAR, value: float = 10.0) -> Reading:
    return take(indicator, taken(year, value), by=BY, at=AT)
