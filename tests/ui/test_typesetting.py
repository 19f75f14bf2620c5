"""Documents come out for the archive and for everybody, the same each time, and what people wrote stays text."""

import re
import zlib
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.reader import PdfFileReader

from greenpact.ui import typesetting
from greenpact.ui.typesetting import Attachment, NotTypeset, Relation, TooMuch, drawn, typeset

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
PLAIN = "= #data.heading\n#data.text"


def made(text: str = "Text", **more: Any) -> bytes:
    options: dict[str, Any] = {"title": "Titel", "language": "de", "at": AT} | more
    return typeset(PLAIN, {"heading": "Überschrift", "text": text}, **options)


def root(pdf: bytes) -> Any:
    return PdfFileReader(BytesIO(pdf)).root


def test_a_document_says_that_it_is_for_the_archive_and_for_everybody() -> None:
    found = root(made())
    about = found["/Metadata"].data.decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "Titel" in about
    assert (found["/Lang"], found["/MarkInfo"]["/Marked"]) == ("de", True)
    assert found["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in found


def test_the_same_input_gives_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made(at=AT.replace(hour=10))


def test_files_are_attached_with_their_relation() -> None:
    files = {
        "deal.json": Attachment(b'{"a":1}', "application/json", "Das Dokument", Relation.SOURCE),
        "raw.bin": Attachment(bytes(range(256)), "application/octet-stream", "Bytes"),
    }
    found = root(made(attachments=files))
    specifications = {str(one["/UF"]): one for one in (each.get_object() for each in found["/AF"])}
    assert specifications["deal.json"]["/AFRelationship"] == "/Source"
    for name, file in files.items():
        embedded = specifications[name]["/EF"]["/F"]
        assert embedded.data == file.content
        assert str(embedded["/Subtype"])[1:].replace("#2F", "/") == file.kind


def test_a_picture_needs_and_gets_words() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    assert b"/Figure" in structure(
        typeset(
            '#picture("dot", alt: "Ein Punkt")', {}, title="T", language="de", at=AT, pictures={"dot": svg}
        )
    )


def structure(pdf: bytes) -> bytes:
    """The objects of a document, uncompressed."""
    found = pdf
    for match in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found += zlib.decompress(match[1])
        except zlib.error:
            continue
    return found


@pytest.mark.parametrize(
    "text",
    [
        "#panic()",
        "*bold* _it_ $x^2$ @ref <label>",
        '#read("/etc/passwd")',
        "\\",
        "= H",
        "`raw`",
        "#let x = 1",
    ],
)
def test_markup_in_a_text_is_text(text: str) -> None:
    assert made(text)


@settings(max_examples=25, deadline=None)
@given(st.text())
def test_any_text_can_be_printed(text: str) -> None:
    assert made(text).startswith(b"%PDF")


def test_a_letter_that_no_font_has_is_named() -> None:
    assert drawn("Dvořák, Ελλάδα, Мир: 100 m² 🌱") == "Dvořák, Ελλάδα, Мир: 100 m² [U+1F331]"
    assert drawn("o\u0308\u202e\x00\u2028") == "ö[U+202E]\n"


def test_a_word_longer_than_a_line_may_break() -> None:
    assert drawn("a" * 49) == "a" * 49
    assert drawn("a" * 50) == "\u200b".join(["a" * 20, "a" * 20, "a" * 10])
    assert made("a" * 40_000)


def test_several_at_once_get_each_their_own() -> None:
    texts = [f"Text {number}" for number in range(12)]
    one_by_one = [made(text) for text in texts]
    with ThreadPoolExecutor(4) as several:
        assert list(several.map(made, texts)) == one_by_one


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typesetting, "MOST_BYTES", 1000)
    with pytest.raises(TooMuch, match="more than"):
        made("x" * 1000)


def test_a_wrong_source_is_told() -> None:
    with pytest.raises(NotTypeset, match="unknown variable"):
        typeset("#nothing", {}, title="T", language="de", at=AT)
