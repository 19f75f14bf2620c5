"""What machines read of labels: credentials, tokens, status lists, and the keys of a city."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from credentials.status import Purpose
from greenpact.cities.models import City
from greenpact.labels.issuing import (
    as_text,
    credential_of,
    key_document,
    lists_of,
    selective_of,
    status_list,
    token_of,
)
from greenpact.labels.models import Certificate
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.labels.finding import find_certificate

#: By the ending of an address: how a credential is given out.
KINDS = {
    "json": "application/vc+ld+json",
    "jwt": "application/vc+jwt",
    "sd-jwt": "application/dc+sd-jwt",
}


def holder(_request: HttpRequest, city: str, ref: str, party: str) -> HttpResponse:
    """The address that a credential bears as its id leads to the label's check page."""
    find_certificate(city, ref, party)
    return redirect(f"{addresses.label(city, ref)}#parties")


def credential(_request: HttpRequest, city: str, ref: str, party: str, kind: str) -> HttpResponse:
    """A party's credential, also when it no longer holds: its status says so."""
    row = find_certificate(city, ref, party)
    if kind == "json":
        content = as_text(credential_of(row))
    elif kind == "jwt":
        content = token_of(row)
    elif settings.SELECTIVE_CREDENTIALS:
        content = selective_of(row)
    else:
        raise Http404(kind)
    return _for_machines(content, KINDS[kind])


def status(_request: HttpRequest, city: str, purpose: str, number: int) -> HttpResponse:
    """A status list as it stands now."""
    row = _find_issuer(city)
    if purpose not in {one.value for one in Purpose} or number > lists_of(row):
        raise Http404(purpose)
    return _for_machines(as_text(status_list(row, Purpose(purpose), number)), "application/vc+ld+json")


def keys(_request: HttpRequest, city: str) -> HttpResponse:
    """The document of the city's keys (did:web)."""
    return _for_machines(as_text(key_document(_find_issuer(city))), "application/did+json")


def _find_issuer(slug: str) -> City:
    """A city that has awarded a label; raises `Http404` for others, which need no keys."""
    city = find_city(slug)
    if not Certificate.objects.filter(city=city).exists():
        raise Http404(slug)
    return city


def _for_machines(content: str, kind: str) -> HttpResponse:
    """An answer that verifiers on any site may read."""
    answer = HttpResponse(content, content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer
