"""The city's own patterns: making a copy, changing it, retiring it."""

from dataclasses import replace
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as __
from django.views.decorators.http import require_POST

from greenpact.deals.models import OwnPattern
from greenpact.deals.patterns.delivered import delivered
from greenpact.deals.patterns.keeping import change_pattern, retire_pattern, take_over
from greenpact.deals.patterns.offering import Offer
from greenpact.parties.rules import Deed
from greenpact.ui.wording import worded
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import attempt, tried_again
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.languages import languages_of
from greenpact.workspace.naming import free_ref
from greenpact.workspace.patterns.editing_forms import PatternForm, blanks_of, pattern_from, stands
from greenpact.workspace.patterns.listing import above, find_offer
from greenpact.workspace.refusals import REFUSED, sentences


def find_own(visit: Visit, ref: str) -> tuple[OwnPattern, Offer]:
    """A pattern of the city's own; raises `Http404`, also for a delivered one, which nobody changes."""
    offer = find_offer(visit, ref)
    if offer.row is None:
        raise Http404(ref)
    return offer.row, offer


@within_city(Deed.EDIT_DEALS)
@require_POST
def copy(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Make a copy of a pattern the city's own, and lead on to changing it."""
    pattern = find_offer(visit, ref).pattern
    taken = {*delivered(), *OwnPattern.objects.filter(city=visit.city).values_list("ref", flat=True)}
    new = free_ref(ref[:70], taken)
    named = replace(pattern, name={code: f"{name} ({_copy(code)})" for code, name in pattern.name.items()})
    try:
        take_over(visit.city, new, named, by=visit.by, at=visit.at)
    except REFUSED as refusal:
        messages.error(request, " ".join(sentences(refusal)))
        return redirect("workspace:patterns", visit.city.slug)
    messages.success(request, __("This copy is your city's own. Change what you need."))
    return redirect("workspace:pattern_edit", visit.city.slug, new)


def _copy(language: str) -> str:
    return {"de": "Kopie"}.get(language, "copy")


@within_city(Deed.EDIT_DEALS)
@tried_again
def edit_pattern(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Change a pattern of the city; deals that began from it stay as they are."""
    row, offer = find_own(visit, ref)
    pattern = offer.pattern
    editing: Editing[PatternForm] = edit(
        request,
        visit,
        partial(PatternForm, languages=languages_of(visit.city, pattern.title)),
        subject=f"pattern:{ref}",
        edition=row.edition,
        stands=stands(pattern),
    )

    def write(values: dict[str, Any]) -> bool:
        new = pattern_from(values, pattern)
        return change_pattern(row, new, by=visit.by, at=visit.at, seen=row.edition)

    if carry_out(request, visit, editing, write, said=__("Saved.")):
        return redirect("workspace:pattern_edit", visit.city.slug, ref)
    name = worded(pattern.name, get_language() or "en").text or ref
    context = {
        **city_frame(visit, here=Here.DEALS, title=name, above=above(visit)),
        "editing": editing,
        "form": editing.form,
        "row": row,
        "name": name,
        "blanks": blanks_of(pattern),
        "back": reverse("workspace:patterns", args=[visit.city.slug]),
    }
    return render(request, "workspace/patterns/edit.html", context, status=editing.status)


@within_city(Deed.EDIT_DEALS)
@require_POST
@tried_again
def retire(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """Offer a pattern no more, or again."""
    row, _offer = find_own(visit, ref)
    wish = not row.is_retired
    act = partial(retire_pattern, row, is_retired=wish, by=visit.by, at=visit.at, seen=row.edition)
    said = __("The pattern is offered no more.") if wish else __("The pattern is offered again.")
    attempt(request, act, said=said)
    return redirect("workspace:patterns", visit.city.slug)
