"""Load the real programme and the invented city of the demo, and let its three people sign in."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenpact.workspace.demo.handing_in import hand_in_ideas
from greenpact.workspace.demo.labelling import label_deals
from greenpact.workspace.demo.loading import NotLoaded, load
from greenpact.workspace.demo.negotiating import negotiate
from greenpact.workspace.demo.people import let_in
from greenpact.workspace.demo.signing import make_seal_key, sign_deals


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
        try:
            written = load(settings.PACKAGE.parents[1] / "demo", at=at)
        except NotLoaded as refusal:
            raise CommandError(str(refusal)) from refusal
        people = let_in(settings.HOME, at=at)
        label_deals(at=at)
        hand_in_ideas(settings.PACKAGE.parents[1] / "demo" / "musterstadt" / "story", at=at)
        negotiate(at=at)
        make_seal_key(at=at)
        sign_deals(at=at)
        if options["sign_ins"]:
            for person, password in people:
                self.stdout.write(f"{person.role}\t{person.email}\t{password}")
        elif written:
            self.stdout.write(f"{written} records were added or changed.")
        else:
            self.stdout.write("The demo is already loaded.")
