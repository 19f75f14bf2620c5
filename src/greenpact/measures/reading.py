"""Taking readings of an indicator, correcting and reviewing them. A reading is never changed: another replaces it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from greenpact.files.models import File
from greenpact.journal.recording import record
from greenpact.measures.defining import indicator_in_turn
from greenpact.measures.indicator_rules import (
    Figure,
    NonValue,
    Provenance,
    Rhythm,
    WhyNoReading,
    fault_of,
    keeps_rhythm,
)
from greenpact.measures.models import ConfidentialValue, Indicator, Reading
from greenpact.measures.summing import publish_sum


class NoReading(Exception):
    """The reading is not kept; `reason` says why."""

    def __init__(self, reason: WhyNoReading) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Taken:
    """What somebody read off: for the days from `first_on` until before `until`, how and from where.

    `confidential` is the value behind a figure that says so; it is kept apart.
    """

    first_on: date
    until: date
    figure: Figure
    provenance: Provenance | None = None
    method: str = ""
    source: str = ""
    evidence: File | None = None
    confidential: float | None = None


@transaction.atomic
def take(indicator: Indicator, taken: Taken, *, by: str, at: datetime) -> Reading:
    """Keep a reading; raises `NoReading`."""
    current = indicator_in_turn(indicator, seen=None, otherwise=NoReading(WhyNoReading.DROPPED))
    _refuse_unfit(current, taken, today=current.deal.city.day(at))
    _refuse_beside(current, taken, instead_of=None)
    reading = _keep(current, taken, by=by, at=at)
    _tell(current, "taken", reading, by=by, at=at)
    return reading


@transaction.atomic
def correct(reading: Reading, taken: Taken, *, reason: str, by: str, at: datetime) -> Reading:
    """Put another reading in the place of one, and say why; raises `NoReading`."""
    current = indicator_in_turn(reading.indicator, seen=None, otherwise=NoReading(WhyNoReading.DROPPED))
    if not reason.strip():
        raise NoReading(WhyNoReading.REASON_MISSING)
    old = _standing(current, reading)
    _refuse_unfit(current, taken, today=current.deal.city.day(at))
    _refuse_beside(current, taken, instead_of=old)
    Reading.objects.filter(pk=old.pk).update(is_current=False)
    new = _keep(current, taken, by=by, at=at, replaces=old, reason=reason.strip())
    _tell(current, "corrected", new, by=by, at=at, replaces=old.ref)
    return new


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one of several readings: new, there already (`same`), or in the place of another (`replaced`)."""

    reading: Reading
    what: str


class NoReadings(Exception):
    """None of several readings is kept; `faults` say which cannot be and why, by their places."""

    def __init__(self, faults: dict[int, WhyNoReading]) -> None:
        super().__init__(faults)
        self.faults = faults


@transaction.atomic
def take_all(
    indicator: Indicator, several: Sequence[Taken], *, reason: str = "", by: str, at: datetime
) -> list[Outcome]:
    """Keep several readings, or none of them, under one entry; raises `NoReading` or `NoReadings`.

    A value that is there already changes nothing; for another than the one there, a reason is needed.
    """
    current = indicator_in_turn(indicator, seen=None, otherwise=NoReading(WhyNoReading.DROPPED))
    faults: dict[int, WhyNoReading] = {}
    found: list[Outcome] = []
    for place, taken in enumerate(several):
        try:
            found.append(_take_or_replace(current, taken, reason.strip(), by=by, at=at))
        except NoReading as refusal:
            faults[place] = refusal.reason
    if faults:
        raise NoReadings(faults)
    counts = Counter(one.what for one in found)
    if counts["new"] or counts["replaced"]:
        deal = current.deal
        record(
            deal.city.chain_id,
            verb="reading.delivered",
            subject=f"deal:{deal.ref}",
            by=by,
            at=at,
            public=deal.is_published,
            payload={"indicators": [current.ref], "counts": dict(counts)},
        )
    return found


def _take_or_replace(indicator: Indicator, taken: Taken, reason: str, *, by: str, at: datetime) -> Outcome:
    _refuse_unfit(indicator, taken, today=indicator.deal.city.day(at))
    there = indicator.readings.current().filter(first_on=taken.first_on, until=taken.until).first()
    _refuse_beside(indicator, taken, instead_of=there)
    if there is None:
        return Outcome(_keep(indicator, taken, by=by, at=at), "new")
    figure = taken.figure
    if (there.value, there.non_value, there.lower, there.upper) == (
        figure.value,
        figure.non_value or "",
        figure.lower,
        figure.upper,
    ):
        return Outcome(there, "same")
    if not reason:
        raise NoReading(WhyNoReading.REASON_MISSING)
    Reading.objects.filter(pk=there.pk).update(is_current=False)
    return Outcome(_keep(indicator, taken, by=by, at=at, replaces=there, reason=reason), "replaced")


