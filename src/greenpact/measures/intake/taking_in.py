"""Taking a file of readings in: its bytes are kept piece by piece, and wait to be read."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import IO, Any, Protocol

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.intake.bounds import MOST_BYTES, MOST_WAITING, PIECE_BYTES
from greenpact.measures.models import Delivery, DeliveryPiece, DeliveryState
from greenpact.parties.models import Organisation


class WhyNotDelivered(StrEnum):
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    NOT_WAITING = "not_waiting"
    OPEN_QUESTIONS = "open_questions"
    NOTHING_TO_DO = "nothing_to_do"
    REASON_MISSING = "reason_missing"
    BEING_WRITTEN = "being_written"
    OTHER_DIMENSION = "other_dimension"
    UNKNOWN_UNIT = "unknown_unit"


class NotDelivered(Exception):
    """The delivery stays as it was; `reason` says why, `name` of what."""

    def __init__(self, reason: WhyNotDelivered, name: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.name = name


class Upload(Protocol):
    """What a form hands over: Django's `UploadedFile`."""

    @property
    def name(self) -> str | None: ...
    @property
    def size(self) -> int | None: ...
    def chunks(self, chunk_size: int | None = None) -> Any: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """Who sends, for whom, about which deal, and how the values were come by; None stands for the city's office."""

    by: str
    account: Account | None = None
    organisation: Organisation | None = None
    deal: Deal | None = None
    provenance: str = ""
    method: str = ""
    source: str = ""


@transaction.atomic
def take_in(city: City, upload: Upload, sent: Sent, *, at: datetime) -> Delivery:
    """Keep a file to be read; raises `NotDelivered` for an empty or too large one, before its content is touched."""
    if not upload.size:
        raise NotDelivered(WhyNotDelivered.EMPTY)
    if upload.size > MOST_BYTES:
        raise NotDelivered(WhyNotDelivered.TOO_LARGE)
    over = (DeliveryState.DONE, DeliveryState.DISCARDED, DeliveryState.FAILED)
    if Delivery.objects.filter(city=city).exclude(state__in=over).count() >= MOST_WAITING:
        raise NotDelivered(WhyNotDelivered.TOO_MANY)
    delivery = Delivery.objects.create(
        city=city,
        deal=sent.deal,
        organisation=sent.organisation,
        account=sent.account,
        by=sent.by,
        created_at=at,
        file_name=(upload.name or "")[-200:],
        size=upload.size,
        provenance=sent.provenance,
        method=sent.method,
        source=sent.source,
    )
    digest = sha256()
    for number, content in enumerate(upload.chunks(PIECE_BYTES)):
        digest.update(content)
        DeliveryPiece.objects.create(of=delivery, number=number, content=bytes(content))
    delivery.sha256 = digest.hexdigest()
    delivery.save(update_fields=["sha256"])
    return delivery


class OpenFile:
    """A file on disk as an upload, for commands and measurements."""

    def __init__(self, file: IO[bytes], name: str, size: int) -> None:
        self.file, self.name, self.size = file, name, size

    def chunks(self, chunk_size: int | None = None) -> Any:
        while piece := self.file.read(chunk_size or PIECE_BYTES):
            yield piece


def earlier_ones(delivery: Delivery) -> Any:
    """Deliveries of the same file by the same sender that were taken in before."""
    done = Delivery.objects.filter(city=delivery.city, organisation=delivery.organisation)
    return done.filter(sha256=delivery.sha256, state=DeliveryState.DONE).exclude(pk=delivery.pk)
