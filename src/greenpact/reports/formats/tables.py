"""Writes a paper as a workbook (XLSX): one sheet for what it says of itself, one for each of its tables."""

from datetime import UTC, datetime
from io import BytesIO

import xlsxwriter

from greenpact.reports.paper import Facts, Grid, Heading, Paper

#: What a sheet may be called.
LONGEST_NAME, FORBIDDEN = 31, str.maketrans(dict.fromkeys("[]:*?/\\'", " "))

#: The moment that the files inside bear, so that the same paper gives the same bytes.
NO_MOMENT = datetime(1980, 1, 1, tzinfo=UTC)


def as_workbook(paper: Paper) -> bytes:
    """All tables of a paper; texts are written as texts, never as formulas or links."""
    out = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": paper.title[:255], "created": paper.at.replace(tzinfo=None)})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    first = book.add_worksheet(_name(paper.kicker, set()))
    first.set_column(0, 0, 30)
    first.set_column(1, 1, 80)
    first.write_string(0, 0, paper.title, bold)
    names, at, above = {first.get_name().lower()}, 2, ""
    for block in paper.blocks:
        match block:
            case Heading():
                above = block.text
            case Facts():
                for row in block.rows:
                    first.write_string(at, 0, row.label, bold)
                    first.write_string(at, 1, f"– {row.value}" if row.is_blank else row.value, plain)
                    at += 1
            case Grid():
                sheet = book.add_worksheet(_name(f"{block.caption} {above}", names))
                names.add(sheet.get_name().lower())
                _fill(sheet, block, bold, plain)
            case _:
                pass
    for words in (paper.foot, paper.hash_words):
        first.write_string(at + 1, 0, words)
        at += 1
    book.close()
    return out.getvalue()


def _fill(sheet: xlsxwriter.workbook.Worksheet, grid: Grid, bold: object, plain: object) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(grid.heads):
        sheet.set_column(column, column, 12 + 6 * (grid.widths[column] if grid.widths else 2))
        sheet.write_string(0, column, head, bold)
    for number, row in enumerate(grid.rows, 1):
        for column, words in enumerate(row):
            sheet.write_string(number, column, words, plain)


def _name(words: str, taken: set[str]) -> str:
    """A name that no other sheet of the book has."""
    plain = words.translate(FORBIDDEN).strip()[:LONGEST_NAME] or "1"
    name, number = plain, 2
    while name.lower() in taken:
        name, number = f"{plain[: LONGEST_NAME - 4]} {number}", number + 1
    return name
