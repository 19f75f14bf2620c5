"""Listing, adding, changing and removing the rows of a city's register."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from greenpact.accounts.refs import new_ref
from greenpact.cities.keeping import Kept, NotKept, remove
from greenpact.cities.models import OfCity
from greenpact.deals.keeping import keep
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.ui.masthead import Place
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.editing.attempting import tried_again
from greenpact.workspace.editing.drafts import NOT_KEPT
from greenpact.workspace.editing.merging import bared
from greenpact.workspace.editing.one_form import Editing, carry_out, edit
from greenpact.workspace.editing.saving_drafts import save_draft
from greenpact.workspace.frame import Here, city_frame
from greenpact.workspace.naming import free_ref, propose_ref
from greenpact.workspace.refusals import sentence
from greenpact.workspace.register.contacts import parts_of
from greenpact.workspace.register.forms import RegisterForm
from greenpact.workspace.register.kinds import KINDS, Kind, find_kind, title_of

ROWS_ON_A_PAGE = 50
LONGEST_SEARCH = 100


@within_city(Deed.KEEP_REGISTER)
def register(request: HttpRequest, visit: Visit) -> HttpResponse:
    """What the register holds."""
    kinds = [
        {"kind": kind, "count": kind.model._default_manager.filter(city=visit.city).count()}
        for kind in KINDS.values()
    ]
    context = city_frame(visit, here=Here.REGISTER, title=_("Register"))
    return render(request, "workspace/register/register.html", context | {"kinds": kinds})


@within_city(Deed.KEEP_REGISTER)
def rows(request: HttpRequest, visit: Visit, word: str) -> HttpResponse:
    """The rows of a kind, some of them after a search."""
    kind = find_kind(word)
    found = kind.model._default_manager.filter(city=visit.city)
    if kind.is_single and (row := found.first()):
        return redirect("workspace:row", visit.city.slug, kind.word, row.ref)
    search = request.GET.get("q", "").strip()[:LONGEST_SEARCH].replace("\0", "")
    if search and kind.search:
        found = kind.search(found, search)
    page = Paginator(found, ROWS_ON_A_PAGE).get_page(request.GET.get("page"))
    lines = [{"row": row, "line": kind.line(row)} for row in page]
    context = _frame(visit, kind, str(kind.many)) | {"lines": lines, "page": page, "search": search}
    return render(request, "workspace/register/rows.html", context)


@within_city(Deed.KEEP_REGISTER)
def new_row(request: HttpRequest, visit: Visit, word: str) -> HttpResponse:
    """Add a row."""
    kind = find_kind(word)
    make = partial(kind.form, city=visit.city)
    subject = f"{kind.name}:{visit.city.slug}/new"
    editing: Editing[RegisterForm] = edit(request, visit, make, subject=subject, edition=0, stands={})

    def write(values: dict[str, Any]) -> bool:
        proposed = _proposed_ref(kind, values)
        if not values.get("ref") and _stands_already(visit, kind, proposed, values):
            return False  # sent twice
        ref = values.get("ref") or free_ref(proposed, _taken(visit, kind))
        keep(kind.model, visit.city, ref, kind.form.values(values), by=visit.by, at=visit.at, seen=0)
        return True

    if carry_out(request, visit, editing, write, said=_("Added. The public sees it at once.")):
        return redirect("workspace:rows", visit.city.slug, kind.word)
    title = _("New: %(kind)s") % {"kind": kind.one}
    context = _frame(visit, kind, title, _list_place(visit, kind))
    context |= {"editing": editing, "form": editing.form, "back": _after(visit, kind)}
    return render(request, "workspace/register/editor.html", context, status=editing.status)


@within_city(Deed.KEEP_REGISTER)
@tried_again
def row(request: HttpRequest, visit: Visit, word: str, ref: str) -> HttpResponse:
    """Change a row. What was typed about one that was removed meanwhile comes back as a new one."""
    kind = find_kind(word)
    if request.method == "POST" and not kind.model._default_manager.filter(city=visit.city, ref=ref).exists():
        return _as_new(request, visit, kind, ref)
    found = find_row(visit, kind, ref)
    make = partial(kind.form, city=visit.city, row=found)
    subject = f"{kind.name}:{ref}"
    editing: Editing[RegisterForm] = edit(
        request, visit, make, subject=subject, edition=found.edition, stands=kind.form.shown(found)
    )

    def write(values: dict[str, Any]) -> bool:
        fields = kind.form.values(values)
        outcome = keep(kind.model, visit.city, ref, fields, by=visit.by, at=visit.at, seen=found.edition)[1]
        return outcome is not Kept.SAME

    if carry_out(request, visit, editing, write, said=_("Saved. The public sees it at once.")):
        return HttpResponseRedirect(_after(visit, kind))
    context = _frame(visit, kind, title_of(kind, found), _list_place(visit, kind))
    context |= {"row": found, "editing": editing, "form": editing.form, "back": _after(visit, kind)}
    context["remove"] = reverse("workspace:remove_row", args=[visit.city.slug, kind.word, ref])
    if isinstance(found, Organisation):
        context |= {"organisation": found, "parts": parts_of(visit, found, "row")}
    return render(request, "workspace/register/editor.html", context, status=editing.status)


def _as_new(request: HttpRequest, visit: Visit, kind: Kind, ref: str) -> HttpResponse:
    """Keep what was sent as the draft of a new row under the same short name, and lead there."""
    fields = {name: values for name, values in request.POST.lists() if name not in NOT_KEPT}
    subject = f"{kind.name}:{visit.city.slug}/new"
    save_draft(visit.account, visit.city, subject, fields={**fields, "ref": [ref]}, edition=0, at=visit.at)
    words = _("Somebody removed this entry meanwhile. What you typed is below: save it to add it again.")
    messages.warning(request, words)
    return redirect(f"{reverse('workspace:new_row', args=[visit.city.slug, kind.word])}?restore")


@within_city(Deed.KEEP_REGISTER)
def remove_row(request: HttpRequest, visit: Visit, word: str, ref: str) -> HttpResponse:
    """Remove a row, once it is confirmed."""
    kind = find_kind(word)
    found = find_row(visit, kind, ref)
    if request.method == "POST":
        try:
            remove(found, by=visit.by, at=visit.at, seen=_number(request.POST.get("edition", "")))
        except NotKept as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, _("Removed."))
            return redirect("workspace:rows", visit.city.slug, kind.word)
    context = _frame(visit, kind, _("Remove"), _list_place(visit, kind), _row_place(visit, kind, found))
    context |= {"row": found, "row_title": title_of(kind, found)}
    return render(request, "workspace/register/remove.html", context)


def find_row(visit: Visit, kind: Kind, ref: str) -> OfCity:
    """A row of the city; raises `Http404`."""
    return get_object_or_404(kind.model, city=visit.city, ref=ref)


def _proposed_ref(kind: Kind, values: dict[str, Any]) -> str:
    """A short name from what a new row is called in the city's first language that names it."""
    texts = [text for name, text in values.items() if name.startswith(("name", "text_", "aim_")) and text]
    if kind.name == "figure":
        texts = [f"{values['kind']} {values['sector']} {values['year'] or ''}"]
    return next((ref for text in texts if (ref := propose_ref(str(text)))), "") or new_ref()


