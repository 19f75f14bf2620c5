"""Pages for what went wrong, in the reader's language: each says what happened and where to go on."""

import errno
import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from greenpact.portal import addresses
from greenpact.portal.frame import Here, network_navigation
from greenpact.ui.masthead import Masthead

Words = tuple[str | Promise, str | Promise]

WORDS: dict[int, Words] = {
    400: (
        _("This request could not be understood"),
        _("The address, or what was sent with it, is not complete or was changed on the way."),
    ),
    403: (_("You may not see this page"), _("It is for others, or you have to sign in first.")),
    404: (
        _("There is nothing at this address"),
        _("The page was moved, or it never existed, or it is not public."),
    ),
    500: (
        _("Something went wrong on our side"),
        _("It was noted. Please try again in a few minutes. Nothing that you saw before is lost."),
    ),
    503: (
        _("The disk of the server is full"),
        _(
            "What you sent could not be saved, and nothing was changed. Tell whoever runs the platform; once there "
            "is room, send it again."
        ),
    ),
}


# Django calls these with the exception by its name; what it says is for the log, not for the reader.


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django calls this while it handles the exception; a file that found no room is told apart."""
    failed = sys.exc_info()[1]
    is_full = isinstance(failed, OSError) and failed.errno in {errno.ENOSPC, errno.EDQUOT}
    return _page(request, 503 if is_full else 500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    """Drawn from words alone: no database, no host name, nothing that may be what went wrong."""
    title, text = WORDS[status]
    context: dict[str, Any] = {
        "masthead": Masthead("Greenpact", addresses.NETWORK, gettext("Local Green Deals")),
        "navigation": network_navigation(Here.NOWHERE),
        "title": title,
        "text": text,
        "home": addresses.NETWORK,
        "status": status,
    }
    return render(request, "portal/error.html", context, status=status)
