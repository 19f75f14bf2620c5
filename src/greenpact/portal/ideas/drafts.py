"""The draft of a form in somebody's browser: a cookie with its key, read only by the pages on which it is written."""

from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from greenpact.cities.models import City
from greenpact.files.taking import NotTaken
from greenpact.ideas.rules import KEEP_DRAFT, Kind
from greenpact.ideas.saving_drafts import NoRoom, find_draft, new_key, save_draft, save_files
from greenpact.portal import addresses
from greenpact.portal.ideas import limits
from greenpact.portal.ideas.form import KEPT
from greenpact.portal.ideas.words import FILES_NOT_KEPT, not_taken

COOKIE = "draft"


def key_of(request: HttpRequest) -> str:
    return request.COOKIES.get(COOKIE, "")[:64]


def typed(request: HttpRequest, city: City, kind: Kind, *, at: datetime) -> QueryDict | None:
    """What was written before, as a form takes it; None where nothing was, or it is too old."""
    draft = find_draft(city, kind, key_of(request), at=at)
    if draft is None:
        return None
    fields = QueryDict(mutable=True)
    for name in KEPT:
        fields.setlist(name, draft.fields.get(name, []))
    return fields


def keep(request: HttpRequest, city: City, kind: Kind, *, at: datetime) -> str:
    """Keep what was sent; the key under which it lies, empty where it is too much or too many come from one place."""
    key = key_of(request)
    if not key and not limits.passes(limits.DRAFTS, limits.place_of(request), at):
        return ""
    key = key or new_key()
    fields = {name: [_clean(value) for value in request.POST.getlist(name)[:20]] for name in KEPT}
    return key if save_draft(city, kind, key, fields, at=at) else ""


def keep_files(request: HttpRequest, city: City, kind: Kind, key: str, *, at: datetime) -> str:
    """Keep the files that were sent along with what is kept under a key; why not, in words, or nothing."""
    uploads = request.FILES.getlist("attachments")
    if not uploads:
        return ""
    if not key or not limits.passes(limits.DRAFT_FILES, limits.place_of(request), at):
        return str(FILES_NOT_KEPT)
    try:
        save_files(city, kind, key, uploads, at=at)
    except NotTaken as refusal:
        return not_taken(refusal)
    except NoRoom:
        return str(FILES_NOT_KEPT)
    return ""


def remember(response: HttpResponse, city: City, key: str) -> None:
    """Give the browser the key, for the forms of this city alone."""
    response.set_cookie(
        COOKIE,
        key,
        max_age=KEEP_DRAFT,
        path=addresses.participate(city.slug),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _clean(text: str) -> str:
    """Without null characters, which no database keeps."""
    return text.replace("\x00", "")
