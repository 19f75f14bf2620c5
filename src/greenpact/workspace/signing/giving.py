"""Signing on each of the three ways, taking a signature back, and declining."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.accounts.proving import address_of_proving, has_second_factor, last_proof
from greenpact.deals.signing.giving import Confirmation, Sheet, click, take_paper, take_pdf
from greenpact.deals.signing.withdrawing import refuse, withdraw
from greenpact.deals.signing_rules import FRESH, Route
from greenpact.files.kinds import PICTURES, FileKind, recognise
from greenpact.files.taking import MOST_BYTES, NotTaken, WhyNotTaken, take
from greenpact.parties.models import Mandate
from greenpact.ui.forms import DayInput
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Day, Text, offer
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import REFUSALS, sentences
from greenpact.workspace.signing.finding import Place, find_own_seat, find_place, find_signature
from greenpact.workspace.signing.words import RULES, consent_to

SCAN_KINDS = PICTURES | {FileKind.PDF}
SIGNED = _("The signature is recorded.")


class MandateForm(forms.Form):
    """Under which mandate somebody signs, where there are several."""

    mandate = forms.ChoiceField(label=_("Signed by"))

    def __init__(self, *args: Any, mandates: list[Mandate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.mandates = {one.ref: one for one in mandates}
        offer(self, "mandate", [(one.ref, called(one)) for one in mandates])

    @property
    def chosen(self) -> Mandate:
        return self.mandates[self.cleaned_data["mandate"]]


class PdfForm(MandateForm):
    pdf = forms.FileField(
        label=_("The signed PDF"), max_length=200, widget=forms.FileInput(attrs={"accept": ".pdf"})
    )


class PaperForm(MandateForm):
    signed_on = Day(label=_("Day on the paper"), required=True, widget=DayInput)
    scan = forms.FileField(
        label=_("Scan of the signed paper"),
        max_length=200,
        help_text=_("All pages as one PDF, or a picture; at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ".pdf,.png,.jpg,.jpeg,.webp"}),
    )
    original_at = Text(
        label=_("Where the original is kept"), max_length=200, help_text=_("Such as “Registry, file 12”.")
    )
    seen = forms.BooleanField(
        label=_("I have seen the signed original, and the fingerprint on it is that of this version.")
    )


class RefuseForm(forms.Form):
    reason = Text(
        label=_("Why it is not signed"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The other parties and the city read it; the public does not."),
    )


def called(mandate: Mandate) -> str:
    """A mandate by its person and capacity."""
    return f"{mandate.account.name or mandate.account.email}, {mandate.capacity}"


@within_city(*SEE)
def sign_by_click(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Sign by confirming, right after a second factor; without a fresh one the page leads there first."""
    place = find_place(visit, ref, organisation, Route.CLICK)
    mandate = place.mandates[0]
    consent = consent_to(place.row, place.view.organisation.name, mandate.capacity)
    proof = last_proof(request, visit.account)
    is_fresh = proof is not None and visit.at - proof.at <= FRESH
    problems: list[str] = []
    if request.method == "POST" and not is_fresh:
        return HttpResponseRedirect(address_of_proving(request.path))
    if request.method == "POST" and proof is not None:
        words = consent if request.POST.get("consent") == place.row.sha256 else ""
        confirmed = Confirmation(words, proof.methods, proof.at)
        problems = _tried(lambda: click(place.seat, mandate, confirmed, by=visit.by, at=visit.at))
        if not problems:
            return _done(request, place)
    return _shown(
        request,
        visit,
        place,
        "click",
        consent=consent,
        mandate=mandate,
        is_fresh=is_fresh,
        has_second_factor=has_second_factor(visit.account),
        prove=address_of_proving(request.path),
        problems=problems,
    )


