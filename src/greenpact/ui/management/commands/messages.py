"""Updates the German catalogues of all apps, or of those named, and compiles them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from greenpact.ui import messages


class Command(BaseCommand):
    help = "Find the texts of the apps, update their German catalogues, compile them, and list what is not translated."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="names of apps; all of them without")
        parser.add_argument(
            "--check", action="store_true", help="write nothing, and fail when something is amiss"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = [app for app in messages.apps() if not options["apps"] or app.name in options["apps"]]
        if options["check"]:
            found = [f"{app.name}: {words}" for app in chosen for words in messages.complaints(app)]
            found += messages.disagreements(chosen)
            if found:
                raise CommandError("\n".join(found))
            return
        for app in chosen:
            catalogue = messages.update(app)
            if catalogue is None:
                continue
            missing = messages.untranslated(catalogue)
            self.stdout.write(f"{app.name}: {len(catalogue)} texts, {len(missing)} not translated")
            for text in missing:
                self.stdout.write(f"  {text}")
