"""Which language a reader gets: from the address, else from a cookie, else from what the browser asks for."""

from collections.abc import Callable
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

PARAMETER = "lang"
COOKIE = settings.LANGUAGE_COOKIE_NAME
COOKIE_AGE = 365 * 24 * 60 * 60

INTERFACE = tuple(code for code, _name in settings.LANGUAGES)


@lru_cache(maxsize=4096)
def choose(asked: str, remembered: str, accepted: str) -> str:
    """The interface language for `?lang=`, the cookie and the Accept-Language header; unknown ones are passed over."""
    for code in (asked, remembered):
        if code in INTERFACE:
            return code
    for wish, _quality in parse_accept_lang_header(accepted[:500]):
        if (code := wish.partition("-")[0]) in INTERFACE:
            return code
    return str(settings.LANGUAGE_CODE)


class LanguageMiddleware:
    """Activates the reader's language, and remembers one that was asked for in the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get(PARAMETER, "")
        remembered = request.COOKIES.get(COOKIE, "")
        language = choose(asked, remembered, request.headers.get("Accept-Language", ""))
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = self.get_response(request)
        if response.has_header("Content-Language"):  # such an answer is the same for readers of all languages
            return response
        response["Content-Language"] = language
        if asked not in INTERFACE:
            patch_vary_headers(response, ["Accept-Language", "Cookie"])
        elif asked != remembered:
            remember(response, asked)
        return response


def remember(response: HttpResponse, language: str) -> None:
    """Set the language cookie: a preference, no identifier."""
    response.set_cookie(
        COOKIE,
        language,
        max_age=COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
