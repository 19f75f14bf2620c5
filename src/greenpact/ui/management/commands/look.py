"""Puts together what was fetched for pages and credentials; part of every set-up, before static files are collected."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from credentials.contexts import gather
from greenpact.ui.look import assemble
from greenpact.ui.typesetting import write_fonts


class Command(BaseCommand):
    help = "Put together style sheet, fonts, map files and contexts from the packages that were fetched."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        assets = Path(settings.ASSETS)
        written = assemble(assets / "node_modules", assets / "look")
        for path in [*written, *write_fonts(assets / "node_modules", assets / "print")]:
            self.stdout.write(f"{path.name}: {path.stat().st_size // 1000} KB")
        gather(assets / "node_modules", Path(settings.CONTEXTS))
