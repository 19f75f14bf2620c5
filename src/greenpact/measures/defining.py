"""Defining what is counted: indicators of measures and deals, with their targets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn
from greenpact.journal.recording import record
from greenpact.measures.indicator_rules import LARGEST, MOST_TARGETS, Counted, Point, Rhythm, Wanted
from greenpact.measures.models import Indicator, Measure, Target
from greenpact.ui.wording import Texts
from sheets.units import UnknownUnit, parse_unit

MOST_INDICATORS = 200  # of one deal


class WhyNotDefined(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    NAME_MISSING = "name_missing"
    UNKNOWN_UNIT = "unknown_unit"
    UNIT_IN_USE = "unit_in_use"
    RHYTHM_IN_USE = "rhythm_in_use"
    OTHER_DEAL = "other_deal"
    TWO_TARGETS_A_DAY = "two_targets_a_day"
    TARGET_BEFORE_START = "target_before_start"
    START_WITHOUT_DAY = "start_without_day"
    TOO_MANY = "too_many"
    TOO_LARGE = "too_large"


class NotDefined(Exception):
    """The indicator stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNotDefined) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Terms:
    """What an indicator counts. `unit` as somebody writes it; `start` with its day; `targets` in any order."""

    name: Texts
    unit: str
    definition: Texts = field(default_factory=dict)
    wanted: Wanted = Wanted.MORE
    counted: Counted = Counted.SUM
    rhythm: Rhythm = Rhythm.YEAR
    start_value: float | None = None
    start_on: date | None = None
    targets: Sequence[Point] = ()


@transaction.atomic
def define(deal: Deal, measure: Measure | None, terms: Terms, *, by: str, at: datetime) -> Indicator:
    """Begin to follow something of a deal, or of one of its measures; raises `NotDefined`."""
    current = in_turn(deal, seen=None, otherwise=NotDefined(WhyNotDefined.CHANGED_MEANWHILE))
    if measure is not None and measure.clause.deal_id != current.pk:
        raise NotDefined(WhyNotDefined.OTHER_DEAL)
    if current.indicators.count() >= MOST_INDICATORS:
        raise NotDefined(WhyNotDefined.TOO_MANY)
    indicator = Indicator(city=current.city, deal=current, measure=measure)
    _write(indicator, terms)
    _tell(indicator, "defined", by=by, at=at)
    return indicator


@transaction.atomic
def redefine(indicator: Indicator, terms: Terms, *, by: str, at: datetime, seen: int | None = None) -> bool:
    """Change what an indicator says of itself; whether anything differed. Raises `NotDefined`.

    With readings its unit and its rhythm stay: a number without its unit is another number.
    """
    current = indicator_in_turn(indicator, seen=seen, otherwise=NotDefined(WhyNotDefined.CHANGED_MEANWHILE))
    if terms == terms_of(current):
        return False
    if current.readings.exists():
        _refuse_another_count(current, terms)
    current.edition += 1
    _write(current, terms)
    _tell(current, "redefined", by=by, at=at)
    return True


@transaction.atomic
def drop(indicator: Indicator, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Follow an indicator no longer; its readings stay. Raises `NotDefined`."""
    current = indicator_in_turn(indicator, seen=seen, otherwise=NotDefined(WhyNotDefined.CHANGED_MEANWHILE))
    current.is_dropped = True
    current.edition += 1
    current.save()
    _tell(current, "dropped", by=by, at=at)


def terms_of(indicator: Indicator) -> Terms:
    """What an indicator says of itself now."""
    return Terms(
        name=indicator.name,
        unit=indicator.unit,
        definition=indicator.definition,
        wanted=Wanted(indicator.wanted),
        counted=Counted(indicator.counted),
        rhythm=Rhythm(indicator.rhythm),
        start_value=indicator.start_value,
        start_on=indicator.start_on,
        targets=tuple(target.point for target in indicator.targets.all()),
    )


def indicator_in_turn(indicator: Indicator, *, seen: int | None, otherwise: Exception) -> Indicator:
    """The indicator as it stands now, with its deal; nobody else changes it until the transaction ends.

    Raises `otherwise` when it is not of the edition that its writer saw, or is followed no longer.
    """
    deal = in_turn(indicator.deal, seen=None, otherwise=otherwise)
    current = Indicator.objects.standing().select_related("measure__clause").filter(pk=indicator.pk).first()
    if current is None or seen not in (None, current.edition):
        raise otherwise
    current.deal = deal
    return current


def _refuse_another_count(indicator: Indicator, terms: Terms) -> None:
    if _unit(terms) != indicator.unit:
        raise NotDefined(WhyNotDefined.UNIT_IN_USE)
    if terms.rhythm != indicator.rhythm:
        raise NotDefined(WhyNotDefined.RHYTHM_IN_USE)


def _unit(terms: Terms) -> str:
    try:
        return parse_unit(terms.unit).name
    except UnknownUnit as error:
        raise NotDefined(WhyNotDefined.UNKNOWN_UNIT) from error


def _write(indicator: Indicator, terms: Terms) -> None:
    """Check the terms, and save the indicator with them."""
    if not any(terms.name.values()):
        raise NotDefined(WhyNotDefined.NAME_MISSING)
    _refuse_unfit_path(terms)
    indicator.name, indicator.definition, indicator.unit = (
        dict(terms.name),
        dict(terms.definition),
        _unit(terms),
    )
    indicator.wanted, indicator.counted = terms.wanted.value, terms.counted.value
    indicator.rhythm = terms.rhythm.value
    indicator.start_value, indicator.start_on = terms.start_value, terms.start_on
    indicator.clean_fields(exclude=["city", "deal", "measure"])
    indicator.save()
    indicator.targets.all().delete()
    Target.objects.bulk_create(
        Target(indicator=indicator, due_on=point.on, value=point.value) for point in terms.targets
    )


def _refuse_unfit_path(terms: Terms) -> None:
    """Raise `NotDefined` for a way that cannot be gone."""
    days = [point.on for point in terms.targets]
    values = [point.value for point in terms.targets] + [terms.start_value or 0.0]
    faults = {
        WhyNotDefined.TOO_MANY: len(days) > MOST_TARGETS,
        WhyNotDefined.TWO_TARGETS_A_DAY: len(set(days)) < len(days),
        WhyNotDefined.START_WITHOUT_DAY: (terms.start_value is None) != (terms.start_on is None),
        WhyNotDefined.TARGET_BEFORE_START: bool(terms.start_on and days and min(days) <= terms.start_on),
        WhyNotDefined.TOO_LARGE: not all(abs(value) <= LARGEST for value in values),
    }
    for reason, is_so in faults.items():
        if is_so:
            raise NotDefined(reason)


def _tell(indicator: Indicator, what: str, *, by: str, at: datetime) -> None:
    deal = indicator.deal
    clause = indicator.measure.clause.ref if indicator.measure else ""
    record(
        deal.city.chain_id,
        verb=f"indicator.{what}",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published,
        payload={"indicator": indicator.ref, **({"clause": clause} if clause else {})},
    )
