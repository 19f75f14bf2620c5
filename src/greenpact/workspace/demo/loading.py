"""Loading the real programme and the invented city by the import that every city uses."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from greenpact.cities.models import City
from greenpact.journal.models import Chain, Entry
from greenpact.journal.recording import record
from greenpact.workspace.importing.changes import Change
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.founding import found_cities, sheets_by_city
from greenpact.workspace.importing.planning import Options, plan
from greenpact.workspace.importing.previewing import preview_of
from greenpact.workspace.importing.reading import SentFile, read_files
from greenpact.workspace.importing.saying import sentence_of
from greenpact.workspace.importing.writing import Writer, prepare, write
from sheets.cells import RawSheet

FOLDERS = ("programme", "musterstadt")
BY = "import:demo"

#: The chain of the installation itself, whose entries belong to no city.
INSTALLATION = "installation"
LOADED = "demo.loaded"


class NotLoaded(Exception):
    """The demo was not loaded; the message holds what was found in its sheets."""


def load(folder: Path, *, at: datetime, begun: datetime | None = None) -> int:
    """Load the demo unless it already is as in the files; how many records were added or changed.

    `begun` is the moment at which the invented city is entered, if another one. All or nothing.
    Raises `NotLoaded` when the sheets do not hold together.
    """
    books = [_files(folder / name) for name in FOLDERS]
    mark = _mark(file for files in books for file in files)
    if _mark_of_loaded() == mark:
        return 0
    with transaction.atomic():
        moments = (at, begun or at)
        written = sum(_load(files, at=moment) for files, moment in zip(books, moments, strict=True) if files)
        chain, _is_new = Chain.objects.get_or_create(ref=INSTALLATION)
        payload = {"sha256": mark}
        record(chain.pk, verb=LOADED, subject="demo:demo", by=BY, at=at, public=False, payload=payload)
    return written


def _files(folder: Path) -> list[SentFile]:
    return [SentFile(path.name, path.read_bytes()) for path in sorted(folder.glob("*.csv"))]


def _mark(files: Iterable[SentFile]) -> str:
    """The fingerprint of all files."""
    mark = sha256()
    for file in files:
        mark.update(f"{file.name} {len(file.content)}\n".encode() + file.content)
    return mark.hexdigest()


def _mark_of_loaded() -> str:
    last = Entry.objects.filter(chain__ref=INSTALLATION, verb=LOADED).order_by("-number").first()
    return str(last.payload["sha256"]) if last else ""


def _load(files: Sequence[SentFile], *, at: datetime) -> int:
    findings = Findings()
    sheets = _sheets(files, findings)
    cities = [sheet for sheet in sheets if sheet.title == "cities"]
    found_cities(cities, findings, by=BY, at=at)
    _refuse_errors(findings)
    own = sheets_by_city([sheet for sheet in sheets if sheet.title != "cities"], findings)
    written = 0
    for slug in sorted(own):
        city = City.objects.select_related("chain").get(slug=slug)
        changes: list[Change] = []
        options = Options(publish=True, compiled=True)
        preview_of(plan(city, own[slug], options, findings, today=city.day(at)), into=changes)
        _refuse_errors(findings, slug)
        write(prepare(changes, Writer(city, BY, at)))
        written += len(changes)
    return written


def _sheets(files: Sequence[SentFile], findings: Findings) -> list[RawSheet]:
    book = read_files(files)
    findings.kept += book.findings.kept
    findings.counts += book.findings.counts
    return book.sheets


def _refuse_errors(findings: Findings, city: str = "") -> None:
    if findings.errors:
        lines = [f"{found.sheet} {found.row} {found.column}: {sentence_of(found)}" for found in findings.kept]
        raise NotLoaded("\n".join([city, *lines]).strip())