def _stands_already(visit: Visit, kind: Kind, ref: str, values: dict[str, Any]) -> bool:
    """Whether a row of this short name holds these very values."""
    found = kind.model._default_manager.filter(city=visit.city, ref=ref).first()
    if found is None:
        return False
    now, new = bared(kind.form.shown(found)), bared(values)
    return all(now.get(name, "") == value for name, value in new.items() if name != "ref")


def _taken(visit: Visit, kind: Kind) -> set[str]:
    return set(kind.model._default_manager.filter(city=visit.city).values_list("ref", flat=True))


def _frame(visit: Visit, kind: Kind, title: str, *above: Place) -> dict[str, Any]:
    start = Place(_("Register"), reverse("workspace:register", args=[visit.city.slug]))
    return city_frame(visit, here=Here.REGISTER, title=title, above=[start, *above]) | {"kind": kind}


def _list_place(visit: Visit, kind: Kind) -> Place:
    return Place(str(kind.many), reverse("workspace:rows", args=[visit.city.slug, kind.word]))


def _row_place(visit: Visit, kind: Kind, found: OfCity) -> Place:
    return Place(
        title_of(kind, found), reverse("workspace:row", args=[visit.city.slug, kind.word, found.ref])
    )


def _after(visit: Visit, kind: Kind) -> str:
    if kind.is_single:
        return reverse("workspace:register", args=[visit.city.slug])
    return reverse("workspace:rows", args=[visit.city.slug, kind.word])


def _number(text: str) -> int:
    """An edition as it was sent; one that nobody has seen where it is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
