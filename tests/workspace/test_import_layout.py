"""Recognising sheets and columns by what people call them."""

import pytest

from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.layout import Layout, layout_from_data, recognise
from greenpact.workspace.importing.reading import SentFile, read_files
from greenpact.workspace.importing.understanding import read_rows, readings
from sheets.cells import Notation
from tests.workspace.sheets import a_csv, placed, told


def recognised(*files: SentFile) -> tuple[list[Layout], Findings]:
    book = read_files(files)
    found = recognise(book.sheets, book.findings, notation=Notation.POINT)
    return [layout for layout, _sheet in found], book.findings


@pytest.mark.parametrize("title", ["organisations", "Organisationen", "ORGANISATIONS", "Organisationen "])
def test_a_sheet_is_known_by_its_name_in_either_language(title: str) -> None:
    layouts, findings = recognised(a_csv(title, "ref,name,kind", "a,A,city"))
    assert [layout.form.name for layout in layouts] == ["organisations"]
    assert not findings.kept


def test_a_file_of_any_name_is_known_by_its_head() -> None:
    layouts, _findings = recognised(
        a_csv("liste-final-2", "Deal;Organisation;Rolle", "a;b;"),
        a_csv("neu", "Deal;Adresse", "a;https://x.org"),
    )
    assert [layout.form.name for layout in layouts] == ["parties", "sources"]


def test_columns_are_known_by_name_and_by_heading_in_any_case_and_order() -> None:
    layouts, findings = recognised(
        a_csv("organisationen", "KURZTEXT (DEUTSCH);art;Name;Kurzname;postal_code", "Text;city;A;a;69115")
    )
    names = [column.name for _place, column in layouts[0].places]
    assert names == ["text_de", "kind", "name", "ref", "postal_code"]
    assert not findings.kept


def test_what_is_wrong_with_a_head_is_told() -> None:
    _layouts, findings = recognised(
        a_csv("organisations", "ref,ref,nmae,colour of the door", "a,a,A,red"),
        a_csv("notes", "anything", "x"),
        a_csv("deals", "ref,title_en"),
    )
    assert sorted(told(findings)) == [
        "column_twice",
        "no_rows",
        "unknown_column",
        "unknown_column_like",
        "unknown_sheet",
    ]
    near = next(found for found in findings.kept if found.complaint == "unknown_column_like")
    assert near.about["like"] == "Name"


def test_two_sheets_of_a_kind_and_none_at_all_are_errors() -> None:
    one = a_csv("organisations", "ref,name,kind", "a,A,city")
    _layouts, findings = recognised(one, SentFile("Organisationen.csv", one.content))
    assert told(findings) == ["sheet_twice"]
    _layouts, findings = recognised(a_csv("poem", "roses", "red"))
    assert told(findings) == ["unknown_sheet", "no_known_sheet"]


def test_our_own_explaining_sheets_are_passed_over() -> None:
    assert recognised(a_csv("deals", "ref,title_en", "a,A"), a_csv("Erläuterung", "Blatt"))[1].kept == []


def test_a_layout_is_the_same_after_it_was_kept() -> None:
    layouts, _findings = recognised(a_csv("deals", "ref;title_de", "a;A"))
    assert layout_from_data(layouts[0].as_data()) == layouts[0]


def test_rows_become_values_and_their_gaps_and_faults_findings() -> None:
    book = read_files([a_csv("deals", "ref,title_en,start_year", "a,A,2024", "b,,20x4", "c,C,2024,more")])
    ((layout, sheet),) = recognise(book.sheets, book.findings, notation=Notation.POINT)
    rows = list(read_rows(layout, sheet.rows, book.findings))
    assert rows[0].values == {"ref": "a", "title_en": "A", "start_year": 2024}
    assert rows[1].values == {"ref": "b", "title_en": ""}
    assert [placed(found) for found in book.findings.kept] == [
        ("not_a_number", "deals", 3, "start_year"),
        ("needed", "deals", 3, "title_en"),
        ("more_cells_than_head", "deals", 4, ""),
    ]


def test_the_reading_of_every_cell_can_be_shown() -> None:
    book = read_files([a_csv("deals", "ref;title_de;work_state;starts_on;sdgs", "a;A;agreed;31.3.2026;7;")])
    ((layout, sheet),) = recognise(book.sheets, book.findings, notation=Notation.POINT)
    shown = [(each.original, each.shown) for each in readings(layout, sheet.rows[0], "en")]
    assert shown == [("a", "a"), ("A", "A"), ("agreed", "Agreed"), ("31.3.2026", "31 March 2026"), ("7", "7")]


def test_a_sheet_without_a_head_or_with_far_too_many_columns_gets_one_complaint() -> None:
    assert told(recognised(a_csv("organisations", "a-1,Bakery,company"))[1]) == ["no_head", "no_rows"]
    wide = ",".join(["ref", "name", "kind", *(f"x{number}" for number in range(200))])
    assert told(recognised(a_csv("organisations", wide, "a,A,city"))[1]) == ["too_many_columns"]
