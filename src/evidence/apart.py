"""Verifying a stranger's file in a process of its own, which the system ends when it takes too much.

The caller hands over keys and file by standard input and gets the verdict back; nothing is written to a disk. As a
program (`python -m evidence.apart`) this is the process that is ended.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.findings import Code, Finding, Verdict, verdict_from_data
from evidence.verifying import OTHER, verify

MOST_MEMORY = 1_500_000_000
MOST_SECONDS = 20
_LENGTH = 8


def verify_apart(data: bytes, *, keys: Sequence[x509.Certificate], at: datetime) -> Verdict:
    """What `verifying.verify` says of a file that may be hostile: too slow or too greedy is called unreadable."""
    certificates = b"".join(key.public_bytes(Encoding.PEM) for key in keys)
    head = json.dumps({"at": at.isoformat(), "keys": certificates.decode("ascii")}).encode()
    try:
        done = subprocess.run(  # our own module, by our own interpreter
            [sys.executable, "-m", "evidence.apart"],
            input=len(head).to_bytes(_LENGTH, "big") + head + data,
            capture_output=True,
            timeout=MOST_SECONDS,
            check=True,
            env={**_bare(), "PYTHONPATH": str(Path(__file__).resolve().parents[1])},
        )
        return verdict_from_data(json.loads(done.stdout))
    except (subprocess.SubprocessError, ValueError, KeyError):
        return Verdict(OTHER, (Finding(Code.READABLE, False, values={"reason": "too_much"}),))


def _bare() -> dict[str, str]:
    """As little of our environment as an interpreter needs; no secret of ours among it."""
    return {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPYCACHEPREFIX") if name in os.environ}


def main() -> None:
    for what, most in ((resource.RLIMIT_AS, MOST_MEMORY), (resource.RLIMIT_CPU, MOST_SECONDS)):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    length = int.from_bytes(sys.stdin.buffer.read(_LENGTH), "big")
    head = json.loads(sys.stdin.buffer.read(length))
    keys = x509.load_pem_x509_certificates(head["keys"].encode()) if head["keys"] else []
    verdict = verify(sys.stdin.buffer.read(), keys=keys, at=datetime.fromisoformat(head["at"]))
    sys.stdout.write(json.dumps(verdict.as_data()))


if __name__ == "__main__":
    main()
