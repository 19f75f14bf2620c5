"""Writes an agreement as a Word file (DOCX): the same lines as on the page, with headings that Word knows as such."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from greenpact.deals.agreement.parts import Agreement, Paragraph, PartyBlock, Passage, Section, SignatureBlock
from greenpact.ui.word_files import packed

GREY = RGBColor(0x50, 0x56, 0x5C)
NUMBERED = Cm(0.9)

#: Word wants a region; the text itself says which rules of writing it follows.
REGIONS = {"de": "de-DE", "en": "en-GB"}


def as_docx(agreement: Agreement, *, at: datetime) -> bytes:
    """The agreement in one language as a Word file that bears the moment `at`; the same input gives the same bytes."""
    file = docx.Document()
    _prepare(file, agreement, at)
    _small(file, agreement.kind)
    _heading(file, agreement.title, 0, agreement.title_language)
    if agreement.standing:
        _small(file, agreement.standing)
    file.add_paragraph(agreement.between)
    _parties(file, agreement.parties)
    if agreement.preamble:
        _heading(file, agreement.preamble_heading, 1, agreement.language)
        _passages(file, agreement.preamble)
    for section in agreement.sections:
        _section(file, section, agreement.language)
    if agreement.signatures:
        _heading(file, agreement.signatures_heading, 1, agreement.language)
    for block in agreement.signatures:
        _signature(file, block)
    return packed(file)


def _prepare(file: WordDocument, agreement: Agreement, at: datetime) -> None:
    """Language, title and type of the file, on A4."""
    about = file.core_properties
    about.title, about.language, about.author, about.comments = (
        agreement.title[:255],
        agreement.language,
        "",
        "",
    )
    about.created = about.modified = at.replace(tzinfo=None)
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.5)
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        style = file.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.name, style.font.color.rgb = "Fira Sans", RGBColor(0, 0, 0)
    normal = file.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = Pt(10)
    _speak(file.styles["Normal"].element.get_or_add_rPr(), agreement.language)


def _parties(file: WordDocument, parties: Sequence[PartyBlock]) -> None:
    """A table of the parties: name and what is known of it, and its role."""
    if not parties:
        return
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for party in parties:
        first, second = table.add_row().cells
        first.paragraphs[0].add_run(f"{party.number} {party.name}").bold = True
        for detail in party.details:
            first.add_paragraph(detail)
        second.text = party.role
    file.add_paragraph()


def _section(file: WordDocument, section: Section, language: str) -> None:
    _heading(file, section.title, 1, language)
    if section.lead:
        file.add_paragraph(section.lead)
    for group in section.groups:
        if group.heading:
            _heading(file, group.heading, 2, language)
        for paragraph in group.paragraphs:
            _paragraph(file, paragraph)


def _paragraph(file: WordDocument, paragraph: Paragraph) -> None:
    opening = _indented(file)
    opening.paragraph_format.first_line_indent = -NUMBERED
    first = opening.add_run(paragraph.first)
    first.bold = bool(paragraph.heading) or None
    if not paragraph.heading and paragraph.passages:
        _speak(first.element.get_or_add_rPr(), paragraph.passages[0].language)
    _passages(file, paragraph.rest, indented=True)
    for line in (paragraph.facts_line, paragraph.missing):
        if line:
            _quiet(_indented(file).add_run(line))


def _passages(file: WordDocument, passages: Sequence[Passage], *, indented: bool = False) -> None:
    for passage in passages:
        block = _indented(file) if indented else file.add_paragraph()
        run = block.add_run(passage.line)
        _speak(run.element.get_or_add_rPr(), passage.language)


def _signature(file: WordDocument, block: SignatureBlock) -> None:
    name = file.add_paragraph()
    name.add_run(block.name).bold = True
    name.paragraph_format.keep_with_next = True
    for words in block.blanks:
        line = file.add_paragraph(words)
        line.paragraph_format.space_before = Pt(30 if words == block.hand else 6)
        line.paragraph_format.keep_with_next = words != block.blanks[-1]


def _heading(file: WordDocument, text: str, level: int, language: str) -> None:
    heading = file.add_heading("", level)
    _speak(heading.add_run(text).element.get_or_add_rPr(), language)


def _indented(file: WordDocument) -> WordParagraph:
    block = file.add_paragraph()
    block.paragraph_format.left_indent = NUMBERED
    return block


def _small(file: WordDocument, text: str) -> None:
    _quiet(file.add_paragraph().add_run(text))


def _quiet(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(8.5), GREY


def _speak(properties: Any, language: str) -> None:
    """Say in which language words are written, for spelling and for screen readers."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), REGIONS.get(language, language))
    properties.append(element)
