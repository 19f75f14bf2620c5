"""A file is what its content says."""

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from greenpact.files.kinds import PICTURES, FileKind, recognise
from greenpact.files.models import File
from greenpact.files.taking import NotTaken, WhyNotTaken, answer_with, content_of, take
from tests.makers import AT


def a_picture(name: str = "JPEG", mode: str = "RGB", **options: object) -> bytes:
    drawn = BytesIO()
    Image.new(mode, (8, 4), 200 if mode == "L" else None).save(drawn, format=name, **options)
    return drawn.getvalue()


def an_archive(**entries: bytes) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", FileKind.PDF),
        (a_picture("PNG", "P"), FileKind.PNG),
        (a_picture("JPEG", "L"), FileKind.JPEG),
        (a_picture("WEBP"), FileKind.WEBP),
        (an_archive(xl__workbook_xml=b"<x/>"), FileKind.XLSX),
        (an_archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), FileKind.ODS),
        ("Straße;1,5\n".encode("cp1252"), FileKind.CSV),
    ],
)
def test_the_content_says_what_it_is(data: bytes, kind: FileKind) -> None:
    found = recognise(data)
    assert found is not None
    assert found.kind is kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>,<script>alert(1)</script>",
        b"  <svg xmlns='http://www.w3.org/2000/svg'>,</svg>",
        b"MZ\x00,\x00",
        b"PK\x03\x04broken",
        a_picture("PNG")[:40],
        a_picture("GIF", "P"),
        an_archive(word__document_xml=b"<x/>"),
        an_archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheex"),
        an_archive(xl__workbook_xml=b"<x/>", xl__vbaProject_bin=b"").replace(
            b"vbaProject_bin", b"vbaProject.bin"
        ),
    ],
)
def test_what_is_something_else_is_not_taken(data: bytes) -> None:
    assert recognise(data) is None


def test_a_picture_comes_without_what_it_says_of_its_maker() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    found = recognise(a_picture("JPEG", exif=exif))
    assert found is not None
    assert b"taken at home" not in found.data
    assert not Image.open(BytesIO(found.data)).getexif()


@pytest.mark.django_db
def test_a_file_is_kept_under_a_harmless_name_and_given_out_as_one_to_save() -> None:
    file = take(SimpleUploadedFile("../../e v/il.exe.html", b"%PDF-1.7"), kinds=[FileKind.PDF], at=AT)
    assert content_of(file) == b"%PDF-1.7"
    answer = answer_with(file)
    assert answer["Content-Disposition"] == 'attachment; filename="il.exe.pdf"'
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", WhyNotTaken.EMPTY),
        (b"%PDF-" + b"x" * 20, WhyNotTaken.TOO_LARGE),
        (b"%PDF-", WhyNotTaken.OTHER_KIND),
    ],
)
def test_what_does_not_fit_is_refused_with_a_reason(data: bytes, reason: WhyNotTaken) -> None:
    with pytest.raises(NotTaken) as refused:
        take(SimpleUploadedFile("a.pdf", data), kinds=PICTURES, at=AT, most_bytes=10)
    assert refused.value.reason is reason
    assert not File.objects.exists()
