"""A printed agreement says what the page says, bears version and hash, holds its data, and comes quickly."""

import re
import shutil
import subprocess
import time
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from pyhanko.pdf_utils.reader import PdfFileReader

from greenpact.deals.agreement.parts import Agreement
from greenpact.deals.agreement.printing import Edition, as_pdf
from greenpact.deals.agreement.text import agreement_text, languages_in
from greenpact.deals.document import Clause, ClauseKind, Document, canonical, digest
from greenpact.ui.typesetting import drawn
from tests.deals.agreement.documents import DETAILS, a_document, documents

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
DRAFT = Edition("musterstadt/solar", AT)
needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="poppler-utils is not installed")


def in_all_languages(document: Document) -> list[Agreement]:
    return [agreement_text(document, language, details=DETAILS) for language in languages_in(document)]


def fixed(document: Document, **more: Any) -> tuple[bytes, Edition]:
    content = canonical(document, deal="musterstadt/solar")
    edition = Edition("musterstadt/solar", AT, 3, digest(content), content, **more)
    return as_pdf(in_all_languages(document), edition), edition


def words_of(pdf: bytes, tmp_path: Path) -> str:
    """The text of a PDF without blanks: lines end elsewhere on paper, and long words break."""
    path = tmp_path / "agreement.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True).stdout.decode()
    return bare(text)


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad-]", "", text)


@needs_poppler
def test_every_line_of_the_text_is_on_paper_in_both_languages(tmp_path: Path) -> None:
    pdf, edition = fixed(a_document(), code="https://example.org/verify")
    paper = words_of(pdf, tmp_path)
    for agreement in in_all_languages(a_document()):
        for line in agreement.lines():
            assert bare(drawn(line)) in paper
    assert bare(f"SHA-256 {edition.sha256}") in paper
    assert "Seite1von" in paper
    assert "Page" in paper


def test_its_data_are_inside_byte_for_byte() -> None:
    pdf, edition = fixed(a_document())
    found = PdfFileReader(BytesIO(pdf)).root
    (file,) = (each.get_object() for each in found["/AF"])
    assert file["/EF"]["/F"].data == edition.canonical
    assert (file["/UF"], file["/AFRelationship"]) == ("deal.json", "/Source")


def test_it_is_for_the_archive_and_for_everybody() -> None:
    found = PdfFileReader(BytesIO(fixed(a_document(), code="x")[0])).root
    about = found["/Metadata"].data.decode()
    assert "<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>" in about
    assert "<pdfuaid:part>1</pdfuaid:part>" in about
    assert "Sonne auf Schulen" in about
    assert found["/Lang"] == "de"


def test_the_same_version_gives_the_same_bytes() -> None:
    assert fixed(a_document())[0] == fixed(a_document())[0]


def test_a_draft_has_no_hash_and_nothing_attached() -> None:
    found = PdfFileReader(BytesIO(as_pdf(in_all_languages(a_document()), DRAFT))).root
    assert "/AF" not in found


def test_forty_clauses_are_printed_within_two_seconds() -> None:
    """The bound of the whole way; the bench says how long it really takes (docs/performance.md)."""
    clauses = [
        Clause(f"p{number}", ClauseKind.PROVISION, {"de": "Ein Satz. " * 60, "en": "A sentence. " * 50})
        for number in range(40)
    ]
    began = time.perf_counter()
    fixed(a_document(clauses=tuple(clauses)))
    assert time.perf_counter() - began < 2


@settings(max_examples=20, deadline=None)
@given(documents())
def test_any_document_can_be_printed(document: Document) -> None:
    assert as_pdf(in_all_languages(document), DRAFT).startswith(b"%PDF-1.7")
