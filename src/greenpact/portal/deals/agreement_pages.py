"""The text of a public deal's agreement: as a page, as PDF with its data inside, and as a Word file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.agreement.gathering import Texts, published_texts
from greenpact.deals.agreement.sending import as_answer, pdf_answer
from greenpact.deals.agreement.word_file import as_docx
from greenpact.deals.choices import SignatureState
from greenpact.deals.models import Deal
from greenpact.portal import addresses
from greenpact.portal.finding import find_deal
from greenpact.portal.frame import Here, city_frame, in_language
from greenpact.ui.masthead import Place
from greenpact.ui.templatetags.ui import badge


def agreement_page(request: HttpRequest, city: str, deal: str) -> HttpResponse:
    """The agreement in the reader's language, else in the one that prevails."""
    row, texts = _found(city, deal)
    title = in_language(row.title)
    above = [
        Place(_("Deals"), addresses.deals(city)),
        Place(title, addresses.deal(city, deal)),
    ]
    language = get_language() or "en"
    agreement = texts.in_language(language)
    context = {
        **city_frame(
            request,
            row.city,
            here=Here.DEALS,
            title=f"{_('Agreement text')}: {title}",
            description=in_language(row.summary),
            above=above,
        ),
        "heading": _("Agreement text"),
        "deal": row,
        "deal_address": addresses.deal(city, deal),
        "agreement": agreement,
        "language": language,
        "edition": texts.edition,
        "signature": badge("sign", row.signature_state, SignatureState(row.signature_state).label),
        "published_on": row.city.day(texts.edition.at),
        "version_address": addresses.version(city, deal, texts.edition.number),
        "pdf": addresses.agreement_file(city, deal, "pdf"),
        "word": addresses.agreement_file(city, deal, "docx", agreement.language),
    }
    return render(request, "portal/deals/agreement.html", context)


def agreement_pdf(_request: HttpRequest, city: str, deal: str) -> HttpResponse:
    """The PDF of the version published last, in all its languages."""
    row, texts = _found(city, deal)
    return pdf_answer(texts, row)


def agreement_docx(_request: HttpRequest, city: str, deal: str) -> HttpResponse:
    """The Word file in the reader's language."""
    row, texts = _found(city, deal)
    agreement = texts.in_language(get_language() or "en")
    return as_answer(as_docx(agreement, at=texts.edition.at), row, "docx", agreement.language)


def _found(city: str, ref: str) -> tuple[Deal, Texts]:
    """A public deal with its text; raises `Http404`.

    A record compiled from public sources has none: a contract made up for it would pass for the real one.
    """
    deal = find_deal(city, ref)
    texts = None if deal.is_compiled else published_texts(deal)
    if texts is None:
        raise Http404(ref)
    return deal, texts
