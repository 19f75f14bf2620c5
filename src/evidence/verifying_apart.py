"""Verifying a stranger's file in a process of its own: `verifying.verify`, within limits."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography import x509

from evidence.apart import NoAnswer, ask, serve
from evidence.certificates import as_pem, from_pem
from evidence.findings import Code, Finding, Verdict, verdict_from_data
from evidence.verifying import OTHER, verify


def verify_apart(data: bytes, *, keys: Sequence[x509.Certificate], at: datetime) -> Verdict:
    """What `verify` says of a file that may be hostile: too slow or too greedy is called unreadable."""
    question = {"at": at.isoformat(), "keys": as_pem(keys)}
    try:
        return verdict_from_data(ask("evidence.verifying_apart", question, data))
    except (NoAnswer, ValueError, KeyError):
        return Verdict(OTHER, (Finding(Code.READABLE, False, values={"reason": "too_much"}),))


def _answer(question: Mapping[str, Any], data: bytes) -> Mapping[str, Any]:
    at = datetime.fromisoformat(question["at"])
    return verify(data, keys=from_pem(question["keys"]), at=at).as_data()


if __name__ == "__main__":
    serve(_answer)
