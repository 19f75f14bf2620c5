"""Reads web fonts: makes them lighter, writes them for typesetting, tells what they draw. Structure only, no drawing.

The file format is WOFF 1.0 (W3C Recommendation, 2012): a header, a directory of tables, each compressed by zlib.
"""

import struct
import zlib
from collections.abc import Collection

HEADER = struct.Struct(">4sIIHHIHHIIIII")
ENTRY = struct.Struct(">4sIIII")
#: A table of glyph names without names (OpenType, "post", version 3.0); browsers ask for the table, not for the names.
NAMELESS = struct.pack(">IIhhIIIII", 0x00030000, 0, 0, 0, 0, 0, 0, 0, 0)

#: Kerning and alternates: dispensable in a font that only lends a few letters.
FINE_TYPESETTING = (b"GPOS", b"GSUB", b"GDEF")


def tables(font: bytes) -> dict[bytes, bytes]:
    """Read the tables of a WOFF file, uncompressed."""
    if font[:4] != b"wOFF":
        raise ValueError("not a WOFF file")
    found = {}
    for place in range(HEADER.unpack_from(font)[3]):
        tag, offset, packed, length, _ = ENTRY.unpack_from(font, HEADER.size + place * ENTRY.size)
        piece = font[offset : offset + packed]
        found[tag] = piece if packed == length else zlib.decompress(piece)
    return found


def checksum(table: bytes) -> int:
    """Sum of the table's 32-bit words, as OpenType wants it."""
    padded = table + bytes(-len(table) % 4)
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}I", padded)
    return sum(words) & 0xFFFFFFFF


def lighter(font: bytes, without: Collection[bytes] = ()) -> bytes:
    """Write the font again without glyph names and without the tables named."""
    kept = {
        tag: NAMELESS if tag == b"post" else table
        for tag, table in tables(font).items()
        if tag not in without
    }
    directory, body = b"", b""
    start = HEADER.size + ENTRY.size * len(kept)
    for tag, table in sorted(kept.items()):
        packed = min(zlib.compress(table, 9), table, key=len)
        directory += ENTRY.pack(tag, start + len(body), len(packed), len(table), checksum(table))
        body += packed + bytes(-len(packed) % 4)
    plain = 12 + 16 * len(kept) + sum(len(table) + -len(table) % 4 for table in kept.values())
    flavor, major, minor = HEADER.unpack_from(font)[1], *HEADER.unpack_from(font)[6:8]
    header = HEADER.pack(b"wOFF", flavor, start + len(body), len(kept), 0, plain, major, minor, 0, 0, 0, 0, 0)
    return header + directory + body


def as_opentype(font: bytes) -> bytes:
    """Write the tables of a WOFF file as a plain OpenType file, as typesetting wants it."""
    found = sorted(tables(font).items())
    power = len(found).bit_length() - 1
    reach = 16 << power
    out = font[4:8] + struct.pack(">HHHH", len(found), reach, power, 16 * len(found) - reach)
    start, body = len(out) + 16 * len(found), b""
    for tag, table in found:
        out += struct.pack(">4sIII", tag, checksum(table), start + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return out + body


def letters(font: bytes) -> frozenset[int]:
    """The code points a WOFF file can draw; reads character maps of the formats 4 and 12, the two in use."""
    table = tables(font)[b"cmap"]
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", table, 2)[0]):
        start = struct.unpack_from(">I", table, 4 + 8 * place + 4)[0]
        found |= _SEGMENTS.get(struct.unpack_from(">H", table, start)[0], _nothing)(table[start:])
    return frozenset(found)


def _nothing(_table: bytes) -> set[int]:
    return set()


def _format_4(table: bytes) -> set[int]:
    count = struct.unpack_from(">H", table, 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    begins = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    return {point for begin, end in zip(begins, ends, strict=True) for point in range(begin, end + 1)} - {
        0xFFFF
    }


def _format_12(table: bytes) -> set[int]:
    count = struct.unpack_from(">I", table, 12)[0]
    groups = (struct.unpack_from(">II", table, 16 + 12 * place) for place in range(count))
    return {point for begin, end in groups for point in range(begin, end + 1)}


_SEGMENTS = {4: _format_4, 12: _format_12}
