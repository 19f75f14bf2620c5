"""Sends an agreement's file: named after its deal, typed, never guessed at by a browser."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from greenpact.deals.agreement.gathering import Texts
from greenpact.deals.agreement.printing import as_pdf
from greenpact.deals.models import Deal
from greenpact.ui.typesetting import TooMuch

KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def as_answer(content: bytes, deal: Deal, ending: str, language: str = "") -> HttpResponse:
    """A file of the deal's agreement; a PDF opens in the browser, others are saved."""
    name = "-".join(part for part in (deal.city.slug, deal.ref, language) if part)
    how = "inline" if ending == "pdf" else "attachment"
    answer = HttpResponse(content, content_type=KINDS[ending])
    answer["Content-Disposition"] = f'{how}; filename="{name}.{ending}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def pdf_answer(texts: Texts, deal: Deal) -> HttpResponse:
    """The PDF of an agreement in all its languages, or a sentence when it is longer than can be printed."""
    try:
        return as_answer(as_pdf(texts.agreements, texts.edition), deal, "pdf")
    except TooMuch:
        words = _("This text is too long to be printed as one PDF. Take the Word file instead.")
        return HttpResponse(words, status=422, content_type="text/plain; charset=utf-8")
