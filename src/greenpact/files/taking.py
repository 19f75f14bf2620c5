"""Taking files in and giving them out again."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import PurePath
from typing import Protocol

from django.db import transaction
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from greenpact.files.kinds import MEDIA_TYPES, FileKind, recognise
from greenpact.files.models import Content, File

MOST_BYTES = 10_000_000


class WhyNotTaken(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    OTHER_KIND = "other_kind"
    TOO_MANY = "too_many"


class NotTaken(Exception):
    """A file was not taken; `reason` says why, `name` which."""

    def __init__(self, reason: WhyNotTaken, name: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.name = name


class Upload(Protocol):
    """What a form hands over: Django's `UploadedFile`."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def read(self) -> bytes: ...


def take(upload: Upload, *, kinds: Collection[FileKind], at: datetime, most_bytes: int = MOST_BYTES) -> File:
    """Keep what somebody sent if its content is one of `kinds`; raises `NotTaken`. Pictures lose their remarks."""
    name = upload.name or ""
    if not upload.size:
        raise NotTaken(WhyNotTaken.EMPTY, name)
    if upload.size > most_bytes:
        raise NotTaken(WhyNotTaken.TOO_LARGE, name)
    found = recognise(upload.read())
    if found is None or found.kind not in kinds:
        raise NotTaken(WhyNotTaken.OTHER_KIND, name)
    return keep(found.data, name=_fitting(name, found.kind), media_type=MEDIA_TYPES[found.kind], at=at)


@transaction.atomic
def keep(data: bytes, *, name: str, media_type: str, at: datetime) -> File:
    """Keep bytes that the platform made or has looked at."""
    file = File.objects.create(
        name=name[:120], media_type=media_type, size=len(data), sha256=sha256(data).hexdigest(), kept_at=at
    )
    Content.objects.create(file=file, data=data)
    return file


def content_of(file: File) -> bytes:
    """The bytes of a file (one query)."""
    return bytes(Content.objects.values_list("data", flat=True).get(file=file))


def answer_with(file: File, *, inline: bool = False) -> HttpResponse:
    """The file as an answer that no browser runs: saved under its name, or shown if it is a picture or PDF."""
    answer = HttpResponse(content_of(file), content_type=file.media_type)
    shown = inline and (file.media_type.startswith("image/") or file.media_type == "application/pdf")
    answer["Content-Disposition"] = content_disposition_header(not shown, file.name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _fitting(name: str, kind: FileKind) -> str:
    """The name somebody gave, harmless in any folder, with the ending of what the file is."""
    try:
        stem = get_valid_filename(PurePath(name.replace("\\", "/")).stem)
    except ValueError:
        stem = "file"
    return f"{stem[:100]}.{kind.value}"
