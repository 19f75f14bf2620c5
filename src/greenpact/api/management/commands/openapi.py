"""`./greenpact manage openapi` writes the OpenAPI document: the snapshot that a test holds comes from here."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from greenpact.api.description import document


class Command(BaseCommand):
    help = "Write the OpenAPI document of the machine door."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(document(), indent=1, ensure_ascii=False))
