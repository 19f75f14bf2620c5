"""Pages behind a private link: for nobody else, kept nowhere, and their address is told to no other site.

Whoever can send something to such an address knows the secret in it, so its forms need no further token: a browser
that tells no other site where it comes from would not tell us either, and the check for forgery would fail.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt


def private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Make a view's answer private, errors included."""

    @csrf_exempt
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, *arguments: Any, **parts: Any) -> HttpResponse:
        response = view(request, *arguments, **parts)
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return answer
