"""Title and summary of a deal in every language."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts
from greenpact.parties.rules import Deed
from greenpact.ui.wording import CONTENT_LANGUAGES
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import (
    InLanguages,
    Text,
    Worded,
    gathered,
    language_name,
    offer,
    spread,
)
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import saved_sentence

TITLE = Worded(_("Title"), 300, hint=_("What it is about, in a few words."))
SUMMARY = Worded(
    _("Summary"), 5_000, rows=6, hint=_("What is agreed, for whom, until when: what a citizen reads first.")
)


class TextsForm(InLanguages):
    """Title and summary per language, and the title under which a deal in another language is known."""

    worded = {"title": TITLE, "summary": SUMMARY}

    original_title = Text(
        label=_("Original title"),
        max_length=300,
        required=False,
        help_text=_("Where the deal has a title in a language that stands not above."),
    )
    original_language = forms.ChoiceField(label=_("Language of the original title"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        names = sorted(
            ((code, language_name(code)) for code in CONTENT_LANGUAGES), key=lambda pair: pair[1].casefold()
        )
        offer(self, "original_language", [("", "–"), *names])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        typed = [
            name
            for name in self.fields
            if name.startswith("title_") and (name in self.errors or cleaned.get(name))
        ]
        if not typed:
            raise forms.ValidationError(__("Give the deal a title in at least one language."))
        return cleaned


def stands(deal: Deal) -> dict[str, Any]:
    """The texts of a deal as the form shows them."""
    originals = {"original_title": deal.original_title, "original_language": deal.original_language}
    return {**spread("title", deal.title), **spread("summary", deal.summary), **originals}


def head(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of the deal from the values of the form."""
    return {
        "title": gathered("title", values),
        "summary": gathered("summary", values),
        "original_title": values["original_title"],
        "original_language": values["original_language"],
    }


@within_city(Deed.EDIT_DEALS)
@tried_again
def texts(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Edit the texts of a deal."""
    deal = find_deal(visit, ref)
    make = partial(TextsForm, languages=languages_of(visit.city, deal.title, deal.summary))
    subject = subject_of(deal, "texts")
    editing = edit(request, visit, make, subject=subject, edition=deal.edition, stands=stands(deal))

    def write(values: dict[str, Any]) -> object:
        return alter(deal, Parts(head=head(values)), by=visit.by, at=visit.at, seen=deal.edition)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal", deal))
    context = page(visit, deal, "deal_texts", editing=editing, form=editing.form)
    return render(request, "workspace/deals/texts.html", context, status=editing.status)
