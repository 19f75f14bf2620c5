"""Writing status lists and key documents as files, so that a label can be checked while the application is down."""

import os
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlsplit

from django.conf import settings

from credentials.status import Purpose
from greenpact.cities.models import City
from greenpact.journal.models import Cursor
from greenpact.labels.issuing import (
    as_text,
    changes_of_status,
    key_document,
    list_address,
    lists_of,
    status_list,
)
from greenpact.labels.models import Certificate

#: How far the files have followed each city's chain.
READER = "status-files"


def publish_status(at: datetime) -> bool:
    """Write anew the files of every city in which something public happened since; whether there was one.

    The place moves after the files are written: a crash in between writes them once more, which changes nothing.
    """
    cities = City.objects.filter(pk__in=Certificate.objects.values("city")).select_related("chain")
    return sum([_follow(city, at) for city in cities]) > 0


def _follow(city: City, at: datetime) -> bool:
    revision = city.chain.revision
    cursor, _is_new = Cursor.objects.get_or_create(reader=READER, chain=city.chain)
    has_changed = changes_of_status(city).filter(number__gt=cursor.number).exists()
    if has_changed or not _path(f"/{city.slug}/did.json").exists():
        write_files(city)
    if cursor.number < revision:
        Cursor.objects.filter(pk=cursor.pk, number__lt=revision).update(number=revision, moved_at=at)
    return has_changed


def write_files(city: City) -> list[Path]:
    """Write a city's key document and all its status lists under their own paths; the files."""
    written = [_write(_path(f"/{city.slug}/did.json"), as_text(key_document(city)))]
    for number in range(1, lists_of(city) + 1):
        for purpose in Purpose:
            path = _path(urlsplit(list_address(city, purpose, number)).path)
            written.append(_write(path, as_text(status_list(city, purpose, number))))
    return written


def _path(address: str) -> Path:
    return Path(settings.PUBLIC_FILES) / address.lstrip("/")


def _write(path: Path, text: str) -> Path:
    """Put a file in place of the one before in one step, so that nobody ever reads half of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=path.parent, prefix=".new-", delete=False, encoding="utf-8") as new:
        new.write(text)
        new.flush()
        os.fsync(new.fileno())
    Path(new.name).chmod(0o644)
    Path(new.name).replace(path)
    return path
