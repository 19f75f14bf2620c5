"""A party's certificate as a PDF, as long as the label holds; afterwards the way leads to the check page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.utils.http import content_disposition_header

from greenpact.labels.certificate import certificate_pdf
from greenpact.labels.rules import State
from greenpact.portal import addresses
from greenpact.portal.labels.finding import find_certificate, wanted_language


def certificate(request: HttpRequest, city: str, ref: str, party: str, language: str) -> HttpResponse:
    """The certificate in one language."""
    row = find_certificate(city, ref, party)
    today = row.label.city.day(timezone.now())
    check = addresses.label(city, ref)
    if row.ended_on is not None or row.label.standing(today) is not State.AWARDED:
        return redirect(check)
    with translation.override(wanted_language(language)):
        content = certificate_pdf(row, address=f"{request.scheme}://{request.get_host()}{check}")
    answer = HttpResponse(content, content_type="application/pdf")
    name = f"label-{ref}-{party}-{language}.pdf"
    answer["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    return answer
