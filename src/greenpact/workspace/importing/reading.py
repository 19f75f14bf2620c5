"""From the files somebody sends to sheets of cells; what is wrong with a file becomes a finding."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from greenpact.workspace.importing import bounds
from greenpact.workspace.importing.complaints import Complaint
from greenpact.workspace.importing.findings import Findings
from sheets.archives import OLE, ZIP, inflated_bytes
from sheets.bounds import CHILD_WALL_SECONDS
from sheets.cells import RawSheet
from sheets.csv_files import read_csv
from sheets.texts import UTF8, decode, foreign_kind
from sheets.unreadable import Flaw, Unreadable
from sheets.workbooks import read_workbook

_SEPARATORS = {",": ",", ";": ";", "\t": "⇥"}
_SMALL_INFLATED = 4_000_000


@dataclass(frozen=True, slots=True)
class SentFile:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(slots=True)
class RawBook:
    """All sheets of all files, and what was found while reading them."""

    sheets: list[RawSheet] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)


def refuse_unbounded(names: Sequence[str], sizes: Sequence[int]) -> None:
    """Raise `Unreadable` for no files, too many, empty or too large ones, before their content is touched."""
    if not names:
        raise Unreadable(Flaw.NOTHING_SENT)
    if len(names) > bounds.MOST_FILES:
        raise Unreadable(Flaw.TOO_MANY_FILES, count=len(names), most=bounds.MOST_FILES)
    for name, size in zip(names, sizes, strict=True):
        if not size:
            raise Unreadable(Flaw.EMPTY_FILE, file=name)
    if sum(sizes) > bounds.MOST_BYTES:
        megabytes = -(-sum(sizes) // 1_000_000)
        raise Unreadable(Flaw.TOO_LARGE, megabytes=megabytes, most=bounds.MOST_BYTES // 1_000_000)


def is_small(files: Sequence[SentFile]) -> bool:
    """Whether the files can be read while somebody waits."""
    inflated = sum(inflated_bytes(file.content) for file in files if file.content.startswith(ZIP))
    return sum(len(file.content) for file in files) <= bounds.SMALL_BYTES and inflated <= _SMALL_INFLATED


def read_files(files: Sequence[SentFile], *, seconds: int = CHILD_WALL_SECONDS) -> RawBook:
    """Read all files; those that cannot be read are among the findings."""
    book = RawBook()
    for file in files:
        try:
            book.sheets += _read(file, book.findings, seconds)
        except Unreadable as unreadable:
            book.findings.add(Complaint(unreadable.flaw), **unreadable.about)
    return book


def _read(file: SentFile, findings: Findings, seconds: int) -> list[RawSheet]:
    refuse_unbounded([file.name], [len(file.content)])
    if kind := foreign_kind(file.content):
        raise Unreadable(Flaw.NOT_A_SHEET, file=file.name, found=kind)
    if file.content.startswith((ZIP, OLE)):
        return read_workbook(file.content, file.name, seconds=seconds)
    decoded = decode(file.content, file.name)
    if (place := decoded.text.find("\x00")) >= 0:
        line = decoded.text.count("\n", 0, place) + 1
        raise Unreadable(Flaw.BROKEN_TEXT, file=file.name, line=str(line), encoding=decoded.encoding)
    sheet, separator = read_csv(decoded, file.name)
    if decoded.encoding != UTF8:
        shown = _SEPARATORS[separator]
        findings.add(Complaint.READ_AS, file=file.name, encoding=decoded.encoding, separator=shown)
    return [sheet]
