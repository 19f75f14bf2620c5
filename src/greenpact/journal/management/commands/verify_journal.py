"""Recompute every chain of the journal and name the first bad entry of each broken one."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from greenpact.journal.models import Chain
from greenpact.journal.verifying import verify_chain


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        broken = []
        for chain_id in Chain.objects.order_by("ref").values_list("pk", flat=True):
            chain = Chain.objects.get(pk=chain_id)
            if bad := verify_chain(chain):
                broken.append(str(bad))
            else:
                self.stdout.write(f"{chain.ref}: {chain.number} entries, unbroken")
        if broken:
            raise CommandError("\n".join(broken))
