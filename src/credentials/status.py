"""Whether a credential still holds, as a list of bits that gives nobody away (Bitstring Status List 1.0)."""

import gzip
import zlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from credentials.contexts import CREDENTIALS
from credentials.moments import moment_text
from credentials.multibase import base64url, from_base64url

#: Bits in a list; so many that one of them tells nobody which credential was looked up. The least that is allowed.
LENGTH = 131_072


class Purpose(StrEnum):
    """What a set bit means: for the time being, or for ever."""

    SUSPENSION = "suspension"
    REVOCATION = "revocation"


@dataclass(frozen=True, slots=True)
class StatusPlace:
    """Where a credential's bit lies."""

    list_address: str
    purpose: Purpose
    index: int

    def as_data(self) -> dict[str, Any]:
        return {
            "id": f"{self.list_address}#{self.index}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": self.purpose.value,
            "statusListIndex": str(self.index),
            "statusListCredential": self.list_address,
        }


def encoded(set_bits: Collection[int], length: int = LENGTH) -> str:
    """A list in which these bits are set: the first bit is the highest of the first byte; compressed, as multibase.

    Raises `IndexError` for a bit outside the list. The same bits give the same text, on any day.
    """
    data = bytearray(length // 8)
    for bit in set_bits:
        if not 0 <= bit < length:
            raise IndexError(bit)
        data[bit // 8] |= 0x80 >> bit % 8
    return base64url(gzip.compress(bytes(data), mtime=0))


def is_set(text: str, bit: int, length: int = LENGTH) -> bool:
    """Whether a bit is set in an encoded list; raises `ValueError` when the text is none, `IndexError` beyond it."""
    unpacked = zlib.decompressobj(wbits=31)
    try:
        data = unpacked.decompress(from_base64url(text), length // 8 + 1)
    except zlib.error as error:
        raise ValueError("no status list") from error
    if len(data) != length // 8:
        raise ValueError("a status list of another length")
    if not 0 <= bit < length:
        raise IndexError(bit)
    return bool(data[bit // 8] & (0x80 >> bit % 8))


def status_credential(
    address: str, *, issuer: str, purpose: Purpose, encoded_list: str, since: datetime
) -> dict[str, Any]:
    """The credential that carries a list, without a proof."""
    return {
        "@context": [CREDENTIALS],
        "id": address,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": issuer,
        "validFrom": moment_text(since),
        "credentialSubject": {
            "id": f"{address}#list",
            "type": "BitstringStatusList",
            "statusPurpose": purpose.value,
            "encodedList": encoded_list,
        },
    }
