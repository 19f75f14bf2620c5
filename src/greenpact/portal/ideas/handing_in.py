"""Handing in an idea without an account: the form, what resembles it, keeping it for later, and sending it."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from greenpact.cities.mapping import city_map
from greenpact.cities.models import City
from greenpact.files.taking import MOST_BYTES, NotTaken
from greenpact.files.uploading import files_up_to, is_too_large
from greenpact.ideas.attaching import dispose
from greenpact.ideas.rules import MOST_ATTACHMENTS, Kind
from greenpact.ideas.saving_drafts import files_of, remove_file, submit_draft, taken_beside
from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame
from greenpact.portal.ideas import drafts, guarding, limits
from greenpact.portal.ideas.form import IdeaForm
from greenpact.portal.ideas.guarding import Found
from greenpact.portal.ideas.similar import resembling
from greenpact.portal.ideas.ways import way_to
from greenpact.portal.ideas.words import NOT_PROVEN, TOO_LARGE_TOGETHER, TOO_OFTEN, not_taken
from greenpact.ui.masthead import Place

#: All attachments of one form, with room for what a form adds around them.
MOST_BYTES_TOGETHER = MOST_ATTACHMENTS * MOST_BYTES + 100_000
#: How a button names the file of the draft that it takes away.
REMOVE = "remove-"
TEMPLATE = "portal/ideas/hand_in.html"


@files_up_to(MOST_BYTES_TOGETHER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_in(request: HttpRequest, city: str, kind: str) -> HttpResponse:
    """The form; its buttons send it, keep it for later, or look for what resembles it."""
    row, what, now = find_city(city), _kind(kind), timezone.now()
    if request.method != "POST":
        form = IdeaForm(initial=_initial(request, row, what, now), city=row, kind=what)
        return _page(request, row, form, is_draft=bool(form.initial))
    do = request.POST.get("do", "send")
    return _send(request, row, what, now) if do == "send" else _keep(request, row, what, now, do=do)


@never_cache
@require_POST
def keep_draft(request: HttpRequest, city: str, kind: str) -> HttpResponse:
    """Keep what is being typed, as the page asks for by itself; says in words whether that worked."""
    row = find_city(city)
    key = drafts.keep(request, row, _kind(kind), at=timezone.now())
    response = render(request, "portal/ideas/_kept.html", {"is_kept": bool(key)})
    if key:
        drafts.remember(response, row, key)
    return response


@files_up_to(MOST_BYTES_TOGETHER)
@never_cache
@require_POST
def keep_files(request: HttpRequest, city: str, kind: str) -> HttpResponse:
    """Keep files as soon as they are chosen, as the page asks for by itself; answers with the list of all."""
    row, what, now = find_city(city), _kind(kind), timezone.now()
    key = drafts.keep(request, row, what, at=now)
    problem = (
        str(TOO_LARGE_TOGETHER)
        if is_too_large(request)
        else drafts.keep_files(request, row, what, key, at=now)
    )
    context = {
        "form": IdeaForm(city=row, kind=what),
        "kind": what.value,
        "city": row,
        "kept_files": files_of(row, what, key, at=now),
        "files_problem": problem,
    }
    response = render(request, "portal/ideas/_files.html", context)
    if key:
        drafts.remember(response, row, key)
    return response


@never_cache
@require_POST
def similar(request: HttpRequest, city: str) -> HttpResponse:
    """What resembles the title and text being typed."""
    return render(request, "portal/ideas/_similar.html", {"alike": _alike(request, find_city(city))})


@never_cache
@require_safe
def challenge(request: HttpRequest, city: str) -> HttpResponse:
    """A proof of work to solve before the form is sent."""
    find_city(city)
    now = timezone.now()
    if not limits.passes(limits.CHALLENGES, limits.place_of(request), now):
        return JsonResponse({}, status=429)
    return JsonResponse(guarding.challenge(now))


def handed_in(request: HttpRequest, city: str) -> HttpResponse:
    """What comes next, once the form was sent: the same for everybody."""
    row = find_city(city)
    frame = city_frame(request, row, here=Here.PARTICIPATE, title=_("Almost done"), above=_above(city))
    return render(request, "portal/ideas/handed_in.html", {**frame, "may_be_indexed": False})


def _keep(request: HttpRequest, city: City, kind: Kind, now: datetime, *, do: str) -> HttpResponse:
    """Keep what was typed and chosen; then lead back to it, or show what resembles it."""
    key = drafts.keep(request, city, kind, at=now)
    problem = str(TOO_LARGE_TOGETHER) if is_too_large(request) else ""
    problem = problem or drafts.keep_files(request, city, kind, key, at=now)
    if do.startswith(REMOVE):
        remove_file(city, kind, key, do.removeprefix(REMOVE))
    if do != "similar" and key and not problem:
        response: HttpResponse = HttpResponseRedirect(f"{request.path}#{'kept' if do == 'keep' else 'files'}")
    else:
        form = IdeaForm(initial=_as_initial(request.POST), city=city, kind=kind)
        alike = _alike(request, city) if do == "similar" else None
        response = _page(request, city, form, alike=alike, key=key, problem=problem)
    if key:
        drafts.remember(response, city, key)
    return response


def _send(request: HttpRequest, city: City, kind: Kind, now: datetime) -> HttpResponse:
    """Take in what was sent, or show it again with what is wrong."""
    form = IdeaForm(request.POST, request.FILES, city=city, kind=kind)
    if is_too_large(request):
        form.errors.pop("attachments", None)
        form.add_error("attachments", str(TOO_LARGE_TOGETHER))
    if not form.is_valid():
        return _again(request, city, form)
    if guarding.is_trapped(request):
        return redirect(addresses.handed_in(city.slug))  # a program need not know that nothing was kept
    found = guarding.look(request)
    if found in NOT_PROVEN:
        form.add_error(None, str(NOT_PROVEN[found]))
        return _again(request, city, form)
    if not _may_send(request, city, found, now):
        form.add_error(None, str(TOO_OFTEN))
        return _again(request, city, form, status=429)
    return _taken_in(request, city, form, now)


def _taken_in(request: HttpRequest, city: City, form: IdeaForm, now: datetime) -> HttpResponse:
    """Keep files and idea; a wrong file costs nothing of what may be sent with a mail address in a day."""
    key = drafts.key_of(request)
    kept = files_of(city, form.kind, key, at=now)
    try:
        files = taken_beside(kept, form.cleaned_data["attachments"], at=now)
    except NotTaken as refusal:
        form.add_error("attachments", not_taken(refusal))
        return _again(request, city, form)
    if not limits.passes(limits.ADDRESS, form.cleaned_data["email"].casefold(), now):
        dispose(files)
        form.add_error(None, str(TOO_OFTEN))
        return _again(request, city, form, status=429)
    try:
        submit_draft(city, form.kind, key, form.values, files=files, at=now)
    except Exception:
        dispose(files)
        raise
    return redirect(addresses.handed_in(city.slug))


def _may_send(request: HttpRequest, city: City, found: Found, now: datetime) -> bool:
    """Whether what comes from this place, and to this city, is within the limits; they are narrower without proof."""
    is_solved = found is Found.SOLVED
    place, whole = (
        (limits.SOLVED, limits.CITY_SOLVED) if is_solved else (limits.UNSOLVED, limits.CITY_UNSOLVED)
    )
    return limits.passes(place, limits.place_of(request), now) and limits.passes(whole, city.slug, now)


def _again(request: HttpRequest, city: City, form: IdeaForm, *, status: int = 422) -> HttpResponse:
    """The form as it was sent, with what is wrong; it is kept with its files, so that nothing is lost meanwhile."""
    now = timezone.now()
    key = drafts.keep(request, city, form.kind, at=now)
    problem = "" if "attachments" in form.errors else drafts.keep_files(request, city, form.kind, key, at=now)
    response = _page(request, city, form, key=key, problem=problem, status=status)
    if key:
        drafts.remember(response, city, key)
    return response


def _page(
    request: HttpRequest,
    city: City,
    form: IdeaForm,
    *,
    alike: Any = None,
    is_draft: bool = False,
    key: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    way = way_to(city.slug, form.kind)
    frame = city_frame(
        request, city, here=Here.PARTICIPATE, title=way.title, description=way.text, above=_above(city.slug)
    )
    context = {
        "form": form,
        "way": way,
        "kind": form.kind.value,
        "alike": alike,
        "is_draft": is_draft,
        "kept_files": files_of(city, form.kind, key or drafts.key_of(request), at=timezone.now()),
        "files_problem": problem,
        "map": city_map(city),
        "question": guarding.question(),
        "privacy_address": addresses.legal(city.slug, "privacy"),
    }
    return render(request, TEMPLATE, {**frame, **context}, status=status)


def _above(city: str) -> list[Place]:
    return [Place(_("Take part"), addresses.participate(city))]


def _kind(kind: str) -> Kind:
    try:
        return Kind(kind)
    except ValueError:
        raise Http404(kind) from None


def _initial(request: HttpRequest, city: City, kind: Kind, now: datetime) -> dict[str, Any]:
    typed = drafts.typed(request, city, kind, at=now)
    return _as_initial(typed) if typed is not None else {}


def _as_initial(typed: Any) -> dict[str, Any]:
    """What was typed as the beginning of a form that complains of nothing yet."""
    return {name: typed.getlist(name) if name == "sdgs" else typed.get(name, "") for name in typed}


def _alike(request: HttpRequest, city: City) -> Any:
    return resembling(city, f"{request.POST.get('title', '')[:200]} {request.POST.get('text', '')[:1000]}")
