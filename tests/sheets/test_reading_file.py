"""Files as people send them: how they are laid out, what stands in them, and what is doubtful."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from sheets.reading_file import as_json, read_file

TODAY = datetime(2026, 11, 28)  # noqa: DTZ001
Read = Callable[..., Mapping[str, Any]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """What is recognised in a text, as the command prints it."""

    def recognised(
        text: str | bytes, name: str = "readings.csv", encoding: str = "utf-8"
    ) -> Mapping[str, Any]:
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return as_json(read_file(path, today=TODAY))

    return recognised


@pytest.fixture
def read_sheet(tmp_path: Path) -> Read:
    """What is recognised in a workbook of one sheet."""

    def recognised(*rows: Sequence[object]) -> Mapping[str, Any]:
        book = Workbook()
        for row in rows:
            book.active.append(list(row))  # type: ignore[union-attr]
        book.save(tmp_path / "readings.xlsx")
        return as_json(read_file(tmp_path / "readings.xlsx", today=TODAY))

    return recognised


def values(found: Mapping[str, Any]) -> dict[str, list[tuple[str, float]]]:
    return {one["name"]: [(each["from"], each["value"]) for each in one["values"]] for one in found["series"]}


def codes(found: Mapping[str, Any], gravity: str = "") -> list[str]:
    return [one["code"] for one in found["findings"] if gravity in ("", one["gravity"])]


def test_a_long_german_table(read: Read) -> None:
    found = read(
        "Merkmal;Zeit;Wert;Einheit\nStrom;2019;1.234,5;MWh\nStrom;2020;2.000;MWh\nGas;2019;12,5;MWh\n"
    )
    assert (found["layout"], found["separator"], found["units"]) == ("long", ";", ["MWh"])
    assert found["numbers"] == {"decimal": ",", "thousands": ".", "sure": True, "mixed": False}
    assert values(found) == {
        "Strom": [("2019-01-01", 1234.5), ("2020-01-01", 2000.0)],
        "Gas": [("2019-01-01", 12.5)],
    }
    assert codes(found) == []


def test_a_table_with_a_column_for_each_year(read: Read) -> None:
    found = read(
        'Gebäude,Einheit,2019,2020,2021\nRathaus,MWh,120.5,118.25,\nBad,MWh,"1,310.5",1290.0,1288.75\n'
    )
    assert found["layout"] == "wide_periods"
    assert values(found)["Bad"] == [("2019-01-01", 1310.5), ("2020-01-01", 1290.0), ("2021-01-01", 1288.75)]
    assert len(values(found)["Rathaus"]) == 2


def test_a_table_with_a_column_for_each_series_and_units_in_their_heads(read: Read) -> None:
    found = read("Monat;Strom [kWh];Gas in MWh\nJan 2024;1.200,5;3,25\nFeb 2024;1.100,0;2,75\n")
    assert found["layout"] == "wide_series"
    assert {one["name"]: one["unit"] for one in found["series"]} == {"Strom": "kWh", "Gas": "MWh"}
    assert values(found)["Gas"] == [("2024-01-01", 3.25), ("2024-02-01", 2.75)]


def test_a_row_of_units_below_the_head(read: Read) -> None:
    found = read("Datum;Strom;Wasser\n;kWh;m³\n01.02.2024;12,5;3\n02.02.2024;13,5;4\n")
    assert {one["name"]: one["unit"] for one in found["series"]} == {"Strom": "kWh", "Wasser": "m³"}


def test_lines_above_the_head_name_period_and_unit(read: Read) -> None:
    found = read(
        "A-1.1: Energy use\nBase year;2019\nUnit;MWh/year\n;Scope 1;Scope 2\nBuildings;767.219;1.388.341\n"
    )
    assert (found["layout"], found["tables"][0]["period"], found["units"]) == ("cross", "2019", ["MWh/a"])
    assert values(found)["Buildings · Scope 1"] == [("2019-01-01", 767219.0)]


def test_a_row_without_values_heads_those_below(read: Read) -> None:
    found = read("Unit;MWh\n;2019;2020\nBuildings;;\nGas;1,5;2,5\nTransport;;\nGas;3,5;4,5\n")
    assert set(values(found)) == {"Buildings · Gas", "Transport · Gas"}


def test_from_and_until_make_a_period(read: Read) -> None:
    found = read(
        "Zähler;Von;Bis;Wert;Einheit\nA;01.01.2024;31.01.2024;12,5;kWh\nA;01.02.2024;15.02.2024;3,5;kWh\n"
    )
    (series,) = found["series"]
    assert [(one["from"], one["until"]) for one in series["values"]] == [
        ("2024-01-01", "2024-02-01"),
        ("2024-02-01", "2024-02-16"),
    ]


def test_a_file_of_windows_is_read_as_one(read: Read) -> None:
    found = read("Zähler;Tag;Wert\nTür;01.02.2024;1,5\n", encoding="cp1252")
    assert found["encoding"] == "Windows-1252"
    assert "encoded" in codes(found)
    assert list(values(found)) == ["Tür"]


def test_non_values_are_kept_and_never_zero(read: Read) -> None:
    stated = {"A": "NE", "B": "NO", "C": "-", "D": "C", "E": "IE (I.1.1)", "F": "7"}
    rows = "\n".join(f"{sector};2019;{value};t" for sector, value in stated.items())
    found = read(f"Sektor;Jahr;Wert;Einheit\n{rows}\n")
    read_as = {one["name"]: next(iter(one["non_values"]), None) for one in found["series"]}
    assert read_as == {
        "A": "not_known",
        "B": "not_occurring",
        "C": "not_known",
        "D": "confidential",
        "E": "elsewhere",
        "F": None,
    }
    assert found["readings"] == 1


def test_numbers_that_can_be_read_both_ways_are_asked_about(read: Read) -> None:
    found = read("Jahr;Wert\n2019;3,727\n2020;1,803\n2021;1,656\n")
    assert [each["value"] for one in found["series"] for each in one["values"]] == [3727.0, 1803.0, 1656.0]
    assert "notation_open" in codes(found, "question")


def test_a_mixed_column_is_read_number_by_number(read: Read) -> None:
    found = read("Jahr;Wert [t]\n2018;1.234,5\n2019;1,234.5\n2020;1.250\n")
    assert [each["value"] for each in found["series"][0]["values"]][:2] == [1234.5, 1234.5]
    assert {"notation_mixed", "number_either_way"} <= set(codes(found, "question"))


def test_a_value_a_thousand_times_off_is_asked_about_and_not_repaired(read: Read) -> None:
    rows = "\n".join(f"{2015 + place};{value}" for place, value in enumerate((101, 99, 103, 98000, 102, 100)))
    found = read(f"Jahr;Strom [MWh]\n{rows}\n")
    assert [one["row"] for one in found["findings"] if one["code"] == "thousandfold"] == [5]
    assert found["series"][0]["maximum"] == 98000


def test_impossible_days_words_and_contradictions_are_errors_by_row(read: Read) -> None:
    found = read(
        "Tag;Strom [kWh]\n31.02.2026;1,5\n01.03.2026;viel\n02.03.2026;2,5\n02.03.2026;3,5\n02.03.2026;2,5\n"
    )
    told = [(one["code"], one["row"]) for one in found["findings"] if one["gravity"] == "error"]
    assert told == [("no_such_day", 2), ("not_a_number", 3), ("contradicts", 5), ("contradicts", 6)]
    assert found["readings"] == 3


def test_units_are_converted_within_a_dimension_and_kept_apart_beyond(read: Read) -> None:
    found = read("Reihe;Jahr;Wert;Einheit\nA;2019;1;MWh\nA;2020;500;kWh\nA;2021;3;t\nA;2022;4;Quux\n")
    by_unit = {one["unit"]: one for one in found["series"]}
    assert [each["value"] for each in by_unit["MWh"]["values"]] == [1.0, 0.5]
    assert {"units_converted", "units_differ", "unknown_unit"} <= set(codes(found))


def test_a_workbook_keeps_its_types(read_sheet: Read) -> None:
    found = read_sheet(
        ["Bericht"],
        ["Datum", "Strom [kWh]", "Anteil"],
        [date(2024, 1, 1), 1.5, 3],
        [date(2024, 2, 1), "=A1", 4],
    )
    assert (found["kind"], found["layout"]) == ("xlsx", "wide_series")
    assert values(found)["Strom"] == [("2024-01-01", 1.5)]
    assert codes(found, "error") == ["formula"]


def test_years_in_the_head_of_a_workbook_are_periods(read_sheet: Read) -> None:
    found = read_sheet(["Linie", 2019, 2020], ["Bus [Pkm]", 10, 20], ["Bahn", 30, 40])
    assert found["layout"] == "wide_periods"
    assert [day for day, _value in values(found)["Bahn"]] == ["2019-01-01", "2020-01-01"]


@pytest.mark.parametrize(
    ("content", "flaw"),
    [
        (b"", "empty_file"),
        (b"%PDF-1.7", "not_a_sheet"),
        (b"PK\x03\x04broken", "broken_workbook"),
        (b'a;"b\n1;2\n', "broken_quotes"),
        (b"1;" * 2_000, "row_too_long"),
        (b"1" * 3_000_000, "field_too_long"),
        (b"a;b\n\xc3\xa4;\xff\n" * 3, "broken_text"),
    ],
)
def test_what_cannot_be_read_says_why(read: Read, content: bytes, flaw: str) -> None:
    found = read(content)
    assert not found["readable"]
    assert found["findings"][0]["flaw"] == flaw


def test_a_table_of_words_has_no_values(read: Read) -> None:
    assert codes(read("Name;Ort\nA;B\nC;D\n")) == ["no_values"]
