"""The Word file says what the page says, line by line, and knows its headings and languages."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.table import Table
from hypothesis import given, settings

from greenpact.deals.agreement.text import agreement_text
from greenpact.deals.agreement.word_file import as_docx
from greenpact.deals.document import Document
from tests.deals.agreement.documents import DETAILS, a_document, documents

AT = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def lines_in(content: bytes) -> Iterator[str]:
    """The lines of a Word file in the order of reading, those of its tables included."""
    for block in opened(content).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                for cell in row.cells:
                    yield from (paragraph.text for paragraph in cell.paragraphs)
        elif block.text:
            yield block.text


@pytest.mark.parametrize("language", ["de", "en"])
def test_its_lines_are_those_of_the_text_to_the_letter(language: str) -> None:
    agreement = agreement_text(a_document(), language, details=DETAILS)
    assert list(lines_in(as_docx(agreement, at=AT))) == agreement.lines()


@settings(max_examples=15, deadline=None)
@given(documents())
def test_any_document_comes_out_whole(document: Document) -> None:
    agreement = agreement_text(document, "de")
    assert list(lines_in(as_docx(agreement, at=AT))) == agreement.lines()


def test_headings_and_language_are_known_to_word() -> None:
    file = opened(as_docx(agreement_text(a_document(), "de"), at=AT))
    styles = {paragraph.text: paragraph.style.name for paragraph in file.paragraphs}
    assert styles["Sonne auf Schulen"] == "Title"
    assert styles["§ 1 Gemeinsame Ziele"] == "Heading 1"
    assert styles["Stadtwerke Musterstadt"] in ("Heading 2", "Normal")
    assert file.core_properties.language == "de"
    assert 'w:lang w:val="de-DE"' in file.styles["Normal"].element.xml
    assert 'w:lang w:val="en-GB"' in file.element.xml  # of the passage that exists in English only


def test_the_same_text_gives_the_same_bytes() -> None:
    agreement = agreement_text(a_document(), "en")
    assert as_docx(agreement, at=AT) == as_docx(agreement, at=AT)
