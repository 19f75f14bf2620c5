"""Writes a report as a file: the format of a snapshot in a language, as PDF, Word file, workbook or text."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import override

from greenpact.reports.fields import ENDINGS, Format
from greenpact.reports.formats.annual import annual
from greenpact.reports.formats.council import council
from greenpact.reports.formats.party import party_report
from greenpact.reports.formats.press import as_text, press
from greenpact.reports.formats.sheet import sheet
from greenpact.reports.formats.tables import as_workbook
from greenpact.reports.paper import Paper
from greenpact.reports.printing import as_pdf
from greenpact.reports.word_file import as_docx

Make = Callable[..., Paper]

MAKES: dict[Format, Make] = {
    Format.ANNUAL: annual,
    Format.COUNCIL: council,
    Format.SHEET: sheet,
    Format.PRESS: press,
    Format.PARTY: party_report,
}

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "txt": "text/plain; charset=utf-8",
}

WRITES: dict[str, Callable[[Paper], bytes]] = {
    "pdf": as_pdf,
    "docx": as_docx,
    "xlsx": as_workbook,
    "txt": lambda paper: as_text(paper).encode(),
}


def formats_of(kind: str) -> list[Format]:
    """The formats that a snapshot of a kind can be written as."""
    return {
        "city": [Format.ANNUAL, Format.COUNCIL, Format.PRESS],
        "deal": [Format.ANNUAL, Format.SHEET, Format.COUNCIL, Format.PRESS],
        "party": [Format.PARTY],
    }[kind]


def paper_in(
    kind: Format, snapshot: Mapping[str, Any], language: str, *, sha256: str, canonical: str = ""
) -> Paper:
    """A format of a snapshot in a language; without `sha256` it is a draft. `canonical` is put into its PDF."""
    with override(language):
        return MAKES[kind](snapshot, sha256=sha256, canonical=canonical)


def file_of(
    kind: Format, ending: str, snapshot: Mapping[str, Any], language: str, *, sha256: str, canonical: str = ""
) -> bytes:
    """The file, byte for byte the same for the same input; raises `KeyError` for one that is not offered."""
    if ending not in ENDINGS[kind] or kind not in formats_of(snapshot["kind"]):
        raise KeyError(f"{kind}.{ending}")
    return WRITES[ending](paper_in(kind, snapshot, language, sha256=sha256, canonical=canonical))
