"""Letting a version go round to be signed, and what the programme office may do while it does."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.models import Deal
from greenpact.deals.rules import PartyRole
from greenpact.deals.signing.amending import changed_clauses, must_sign_again
from greenpact.deals.signing.freezing import RoundTerms, WhyNotFrozen, open_signing
from greenpact.deals.signing.frozen import languages_of
from greenpact.deals.signing.reading import last_signed, signed_document
from greenpact.deals.signing.withdrawing import cancel, prolong
from greenpact.deals.versions import document_of
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page
from greenpact.workspace.editing.inputs import Day, Text, language_name, offer
from greenpact.workspace.editing.seeing import has_seen
from greenpact.workspace.expiry import typed
from greenpact.workspace.refusals import CHANGED, REFUSALS, sentences
from greenpact.workspace.signing.finding import find_round

EVERYBODY, SOME = "everybody", "some"
FREE, FIXED = "free", "fixed"


class OpenForm(forms.Form):
    """How a round goes."""

    binding_language = forms.ChoiceField(
        label=_("Binding language"),
        help_text=_("If the languages of the text ever differ in meaning, this one counts."),
    )
    order = forms.ChoiceField(
        label=_("Order"),
        choices=[
            (FREE, _("Everybody signs when they can")),
            (FIXED, _("One after the other, as the parties stand")),
        ],
        widget=forms.RadioSelect,
        initial=FREE,
    )
    closes_on = Day(label=_("Last day for signing"), help_text=_("Empty for no limit."))

    def __init__(self, *args: Any, languages: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "binding_language", [(code, language_name(code)) for code in languages])

    def terms(self) -> RoundTerms:
        asked = self.cleaned_data
        return RoundTerms(asked["binding_language"], asked["order"] == FIXED, asked["closes_on"])


class AmendForm(OpenForm):
    """The same for an amendment: why, and who signs it."""

    reason = Text(
        label=_("Why the deal is amended"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    who = forms.ChoiceField(
        label=_("Who signs"),
        choices=[
            (EVERYBODY, _("All signatories sign again")),
            (SOME, _("Only those chosen below, as the deal itself provides (such as after an exit)")),
        ],
        widget=forms.RadioSelect,
        initial=EVERYBODY,
    )
    signers = forms.MultipleChoiceField(
        label=_("Those who sign"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, signatories: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "signers", [(one.ref, one.name) for one in signatories])

    def terms(self) -> RoundTerms:
        asked = self.cleaned_data
        signers = frozenset(asked["signers"]) if asked["who"] == SOME else None
        return RoundTerms(
            asked["binding_language"], asked["order"] == FIXED, asked["closes_on"], asked["reason"], signers
        )


class CancelForm(forms.Form):
    reason = Text(label=_("Reason"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))


class DeadlineForm(forms.Form):
    closes_on = Day(label=_("Last day for signing"), help_text=_("Empty for no limit."))


@within_city(Deed.EDIT_DEALS)
def open_round(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Freeze the text as a version and let it go round."""
    deal = find_deal(visit, ref)
    form, changes = _opening_form(request, deal)
    if request.method == "POST" and form.is_valid() and _opened(request, visit, deal, form):
        messages.success(request, __("The version goes round. Whoever may sign gets a mail."))
        return HttpResponseRedirect(address("deal_signing", deal))
    context = page(visit, deal, "deal_signing", below=__("Open for signing"), form=form, changes=changes)
    return render(request, "workspace/signing/open.html", context, status=422 if form.errors else 200)


def _opening_form(request: HttpRequest, deal: Deal) -> tuple[OpenForm, list[dict[str, Any]]]:
    """The form for a first round, or for an amendment with what it changes."""
    document, signed = document_of(deal), last_signed(deal)
    languages = languages_of(document)
    binding = {"binding_language": next((code for code in deal.city.languages if code in languages), "")}
    if signed is None:
        return OpenForm(typed(request), languages=languages, initial=binding), []
    before = signed_document(signed)
    must = must_sign_again(before, document)
    parties = deal.parties.present().filter(role=PartyRole.SIGNATORY).select_related("organisation")
    signatories = [party.organisation for party in parties]
    form = AmendForm(
        typed(request),
        languages=languages,
        signatories=signatories,
        initial={**binding, "signers": sorted(must)},
    )
    changes = [
        {"ref": row.clause.ref, "text": row.clause.text, "difference": row.difference.value}
        for row in changed_clauses(before, document)
    ]
    return form, changes


def _opened(request: HttpRequest, visit: Visit, deal: Deal, form: OpenForm) -> bool:
    if not has_seen(request.POST.get("seen", ""), deal.edition):
        form.add_error(None, CHANGED)
        return False
    try:
        open_signing(deal, form.terms(), by=visit.by, at=visit.at, seen=deal.edition)
    except REFUSALS as refusal:
        field = _FIELDS.get(getattr(refusal, "reason", None))
        for words in sentences(refusal):
            form.add_error(field if field in form.fields else None, words)
        return False
    return True


#: Where a refusal belongs in the form.
_FIELDS: dict[object, str] = {
    WhyNotFrozen.OTHER_LANGUAGE: "binding_language",
    WhyNotFrozen.DAY_IS_PAST: "closes_on",
    WhyNotFrozen.REASON_MISSING: "reason",
    WhyNotFrozen.MUST_SIGN_TOO: "signers",
    WhyNotFrozen.NO_SIGNATORY: "signers",
}


@within_city(Deed.KEEP_CITY)
def cancel_round(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """End the round without result, with a reason."""
    row = find_round(visit, ref)
    form = CancelForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            cancel(row, reason=form.cleaned_data["reason"], by=visit.by, at=visit.at)
        except REFUSALS as refusal:
            form.add_error(None, " ".join(sentences(refusal)))
        else:
            messages.success(request, __("The round is cancelled. The text can be changed again."))
            return HttpResponseRedirect(address("deal_signing", row.deal))
    context = page(visit, row.deal, "deal_signing", below=__("Cancel the round"), form=form, round=row)
    return render(request, "workspace/signing/cancel.html", context, status=422 if form.errors else 200)


@within_city(Deed.EDIT_DEALS)
def deadline(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Set another last day for signing."""
    row = find_round(visit, ref)
    form = DeadlineForm(typed(request), initial={"closes_on": row.closes_on})
    if request.method == "POST" and form.is_valid():
        try:
            prolong(row, closes_on=form.cleaned_data["closes_on"], by=visit.by, at=visit.at)
        except REFUSALS as refusal:
            form.add_error("closes_on", " ".join(sentences(refusal)))
        else:
            messages.success(request, __("Saved."))
            return HttpResponseRedirect(address("deal_signing", row.deal))
    context = page(visit, row.deal, "deal_signing", below=__("Last day for signing"), form=form)
    return render(request, "workspace/signing/deadline.html", context, status=422 if form.errors else 200)
