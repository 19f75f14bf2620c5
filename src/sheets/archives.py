"""Looking at a workbook's zip archive before anything is unpacked."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from sheets.bounds import HIGHEST_RATIO, MOST_INFLATED_BYTES, MOST_ZIP_ENTRIES
from sheets.unreadable import Flaw, Unreadable

ZIP = b"PK"
OLE = b"\xd0\xcf\x11\xe0"  # old workbooks, and new ones that are protected by a password

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OTHERS = (
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("mimetype", "OpenDocument"),
)
_RATIO_COUNTS_FROM = 1_000_000  # small parts may be packed ever so well


def check_archive(content: bytes, file: str) -> None:
    """Raise `Unreadable` unless the bytes are the archive of a workbook of reasonable size."""
    if content.startswith(OLE):
        is_locked = _ENCRYPTED in content
        raise Unreadable(Flaw.PROTECTED if is_locked else Flaw.OLD_WORKBOOK, file=file)
    entries = _entries(content, file)
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Unreadable(Flaw.WITH_MACROS, file=file)
    if "xl/workbook.xml" not in names:
        found = next((kind for name, kind in _OTHERS if name in names), "ZIP")
        raise Unreadable(Flaw.NOT_A_SHEET, file=file, found=found)
    if _is_bomb(entries, len(content)):
        raise Unreadable(Flaw.BOMB, file=file)


def inflated_bytes(content: bytes) -> int:
    """How large all parts of an archive say they are when unpacked; 0 when it is none."""
    try:
        return sum(entry.file_size for entry in ZipFile(BytesIO(content)).infolist())
    except (BadZipFile, ValueError, OSError):
        return 0


def _entries(content: bytes, file: str) -> list[ZipInfo]:
    try:
        return ZipFile(BytesIO(content)).infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise Unreadable(Flaw.BROKEN_WORKBOOK, file=file) from error


def _is_bomb(entries: list[ZipInfo], size: int) -> bool:
    """Too many parts, too much in them, packed too well, or parts that lie on top of one another."""
    inflated = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    steep = any(
        entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > HIGHEST_RATIO * max(1, entry.compress_size)
        for entry in entries
    )
    return steep or len(entries) > MOST_ZIP_ENTRIES or inflated > MOST_INFLATED_BYTES or packed > size
