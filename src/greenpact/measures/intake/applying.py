"""Reading a table the way its sender answered: other cells, another notation, days the other way round."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from greenpact.measures.intake.answers import Answers
from sheets.cells import Cell, Notation, Row
from sheets.notation import Verdict
from sheets.opening import Table, letter_of
from sheets.periods import NotAPeriod, parse_period
from sheets.recognising import Layout
from sheets.settling import Manner

_Changes = dict[int, dict[str, str | None]]


def with_cells(table: Table, number: int, layout: Layout, answers: Answers) -> Table:
    """The table with other texts in some cells; a value that is left out is blank, and of any other cell its row is.

    `number` is the table's place in its file.
    """
    changes: _Changes = defaultdict(dict)
    for key, text in answers.cells.items():
        of, row, column = key.split("|")
        if int(of) == number:
            changes[int(row)][column] = text
    if not changes:
        return table
    values = {letter_of(column.place) for column in layout.values}

    def rows() -> Iterator[Row]:
        for row in table.rows():
            yield _changed(row, changes[row.number], values) if row.number in changes else row

    return replace(table, rows=rows)


def _changed(row: Row, changes: dict[str, str | None], values: set[str]) -> Row:
    if any(text is None and column not in values for column, text in changes.items()):
        return Row(row.number, ())
    cells: list[Cell] = list(row.cells)
    for place in range(len(cells)):
        if (letter := letter_of(place)) in changes:
            cells[place] = changes[letter] or ""
    return Row(row.number, cells)


def settle_as_answered(manner: Manner, layout: Layout, number: int, answers: Answers) -> None:
    """Let what was answered decide how numbers and days are read, and the period of a table that names none."""
    for place in manner.numbers:
        if notation := answers.notations.get(f"{number}|{letter_of(place)}"):
            manner.numbers[place] = Verdict(Notation(notation), is_sure=True)
            manner.mixed.discard(place)
    if order := answers.day_orders.get(str(number)):
        manner.is_month_first = order == "second"
        manner.day_orders = {order}
    if (words := answers.periods.get(str(number))) and layout.period is None:
        try:
            layout.period = parse_period(words)
        except NotAPeriod:
            return
