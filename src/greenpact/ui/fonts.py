"""Makes a web font lighter: glyph names go, and on wish the tables of fine typesetting. Only structure, no drawing.

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
