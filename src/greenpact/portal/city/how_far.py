"""How far a city is by its own figures: emissions year by year on one basis, population, and reported values."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.cities.figure_words import part_in_words, unit_in_words
from greenpact.cities.models import Figure, FigureKind, FigureStatus
from greenpact.portal.frame import in_language
from greenpact.ui.drawing import Chart, Entry, columns
from greenpact.ui.figures import number, share
from greenpact.ui.wording import Texts

#: The reported change of the whole city's emissions against a base year, where a city reports one.
CHANGE = "change_total"
TOTAL = ("", "total")
DIGITS = 2


@dataclass(frozen=True, slots=True)
class Emissions:
    """A city's total emissions on one basis; `change` says in words how far they fell or rose since the first year."""

    chart: Chart
    unit: str
    basis: Texts
    newest: Figure
    newest_text: str
    change: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure with its passport in words."""

    what: str
    year: int | None
    value: str
    unit: str
    basis: Texts
    status: str
    is_derived: bool
    source_url: str
    note: Texts


@dataclass(frozen=True, slots=True)
class HowFar:
    emissions: Emissions | None
    population: FigureRow | None
    emission_rows: list[FigureRow]
    population_rows: list[FigureRow]
    indicator_rows: list[FigureRow]

    def __bool__(self) -> bool:
        return bool(self.emission_rows or self.population_rows or self.indicator_rows)


def how_far(figures: Iterable[Figure]) -> HowFar:
    """Put a city's figures into the order and the words of its page."""
    by_kind: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_kind[figure.kind].append(figure)
    emissions, indicators = by_kind[FigureKind.EMISSIONS], by_kind[FigureKind.INDICATOR]
    population = sorted(by_kind[FigureKind.POPULATION], key=_newest_last)
    return HowFar(
        emissions=_emissions(emissions, indicators),
        population=row_of(population[-1]) if population else None,
        emission_rows=[row_of(figure) for figure in emissions],
        population_rows=[row_of(figure) for figure in population],
        indicator_rows=[row_of(figure) for figure in sorted(indicators, key=_newest_last, reverse=True)],
    )


def row_of(figure: Figure) -> FigureRow:
    return FigureRow(
        what=_what(figure),
        year=figure.year,
        value=_written(figure),
        unit=unit_in_words(figure.unit),
        basis=figure.basis,
        status=str(FigureStatus(figure.status).label) if figure.status else "",
        is_derived=figure.is_derived,
        source_url=figure.source_url,
        note=figure.note,
    )


def _what(figure: Figure) -> str:
    """What a figure says: an indicator by its basis, others by the part they cover."""
    if figure.kind == FigureKind.INDICATOR:
        return in_language(figure.basis) or figure.sector
    if figure.kind == FigureKind.POPULATION:
        return str(FigureKind.POPULATION.label)
    return part_in_words(figure.sector)


def _written(figure: Figure) -> str:
    return number(figure.value, get_language() or "en", DIGITS)


def _newest_last(figure: Figure) -> tuple[int, bool]:
    """By year; among those of one year, what was counted stands after what was calculated."""
    return (figure.year or 0, not figure.is_derived)


def _emissions(figures: Sequence[Figure], indicators: Sequence[Figure]) -> Emissions | None:
    """The longest row of totals on one basis: bases never meet in one drawing."""
    rows: dict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.sector in TOTAL and figure.year is not None:
            rows[figure.unit, str(sorted(figure.basis.items()))].append(figure)
    if not rows:
        return None
    longest = max(rows.values(), key=len)
    longest.sort(key=_newest_last)
    newest = longest[-1]
    return Emissions(
        chart=columns([_entry(figure) for figure in longest]),
        unit=unit_in_words(newest.unit),
        basis=newest.basis,
        newest=newest,
        newest_text=_written(newest),
        change=_change(longest[0], newest, indicators),
    )


def _entry(figure: Figure) -> Entry:
    kind = "preliminary" if figure.status == FigureStatus.PRELIMINARY else "final"
    return Entry(figure.year or 0, float(figure.value), _written(figure), kind, in_language(figure.note))


def _change(first: Figure, newest: Figure, indicators: Sequence[Figure]) -> str:
    """The change as the city reports it for that year; else calculated from the two figures themselves."""
    for stated in indicators:
        if stated.sector == CHANGE and stated.year == newest.year and stated.unit == "%":
            return f"{in_language(stated.basis)}: {_share(float(stated.value) / 100)}"
    if first.year == newest.year or not first.value:
        return ""
    change = {"change": _share(float(newest.value / first.value) - 1), "year": first.year}
    return _("%(change)s against %(year)s, by the figures shown below") % change


def _share(value: float) -> str:
    return share(value, get_language() or "en").replace("-", "−")
