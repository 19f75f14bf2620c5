"""Reading a stranger's PDF in a process of its own, which the system ends when it takes too much.

It gets certificates and PDF by standard input and answers with one JSON value; nothing is written to a disk. As a
program (`python -m evidence.guarded`) this module is that process.
"""

import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

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

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 20
_LENGTH = 8

#: How the process ends when a limit is reached.
_LIMITED = frozenset({-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGSEGV, -signal.SIGABRT})

#: All that it gets from our environment; no secret is among it.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "PYTHONPYCACHEPREFIX")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a PDF is: its signatures, and whether it continues the original that it was held against."""

    signatures: tuple[FoundSignature, ...]
    continues: bool


def read_guarded(
    pdf: bytes,
    *,
    original: bytes,
    anchors: Anchors,
    at: datetime,
    qualified: Anchors = (),
    seconds: int = MOST_SECONDS,
) -> Reading:
    """What `signatures_in` and `continues` say of a PDF that may be hostile; raises `NotReadable`."""
    if len(pdf) > MOST_BYTES:
        raise NotReadable(WhyNotRead.TOO_LARGE)
    head = {
        "at": at.isoformat(),
        "anchors": _pem(anchors),
        "qualified": _pem(qualified),
        "original": len(original),
        "seconds": seconds,
    }
    answer = _ask(json.dumps(head).encode(), original + pdf, seconds)
    if "problem" in answer:
        raise NotReadable(WhyNotRead(answer["problem"]))
    return Reading(tuple(_signature(one) for one in answer["signatures"]), answer["continues"])


def _ask(head: bytes, content: bytes, seconds: int) -> dict[str, Any]:
    """Start the process and wait for its answer; one that was ended counts as too slow, a broken one as broken."""
    try:
        done = subprocess.run(  # our own module, by our own interpreter
            [sys.executable, "-s", "-P", "-X", "utf8", "-m", "evidence.guarded"],
            input=len(head).to_bytes(_LENGTH, "big") + head + content,
            capture_output=True,
            timeout=seconds,
            check=False,
            env=_surroundings(),
            start_new_session=True,
        )
    except subprocess.TimeoutExpired as error:
        raise NotReadable(WhyNotRead.TOOK_TOO_LONG) from error
    if done.returncode:
        is_limited = done.returncode in _LIMITED or b"MemoryError" in done.stderr
        raise NotReadable(WhyNotRead.TOOK_TOO_LONG if is_limited else WhyNotRead.BROKEN)
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _surroundings() -> dict[str, str]:
    passed_on = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return passed_on | {"PYTHONPATH": str(Path(__file__).resolve().parents[1])}


def _pem(certificates: Anchors) -> str:
    return b"".join(one.public_bytes(Encoding.PEM) for one in certificates).decode("ascii")


def _certificates(pem: str) -> list[x509.Certificate]:
    return x509.load_pem_x509_certificates(pem.encode()) if pem else []


def _data(one: FoundSignature) -> dict[str, Any]:
    """A signature as plain values."""
    return {
        "field": one.field,
        "signer": one.signer,
        "certificate": _pem([one.certificate]),
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
            "certificate": _certificates(data["certificate"])[0],
            "signed_at": datetime.fromisoformat(data["signed_at"]) if data["signed_at"] else None,
            "chain": Chain(data["chain"]),
            "level": Level(data["level"]),
        }
    )


def _answer(head: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    original, pdf = content[: head["original"]], content[head["original"] :]
    try:
        found = signatures_in(
            pdf,
            anchors=_certificates(head["anchors"]),
            qualified=_certificates(head["qualified"]),
            at=datetime.fromisoformat(head["at"]),
        )
    except NotReadable as refusal:
        return {"problem": refusal.reason.value}
    return {"signatures": [_data(one) for one in found], "continues": continues(pdf, original)}


def main() -> None:
    given = sys.stdin.buffer
    head = json.loads(given.read(int.from_bytes(given.read(_LENGTH), "big")))
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, head["seconds"])):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer = _answer(head, given.read())
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
