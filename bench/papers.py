"""What it takes to freeze a document of forty clauses and print it in two languages. Prints JSON."""

import json
import statistics
import sys
import time
from datetime import UTC, datetime

import django

from greenpact.deals.agreement.printing import Edition, as_pdf
from greenpact.deals.agreement.text import agreement_text, languages_in
from greenpact.deals.agreement.word_file import as_docx
from greenpact.deals.document import Clause, ClauseKind, Document, DocumentParty, canonical, digest

CLAUSES = 40
ROUNDS = 15
AT = datetime(2026, 1, 1, tzinfo=UTC)
SENTENCES = "Die Stadt stellt Flächen bereit, prüft Anträge und berichtet jährlich über den Stand. " * 5


def a_document() -> Document:
    """Forty clauses of some four hundred letters in each of two languages, between six parties."""
    kinds = [ClauseKind.GOAL, ClauseKind.COMMITMENT, ClauseKind.COMMITMENT, ClauseKind.PROVISION]
    text = {"de": SENTENCES, "en": SENTENCES}
    return Document(
        title={"de": "Vierzig Klauseln", "en": "Forty clauses"},
        summary=text,
        parties=tuple(DocumentParty(f"o{i}", f"Partei {i}", "signatory") for i in range(6)),
        clauses=tuple(
            Clause(f"k{i}", kinds[i % 4], text, party=f"o{i % 6}" if kinds[i % 4] == "commitment" else "")
            for i in range(CLAUSES)
        ),
        binding_language="de",
    )


def took(round_number: int) -> dict[str, float]:
    """The milliseconds of one round, from the document to its files."""
    began = time.perf_counter()
    document = a_document()
    content = canonical(document, deal="bench/forty")
    edition = Edition(
        "bench/forty", AT, round_number + 1, digest(content), content, code="https://example.org/"
    )
    texts = [agreement_text(document, language) for language in languages_in(document)]
    pdf = as_pdf(texts, edition)
    printed = time.perf_counter()
    as_docx(texts[0], at=AT)
    written = time.perf_counter()
    return {"pdf": (printed - began) * 1000, "docx": (written - printed) * 1000, "kb": len(pdf) / 1024}


if __name__ == "__main__":
    django.setup()
    first, *rest = [took(number) for number in range(ROUNDS)]
    row = {
        "first_ms": round(first["pdf"], 1),
        "ms": round(statistics.median(one["pdf"] for one in rest), 1),
        "word_ms": round(statistics.median(one["docx"] for one in rest), 1),
        "kilobytes": round(first["kb"]),
    }
    json.dump({f"agreement of {CLAUSES} clauses": row}, sys.stdout)
