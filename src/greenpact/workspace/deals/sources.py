"""Where a deal's facts were read, and whether the record was compiled from public sources."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as __
from django.utils.translation import gettext_lazy as _

from greenpact.deals.choices import Detail
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, SourceEntry
from greenpact.deals.rules import Signature
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import find_deal
from greenpact.workspace.deals.pages import address, page, subject_of
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.inputs import Day, Worded, gathered, spread
from greenpact.workspace.editing.one_form import carry_out, edit
from greenpact.workspace.editing.rows import RowForm, WithRows
from greenpact.workspace.languages import languages_of
from greenpact.workspace.refusals import saved_sentence


class SourceForm(RowForm):
    """One place where facts were read."""

    leading = ("url",)
    worded = {"note": Worded(_("Note"), 1_000)}

    url = forms.URLField(
        label=_("Address"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=_("Such as https://example.org/page."),
    )
    checked_on = Day(label=_("Checked on"), help_text=_("When somebody last read it there."))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_blank and not cleaned.get("url") and "url" not in self.errors:
            self.add_error("url", __("Give the address where this can be read."))
        return cleaned

    def in_words(self, row: Mapping[str, Any]) -> str:
        return str(row["url"])


class SourcesForm(WithRows):
    """The sources of a deal, and what kind of record it is."""

    rows_name = "sources"
    rows_label, row_label = _("Sources"), _("Source")
    more_label = _("One more source")
    row_form = SourceForm
    most_rows = 40

    is_compiled = forms.BooleanField(
        label=_("Compiled from public sources"),
        required=False,
        help_text=_(
            "The public sees a note that this record is not the parties' own statement. "
            "It may leave open what its sources do not tell."
        ),
    )
    detail = forms.ChoiceField(
        label=_("What the sources tell"), choices=[("", "–"), *Detail.choices], required=False
    )

    def __init__(self, *args: Any, deal: Deal, **options: Any) -> None:
        super().__init__(*args, **options)
        self.deal = deal

    def clean_is_compiled(self) -> bool:
        is_compiled = bool(self.cleaned_data["is_compiled"])
        if not is_compiled and self.deal.signature_state == Signature.UNKNOWN:
            raise forms.ValidationError(
                __("Only a compiled record may leave its signature open. First say how far the signature is.")
            )
        return is_compiled


def stands(deal: Deal) -> dict[str, Any]:
    """Sources and kind of record as the form shows them."""
    rows = [
        {"url": source.url, "checked_on": source.checked_on, **spread("note", source.note)}
        for source in deal.sources.all()
    ]
    return {"is_compiled": deal.is_compiled, "detail": deal.detail, "sources": rows}


def parts(values: Mapping[str, Any]) -> Parts:
    """What is to be written, from the values of the form."""
    entries = [SourceEntry(row["url"], row["checked_on"], gathered("note", row)) for row in values["sources"]]
    return Parts(head={"is_compiled": values["is_compiled"], "detail": values["detail"]}, sources=entries)


@within_city(Deed.EDIT_DEALS)
@tried_again
def sources(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Edit the sources of a deal."""
    deal = find_deal(visit, ref)
    now = stands(deal)
    languages = languages_of(visit.city, *(gathered("note", row) for row in now["sources"]))
    make = partial(SourcesForm, deal=deal, languages=languages)
    editing = edit(
        request, visit, make, subject=subject_of(deal, "sources"), edition=deal.edition, stands=now
    )

    def write(values: dict[str, Any]) -> object:
        return alter(deal, parts(values), by=visit.by, at=visit.at, seen=deal.edition)

    if carry_out(request, visit, editing, write, said=saved_sentence(is_public=deal.is_published)):
        return HttpResponseRedirect(address("deal", deal))
    context = page(visit, deal, "deal_sources", editing=editing, form=editing.form)
    return render(request, "workspace/deals/sources.html", context, status=editing.status)
