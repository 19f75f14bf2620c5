"""What somebody types is not lost when their session ends meanwhile, or when they sign in anew in another tab.

A form that arrives from somebody who is signed out, or with a token that a new sign-in made old, is not saved. What
was typed is parked in the session, the person signs in where needed and finds the page that held the form as they
left it, with a notice that it is not saved yet.

For a view this is one call: fill the form with `typed(request)` instead of `request.POST or None`, on the page that
shows the form. `TypingMiddleware` and `token_failed` (the view that Django shows for a wrong token) do the rest, for
every address of the workspace, for plain forms and for htmx alike.

Only what came from a page of ours, out of a browser in which somebody has worked here, is parked; it is bounded, it
shows itself to the same account alone, and it goes with the session. Files are not kept. What is too long to be parked
stays in the browser: the page says how to send it again.
"""

from collections.abc import Callable
from secrets import token_urlsafe
from urllib.parse import urlsplit

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _

from greenpact.accounts.models import Account

ROOT = "/workspace/"
PARAMETER = "kept"
PARKED = "parked"
MOST_PARKED = 3
LARGEST = 256 * 1024

#: Says who has worked here with this browser; signed, and sent to the workspace alone.
COOKIE = "worked-here"
COOKIE_AGE = 7 * 24 * 60 * 60

#: Fields that belong to the sending, not to what was typed.
NOT_TYPED = ("csrfmiddlewaretoken",)


def typed(request: HttpRequest) -> QueryDict | None:
    """The fields to fill a form with: those just sent, or those parked while signing in; None for a fresh form."""
    if request.method == "POST":
        return request.POST
    parked = _parked(request)
    return QueryDict(parked["fields"]) if parked else None


class TypingMiddleware:
    """Parks what a signed-out person sends to the workspace, and tells who comes back that it is not saved."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(ROOT):
            return self.get_response(request)
        account = request.user
        if isinstance(account, Account) and _parked(request):
            messages.warning(
                request, _("You had been signed out. What you typed is here, but it is not saved yet.")
            )
        response = self.get_response(request)
        if isinstance(account, Account) and _who(request) != account.ref:
            _mark(response, account, is_secure=request.is_secure())
        return response

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Park a form of somebody who is signed out; None lets the view answer."""
        is_form = request.method == "POST" and request.path.startswith(ROOT)
        if is_form and not request.user.is_authenticated and _may_be_parked(request):
            return _park(request)
        return None


def token_failed(request: HttpRequest, **_why: str) -> HttpResponse:
    """The answer to a form whose token is not the present one: in the workspace the form comes back as typed."""
    if request.path.startswith(ROOT) and _may_be_parked(request):
        return _park(request)
    return render(request, "workspace/token_failed.html", {"back": _page_of_form(request)}, status=403)


def _park(request: HttpRequest) -> HttpResponse:
    """Keep the sent fields in the session and lead to the page that held them."""
    fields = request.POST.copy()
    for name in NOT_TYPED:
        fields.pop(name, None)
    encoded = fields.urlencode()
    if len(encoded) > LARGEST:
        return render(
            request, "workspace/too_long_to_keep.html", {"back": _page_of_form(request)}, status=413
        )
    key, page = token_urlsafe(9), _page_of_form(request)
    entry = {"page": urlsplit(page).path, "fields": encoded, "whose": _who(request)}
    others = list(request.session.get(PARKED, {}).items())[1 - MOST_PARKED :]
    request.session[PARKED] = {**dict(others), key: entry}
    if not request.user.is_authenticated:
        messages.info(
            request, _("You have been signed out. What you typed is kept: sign in, and it is there again.")
        )
    return _lead(request, f"{page}{'&' if '?' in page else '?'}{PARAMETER}={key}")


def _parked(request: HttpRequest) -> dict[str, str] | None:
    """What is parked for this page and this account under the key in the address."""
    key = request.GET.get(PARAMETER, "")
    if not key or request.method not in ("GET", "HEAD") or not isinstance(request.user, Account):
        return None
    entry: dict[str, str] | None = request.session.get(PARKED, {}).get(key)
    is_mine = entry is not None and entry["page"] == request.path and entry["whose"] == request.user.ref
    return entry if is_mine else None


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    if "HX-Request" in request.headers:
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _may_be_parked(request: HttpRequest) -> bool:
    """Whether a form came from one of our pages, out of a browser in which somebody has worked here."""
    origin = request.headers.get("Origin", "")
    is_ours = origin == f"{request.scheme}://{request.get_host()}"
    return (is_ours or request.headers.get("Sec-Fetch-Site") == "same-origin") and bool(_who(request))


def _mark(response: HttpResponse, account: Account, *, is_secure: bool) -> None:
    """Let the browser remember who has worked here."""
    response.set_signed_cookie(
        COOKIE, account.ref, max_age=COOKIE_AGE, path=ROOT, secure=is_secure, httponly=True, samesite="Lax"
    )


def _who(request: HttpRequest) -> str:
    """The account that last worked here with this browser; empty for none."""
    try:
        return request.get_signed_cookie(COOKIE, "", max_age=COOKIE_AGE) or ""
    except signing.BadSignature:
        return ""


def _page_of_form(request: HttpRequest) -> str:
    """The page that held the form: where the browser says it came from, else the address it was sent to."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if came_from.netloc != request.get_host() or not came_from.path.startswith(ROOT):
        return request.path
    query = QueryDict(came_from.query, mutable=True)
    query.pop(PARAMETER, None)
    return f"{came_from.path}?{query.urlencode()}" if query else came_from.path
