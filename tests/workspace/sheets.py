"""Sheets for tests, made in memory: CSV files, workbooks, and hostile archives."""

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from greenpact.cities.models import City
from greenpact.workspace.importing.carrying_out import amount, claim, confirm, work_on
from greenpact.workspace.importing.findings import Finding, Findings, finding_from_data
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import SentFile
from greenpact.workspace.importing.taking_in import Sender, take_in
from greenpact.workspace.models import Import
from tests.makers import AT

PLAIN = Options()
PUBLIC = Options(publish=True, compiled=True)

DEAL_HEAD = "ref,title_en,summary_en,work_state"


def a_csv(name: str, *lines: str, encoding: str = "utf-8") -> SentFile:
    return SentFile(f"{name}.csv", "\n".join(lines).encode(encoding) + b"\n")


def a_workbook(sheets: dict[str, Sequence[Sequence[Any]]], name: str = "book.xlsx") -> SentFile:
    """A workbook; texts that begin with "=" become formulas."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        percent = book.add_format({"num_format": "0%"})
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if hasattr(value, "isoformat"):
                        sheet.write_datetime(number, place, value, day)
                    elif isinstance(value, tuple):
                        sheet.write_number(number, place, value[0], percent)
                    else:
                        sheet.write(number, place, value)
    return SentFile(name, content.getvalue())


def with_part(file: SentFile, part: str, content: bytes) -> SentFile:
    """A workbook with one part of its archive replaced or added."""
    changed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(file.content)) as old,
        zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name != part:
                new.writestr(name, old.read(name))
        new.writestr(part, content)
    return SentFile(file.name, changed.getvalue())


def a_sheet_xml(rows: str) -> bytes:
    """The XML of a worksheet with the given rows."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{namespace}">{rows}</worksheet>'.encode()


def told(findings: Findings) -> list[str]:
    """The complaints in their order."""
    return [found.complaint.value for found in findings.kept]


def placed(found: Finding) -> tuple[str, str, int, str]:
    return found.complaint.value, found.sheet, found.row, found.column


#: A small register: two organisations, one deal with parties, a goal and two commitments.
SMALL = (
    a_csv("organisations", "ref,name,kind", "town-hall,Town hall,city", "bakery,Bakery,company"),
    a_csv("deals", DEAL_HEAD, "warm-ovens,Warm ovens,Heat from ovens.,agreed"),
    a_csv(
        "parties", "deal,organisation,role", "warm-ovens,town-hall,signatory", "warm-ovens,bakery,signatory"
    ),
    a_csv(
        "clauses",
        "deal,ref,kind,party,text_en,text_de,target,unit,due_year,quantity,ends_on,serves,measure_state",
        "warm-ovens,g1,goal,,Half the gas,Halb so viel Gas,50,%,2030,,,,",
        "warm-ovens,c1,commitment,bakery,Gives heat,Gibt Wärme,,MWh,,120.5,2029-12-31,g1,under_way",
        "warm-ovens,c2,commitment,town-hall,Lays pipes,Legt Leitungen,,,,,,g1,",
    ),
)


def imported(
    city: City, *files: SentFile, options: Options = PLAIN, at: datetime = AT, by: str = "import:test"
) -> Import:
    """The files taken in, read, confirmed if there is something to do, and carried out."""
    taken = read_in(city, *files, options=options, at=at, by=by)
    if taken.error_count or not amount(taken):
        return taken
    confirm(taken)
    return worked_on(taken, at=at)


def read_in(
    city: City, *files: SentFile, options: Options = PLAIN, at: datetime = AT, by: str = "import:test"
) -> Import:
    """The files taken in and read; it waits for a decision."""
    return worked_on(take_in(city, files, options, sender=Sender(by), at=at), at=at)


def worked_on(taken: Import, *, at: datetime = AT) -> Import:
    """One piece of work on an import, as the worker does it."""
    claimed = claim(taken.pk, at=at)
    assert claimed is not None
    work_on(claimed, at=at)
    return Import.objects.get(pk=taken.pk)


def found_in(taken: Import) -> list[tuple[str, str, int, str]]:
    """What was found: complaint, sheet, row and column."""
    return [placed(finding_from_data(data)) for data in taken.findings["kept"]]
