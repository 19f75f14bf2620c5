"""Giving a city new keys to sign with; the former ones stay published."""

from datetime import datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.journal.recording import record, take_turn
from greenpact.labels.keyring import rotate


@transaction.atomic
def rotate_keys(city: City, *, by: str, at: datetime) -> int:
    """Draw the next generation of a city's keys; its number."""
    take_turn(city.chain_id)
    number = rotate(city)
    record(
        city.chain_id,
        verb="city.keys_rotated",
        subject=f"city:{city.slug}",
        by=by,
        at=at,
        public=True,
        payload={"generation": number},
    )
    return number
