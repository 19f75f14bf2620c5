"""Taking in an import: the files are kept, read, compared with the register, and wait for a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.workspace.importing.bounds import PAGE_ROWS
from greenpact.workspace.importing.changes import Change
from greenpact.workspace.importing.current import in_batches
from greenpact.workspace.importing.findings import Findings
from greenpact.workspace.importing.layout import Layout, layout_from_data, recognise
from greenpact.workspace.importing.organisations import Sheets
from greenpact.workspace.importing.planning import Options, Watch, plan
from greenpact.workspace.importing.previewing import Preview, preview_of
from greenpact.workspace.importing.reading import SentFile, read_files, refuse_unbounded
from greenpact.workspace.importing.understanding import rows_of_city
from greenpact.workspace.models import Import, ImportFile, ImportPage, ImportState
from sheets.bounds import CHILD_WALL_SECONDS
from sheets.cells import Notation, RawSheet, Row, as_data, from_data


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sends an import: an account at the door, or a command."""

    by: str
    account: Account | None = None
    language: str = "en"

    @property
    def notation(self) -> Notation:
        """How they probably write one and a half."""
        return Notation.COMMA if self.language == "de" else Notation.POINT


@transaction.atomic
def take_in(
    city: City, files: Sequence[SentFile], options: Options, *, sender: Sender, at: datetime
) -> Import:
    """Keep files to be read; raises `Unreadable` when they are too many, too large or empty."""
    refuse_unbounded([file.name for file in files], [len(file.content) for file in files])
    taken = Import.objects.create(
        city=city,
        account=sender.account,
        by=sender.by,
        created_at=at,
        publish=options.publish,
        compiled=options.compiled,
        notation=sender.notation,
    )
    ImportFile.objects.bulk_create(
        ImportFile(
            of=taken,
            name=file.name[:200],
            size=len(file.content),
            sha256=sha256(file.content).hexdigest(),
            content=file.content,
        )
        for file in files
    )
    return taken


def read_import(taken: Import, *, at: datetime, seconds: int = CHILD_WALL_SECONDS) -> None:
    """Read the files of an import and compare them with the register; afterwards it waits for a decision."""
    files = [SentFile(file.name, bytes(file.content)) for file in taken.files.all()]
    book = read_files(files, seconds=seconds)
    found = recognise(book.sheets, book.findings, notation=Notation(taken.notation))
    sheets = {layout.form.name: (layout, sheet.rows) for layout, sheet in found}
    preview = compare(taken, sheets, book.findings, at=at)
    with transaction.atomic():
        if Import.objects.select_for_update().get(pk=taken.pk).state != ImportState.UPLOADED:
            return
        taken.pages.all().delete()
        for layout, sheet in found:
            ImportPage.objects.bulk_create(_pages(taken, layout, sheet))
        taken.layouts = [layout.as_data() | {"rows": len(sheet.rows)} for layout, sheet in found]
        taken.files.update(content=b"")
        keep_preview(taken, preview, book.findings)


def _pages(taken: Import, layout: Layout, sheet: RawSheet) -> Iterable[ImportPage]:
    for number, rows in enumerate(in_batches(sheet.rows, PAGE_ROWS)):
        data = [[row.number, [as_data(cell) for cell in row.cells]] for row in rows]
        yield ImportPage(of=taken, form=layout.form.name, number=number, first_row=rows[0].number, rows=data)


def compare(
    taken: Import,
    sheets: Sheets,
    findings: Findings,
    *,
    at: datetime,
    watch: Watch = lambda _count: None,
    into: list[Change] | None = None,
) -> Preview:
    """What the import would come to with the register as it stands; its changes are put `into` a list."""
    own = {
        name: (layout, list(rows_of_city(layout, rows, findings, taken.city.slug)))
        for name, (layout, rows) in sheets.items()
    }
    options = Options(publish=taken.publish, compiled=taken.compiled)
    changes = plan(taken.city, own, options, findings, today=taken.city.day(at), watch=watch)
    return preview_of(changes, into=into)


def keep_preview(taken: Import, preview: Preview, findings: Findings) -> None:
    """Keep what somebody is to see, and let the import wait for their decision."""
    taken.findings, taken.counts, taken.listed = findings.as_data(), preview.counts, preview.listed
    taken.fingerprint, taken.error_count = preview.fingerprint, findings.errors
    taken.state, taken.progress = ImportState.READ, 0
    taken.leased_until, taken.attempts = None, 0
    taken.save()


def kept_sheets(taken: Import) -> dict[str, tuple[Layout, list[Row]]]:
    """The sheets of an import as they were read."""
    layouts = [layout_from_data(data) for data in taken.layouts]
    return {layout.form.name: (layout, list(kept_rows(taken, layout.form.name))) for layout in layouts}


def kept_rows(taken: Import, form: str) -> Iterable[Row]:
    """The rows of one sheet, page by page."""
    for page in taken.pages.filter(form=form).order_by("number").iterator(chunk_size=50):
        yield from rows_of_page(page)


def rows_of_page(page: ImportPage) -> list[Row]:
    """The rows of a page as cells."""
    return [Row(number, [from_data(cell) for cell in cells]) for number, cells in page.rows]
