"""Long public answers: written while they are sent, and conditional like every public page, but not kept."""

from collections.abc import Callable, Iterator

from django.http import HttpRequest, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone

from greenpact.pages.keeping import CACHE_CONTROL, etag
from greenpact.pages.revision import stamp_of
from greenpact.ui.languages import INTERFACE


def streamed(
    request: HttpRequest, city: str, write: Callable[[], Iterator[bytes]], *, media_type: str
) -> HttpResponseBase:
    """What `write` gives, piece by piece; 304 without calling it when the reader has the present state already.

    It depends on the address and the state of the city (of the network for an empty slug), never on the language.
    """
    tag = etag(stamp_of(city, timezone.now()), "", request.build_absolute_uri())
    headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL, "Content-Language": ", ".join(INTERFACE)}
    if tag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers=headers)
    return StreamingHttpResponse(write(), content_type=media_type, headers=headers)
