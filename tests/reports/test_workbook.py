"""Out as a workbook and back in: nothing is lost, and exactly what was changed is changed."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpact.measures.models import Indicator, Measure, Reading
from greenpact.reports.workbook.applying import apply_changes
from greenpact.reports.workbook.differing import Difference, difference
from greenpact.reports.workbook.layout import SHEETS, Kind, Wrong, number_text, plain
from greenpact.reports.workbook.standing import Standing, standing_of
from greenpact.reports.workbook.writing import as_workbook
from sheets.workbooks import read_workbook
from tests.makers import AT, BY
from tests.reports.makers import a_city_with_much


def _rows() -> tuple[dict[Any, Measure], dict[Any, Indicator]]:
    rows = Measure.objects.select_related("clause__deal__city", "city").prefetch_related("milestones")
    measures = rows.order_by("clause__position")
    indicators = Indicator.objects.select_related("deal__city", "measure__clause").prefetch_related("targets")
    return (
        {(one.clause.deal.ref, one.clause.ref): one for one in measures},
        {(one.deal.ref, one.ref): one for one in indicators},
    )


def _standing() -> Standing:
    measures, indicators = _rows()
    return standing_of(measures.values(), list(indicators.values()), "en")


def _out(standing: Standing) -> bytes:
    return as_workbook(standing, notes={"state": "How it stands."}, key_note="Stays as it is.")


def _changed(content: bytes, sheet: str, cell: str, value: str | float) -> bytes:
    book, out = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    book[sheet][cell] = value
    book.save(out)
    return out.getvalue()


def _back(content: bytes, standing: Standing) -> Difference:
    return difference(read_workbook(content, "w.xlsx"), standing)


@pytest.mark.django_db
def test_what_nobody_changed_changes_nothing() -> None:
    a_city_with_much()
    standing = _standing()
    found = _back(_out(standing), standing)
    assert (found.changes, found.problems) == ([], [])


@pytest.mark.django_db
def test_a_changed_cell_changes_exactly_that() -> None:
    city, _deal = a_city_with_much()
    standing = _standing()
    column = [one.name for one in SHEETS["measures"]].index("plan_de")
    content = _changed(_out(standing), "measures", f"{chr(65 + column)}2", "Neuer Plan")
    found = _back(content, standing)
    assert [one.cells for one in found.changes] == [{"plan_de": ("", "Neuer Plan")}]
    measures, indicators = _rows()
    assert (
        apply_changes(
            city.chain_id, found.changes, measures=measures, indicators=indicators, refusals=(), by=BY, at=AT
        )
        == 1
    )
    after = _standing()
    key = found.changes[0].key
    for other, row in after.rows["measures"].items():
        before = standing.rows["measures"][other]
        differs = {name for name in row if row[name] != before[name]}
        assert differs == ({"plan_de", "edition"} if other == key else set())
    assert after.rows["readings"] == standing.rows["readings"]


@pytest.mark.django_db
def test_a_corrected_reading_needs_its_reason_and_keeps_the_old_one() -> None:
    city, _deal = a_city_with_much()
    standing = _standing()
    names = [one.name for one in SHEETS["readings"]]
    value, reason = (chr(65 + names.index(name)) for name in ("value", "reason"))
    without = _changed(_out(standing), "readings", f"{value}2", 6.5)
    assert [one.why for one in _back(without, standing).problems] == [Wrong.REASON_MISSING]
    found = _back(_changed(without, "readings", f"{reason}2", "Misread."), standing)
    measures, indicators = _rows()
    apply_changes(
        city.chain_id, found.changes, measures=measures, indicators=indicators, refusals=(), by=BY, at=AT
    )
    new = Reading.objects.current().get(replaces__isnull=False)
    assert (new.value, new.reason, new.replaces.value if new.replaces else None) == (6.5, "Misread.", 6.0)
    assert [one.why for one in _back(_out(standing), _standing()).problems] == [Wrong.UNKNOWN_ROW]


@pytest.mark.django_db
def test_a_formula_and_a_state_that_is_none_are_named() -> None:
    a_city_with_much()
    standing = _standing()
    names = [one.name for one in SHEETS["measures"]]
    content = _changed(_out(standing), "measures", f"{chr(65 + names.index('plan_de'))}2", "=1+1")
    content = _changed(content, "measures", f"{chr(65 + names.index('state'))}3", "finished")
    assert {one.why for one in _back(content, standing).problems} == {Wrong.FORMULA, Wrong.NO_CHOICE}


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")) | st.sampled_from("\n=+-'\""),
    max_size=120,
)
NUMBERS = st.none() | st.floats(-1e15, 1e15, allow_nan=False)
DAYS = st.none() | st.dates(min_value=date(1901, 1, 1), max_value=date(2199, 1, 1))


@pytest.mark.slow
@settings(max_examples=25)
@given(st.data())
def test_any_values_come_back_as_they_went_out(data: st.DataObject) -> None:
    """Texts that look like formulas, long numbers, blanks: nothing is lost on the way."""
    rows: dict[str, Any] = {name: {} for name in SHEETS}
    row = {"deal": "d", "indicator": "i", "reading": "r", "about": "x"}
    for column in SHEETS["readings"]:
        if column.is_key:
            continue
        if column.kind is Kind.NUMBER:
            row[column.name] = number_text(data.draw(NUMBERS))
        elif column.kind is Kind.DAY:
            day = data.draw(DAYS)
            row[column.name] = day.isoformat() if day else ""
        elif column.choices:
            row[column.name] = data.draw(st.sampled_from(("", *column.choices)))
        else:
            row[column.name] = plain(data.draw(TEXTS))
    rows["readings"] = {("d", "i", "r"): row}
    standing = Standing(rows)
    found = _back(_out(standing), standing)
    assert (found.changes, found.problems) == ([], [])
