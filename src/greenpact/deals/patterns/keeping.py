"""Keeping a city's own patterns: taking one over, changing it, retiring it. Each change is a version of its own."""

from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.models import OwnPattern, PatternVersion
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.pattern import Flaw, Pattern, as_data, flaws_of
from greenpact.journal.recording import record, take_turn

#: How many patterns of its own a city may keep.
MOST_PATTERNS = 200


class WhyPatternNotKept(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    REF_TAKEN = "ref_taken"
    FLAWED = "flawed"
    TOO_MANY = "too_many"


class PatternNotKept(Exception):
    """The city's patterns stay as they were; `reason` says why, `flaws` what is wrong with this one."""

    def __init__(self, reason: WhyPatternNotKept, *, flaws: tuple[Flaw, ...] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.flaws = flaws


@transaction.atomic
def take_over(city: City, ref: str, pattern: Pattern, *, by: str, at: datetime) -> OwnPattern:
    """Make a pattern the city's own under a new ref. Raises `PatternNotKept`."""
    take_turn(city.chain_id)
    if ref in delivered() or OwnPattern.objects.filter(city=city, ref=ref).exists():
        raise PatternNotKept(WhyPatternNotKept.REF_TAKEN)
    if OwnPattern.objects.filter(city=city).count() >= MOST_PATTERNS:
        raise PatternNotKept(WhyPatternNotKept.TOO_MANY)
    row = OwnPattern(city=city, ref=ref, content=_content(replace(pattern, ref=ref)))
    row.save()
    _keep_version(row, at=at)
    _record(row, "added", by=by, at=at)
    return row


@transaction.atomic
def change_pattern(row: OwnPattern, pattern: Pattern, *, by: str, at: datetime, seen: int) -> bool:
    """Change a pattern of the city; whether anything differed. Raises `PatternNotKept`."""
    current = _in_turn(row, seen)
    content = _content(replace(pattern, ref=current.ref))
    if content == current.content:
        return False
    current.content = content
    current.edition += 1
    current.save()
    _keep_version(current, at=at)
    _record(current, "changed", by=by, at=at)
    return True


@transaction.atomic
def retire_pattern(row: OwnPattern, *, is_retired: bool, by: str, at: datetime, seen: int) -> None:
    """Offer a pattern no more, or again; deals begun from it stay as they are. Raises `PatternNotKept`."""
    current = _in_turn(row, seen)
    if current.is_retired == is_retired:
        return
    current.is_retired = is_retired
    current.edition += 1
    current.save()
    _record(current, "retired" if is_retired else "offered", by=by, at=at)


def _in_turn(row: OwnPattern, seen: int) -> OwnPattern:
    take_turn(row.city.chain_id)
    current = OwnPattern.objects.select_related("city").filter(pk=row.pk).first()
    if current is None or current.edition != seen:
        raise PatternNotKept(WhyPatternNotKept.CHANGED_MEANWHILE)
    return current


def _content(pattern: Pattern) -> dict[str, object]:
    if flaws := flaws_of(pattern):
        raise PatternNotKept(WhyPatternNotKept.FLAWED, flaws=tuple(flaws))
    return as_data(pattern)


def _keep_version(row: OwnPattern, *, at: datetime) -> None:
    number = row.versions.count() + 1
    PatternVersion.objects.create(pattern=row, number=number, content=row.content, at=at)


def _record(row: OwnPattern, what: str, *, by: str, at: datetime) -> None:
    """Patterns are tools of the city's own; what is public is the deal made from one."""
    record(
        row.city.chain_id,
        verb=f"pattern.{what}",
        subject=f"pattern:{row.ref}",
        by=by,
        at=at,
        public=False,
        payload={"edition": row.edition},
    )
