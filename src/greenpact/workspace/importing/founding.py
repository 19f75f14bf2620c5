"""Founding cities from a sheet, and giving every city the rows that name it in sheets of many cities."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from greenpact.cities.keeping import change_city, found_city
from greenpact.cities.models import City
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.forms import CITIES, FORMS
from greenpact.workspace.importing.layout import Layout, cell_at, recognise
from greenpact.workspace.importing.organisations import Sheets
from greenpact.workspace.importing.records import fields_of, merged
from greenpact.workspace.importing.understanding import read_rows
from sheets.cells import Notation, RawSheet, Row, written


def found_cities(sheets: Iterable[RawSheet], findings: Findings, *, by: str, at: datetime) -> list[City]:
    """Found or change the cities of a sheet; all of them, in its order."""
    cities = []
    for layout, sheet in recognise(sheets, findings, notation=Notation.POINT, forms=(CITIES,)):
        for typed in read_rows(layout, sheet.rows, findings):
            given = fields_of(layout.form, typed)
            slug = given.pop("slug")
            city = City.objects.filter(slug=slug).first()
            if city is None:
                city = found_city(slug, by=by, at=at, **merged(given, {}))
            else:
                values = merged(given, {name: getattr(city, name) for name in given})
                change_city(city, values, by=by, at=at)
            cities.append(city)
    return cities


def sheets_by_city(sheets: Sequence[RawSheet], findings: Findings) -> dict[str, Sheets]:
    """For every city that the sheets name, its rows of each of them."""
    by_city: defaultdict[str, dict[str, tuple[Layout, list[Row]]]] = defaultdict(dict)
    for layout, sheet in recognise(sheets, findings, notation=Notation.POINT, forms=FORMS):
        place = layout.place_of("city")
        for row in sheet.rows:
            slug = "" if place is None else written(cell_at(row, place)).strip().lower()
            by_city[slug].setdefault(layout.form.name, (layout, []))[1].append(row)
    return dict(by_city)
