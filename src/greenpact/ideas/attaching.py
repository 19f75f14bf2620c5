"""Files sent with an idea or a message: looked at one by one before anybody waits for the city's turn."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from greenpact.files.kinds import PICTURES, SHEETS, FileKind
from greenpact.files.models import File
from greenpact.files.taking import NotTaken, Upload, WhyNotTaken, take
from greenpact.ideas.models import Attachment, Idea, Message
from greenpact.ideas.rules import MOST_ATTACHMENTS

KINDS = frozenset({FileKind.PDF, *PICTURES, *SHEETS})


def taken(uploads: Sequence[Upload], *, at: datetime) -> list[File]:
    """Keep what was sent, all of it or nothing; raises `NotTaken`, which names the file that is wrong."""
    if len(uploads) > MOST_ATTACHMENTS:
        raise NotTaken(WhyNotTaken.TOO_MANY)
    files: list[File] = []
    try:
        for upload in uploads:
            files += [take(upload, kinds=KINDS, at=at)]
    except NotTaken:
        dispose(files)
        raise
    return files


def dispose(files: Iterable[File]) -> None:
    """Forget files that belong to nothing, with their bytes."""
    File.objects.filter(pk__in=[file.pk for file in files]).delete()


def attach(idea: Idea, files: Iterable[File], *, message: Message | None = None) -> None:
    """Let files belong to an idea, or to a message in its conversation."""
    Attachment.objects.bulk_create(Attachment(idea=idea, message=message, file=file) for file in files)
