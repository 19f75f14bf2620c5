"""Public pages are made once for each state and kept: a page is a pure function of release, revision, day, language
and address, and is found again under exactly that key. There is no other invalidation.

`page` marks a view's answer as such a page; `KeptPages` stands before Django and hands kept ones out. The stamp is
read before the page is made, so a change that comes in between makes a newer stamp and the page is made again.
When a page has become old, one reader makes it new and the others wait for it.
"""

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import wraps
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from greenpact.pages.revision import Stamp, day_in, network_revision, stamp_of
from greenpact.pages.shelf import Kept, Shelf
from greenpact.ui.languages import COOKIE, INTERFACE, PARAMETER, choose, remember

Environ = dict[str, Any]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]

#: A shared cache may store a page but asks each time whether it still holds.
CACHE_CONTROL = "public, no-cache"
MARK = "greenpact.page"
LINKED_DATA = "application/ld+json"

LARGEST_PAGE = 1024 * 1024
LONGEST_ADDRESS = 400
SHORTEST_ZIPPED = 600

LANGUAGE_COOKIE = re.compile(rf"(?:^|;\s*){COOKIE}=([\w-]+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """What `page` tells `KeptPages` about an answer: whose page it is, in which language, of which state."""

    city: str
    language: str
    stamp: Stamp


def etag(stamp: Stamp, language: str, address: str) -> str:
    """The validator of a page, known without making it."""
    key = f"{stamp.release}\n{stamp.revision}\n{stamp.day}\n{language}\n{address}"
    return f'W/"{hashlib.sha256(key.encode()).hexdigest()[:24]}"'


def page(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Make a view a public page: only read, conditional, kept. The view takes the city's slug as `city`, if any."""

    @csrf_exempt  # nothing can be sent to a page: other methods are refused as such
    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        language = str(request.LANGUAGE_CODE)
        stamp = stamp_of(parts.get("city", ""), timezone.now())
        tag = etag(stamp, language, _address(request.META))
        if tag in request.headers.get("If-None-Match", ""):
            return _validated(HttpResponseNotModified(), tag)
        response = view(request, *args, **parts)
        if response.status_code == 200 and not response.has_header("Cache-Control"):
            _validated(response, tag)
            request.META[MARK] = Mark(parts.get("city", ""), language, stamp)
        return response

    return answer


def _validated(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    response["Cache-Control"] = CACHE_CONTROL
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _address(environ: Environ) -> str:
    """The whole address of a request; the host and scheme belong to it, since pages name their own address.

    So does the wish for linked data, which the machine door gives under the same address.
    """
    form = LINKED_DATA if LINKED_DATA in environ.get("HTTP_ACCEPT", "") else ""
    host = environ.get("HTTP_HOST", "")
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme", ""))
    return f"{scheme}://{host}{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}#{form}"


class KeptPages:
    """The WSGI application with its shelf of kept pages before it."""

    def __init__(self, application: Application, shelf: Shelf | None = None) -> None:
        self._application = application
        self.shelf = Shelf(settings.KEPT_PAGES_BYTES) if shelf is None else shelf

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        address = _address(environ)
        asked, language = _language(environ)
        found = self.shelf.find(address, language)
        if found is None:
            return self._make(environ, start_response, address, language)
        if self._still_holds(found, address, language):
            return _hand_out(found, environ, start_response, asked)
        with self.shelf.turn(address, language):  # who waited may find it made by the one before
            found = self.shelf.find(address, language)
            if found is None or not self._still_holds(found, address, language):
                return self._make(environ, start_response, address, language)
        return _hand_out(found, environ, start_response, asked)

    def _still_holds(self, kept: Kept, address: str, language: str) -> bool:
        """Whether a kept page shows the present state; when the database cannot say, Django shall answer.

        Nothing has changed while the network's revision and the day are the same, which is quickly asked. Else the
        city's own stamp decides, and the page is known to hold for the network's new revision.
        """
        now = datetime.now(UTC)
        try:
            network = network_revision()
            if network == kept.network and day_in(kept.stamp.zone, now) == kept.stamp.day:
                return True
            if stamp_of(kept.city, now) != kept.stamp:
                return False
        except DatabaseError:
            connection.close()
            return False
        self.shelf.put(address, language, replace(kept, network=network))
        return True

    def _make(
        self, environ: Environ, start_response: StartResponse, address: str, language: str
    ) -> Iterable[bytes]:
        """Let Django answer, and keep the answer when it is marked as a page."""
        began: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            began[:] = [status, headers]
            return start_response(status, headers, exc_info) if MARK not in environ else None

        answer = self._application(environ, start)
        mark = environ.get(MARK)
        if mark is None:
            self.shelf.drop(address, language)
            return answer
        body = b"".join(answer)
        if close := getattr(answer, "close", None):
            close()
        status, headers = began
        kept = _kept(mark, headers, body)
        if len(body) <= LARGEST_PAGE and len(address) <= LONGEST_ADDRESS:
            self.shelf.put(address, mark.language, kept)
        else:
            self.shelf.drop(address, mark.language)
        return _send(kept, environ, start_response, status, extra=_cookies(headers))


def _language(environ: Environ) -> tuple[str, str]:
    """The language the address asks for, if any, and the one the reader gets; as `LanguageMiddleware` decides."""
    query = environ.get("QUERY_STRING", "")
    asked = parse_qs(query).get(PARAMETER, [""])[-1] if PARAMETER in query else ""
    found = LANGUAGE_COOKIE.search(environ.get("HTTP_COOKIE", ""))
    remembered = found[1] if found else ""
    language = choose(asked, remembered, environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    return (asked if asked in INTERFACE and asked != remembered else ""), language


def _kept(mark: Mark, headers: list[tuple[str, str]], body: bytes) -> Kept:
    own = {"content-length", "set-cookie"}
    named = {name.lower(): value for name, value in headers}
    return Kept(
        stamp=mark.stamp,
        city=mark.city,
        headers=tuple((name, value) for name, value in headers if name.lower() not in own),
        tag=named["etag"],
        body=body,
        zipped=gzip.compress(body, 6, mtime=0) if len(body) >= SHORTEST_ZIPPED else b"",
    )


def _cookies(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, value) for name, value in headers if name.lower() == "set-cookie"]


def _hand_out(kept: Kept, environ: Environ, start_response: StartResponse, asked: str) -> Iterable[bytes]:
    cookie = [("Set-Cookie", _language_cookie(asked))] if asked else []
    if kept.tag in environ.get("HTTP_IF_NONE_MATCH", ""):
        slim = [(name, value) for name, value in kept.headers if name.lower() != "content-type"]
        start_response("304 Not Modified", slim + cookie)
        return [b""]
    return _send(kept, environ, start_response, "200 OK", extra=cookie)


def _send(
    kept: Kept, environ: Environ, start_response: StartResponse, status: str, extra: list[tuple[str, str]]
) -> Iterable[bytes]:
    headers = [*kept.headers, *extra]
    body = kept.body
    if kept.zipped and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = kept.zipped
        headers.append(("Content-Encoding", "gzip"))
    headers.append(("Content-Length", str(len(body))))
    start_response(status, headers)
    return [b""] if environ["REQUEST_METHOD"] == "HEAD" else [body]


def _language_cookie(language: str) -> str:
    response = HttpResponse()
    remember(response, language)
    return response.cookies[COOKIE].OutputString()
