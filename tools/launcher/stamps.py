"""Stamps: how a second start knows that nothing is left to be done."""

import hashlib
import sys
from collections.abc import Iterable
from pathlib import Path


def digest(files: Iterable[Path], *words: str) -> str:
    """One fingerprint of these files, these words and the Python that runs us."""
    total = hashlib.sha256(repr((sys.version_info[:2], words)).encode())
    for file in files:
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def read(stamp: Path) -> str:
    """The fingerprint of what was last done to its end, or nothing."""
    return stamp.read_text(encoding="ascii") if stamp.exists() else ""


def write(stamp: Path, fingerprint: str) -> None:
    stamp.write_text(fingerprint, encoding="ascii")
