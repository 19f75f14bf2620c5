"""From bytes to text: which encoding a CSV file has, said openly, and where it is broken."""

import codecs
import re
from dataclasses import dataclass

from sheets.unreadable import Flaw, Unreadable

UTF8 = "UTF-8"
UTF16 = "UTF-16"
WINDOWS = "Windows-1252"

#: A sign outside ASCII as UTF-8 writes it: a lead byte and what must follow.
_UTF8_SIGN = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}")

#: How files of other kinds begin.
_BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format", "SQLite"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    text: str
    encoding: str


def foreign_kind(content: bytes) -> str:
    """Name the kind of file that these bytes plainly are, when it is none of ours; empty otherwise."""
    start = content[:1024].lstrip()
    for beginning, name in _BEGINNINGS:
        if start.startswith(beginning):
            return name
    if start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return "HTML"
    return "XML" if start.startswith(b"<?xml") else ""


def decode(content: bytes, file: str) -> Decoded:
    """Read bytes as text; raises `Unreadable` naming the first broken line.

    A byte order mark decides. Without one it is UTF-8 when it can be; else Windows-1252, unless there are so many
    signs that only UTF-8 writes like this that the file must be UTF-8 with a fault in it.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode(content, "utf-16", UTF16, file)
    if content.startswith(codecs.BOM_UTF8):
        return _decode(content, "utf-8-sig", UTF8, file)
    if codec := _unmarked_utf16(content):
        return _decode(content, codec, UTF16, file)
    try:
        return Decoded(content.decode(), UTF8)
    except UnicodeDecodeError:
        if _UTF8_SIGN.search(content):
            return _decode(content, "utf-8", UTF8, file)
    return _decode(content, "cp1252", WINDOWS, file)


def _decode(content: bytes, codec: str, name: str, file: str) -> Decoded:
    try:
        return Decoded(content.decode(codec), name)
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(Flaw.BROKEN_TEXT, file=file, line=str(line), encoding=name) from error


def _unmarked_utf16(content: bytes) -> str:
    """The codec of UTF-16 without a mark: every second byte of plain letters is zero."""
    start = content[:400]
    if len(start) < 4 or b"\x00" not in start:
        return ""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if odd > len(start) // 4 and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > len(start) // 4 and odd == 0 else ""
