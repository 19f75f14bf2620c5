"""Opening and sending the forms of the register as a browser does."""

from typing import Any

from django.test import Client

from greenpact.cities.models import City
from greenpact.journal.models import Entry

BASE = "/workspace/heidelberg/register/"


def last_entry(city: City) -> Entry:
    return Entry.objects.filter(chain=city.chain_id).latest("number")


def opened(client: Client, path: str) -> str:
    """What a page was sealed with when it was opened."""
    return str(client.get(BASE + path).context["editing"].seal)


def save(client: Client, path: str, fields: dict[str, Any], seal: str = "") -> Any:
    """Send a form; `seal` is that of an earlier opening."""
    return client.post(BASE + path, {**fields, "seen": seal or opened(client, path)})
