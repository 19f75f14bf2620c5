"""Entries in words. The words stand with the public pages, which lie above; they register here how to tell."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from greenpact.cities.models import City
from greenpact.journal.models import Entry


@dataclass(frozen=True, slots=True)
class Told:
    """An entry as a reader of mails gets it, in the language that is active."""

    on: date
    sentence: str
    detail: str = ""


Teller = Callable[[Sequence[Entry], City], list[Told]]

_TELLERS: list[Teller] = []


def tell_by(teller: Teller) -> None:
    """Say how entries are put into words; the last one said holds."""
    _TELLERS[:] = [teller]


def told(entries: Sequence[Entry], city: City) -> list[Told]:
    """Entries in words; raises `LookupError` where nobody has registered any."""
    if not _TELLERS:
        raise LookupError("nobody tells entries in words")
    return _TELLERS[0](entries, city)
