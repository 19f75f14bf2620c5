"""The keys with which a city signs credentials: in files that only the platform reads, one for each generation.

The newest signs. Former ones stay published, so that what they signed can still be verified.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from credentials.keys import KeyPair, PublicKeys
from greenpact.cities.models import City


@dataclass(frozen=True, slots=True)
class Keyring:
    """The generations of a city's keys, oldest first."""

    pairs: tuple[KeyPair, ...]

    @property
    def current(self) -> KeyPair:
        return self.pairs[-1]

    @property
    def public(self) -> list[PublicKeys]:
        return [pair.public for pair in self.pairs]


def keyring_of(city: City) -> Keyring:
    """A city's keys; the first generation is drawn when there is none."""
    names = _names(city)
    if not names:
        _draw(city, 1)
        names = _names(city)
    return Keyring(tuple(_read(_file(city, name), name) for name in names))


def rotate(city: City) -> int:
    """Draw the next generation, which signs from now on; its number."""
    number = max(_names(city), default=0) + 1
    _draw(city, number)
    return number


def _names(city: City) -> list[int]:
    folder = _folder(city)
    return sorted(int(path.stem) for path in folder.glob("*.pem") if path.stem.isdecimal())


def _read(path: Path, name: int) -> KeyPair:
    return KeyPair.from_pem(str(name), path.read_bytes())


def _draw(city: City, number: int) -> None:
    """Write a new pair for its owner alone; whoever comes second finds it there and keeps it."""
    folder = _folder(city)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix=".new-", delete=False) as new:
        new.write(KeyPair.new(str(number)).as_pem())
        new.flush()
        os.fsync(new.fileno())
    with suppress(FileExistsError):
        os.link(new.name, _file(city, number))
    Path(new.name).unlink()


def _file(city: City, number: int) -> Path:
    return _folder(city) / f"{number}.pem"


def _folder(city: City) -> Path:
    return Path(settings.LABEL_KEYS) / city.slug
