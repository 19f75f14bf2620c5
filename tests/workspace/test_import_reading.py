"""Reading files: every encoding and separator is found or refused in words, and no file does harm."""

from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter

from greenpact.workspace.importing import bounds
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.layout import recognise
from greenpact.workspace.importing.reading import SentFile, is_small, read_files, refuse_unbounded
from greenpact.workspace.importing.saying import sentence_of
from sheets.cells import Nature, Natured, Notation
from sheets.csv_files import separator_of
from sheets.texts import decode
from sheets.unreadable import Unreadable
from tests.workspace.sheets import a_csv, a_sheet_xml, a_workbook, told, with_part

DAY = datetime(2026, 3, 31)  # noqa: DTZ001 - workbooks know no time zones


def cells_of(*files: SentFile) -> list[list[object]]:
    return [list(row.cells) for sheet in read_files(files).sheets for row in (sheet.head, *sheet.rows)]


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_found(codec: str, encoding: str) -> None:
    text = "Kurzname;Name\nstrasse;Bürger für Bäume – „Grün“\n"
    decoded = decode(text.encode(codec), "x.csv")
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_an_unusual_encoding_is_told() -> None:
    book = read_files([a_csv("organisations", "Kurzname;Name", "a;Ä", encoding="cp1252")])
    assert told(book.findings) == ["read_as"]
    assert "Windows-1252" in sentence_of(book.findings.kept[0])


def test_broken_utf8_names_the_line() -> None:
    content = "ref,name\na,Bürger\nb,".encode() + b"\xfc\n"
    book = read_files([SentFile("organisations.csv", content)])
    assert [(found.complaint, found.about["line"]) for found in book.findings.kept] == [
        (Complaint.BROKEN_TEXT, "3")
    ]
    assert not book.sheets


@pytest.mark.parametrize(
    ("head", "separator"),
    [("a,b,c", ","), ("a;b;c", ";"), ("a\tb", "\t"), ('"a;b;c",d', ","), ("\n\na;b", ";"), ("ref", ",")],
)
def test_the_separator_is_the_one_of_the_head(head: str, separator: str) -> None:
    assert separator_of(head) == separator


def test_german_files_write_decimals_with_a_comma() -> None:
    german, english = read_files([a_csv("a", "ref;name", "x;1"), a_csv("b", "ref,name", "x,1")]).sheets
    assert (german.notation, english.notation) == (Notation.COMMA, Notation.POINT)


def test_rows_keep_their_numbers_and_lose_empty_ends() -> None:
    sheet = read_files([a_csv("a", "ref,name,kind", "", "x,,", ",,", 'y,"two\nlines",')]).sheets[0]
    assert [(row.number, list(row.cells)) for row in sheet.rows] == [(3, ["x"]), (5, ["y", "two\nlines"])]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", Complaint.EMPTY_FILE),
        (b"%PDF-1.7 ...", Complaint.NOT_A_SHEET),
        (b"\x89PNG\r\n", Complaint.NOT_A_SHEET),
        (b"<!DOCTYPE html><html>", Complaint.NOT_A_SHEET),
        (b"a\x00b\x00\x00c,d\x00\x00\x00", Complaint.BROKEN_TEXT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Complaint.OLD_WORKBOOK),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), Complaint.PROTECTED),
        (b"PK\x03\x04 this is no archive", Complaint.BROKEN_WORKBOOK),
        (b'ref,name\na,"not closed\n', Complaint.BROKEN_QUOTES),
        (b'ref,name\na,"closed" and more\n', Complaint.BROKEN_QUOTES),
        (b"ref,name\na," + b"x" * 1_000_000, Complaint.FIELD_TOO_LONG),
    ],
    ids=lambda value: value.value if isinstance(value, Complaint) else None,
)
def test_what_is_no_sheet_is_refused_in_words(content: bytes, complaint: Complaint) -> None:
    book = read_files([SentFile("organisations.xlsx", content)])
    assert [found.complaint for found in book.findings.kept] == [complaint]
    assert "organisations.xlsx" in sentence_of(book.findings.kept[0])
    assert not book.sheets


def test_too_many_rows_and_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.csv_files.MOST_ROWS", 3)
    assert told(read_files([a_csv("a", "ref", *"abcd")]).findings) == ["too_many_rows"]
    monkeypatch.setattr("sheets.csv_files.MOST_CELLS", 3)
    assert told(read_files([a_csv("a", "ref,name", "a,b")]).findings) == ["too_many_cells"]


