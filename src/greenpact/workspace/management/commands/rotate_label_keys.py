"""Let a city sign its labels with new keys; what former keys signed stays good."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from greenpact.cities.models import City
from greenpact.labels.rotating import rotate_keys


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("city", help="The city's name in addresses, such as heidelberg.")

    def handle(self, *args: Any, **options: Any) -> None:
        city = City.objects.filter(slug=options["city"]).first()
        if city is None:
            raise CommandError("There is no such city.")
        number = rotate_keys(city, by="command:rotate_label_keys", at=timezone.now())
        self.stdout.write(f"Generation {number} signs from now on. Keep the folder of keys in your backup.")
