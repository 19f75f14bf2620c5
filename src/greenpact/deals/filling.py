"""Filling the row of a clause from its value: the way back from `versions.as_clause`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import models

from greenpact.deals.document import Clause
from greenpact.deals.models import ClauseRow
from greenpact.parties.models import Organisation

_AMOUNT, _DAY = models.DecimalField(), models.DateField()


def filled_clause(
    row: ClauseRow, clause: Clause, position: int, parties: Mapping[str, Organisation]
) -> ClauseRow:
    """A row set to a clause's values and checked; raises `ValidationError` when one is wrong."""
    row.is_dropped = False
    row.kind, row.position, row.text, row.indicator = (
        clause.kind.value,
        position,
        clause.text,
        clause.indicator,
    )
    row.heading = clause.heading
    row.party = parties.get(clause.party)
    row.target, row.quantity = _decimal(clause.target), _decimal(clause.quantity)
    row.money_eur, row.staff_fte = _decimal(clause.money_eur), _decimal(clause.staff_fte)
    row.unit, row.due_year, row.measure_type = clause.unit, clause.due_year, clause.measure_type
    row.starts_on, row.ends_on = _day(clause.starts_on), _day(clause.ends_on)
    row.serves, row.duty, row.topic = list(clause.serves), clause.duty.value, clause.topic
    row.clean_fields(exclude=["deal", "party"])
    return row


def _decimal(text: str) -> Decimal | None:
    """A decimal from its text; raises `ValidationError`."""
    return _AMOUNT.to_python(text) if text else None


def _day(text: str) -> date | None:
    """A day from its ISO form; raises `ValidationError`."""
    return _DAY.to_python(text) if text else None
