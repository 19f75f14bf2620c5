"""The text of a deal's agreement as it stands, drafts included: as a page, as PDF and as a Word file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from greenpact.deals.agreement.gathering import standing_texts
from greenpact.deals.agreement.sending import as_answer, pdf_answer
from greenpact.deals.agreement.word_file import as_docx
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal
from greenpact.workspace.deals.pages import address, page


@within_city(*SEE)
def agreement(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The text for whoever may see the deal, in their language or in the one that prevails."""
    deal = find_deal(visit, ref)
    texts = standing_texts(deal, at=visit.at)
    language = get_language() or "en"
    context = page(
        visit,
        deal,
        "deal_agreement",
        agreement=texts.in_language(language),
        language=language,
        edition=texts.edition,
        pdf=address("deal_agreement_pdf", deal),
        word=address("deal_agreement_docx", deal),
    )
    return render(request, "workspace/deals/agreement.html", context)


@within_city(*SEE)
def agreement_pdf(_request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The PDF in all languages; a draft says on every page that it is one."""
    deal = find_deal(visit, ref)
    return pdf_answer(standing_texts(deal, at=visit.at), deal)


@within_city(*SEE)
def agreement_docx(_request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """The Word file in the reader's language."""
    deal = find_deal(visit, ref)
    found = standing_texts(deal, at=visit.at).in_language(get_language() or "en")
    return as_answer(as_docx(found, at=visit.at), deal, "docx", found.language)
