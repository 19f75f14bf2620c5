"""Verifying a PDF or an evidence bundle that somebody holds. Nothing of it is kept."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from evidence.findings import Code, Finding, State, Verdict
from evidence.signatures import name_of
from evidence.verifying_apart import verify_apart
from evidence.wording import sentence, verdict_sentence
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language, network_frame
from greenpact.portal.verification.keys import all_seal_certificates, has_sealed_with, seal_certificates
from greenpact.portal.verification.uploading import InMemory
from greenpact.ui.wording import Texts

TONES: Mapping[State, str] = {State.GENUINE: "success", State.FALSE: "danger", State.OPEN: "warning"}
ICONS: Mapping[bool | None, str] = {True: "check", False: "danger", None: "info"}


class FileForm(forms.Form):
    """The file to be verified."""

    file = forms.FileField(
        label=gettext_lazy("Sealed PDF or evidence bundle"),
        help_text=gettext_lazy("PDF or ZIP, up to 25 MB. The file is looked at and forgotten."),
        error_messages={
            "required": gettext_lazy("Choose the file that you want to verify."),
            "empty": gettext_lazy(
                "The file is empty, or larger than 25 MB. Larger ones can be verified on your own machine, see below."
            ),
        },
        widget=forms.FileInput(attrs={"accept": ".pdf,.zip"}),
    )


@csrf_exempt  # the file is taken in memory, which has to be said before the token is read; the check follows inside
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verification_page(request: HttpRequest, city: str = "") -> HttpResponse:
    """The page of a city, or of the whole network without one: a form, and after sending it the verdict."""
    request.upload_handlers = [InMemory(request)]
    return _page(request, city)


@csrf_protect
def _page(request: HttpRequest, slug: str) -> HttpResponse:
    row = find_city(slug) if slug else None
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    verdict = None
    if form.is_valid():
        data = form.cleaned_data["file"].read()
        verdict = held_to_its_city(verify_apart(data, keys=all_seal_certificates(), at=timezone.now()))
    title = _("Verify a deal")
    here = Here.NOWHERE
    frame = (
        city_frame(request, row, here=here, title=title)
        if row
        else network_frame(request, here=here, title=title)
    )
    context = {
        "form": form,
        "verdict": told(verdict) if verdict else None,
        "keys": [_key(one) for one in seal_certificates(slug)] if row else [],
        "key_address": addresses.seal_key(slug) if row else "",
        "place": in_language(row.name) if row else "",
    }
    is_wrong = request.method == "POST" and verdict is None
    return render(request, "portal/verification/page.html", frame | context, status=422 if is_wrong else 200)


def held_to_its_city(verdict: Verdict) -> Verdict:
    """A verdict that one city's seal under another city's deal does not pass."""
    city = str(verdict.facts.get("deal", "")).partition("/")[0]
    if verdict.state is not State.GENUINE or has_sealed_with(city, str(verdict.facts.get("key", ""))):
        return verdict
    foreign = Finding(Code.SEAL_KNOWN, False, values={"signer": str(verdict.facts.get("sealed_by", ""))})
    return replace(verdict, findings=(foreign, *verdict.findings))


def told(verdict: Verdict) -> dict[str, Any]:
    """A verdict in the reader's language, for the template."""
    language = get_language() or "en"
    return {
        "state": verdict.state.value,
        "tone": TONES[verdict.state],
        "words": verdict_sentence(verdict, language),
        "deal": _deal_address(verdict),
        "title": in_language(_texts(verdict.facts.get("title"))),
        "facts": verdict.facts,
        "findings": [_told_finding(one, language) for one in verdict.findings],
    }


def _told_finding(finding: Finding, language: str) -> dict[str, Any]:
    is_bad = finding.is_good is False
    return {"icon": ICONS[finding.is_good], "is_bad": is_bad, "words": sentence(finding, language)}


def _texts(value: object) -> Texts:
    is_texts = isinstance(value, dict) and all(isinstance(text, str) for text in value.values())
    return value if is_texts else {}  # type: ignore[return-value]  # just looked at


def _deal_address(verdict: Verdict) -> str:
    """Where the deal stands on this site, if the file is genuine; a false file leads nowhere."""
    city, _slash, ref = str(verdict.facts.get("deal", "")).partition("/")
    return addresses.deal(city, ref) if verdict.state is State.GENUINE and ref else ""


def _key(certificate: x509.Certificate) -> dict[str, Any]:
    mark = certificate.fingerprint(SHA256()).hex().upper()
    return {
        "subject": name_of(certificate),
        "fingerprint": ":".join(mark[place : place + 2] for place in range(0, len(mark), 2)),
        "since": certificate.not_valid_before_utc,
        "until": certificate.not_valid_after_utc,
    }


@require_http_methods(["GET", "HEAD"])
def seal_key(_request: HttpRequest, city: str) -> HttpResponse:
    """The public keys of a city's seal, today's first; for verifying anywhere without asking us."""
    row = find_city(city)
    certificates = seal_certificates(row.slug)
    if not certificates:
        raise Http404(city)
    text = b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)
    answer = HttpResponse(text, content_type="application/x-pem-file")
    answer["Content-Disposition"] = f'attachment; filename="{row.slug}-seal.pem"'
    answer["Cache-Control"] = "public, max-age=300"
    return answer
