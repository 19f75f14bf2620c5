"""What a PDF says of itself to somebody who cannot see it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader


def told(path: Path, *options: str) -> str:
    """What poppler says about a PDF."""
    program = shutil.which("pdfinfo")
    assert program, "poppler-utils is not installed (apt-get install poppler-utils)"
    asked = [program, *options, str(path)]
    said = subprocess.run(asked, capture_output=True, check=True, timeout=60).stdout
    return said.decode(errors="replace")  # some texts of a tree are in UTF-16


def barriers_in(path: Path, language: str) -> list[str]:
    """What keeps a screen reader out of a PDF: no claim of PDF/UA, no tags, no headings, no title, no language,
    pictures that nobody describes.
    """
    facts, tags, about = told(path), told(path, "-struct"), told(path, "-meta")
    content = path.read_bytes()
    wanted = {
        "does not claim PDF/UA": re.search(r'pdfuaid:part(>|=")1\b', about),  # a seal writes it the other way
        "is not tagged": re.search(r"Tagged:\s+yes", facts),
        "has no title": re.search(r"Title:\s+\S", facts),
        "has no tree of its structure": tags.startswith("Document"),
        "has no heading": re.search(r"^\s*H1\b", tags, re.MULTILINE),
        "has no paragraph": re.search(r"^\s*P\b", tags, re.MULTILINE),
        f"is not in the language {language}": re.search(rb"/Lang\s*\(" + language.encode(), content),
        "shows the file name in place of its title": re.search(rb"/DisplayDocTitle\s+true", content),
        "has a picture that nobody describes": all("/Alt" in one for one in pictures_in(path)),
    }
    return [f"{path.name} {what}" for what, is_so in wanted.items() if not is_so]


def pictures_in(path: Path) -> Iterator[Any]:
    """The pictures in the tree of a PDF's structure."""
    with path.open("rb") as file:
        open_ones = [PdfFileReader(file).root["/StructTreeRoot"]]
        while open_ones:
            node = open_ones.pop()
            if node.get("/S") == "/Figure":
                yield node
            kids = node.get("/K", [])
            kids = [kid.get_object() for kid in kids] if isinstance(kids, list) else [kids]
            open_ones += [kid for kid in kids if hasattr(kid, "get")]
