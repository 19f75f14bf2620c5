"""Load the real programme and the invented city of the demo, and let its three people sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenpact.workspace.demo import (
    becoming,
    labelling,
    mandating,
    measuring,
    negotiating,
    reporting,
    signing,
)
from greenpact.workspace.demo.handing_in import Ideas
from greenpact.workspace.demo.loading import NotLoaded, load
from greenpact.workspace.demo.people import let_in
from greenpact.workspace.demo.telling import Step, beginning, tell

DEMO = settings.PACKAGE.parents[1] / "demo"


class Command(BaseCommand):
    help = __doc__
    requires_system_checks = []  # `migrate` has just made them

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--sign-ins", action="store_true", help="Print role, e-mail address and password of each."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError(
                "This is no demo: the sign-ins of the demo must not exist here. Set GREENPACT_DEMO=1 for one."
            )
        at = timezone.now()
        begun = beginning(at)
        try:
            written = load(DEMO, at=at, begun=begun)
        except NotLoaded as refusal:
            raise CommandError(str(refusal)) from refusal
        people = let_in(settings.HOME, at=at, begun=begun)
        signing.make_seal_key(at=begun)
        if begun < at:
            tell(_story(), at=at)
        if options["sign_ins"]:
            for person, password in people:
                self.stdout.write(f"{person.role}\t{person.email}\t{password}\t{person.tries}")
        elif written:
            self.stdout.write(f"{written} records were added or changed.")
        else:
            self.stdout.write("The demo is already loaded.")


def _story() -> list[Step]:
    """All that happens in the invented city; whatever happens on one day stands in this order."""
    ideas = Ideas(DEMO / "musterstadt" / "story")
    return [
        *mandating.steps(),
        *ideas.steps(),
        *becoming.steps(ideas),
        *negotiating.steps(),
        *signing.steps(),
        *labelling.steps(),
        *measuring.steps(DEMO / "musterstadt" / "story"),
        *reporting.steps(),
    ]
