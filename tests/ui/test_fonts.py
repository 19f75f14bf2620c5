"""A font loses names and fine typesetting, and nothing else."""

import struct
import zlib

import pytest

from greenpact.ui.fonts import ENTRY, HEADER, NAMELESS, as_opentype, checksum, letters, lighter, tables


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


def test_a_web_font_becomes_a_plain_one_with_the_same_tables() -> None:
    parts = {"glyf": b"shape" * 99, "head": b"1234", "post": b"names" * 99}
    plain = as_opentype(font(**parts))
    flavor, count, reach, power, rest = struct.unpack_from(">IHHHH", plain)
    assert (flavor, count, reach, power, rest) == (0x00010000, 3, 32, 1, 16)
    for place in range(count):
        tag, total, start, length = struct.unpack_from(">4sIII", plain, 12 + 16 * place)
        assert plain[start : start + length] == parts[tag.decode()]
        assert (total, start % 4) == (checksum(parts[tag.decode()]), 0)


def test_what_a_font_can_draw_is_read_from_both_maps() -> None:
    small = struct.pack(">HHHHHHH", 4, 0, 0, 4, 0, 0, 0) + struct.pack(
        ">HHHHH", 0x42, 0xFFFF, 0, 0x41, 0xFFFF
    )
    large = struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, 0x1F331, 0x1F332, 1)
    unknown = struct.pack(">HH", 6, 0)
    starts = (28, 28 + len(small), 28 + len(small) + len(large))
    head = struct.pack(">HH", 0, 3) + b"".join(struct.pack(">HHI", 3, 1, start) for start in starts)
    assert letters(font(cmap=head + small + large + unknown)) == {0x41, 0x42, 0x1F331, 0x1F332}
