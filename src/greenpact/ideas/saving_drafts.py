"""What somebody has written so far, kept on the server without an account.

The browser holds a random key in a cookie, the row only its hash: whoever reads the table cannot open a draft, and
whoever has no cookie finds none. A draft is bounded, and goes after two weeks with the files that were kept with it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from secrets import token_urlsafe
from typing import Any

from django.db import transaction
from django.db.models import Sum

from greenpact.cities.models import City
from greenpact.files.models import File
from greenpact.files.taking import NotTaken, Upload, WhyNotTaken
from greenpact.ideas.attaching import dispose, taken
from greenpact.ideas.models import Draft, DraftFile, Idea
from greenpact.ideas.rules import KEEP_DRAFT, MOST_ATTACHMENTS, MOST_DRAFT_BYTES, Kind
from greenpact.ideas.submitting import submit
from greenpact.journal.recording import take_turn

LARGEST = 40_000  # characters of all fields together

#: What was typed, by field; a field with several values has several.
Fields = Mapping[str, Sequence[str]]


class NoRoom(Exception):
    """Files cannot be kept with a draft now; they are chosen when it is sent."""


def new_key() -> str:
    """A key that nobody guesses."""
    return token_urlsafe(24)


def save_draft(city: City, kind: Kind, key: str, fields: Fields, *, at: datetime) -> bool:
    """Keep what was typed under a key, in place of what was there; whether it was not too much."""
    kept = {name: list(values) for name, values in fields.items() if any(values)}
    if sum(len(value) for values in kept.values() for value in values) > LARGEST:
        return False
    Draft.objects.update_or_create(
        city=city, kind=kind.value, key_sha256=_hashed(key), defaults={"fields": kept, "changed_at": at}
    )
    return True


def find_draft(city: City, kind: Kind, key: str, *, at: datetime) -> Draft | None:
    """What was typed under a key and is not too old."""
    rows = Draft.objects.filter(city=city, kind=kind.value, key_sha256=_hashed(key))
    return rows.filter(changed_at__gt=at - KEEP_DRAFT).first() if key else None


def save_files(city: City, kind: Kind, key: str, uploads: Sequence[Upload], *, at: datetime) -> None:
    """Keep files with a draft that is there, all of them or none; one that it has already is not kept twice.

    Raises `NotTaken`, also when they are too many with those that are there, and `NoRoom`.
    """
    draft = find_draft(city, kind, key, at=at)
    if draft is None or _is_full(city, uploads):
        raise NoRoom
    fresh = taken_beside(files_of(city, kind, key, at=at), uploads, at=at)
    DraftFile.objects.bulk_create(DraftFile(draft=draft, file=file) for file in fresh)


def taken_beside(kept: Sequence[File], uploads: Sequence[Upload], *, at: datetime) -> list[File]:
    """Take in files beside those that are kept already, none twice; raises `NotTaken`, also when they are too many."""
    files = taken(uploads, at=at)
    known = {file.sha256 for file in kept}
    fresh = [file for file in files if file.sha256 not in known]
    dispose(file for file in files if file.sha256 in known)
    if len(kept) + len(fresh) > MOST_ATTACHMENTS:
        dispose(fresh)
        raise NotTaken(WhyNotTaken.TOO_MANY)
    return fresh


def files_of(city: City, kind: Kind, key: str, *, at: datetime) -> list[File]:
    """The files kept with a draft, in the order in which they came."""
    draft = find_draft(city, kind, key, at=at)
    return [row.file for row in draft.files.select_related("file")] if draft else []


def remove_file(city: City, kind: Kind, key: str, ref: str) -> None:
    """Forget a file of a draft; nothing happens where it has none of that ref."""
    rows = DraftFile.objects.filter(draft__city=city, draft__kind=kind.value, draft__key_sha256=_hashed(key))
    for row in rows.filter(file__ref=ref).select_related("file"):
        row.delete()
        dispose([row.file])


@transaction.atomic
def submit_draft(
    city: City, kind: Kind, key: str, values: Mapping[str, Any], *, files: Sequence[File] = (), at: datetime
) -> Idea:
    """Hand in what was typed, with the files that were kept under its key and others; the draft is gone then."""
    take_turn(city.chain_id)
    kept = files_of(city, kind, key, at=at)
    idea = submit(city, {**values, "kind": kind.value}, files=[*kept, *files], at=at)
    DraftFile.objects.filter(file__in=kept).delete()
    forget_draft(city, kind, key)
    return idea


def forget_draft(city: City, kind: Kind, key: str) -> None:
    _forget([draft.pk for draft in Draft.objects.filter(city=city, kind=kind.value, key_sha256=_hashed(key))])


def forget_old_drafts(at: datetime) -> int:
    """Delete what nobody came back to, with its files; how many."""
    return _forget([draft.pk for draft in Draft.objects.filter(changed_at__lte=at - KEEP_DRAFT)])


@transaction.atomic
def _forget(drafts: Sequence[int]) -> int:
    files = list(File.objects.filter(pk__in=DraftFile.objects.filter(draft__in=drafts).values("file")))
    Draft.objects.filter(pk__in=drafts).delete()
    dispose(files)
    return len(drafts)


def _is_full(city: City, uploads: Sequence[Upload]) -> bool:
    kept = DraftFile.objects.filter(draft__city=city).aggregate(bytes=Sum("file__size"))["bytes"] or 0
    return kept + sum(upload.size or 0 for upload in uploads) > MOST_DRAFT_BYTES


def _hashed(key: str) -> str:
    return sha256(key.encode()).hexdigest()
