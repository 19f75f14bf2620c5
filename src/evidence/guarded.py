"""Reading a stranger's PDF in a process of its own: whether it is the original with one more signature, and which."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from evidence.apart import MOST_SECONDS, NoAnswer, ask, serve
from evidence.certificates import as_pem, from_pem
from evidence.closing import hides_much, is_closed, is_seal_taken
from evidence.levels import Level
from evidence.signatures import (
    MOST_BYTES,
    Anchors,
    Chain,
    FoundSignature,
    NotReadable,
    WhyNotRead,
    continues,
    signatures_in,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF is, held against an original.

    `signatures`: all, in the order of signing; so many of them are `new`. `continues`: it is the original to which
    signatures were added and nothing else. `is_closed`, `is_seal_taken`, `hides_much`: as `closing` says.
    """

    signatures: tuple[FoundSignature, ...]
    new: int
    continues: bool
    is_closed: bool
    is_seal_taken: bool
    hides_much: bool


def read_guarded(
    pdf: bytes,
    *,
    original: bytes,
    anchors: Anchors,
    at: datetime,
    qualified: Anchors = (),
    seconds: int = MOST_SECONDS,
) -> Reading:
    """What a PDF that may be hostile is, held against an original of ours; raises `NotReadable`."""
    if len(pdf) > MOST_BYTES:
        raise NotReadable(WhyNotRead.TOO_LARGE)
    question = {
        "at": at.isoformat(),
        "anchors": as_pem(anchors),
        "qualified": as_pem(qualified),
        "original": len(original),
    }
    try:
        answer = ask("evidence.guarded", question, original + pdf, seconds=seconds)
    except NoAnswer as error:
        raise NotReadable(WhyNotRead.TOOK_TOO_LONG if error.is_limited else WhyNotRead.BROKEN) from error
    if "problem" in answer:
        raise NotReadable(WhyNotRead(answer["problem"]))
    return Reading(**{**answer, "signatures": tuple(_signature(one) for one in answer["signatures"])})


def _data(one: FoundSignature) -> dict[str, Any]:
    """A signature as plain values."""
    return {
        "field": one.field,
        "signer": one.signer,
        "certificate": as_pem([one.certificate]),
        "is_intact": one.is_intact,
        "covers_whole": one.covers_whole,
        "is_exact": one.is_exact,
        "signed_at": one.signed_at.isoformat() if one.signed_at else "",
        "is_time_stamped": one.is_time_stamped,
        "is_stamp_trusted": one.is_stamp_trusted,
        "chain": one.chain.value,
        "level": one.level.value,
    }


def _signature(data: Mapping[str, Any]) -> FoundSignature:
    return FoundSignature(
        **{
            **data,
            "certificate": from_pem(data["certificate"])[0],
            "signed_at": datetime.fromisoformat(data["signed_at"]) if data["signed_at"] else None,
            "chain": Chain(data["chain"]),
            "level": Level(data["level"]),
        }
    )


def _answer(question: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    original, pdf = content[: question["original"]], content[question["original"] :]
    known: dict[str, Any] = {
        "anchors": from_pem(question["anchors"]),
        "qualified": from_pem(question["qualified"]),
        "at": datetime.fromisoformat(question["at"]),
    }
    try:
        found = signatures_in(pdf, **known)
        before = signatures_in(original, **known)
    except NotReadable as refusal:
        return {"problem": refusal.reason.value}
    return {
        "signatures": [_data(one) for one in found],
        "new": len(found) - len(before),
        "continues": continues(pdf, original),
        "is_closed": is_closed(pdf),
        "is_seal_taken": is_seal_taken(pdf),
        "hides_much": hides_much(pdf),
    }


if __name__ == "__main__":
    serve(_answer)
