"""What somebody sees when the register could not be written: a large import was being carried out, or the disk is full.

Every writer waits for a while (the database's time limit, 20 seconds). Who waited in vain, or came when there was no
room, gets a page in words with their form on it, filled as it was, so that one press of a button sends it again.
"""

import errno
from collections.abc import Callable

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from greenpact.workspace.expiry import NOT_TYPED, ROOT

RETRY_AFTER = 10  # seconds

#: How the databases say that somebody else was writing all the time, and that there is no room.
_BUSY = ("database is locked", "lock timeout")
_FULL = ("disk is full", "No space left")


class TurnMiddleware:
    """Answers in words where nothing could be written: it was somebody else's turn, or there was no room."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page, for the errors that it is about; None leaves every other to whoever handles it."""
        is_full = _says(exception, _FULL) or getattr(exception, "errno", None) == errno.ENOSPC
        if not is_full and not _says(exception, _BUSY):
            return None
        context = {"address": request.get_full_path(), "fields": _typed(request), "is_full": is_full}
        response = render(request, "workspace/waiting.html", context, status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        return response


def _says(exception: Exception, words: tuple[str, ...]) -> bool:
    return isinstance(exception, OperationalError) and any(one in str(exception) for one in words)


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """The fields of a form of the workspace, to be sent again; passwords and files never come back in a page."""
    if request.method != "POST" or request.FILES or not request.path.startswith(ROOT):
        return []
    fields = [(name, text) for name, texts in request.POST.lists() for text in texts]
    return [(name, text) for name, text in fields if name not in NOT_TYPED]