@within_city(*SEE)
def sign_in_pdf(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Download the PDF as it stands, sign it elsewhere, bring it back."""
    place = find_place(visit, ref, organisation, Route.QUALIFIED)
    sent = request.FILES if request.method == "POST" else None
    form = PdfForm(typed(request), sent, mandates=place.mandates)
    if request.method == "POST" and form.is_valid():
        data, wrong = _pdf_in(form)
        problems = wrong or _tried(lambda: take_pdf(place.seat, form.chosen, data, by=visit.by, at=visit.at))
        if not problems:
            return _done(request, place)
        for words in problems:
            form.add_error("pdf", words)
    return _shown(request, visit, place, "pdf", form=form)


@within_city(*SEE)
def record_paper(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Record, as its witness, that somebody has signed the printed version by hand."""
    place = find_place(visit, ref, organisation, Route.PAPER)
    sent = request.FILES if request.method == "POST" else None
    form = PaperForm(typed(request), sent, mandates=place.mandates, initial={"signed_on": visit.today})
    if request.method == "POST" and form.is_valid():
        problems = _tried(lambda: _take_paper(visit, place, form))
        if not problems:
            return _done(request, place)
        for words in problems:
            form.add_error(None, words)
    return _shown(request, visit, place, "paper", form=form)


@within_city(*SEE)
def decline(request: HttpRequest, visit: Visit, ref: str, organisation: str) -> HttpResponse:
    """Say that one's organisation does not sign this version, and why."""
    seat = find_own_seat(visit, ref, organisation)
    form = RefuseForm(typed(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        problems = _tried(lambda: refuse(seat, reason=reason, by=visit.by, at=visit.at))
        if not problems:
            messages.success(request, __("Recorded. The programme office is told."))
            return HttpResponseRedirect(address("deal_signing", seat.round.deal))
        form.add_error(None, " ".join(problems))
    context = page(visit, seat.round.deal, "deal_signing", below=__("Decline to sign"), form=form)
    return render(request, "workspace/signing/decline.html", context, status=422 if form.errors else 200)


@within_city(*SEE)
def take_back(request: HttpRequest, visit: Visit, ref: str, signature: str) -> HttpResponse:
    """Take a signature back, after asking once."""
    given = find_signature(visit, ref, signature)
    deal = given.seat.round.deal
    if request.method == "POST":
        problems = _tried(lambda: withdraw(given, by=visit.by, at=visit.at))
        if problems:
            messages.error(request, " ".join(problems))
        else:
            messages.success(request, __("The signature is withdrawn."))
        return HttpResponseRedirect(address("deal_signing", deal))
    context = page(visit, deal, "deal_signing", below=__("Withdraw a signature"), given=given)
    return render(request, "workspace/signing/withdraw.html", context)


def _shown(request: HttpRequest, visit: Visit, place: Place, which: str, **values: Any) -> HttpResponse:
    context = page(
        visit,
        place.deal,
        "deal_signing",
        below=__("Sign for %(name)s") % {"name": place.view.organisation.name},
        round=place.row,
        place=place,
        rule=RULES[place.view.need.rule],
        **values,
    )
    is_refused = request.method == "POST"
    return render(request, f"workspace/signing/{which}.html", context, status=422 if is_refused else 200)


def _done(request: HttpRequest, place: Place) -> HttpResponse:
    messages.success(request, SIGNED)
    return HttpResponseRedirect(address("deal_signing", place.deal))


def _tried(deed: Callable[[], object]) -> list[str]:
    """What was wrong with what somebody tried, in words; nothing where it was done."""
    try:
        deed()
    except REFUSALS as refusal:
        return sentences(refusal)
    except NotTaken as refusal:
        return sentences(refusal)
    return []


def _pdf_in(form: PdfForm) -> tuple[bytes, list[str]]:
    """The bytes of the uploaded PDF, and what is wrong with them."""
    upload = form.cleaned_data["pdf"]
    if upload.size > MOST_BYTES:
        return b"", sentences(NotTaken(WhyNotTaken.TOO_LARGE))
    data: bytes = upload.read()
    found = recognise(data)
    is_pdf = found is not None and found.kind is FileKind.PDF
    return (data, []) if is_pdf else (b"", sentences(NotTaken(WhyNotTaken.OTHER_KIND)))


@transaction.atomic
def _take_paper(visit: Visit, place: Place, form: PaperForm) -> None:
    """Keep the scan and the signature together, or neither."""
    asked = form.cleaned_data
    scan = take(asked["scan"], kinds=SCAN_KINDS, at=visit.at)
    sheet = Sheet(scan, asked["signed_on"], asked["original_at"])
    take_paper(place.seat, form.chosen, sheet, witness=visit.account, at=visit.at)
