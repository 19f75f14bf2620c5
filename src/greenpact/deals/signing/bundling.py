"""The evidence bundle of a sealed version."""

from greenpact.deals.models.signing import Round


def pack_bundle(row: Round) -> bytes:
    return b"PK" + row.sha256.encode()
