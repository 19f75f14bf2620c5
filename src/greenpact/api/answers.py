"""How the machine door answers: JSON that is linked data, kept like a page, readable from any origin."""

import json
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from greenpact.api.addresses import addresses_for
from greenpact.api.problems import Kind, problem
from greenpact.pages.keeping import LINKED_DATA, page

JSON = "application/json"
ALLOWED = "GET, HEAD, OPTIONS"
A_DAY = 24 * 3600

#: Everything here is public, so any page on any site may read it; it may never send credentials along.
FOR_ANY_ORIGIN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Content-Language",
}
FOR_ASKING_AHEAD = {
    "Allow": ALLOWED,
    "Access-Control-Allow-Methods": ALLOWED,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-None-Match",
    "Access-Control-Max-Age": str(A_DAY),
}

View = Callable[..., HttpResponseBase]


def answer(request: HttpRequest, data: Mapping[str, Any]) -> HttpResponse:
    """A resource or a list as JSON: under its own media type where linked data is asked for."""
    is_linked = LINKED_DATA in request.headers.get("Accept", "")
    response = HttpResponse(written(data), content_type=LINKED_DATA if is_linked else JSON)
    links = (
        []
        if is_linked
        else [_link(addresses_for(request).context, "http://www.w3.org/ns/json-ld#context", LINKED_DATA)]
    )
    links += [
        _link(data[name], rel) for name, rel in (("next", "next"), ("previous", "prev")) if data.get(name)
    ]
    if links:
        response["Link"] = ", ".join(links)
    patch_vary_headers(response, ["Accept"])
    return response


def written(data: Any) -> bytes:
    """JSON without blanks."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def for_machines(view: View, *, otherwise: Kind = Kind.METHOD) -> View:
    """Make a view an address of the machine door: only read, conditional, kept, for any origin.

    `otherwise` is what other methods are told; they change nothing, so they need no token against forgery.
    """
    kept = page(view)

    @csrf_exempt
    @wraps(view)
    def answering(request: HttpRequest, *args: Any, **parts: Any) -> HttpResponseBase:
        method = request.method
        if method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204, headers=FOR_ASKING_AHEAD)
        elif method in {"GET", "HEAD"}:
            request.method = "GET"  # endpoints know nothing of HEAD; the server leaves the body out
            response = kept(request, *args, **parts)
            request.method = method
        else:
            response = problem(request, otherwise)
            if otherwise is Kind.METHOD:
                response["Allow"] = ALLOWED
        for name, value in FOR_ANY_ORIGIN.items():
            response[name] = value
        return response

    return answering


def _link(address: str, rel: str, media_type: str = "") -> str:
    return f'<{address}>; rel="{rel}"' + (f'; type="{media_type}"' if media_type else "")
