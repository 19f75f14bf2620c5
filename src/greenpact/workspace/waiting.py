"""What somebody sees when the register could not be written, because a large import was being carried out.

Every writer waits for a while (the database's time limit, 20 seconds). Who waited in vain gets a page in words with
their form on it, filled as it was, so that one press of a button sends it again.
"""

from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from greenpact.workspace.expiry import NOT_TYPED, ROOT

RETRY_AFTER = 10  # seconds

#: How the databases say that somebody else was writing all the time.
_BUSY = ("database is locked", "lock timeout")


class TurnMiddleware:
    """Answers in words where a database refused to write because it was somebody else's turn."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, for the one error that it is about; None leaves every other to whoever handles it."""
        if not isinstance(exception, OperationalError) or not any(words in str(exception) for words in _BUSY):
            return None
        context = {"address": request.get_full_path(), "fields": _typed(request)}
        response = render(request, "workspace/waiting.html", context, status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of the workspace, to be sent again; passwords and files never come back in a page."""
    if request.method != "POST" or request.FILES or not request.path.startswith(ROOT):
        return []
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts]
    return [(name, text) for name, text in fields if name not in NOT_TYPED]
