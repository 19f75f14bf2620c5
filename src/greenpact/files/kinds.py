"""What a file is, told by its content alone; its name and what the browser says of it count for nothing."""

from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from PIL import Image, ImageOps, UnidentifiedImageError


class FileKind(StrEnum):
    """The kinds that are taken, with the ending their names get."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    XLSX = "xlsx"
    ODS = "ods"
    CSV = "csv"


MEDIA_TYPES: dict[FileKind, str] = {
    FileKind.PDF: "application/pdf",
    FileKind.PNG: "image/png",
    FileKind.JPEG: "image/jpeg",
    FileKind.WEBP: "image/webp",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    FileKind.CSV: "text/csv",
}

PICTURES = frozenset({FileKind.PNG, FileKind.JPEG, FileKind.WEBP})
SHEETS = frozenset({FileKind.XLSX, FileKind.ODS, FileKind.CSV})

#: Larger pictures are refused before they are unpacked: 50 million pixels are four times a good telephone's.
MOST_PIXELS = 50_000_000
MOST_ZIP_ENTRIES = 2_000
MOST_INFLATED_BYTES = 200_000_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file's kind, and its content as it is kept: a picture comes without what it says of its maker."""

    kind: FileKind
    data: bytes


def recognise(data: bytes) -> Recognised | None:
    """What the bytes are; None for anything that is not taken, broken or hostile files included."""
    if data.startswith(b"%PDF-"):
        return Recognised(FileKind.PDF, data)
    if data.startswith(b"PK"):
        kind = _kind_of_archive(data)
        return Recognised(kind, data) if kind else None
    if picture := _picture(data):
        return picture
    return Recognised(FileKind.CSV, data) if _is_text(data) else None


def _kind_of_archive(data: bytes) -> FileKind | None:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            if len(entries) > MOST_ZIP_ENTRIES or sum(one.file_size for one in entries) > MOST_INFLATED_BYTES:
                return None
            if "xl/workbook.xml" in names and not any(name.endswith("vbaProject.bin") for name in names):
                return FileKind.XLSX
            if "mimetype" in names and archive.getinfo("mimetype").file_size == len(_ODS):
                return FileKind.ODS if archive.read("mimetype") == _ODS else None
    except (BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        return None
    return None


_FORMATS = {"PNG": FileKind.PNG, "JPEG": FileKind.JPEG, "WEBP": FileKind.WEBP}


def _picture(data: bytes) -> Recognised | None:
    """The picture drawn anew: turned the right way, and without place, camera and other remarks."""
    try:
        with Image.open(BytesIO(data), formats=list(_FORMATS)) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            name = str(image.format)
            turned = _turned(image)
            drawn = BytesIO()
            turned.save(drawn, format=name, quality=90) if name != "PNG" else turned.save(drawn, format=name)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return Recognised(_FORMATS[name], drawn.getvalue())


def _turned(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    bare = Image.new(turned.mode, turned.size)
    if turned.mode == "P":
        bare = turned.convert("RGBA")
    else:
        bare.paste(turned)
    bare.info.clear()
    return bare


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    for encoding in ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:2000].lstrip("\ufeff \r\n\t").lower()
        return not head.startswith("<") and any(mark in text for mark in (",", ";", "\t"))
    return False
