"""Sends an agreement's file: named after its deal, typed, never guessed at by a browser."""

from django.http import HttpResponse

from greenpact.deals.models import Deal

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
