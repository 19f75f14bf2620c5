"""A font loses names and fine typesetting, and nothing else."""

import zlib

import pytest

from greenpact.ui.fonts import ENTRY, HEADER, NAMELESS, checksum, lighter, tables


def font(**parts: bytes) -> bytes:
    """A WOFF file of the tables given."""
    start = HEADER.size + ENTRY.size * len(parts)
    directory, body = b"", b""
    for tag, table in sorted(parts.items()):
        packed = min(zlib.compress(table), table, key=len)
        directory += ENTRY.pack(tag.encode(), start + len(body), len(packed), len(table), checksum(table))
        body += packed + bytes(-len(packed) % 4)
    header = HEADER.pack(b"wOFF", 0x00010000, start + len(body), len(parts), 0, 0, 1, 0, 0, 0, 0, 0, 0)
    return header + directory + body


def test_tables_come_back_as_they_were() -> None:
    parts = {"glyf": b"shape" * 99, "GPOS": b"kerning" * 99, "post": b"names" * 99, "head": b"1234"}
    assert tables(font(**parts)) == {tag.encode(): table for tag, table in parts.items()}


def test_names_are_replaced_and_what_is_not_wanted_goes() -> None:
    before = font(glyf=b"shape" * 99, GPOS=b"kerning" * 99, post=b"names" * 99)
    after = lighter(before, without=(b"GPOS",))
    assert tables(after) == {b"glyf": b"shape" * 99, b"post": NAMELESS}
    assert len(after) == HEADER.unpack_from(after)[2]
    assert HEADER.unpack_from(after)[5] == 12 + 16 * 2 + 496 + 32 + 4 * (len(NAMELESS) != 32)


def test_anything_else_is_refused() -> None:
    with pytest.raises(ValueError, match="not a WOFF file"):
        lighter(b"wOF2" + bytes(60))