@transaction.atomic
def review(reading: Reading, *, by: str, at: datetime) -> None:
    """Say that one has looked at a reading and found it right; raises `NoReading`. Nobody reviews their own."""
    current = indicator_in_turn(reading.indicator, seen=None, otherwise=NoReading(WhyNoReading.DROPPED))
    found = _standing(current, reading)
    if found.recorded_by == by:
        raise NoReading(WhyNoReading.OWN_READING)
    Reading.objects.filter(pk=found.pk).update(reviewed_at=at, reviewed_by=by)
    _tell(current, "reviewed", found, by=by, at=at)


def _standing(indicator: Indicator, reading: Reading) -> Reading:
    """The reading, if nothing has replaced it meanwhile."""
    found = indicator.readings.current().filter(pk=reading.pk).first()
    if found is None:
        raise NoReading(WhyNoReading.CHANGED_MEANWHILE)
    return found


def _refuse_unfit(indicator: Indicator, taken: Taken, *, today: date) -> None:
    """Raise `NoReading` for a reading that cannot be. Until its period is over there is no value for it."""
    if fault := fault_of(taken.figure):
        raise NoReading(fault)
    if taken.confidential is not None:
        _refuse_unfit_secret(taken)
    if taken.until <= taken.first_on:
        raise NoReading(WhyNoReading.ENDS_BEFORE_IT_BEGINS)
    has_value = taken.figure.value is not None or taken.confidential is not None
    if has_value and taken.until > today + timedelta(days=1):
        raise NoReading(WhyNoReading.IN_FUTURE)
    if not keeps_rhythm(taken.first_on, taken.until, Rhythm(indicator.rhythm)):
        raise NoReading(WhyNoReading.OTHER_RHYTHM)


def _refuse_unfit_secret(taken: Taken) -> None:
    if taken.figure.non_value is not NonValue.CONFIDENTIAL:
        raise NoReading(WhyNoReading.BOTH)
    if fault := fault_of(Figure(taken.confidential)):
        raise NoReading(fault)


def _refuse_beside(indicator: Indicator, taken: Taken, *, instead_of: Reading | None) -> None:
    """Raise `NoReading` where another reading tells of some of the same days."""
    others = indicator.readings.current().filter(first_on__lt=taken.until, until__gt=taken.first_on)
    if instead_of is not None:
        others = others.exclude(pk=instead_of.pk)
    found = others.first()
    if found is not None:
        is_same = (found.first_on, found.until) == (taken.first_on, taken.until)
        raise NoReading(WhyNoReading.THERE_ALREADY if is_same else WhyNoReading.OVERLAPS)


def _keep(
    indicator: Indicator,
    taken: Taken,
    *,
    by: str,
    at: datetime,
    replaces: Reading | None = None,
    reason: str = "",
) -> Reading:
    figure = taken.figure
    reading = Reading(
        indicator=indicator,
        first_on=taken.first_on,
        until=taken.until,
        value=figure.value,
        non_value=figure.non_value or "",
        lower=figure.lower,
        upper=figure.upper,
        provenance=taken.provenance or "",
        method=taken.method,
        source=taken.source,
        evidence=taken.evidence,
        recorded_at=at,
        recorded_by=by,
        replaces=replaces,
        reason=reason,
    )
    reading.clean_fields(exclude=["indicator", "evidence", "replaces"])
    reading.save()
    if taken.confidential is not None:
        ConfidentialValue.objects.create(reading=reading, value=taken.confidential)
        publish_sum(indicator, taken.first_on, taken.until, at=at)
    return reading


def _tell(indicator: Indicator, what: str, reading: Reading, *, by: str, at: datetime, **more: str) -> None:
    deal = indicator.deal
    clause = {"clause": indicator.measure.clause.ref} if indicator.measure else {}
    record(
        deal.city.chain_id,
        verb=f"reading.{what}",
        subject=f"deal:{deal.ref}",
        by=by,
        at=at,
        public=deal.is_published,
        payload={"indicator": indicator.ref, "reading": reading.ref, **clause, **more},
    )
