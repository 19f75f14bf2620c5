"""Puts together style sheet, fonts and map files; part of every set-up, before the static files are collected."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from greenpact.ui.look import assemble
from greenpact.ui.typesetting import write_fonts


class Command(BaseCommand):
    help = "Put together style sheet, fonts and map files from the packages that were fetched."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        assets = Path(settings.ASSETS)
        written = assemble(assets / "node_modules", assets / "look")
        for path in [*written, *write_fonts(assets / "node_modules", assets / "print")]:
            self.stdout.write(f"{path.name}: {path.stat().st_size // 1000} KB")
