"""Large networks by copying: the database repeats the deals a city already has, with everything that hangs on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max, Min

from greenpact.deals.models import ClauseRow, Deal, DealSdg, DealText, Party
from greenpact.measures.models import Measure

#: What is copied, parents first; each row keeps its distance to the row it hangs on.
COPIED: tuple[type[models.Model], ...] = (Deal, Party, ClauseRow, Measure, DealSdg, DealText)

#: The key by which a table's rows belong to a deal; measures do so by their clause.
BY_DEAL: dict[type[models.Model], str] = {Deal: "pk", Measure: "clause__deal__id"}


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one table that belong to deals side by side, and so lie side by side themselves."""

    model: type[models.Model]
    first: int
    size: int


def copy_deals(city: int, *, have: int, want: int) -> None:
    """Repeat the deals of a city until it has as many as wanted; no other city may have been given deals since."""
    first = Deal.objects.filter(city=city).aggregate(first=Min("pk"))["first"]
    steps = {model: _block(model, first, have).size for model in COPIED}
    for done in range(have, want, have):
        shifts = {model: done // have * step for model, step in steps.items()}
        with transaction.atomic():
            for model in COPIED:
                _repeat(_block(model, first, min(have, want - done)), shifts)
    _count_on()


def _count_on() -> None:
    """Let the database's own counting of keys begin behind the copies; SQLite does so by itself."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), COPIED):
            cursor.execute(statement)


def _block(model: type[models.Model], first: int, deals: int) -> Block:
    rows = model._default_manager.filter(
        **{f"{BY_DEAL.get(model, 'deal__id')}__range": (first, first + deals - 1)}
    )
    found = rows.aggregate(first=Min("pk"), last=Max("pk"))
    if found["first"] is None:
        return Block(model, 0, 0)
    return Block(model, found["first"], found["last"] - found["first"] + 1)


def _repeat(block: Block, shifts: Mapping[type[models.Model], int]) -> None:
    """Insert the rows of a block again, every key shifted, and the refs of deals counted on."""
    meta = block.model._meta
    columns = [_quoted(field) for field in meta.concrete_fields]
    values = [_value(block.model, field, shifts) for field in meta.concrete_fields]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({', '.join(columns)}) SELECT {', '.join(values)} "  # noqa: S608  # our own names
            f"FROM {meta.db_table} WHERE {_quoted(meta.pk)} BETWEEN %s AND %s",
            [block.first, block.first + block.size - 1],
        )


def _value(
    model: type[models.Model], field: "models.Field[Any, Any]", shifts: Mapping[type[models.Model], int]
) -> str:
    name = _quoted(field)
    of: Any = field.related_model if field.is_relation else model if field.primary_key else None
    if of in shifts:
        return f"{name} + {shifts[of]}"
    if model is Deal and field.name == "ref":
        return f"'deal-' || (CAST(SUBSTR({name}, 6) AS INTEGER) + {shifts[Deal]})"
    return name


def _quoted(field: "models.Field[Any, Any]") -> str:
    return connection.ops.quote_name(str(field.column))
