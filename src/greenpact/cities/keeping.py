"""Keeping a city's register: adding, changing and removing its rows, each with its entry in the journal.

Offices, fields, districts, targets, figures and organisations are all kept alike: nothing happens when nothing
differs, nobody overwrites what they have not seen, and every change is one transaction with one entry.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from greenpact.cities.models import City, OfCity
from greenpact.journal.models import Chain
from greenpact.journal.recording import Event, record, record_all, take_turn


class Kept(StrEnum):
    """What keeping a row came to."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


class WhyNotKept(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    REF_TAKEN = "ref_taken"
    OTHER_CITY = "other_city"
    STILL_USED = "still_used"


class NotKept(Exception):
    """The register stays as it was; `reason` says why, `row` is the row as it stands."""

    def __init__(self, reason: WhyNotKept, row: models.Model | None = None) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.row = row


Row = TypeVar("Row", bound=OfCity)


def subject_of(row: OfCity | City) -> str:
    """How the journal names a row: its kind and ref, such as `organisation:stadtwerke`."""
    return f"city:{row.slug}" if isinstance(row, City) else f"{row._meta.model_name}:{row.ref}"


@transaction.atomic
def found_city(slug: str, *, by: str, at: datetime, **values: Any) -> City:
    """Create a city with its chain. `values` are fields of `City`; raises `ValidationError` when one is wrong."""
    chain = Chain.objects.create(ref=slug)
    city = City(slug=slug, chain=chain, **values)
    city.full_clean()
    city.save()
    record(chain.pk, verb="city.added", subject=subject_of(city), by=by, at=at, public=True)
    return city


@transaction.atomic
def change_city(
    city: City, values: Mapping[str, Any], *, by: str, at: datetime, seen: int | None = None
) -> Kept:
    """Change fields of a city. `seen` is the edition the writer saw; raises `NotKept` when it is no longer that."""
    take_turn(city.chain_id)
    current = City.objects.get(pk=city.pk)
    _refuse_unseen(current, seen)
    changed = _apply(current, values)
    if not changed:
        return Kept.SAME
    current.edition += 1
    current.full_clean()
    current.save()
    record(
        current.chain_id,
        verb="city.changed",
        subject=subject_of(current),
        by=by,
        at=at,
        public=True,
        payload={"changed": changed},
    )
    return Kept.CHANGED


@transaction.atomic
def keep(
    kind: type[Row],
    city: City,
    ref: str,
    values: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> tuple[Row, Kept]:
    """Add the row `ref` of a city or change it to `values` (many-to-many fields take a list of rows).

    `seen` is the edition the writer saw: 0 for a row that should be new, None to write whatever is there (imports).
    Raises `NotKept` when the row is no longer as seen or refers to another city's, `ValidationError` when a value is
    wrong.
    """
    take_turn(city.chain_id)
    stored = kind._default_manager.filter(city=city, ref=ref).first()
    if stored is not None and seen == 0:
        raise NotKept(WhyNotKept.REF_TAKEN, stored)
    _refuse_unseen(stored, seen)
    row = stored or kind(city=city, ref=ref)
    is_new = stored is None
    changed = _apply(row, values)
    if not changed and not is_new:
        return row, Kept.SAME
    row.edition = 1 if is_new else row.edition + 1
    row.full_clean()
    row.save()
    _set_many(row, values)
    outcome = Kept.ADDED if is_new else Kept.CHANGED
    _record(row, outcome.value, by=by, at=at, payload={} if is_new else {"changed": changed})
    return row, outcome


@transaction.atomic
def add_all(
    kind: type[Row], city: City, rows: Mapping[str, Mapping[str, Any]], *, by: str, at: datetime
) -> dict[str, Row]:
    """Add many new rows, given as values by ref, as `keep` adds one, with few queries; the rows by ref.

    Values refer to rows of the same city. Raises `NotKept` when a ref is taken, `ValidationError` when a value is
    wrong.
    """
    take_turn(city.chain_id)
    if taken := kind._default_manager.filter(city=city, ref__in=list(rows)).first():
        raise NotKept(WhyNotKept.REF_TAKEN, taken)
    foreign = [field.name for field in kind._meta.fields if field.is_relation]
    new = {ref: kind(city=city, ref=ref) for ref in rows}
    for ref, row in new.items():
        _apply(row, rows[ref])
        row.clean_fields(exclude=foreign)
    _create(kind, new.values())
    for ref, row in new.items():
        _set_many(row, rows[ref])
    events = [Event(f"{kind._meta.model_name}.{Kept.ADDED}", subject_of(row)) for row in new.values()]
    record_all(city.chain_id, events, by=by, at=at, public=True)
    return new


def _create(kind: type[Row], rows: Iterable[Row]) -> None:
    """Write new rows at once; raises `ValidationError` when one of them breaks a rule of its table."""
    try:
        with transaction.atomic():
            kind._default_manager.bulk_create(rows)
    except IntegrityError as error:
        raise ValidationError(_("These values do not fit together.")) from error


@transaction.atomic
def remove(row: OfCity, *, by: str, at: datetime, seen: int | None = None) -> None:
    """Remove a row that nothing refers to, with what is part of it; raises `NotKept` otherwise."""
    take_turn(row.city.chain_id)
    current = type(row)._default_manager.filter(pk=row.pk).first()
    if current is None:
        raise NotKept(WhyNotKept.CHANGED_MEANWHILE)
    _refuse_unseen(current, seen)
    if _is_named(current):
        raise NotKept(WhyNotKept.STILL_USED, row)
    try:
        current.delete()
    except models.ProtectedError as error:
        raise NotKept(WhyNotKept.STILL_USED, row) from error
    _record(row, "removed", by=by, at=at, payload={})


def _record(row: OfCity, what: str, *, by: str, at: datetime, payload: dict[str, Any]) -> None:
    record(
        row.city.chain_id,
        verb=f"{row._meta.model_name}.{what}",
        subject=subject_of(row),
        by=by,
        at=at,
        public=True,
        payload=payload,
    )


def _refuse_unseen(row: City | OfCity | None, seen: int | None) -> None:
    """Raise `NotKept` when a row is not of the edition its writer saw; one that is not there has edition 0."""
    if seen is not None and seen != (row.edition if row else 0):
        raise NotKept(WhyNotKept.CHANGED_MEANWHILE, row)


def _is_named(row: OfCity) -> bool:
    """Whether a row stands in another's list, or where removing it would leave a blank: as a deal's district, or an
    office's deputy. The database itself refuses the rest."""
    pointing = [
        one for one in row._meta.related_objects if one.many_to_many or one.on_delete is models.SET_NULL
    ]
    return any(
        one.related_model._default_manager.filter(**{one.field.name: row}).exists() for one in pointing
    )


def _apply(row: models.Model, values: Mapping[str, Any]) -> list[str]:
    """Set plain fields and compare many-to-many ones; the names of those that differ, sorted."""
    changed = []
    many = {field.name for field in row._meta.many_to_many}
    for name, value in values.items():
        _refuse_foreign(row, value)
        if name in many:
            now = set(getattr(row, name).values_list("pk", flat=True)) if row.pk else set()
            differs = now != {other.pk for other in value}
        else:
            differs = getattr(row, name) != value
            setattr(row, name, value)
        if differs:
            changed.append(name)
    return sorted(changed)


def _refuse_foreign(row: models.Model, value: object) -> None:
    """Raise `NotKept` when a value is a row of another city, or a list with one in it."""
    others = value if isinstance(value, list) else [value]
    if any(isinstance(other, OfCity) and other.city_id != getattr(row, "city_id", None) for other in others):
        raise NotKept(WhyNotKept.OTHER_CITY, row)


def _set_many(row: models.Model, values: Mapping[str, Any]) -> None:
    for field in row._meta.many_to_many:
        if field.name in values:
            getattr(row, field.name).set(values[field.name])
