"""List what could not be carried out and was set aside; with --retry, try it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenpact.reactions.carrying_out import try_again
from greenpact.reactions.models import ReactionFault


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--retry", action="store_true", help="Carry out what was set aside.")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = ReactionFault.objects.set_aside().select_related("entry__chain").order_by("pk")
        left = 0
        for fault in faults:
            entry = fault.entry
            is_done = options["retry"] and try_again(fault, at=timezone.now())
            left += not is_done
            said = "carried out" if is_done else f"{fault.error} at {fault.place}, {fault.count} times"
            self.stdout.write(f"{entry.chain.ref}/{entry.number}\t{entry.verb}\t{said}")
        if options["retry"] and left:
            raise CommandError(f"{left} could not be carried out.")
        if not faults:
            self.stdout.write("Nothing is set aside.")
