"""Import organisations and deals of a city from workbooks or CSV files, as the workspace does."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenpact.cities.keeping import Kept
from greenpact.cities.models import City
from greenpact.workspace.importing.carrying_out import NotConfirmed, claim, confirm, discard, work_on
from greenpact.workspace.importing.findings import finding_from_data
from greenpact.workspace.importing.forms import FORMS
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import SentFile
from greenpact.workspace.importing.saying import sentence_of
from greenpact.workspace.importing.taking_in import Sender, take_in
from greenpact.workspace.imports.forms import why_not
from greenpact.workspace.models import Import, ImportState
from sheets.unreadable import Unreadable

BY = "import:command"


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("city", help="The city's address, such as heidelberg.")
        parser.add_argument(
            "files", nargs="+", type=Path, help="A workbook, or CSV files named like the sheets."
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what would happen, and change nothing."
        )
        parser.add_argument("--publish", action="store_true", help="Make the deals public at once.")
        parser.add_argument(
            "--compiled", action="store_true", help="New deals that have sources were compiled from them."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        city = City.objects.filter(slug=options["city"]).first()
        if city is None:
            raise CommandError(f"There is no city “{options['city']}”.")
        taken = self._take_in(city, options)
        self._say_what_was_found(taken)
        if options["dry_run"] or taken.error_count:
            discard(taken, at=timezone.now())
            self.stdout.write("Nothing was changed.")
            if not options["dry_run"]:
                raise CommandError("The sheets have errors.")
            return
        self._carry_out(taken)

    def _take_in(self, city: City, options: dict[str, Any]) -> Import:
        try:
            files = [SentFile(file.name, file.read_bytes()) for file in options["files"]]
            choice = Options(publish=options["publish"], compiled=options["compiled"])
            taken = take_in(city, files, choice, sender=Sender(BY), at=timezone.now())
        except OSError as error:
            raise CommandError(str(error)) from error
        except Unreadable as refusal:
            raise CommandError(why_not(refusal)) from refusal
        return self._work_on(taken)

    def _work_on(self, taken: Import) -> Import:
        """Do what the worker would do; no other process can come between."""
        if claimed := claim(taken.pk, at=timezone.now()):
            work_on(claimed, at=timezone.now())
        taken.refresh_from_db()
        return taken

    def _say_what_was_found(self, taken: Import) -> None:
        for data in taken.findings["kept"]:
            found = finding_from_data(data)
            place = " ".join(str(part) for part in (found.sheet, found.row or "", found.column) if part)
            self.stdout.write(f"{found.severity.value}\t{place}\t{sentence_of(found)}")
        for form in FORMS:
            if counts := taken.counts.get(form.name):
                line = ", ".join(f"{counts[what]} {what}" for what in Kept)
                self.stdout.write(f"{form.name}: {line}")

    def _carry_out(self, taken: Import) -> None:
        try:
            confirm(taken)
        except NotConfirmed:
            discard(taken, at=timezone.now())
            self.stdout.write("There is nothing to import: the register already holds all of it.")
            return
        taken = self._work_on(taken)
        if taken.state != ImportState.DONE:
            self._say_what_was_found(taken)
            raise CommandError("Nothing was imported.")
        self.stdout.write("The import was carried out.")
