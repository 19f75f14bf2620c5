"""Writes a paper as a Word file (DOCX): the same lines as in the PDF; where that draws, here stands the table alone."""

from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.run import Run

from greenpact.reports.paper import Block, Drawing, Facts, Grid, Heading, Lines, Note, Paper, Prose
from greenpact.ui.word_files import packed

GREY = RGBColor(0x50, 0x56, 0x5C)
REGIONS = {"de": "de-DE", "en": "en-GB"}


def as_docx(paper: Paper) -> bytes:
    """The same paper gives the same bytes."""
    file = docx.Document()
    _prepare(file, paper)
    _quiet(file.add_paragraph().add_run(paper.kicker))
    if paper.is_draft:
        _quiet(file.add_paragraph().add_run(paper.draft_words))
    heading = file.add_heading("", 0)
    _speak(heading.add_run(paper.title), paper.title_language or paper.language)
    for block in paper.blocks:
        _write(file, block, paper.language)
    for words in (paper.foot, paper.hash_words):
        if words:
            _quiet(file.sections[0].footer.add_paragraph().add_run(words))
    return packed(file)


def _write(file: WordDocument, block: Block, language: str) -> None:
    match block:
        case Heading():
            _speak(file.add_heading("", block.level).add_run(block.text), block.language or language)
        case Prose():
            _prose(file, block)
        case Note():
            _quiet(file.add_paragraph().add_run(block.text))
        case Facts():
            _facts(file, block)
        case Grid() | Drawing():
            _grid(file, block.beside if isinstance(block, Drawing) else block)
        case Lines():
            _lines(file, block)


def _lines(file: WordDocument, block: Lines) -> None:
    for words in block.words:
        line = file.add_paragraph("_" * 40 + "\n" + words)
        line.paragraph_format.space_before = Pt(36)


def _prose(file: WordDocument, block: Prose) -> None:
    if block.blank:
        _quiet(file.add_paragraph().add_run(f"– {block.blank}"))
    for one in block.passages:
        words = f"{one.bullet} {one.text}" if one.bullet else one.text
        _speak(file.add_paragraph().add_run(words), one.language)


def _facts(file: WordDocument, block: Facts) -> None:
    table = file.add_table(rows=0, cols=2, style="Table Grid" if block.is_head else None)
    for row in block.rows:
        first, second = table.add_row().cells
        first.width, second.width = Cm(5), Cm(11)
        _quiet(first.paragraphs[0].add_run(row.label))
        run = second.paragraphs[0].add_run(f"– {row.value}" if row.is_blank else row.value)
        if row.is_blank:
            _quiet(run)
        if row.language:
            _speak(run, row.language)
    file.add_paragraph()


def _grid(file: WordDocument, block: Grid) -> None:
    caption = file.add_paragraph()
    caption.add_run(block.caption).bold = True
    caption.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=len(block.heads), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, block.heads, strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    _repeat(table.rows[0])
    for row in block.rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    file.add_paragraph()


def _repeat(row: Any) -> None:
    """Let a row be the head of the table on every page."""
    properties = row._tr.get_or_add_trPr()
    element = OxmlElement("w:tblHeader")
    element.set(qn("w:val"), "true")
    properties.append(element)


def _prepare(file: WordDocument, paper: Paper) -> None:
    about = file.core_properties
    about.title, about.language, about.author, about.comments = paper.title[:255], paper.language, "", ""
    about.created = about.modified = paper.at.replace(tzinfo=None)
    page = file.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.3)
    for name in ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3"):
        style = file.styles[name]
        if isinstance(style, ParagraphStyle):
            style.font.name, style.font.color.rgb = "Fira Sans", RGBColor(0, 0, 0)
    normal = file.styles["Normal"]
    if isinstance(normal, ParagraphStyle):
        normal.font.size = Pt(10)


def _quiet(run: Run) -> None:
    run.font.size, run.font.color.rgb = Pt(8.5), GREY


def _speak(run: Run, language: str) -> None:
    """Say in which language words are written."""
    element = OxmlElement("w:lang")
    element.set(qn("w:val"), REGIONS.get(language, language))
    run.element.get_or_add_rPr().append(element)