def test_files_are_bounded_before_they_are_touched() -> None:
    for names, sizes, complaint in [
        ([], [], Complaint.NOTHING_SENT),
        (["a.csv"] * 13, [1] * 13, Complaint.TOO_MANY_FILES),
        (["a.csv"], [25_000_000], Complaint.TOO_LARGE),
        (["a.csv", "b.csv"], [1, 0], Complaint.EMPTY_FILE),
    ]:
        with pytest.raises(Unreadable) as refusal:
            refuse_unbounded(names, sizes)
        assert Complaint(refusal.value.flaw) == complaint


def test_a_workbook_keeps_the_nature_of_its_cells() -> None:
    book = a_workbook(
        {
            "organisations": [
                ["ref", "name"],
                ["a", 12, 1.5, True, DAY, DAY.replace(hour=9, minute=30), (0.2,), "=1+1"],
                [],
                ["b", None, 1e308],
            ],
            "Empty": [],
        }
    )
    sheet, empty = read_files([book]).sheets
    assert [row.number for row in sheet.rows] == [2, 4]
    assert sheet.rows[0].cells == [
        "a",
        Natured(Nature.NUMBER, "12"),
        Natured(Nature.NUMBER, "1.5"),
        Natured(Nature.TRUTH, "yes"),
        Natured(Nature.DAY, "2026-03-31"),
        Natured(Nature.TIME, "2026-03-31 09:30:00"),
        Natured(Nature.PERCENT, "0.2"),
        Natured(Nature.FORMULA, "=1+1"),
    ]
    assert sheet.rows[1].cells[1:] == ["", Natured(Nature.NUMBER, "1e+308")]
    assert not empty.head.number


def test_a_cell_in_the_far_corner_and_declared_size_do_no_harm() -> None:
    hostile = a_sheet_xml(
        '<dimension ref="A1:XFD10000000"/><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>ref</t></is></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )
    book = with_part(a_workbook({"organisations": [["ref"]]}), "xl/worksheets/sheet1.xml", hostile)
    assert cells_of(book) == [["ref"], ["a"]]


def test_a_bomb_is_not_unpacked() -> None:
    book = a_workbook({"organisations": [["ref"]]})
    bomb = with_part(book, "xl/worksheets/sheet1.xml", a_sheet_xml(" " * 5_000_000))
    assert len(bomb.content) < 20_000
    assert told(read_files([bomb]).findings) == ["bomb"]


@pytest.mark.slow
def test_a_workbook_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("while True: pass")
    monkeypatch.setattr("sheets.workbooks.CHILD", endless)
    book = read_files([a_workbook({"organisations": [["ref"]]})], seconds=1)
    assert told(book.findings) == ["took_too_long"]


def test_other_archives_and_macros_are_refused_in_words() -> None:
    book = a_workbook({"organisations": [["ref"]]})
    assert told(read_files([with_part(book, "xl/vbaProject.bin", b"x")]).findings) == ["with_macros"]
    word = with_part(SentFile("a.xlsx", _empty_archive()), "word/document.xml", b"x")
    assert "Word" in sentence_of(read_files([word]).findings.kept[0])
    broken = with_part(book, "xl/workbook.xml", b"<workbook")
    assert told(read_files([broken]).findings) == ["broken_workbook"]


def _empty_archive() -> bytes:
    return b"PK\x05\x06" + b"\x00" * 18


def test_small_files_are_read_while_somebody_waits() -> None:
    assert is_small([a_csv("a", "ref", "x")])
    assert not is_small([SentFile("a.csv", b"x" * (bounds.SMALL_BYTES + 1))])
    bomb = with_part(a_workbook({"a": [["ref"]]}), "xl/worksheets/sheet1.xml", a_sheet_xml(" " * 5_000_000))
    assert not is_small([bomb])


def test_a_hidden_sheet_is_passed_over_and_named() -> None:
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.add_worksheet("Notes").write(0, 0, "x")
        for title in ("organisations", "private"):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["ref", "name", "kind"])
            sheet.write_row(1, 0, ["a", "A", "city"])
            sheet.hide()
    book = read_files([SentFile("book.xlsx", content.getvalue())])
    assert not any(sheet.rows for sheet in book.sheets)
    assert recognise(book.sheets, book.findings, notation=Notation.POINT) == []
    assert told(book.findings) == ["unknown_sheet", "hidden_sheet", "no_known_sheet"]
