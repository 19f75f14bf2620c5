"""Doing what somebody asks for, and doing it again when somebody else was quicker."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from greenpact.workspace.access import Visit
from greenpact.workspace.refusals import REFUSALS, REFUSED, sentences, was_changed_meanwhile

#: How often a view is tried again when others keep changing what it is about to write.
TRIES = 5

P = ParamSpec("P")


def attempt(request: HttpRequest, deed: Callable[[], object], *, said: str) -> bool:
    """Do what a button asks for and say so, or say why not; whether it was done.

    Raises the refusal when somebody changed the subject since it was read: see `tried_again`.
    """
    try:
        deed()
    except REFUSED as refusal:
        if was_changed_meanwhile(refusal):
            raise
        messages.error(request, " ".join(sentences(refusal)))
        return False
    messages.success(request, said)
    return True


def tried_again(
    view: Callable[Concatenate[HttpRequest, Visit, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, Visit, P], HttpResponse]:
    """Run a view again, from reading on, when its subject was changed between its reading and its writing."""

    @wraps(view)
    def trying(request: HttpRequest, visit: Visit, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        for _attempt in range(TRIES - 1):
            try:
                return view(request, visit, *args, **kwargs)
            except REFUSALS as refusal:
                if not was_changed_meanwhile(refusal):
                    raise
        return view(request, visit, *args, **kwargs)

    return trying


def wanted_page(request: HttpRequest, otherwise: str) -> str:
    """Where a button wants to lead after its work, if that is one of our own pages."""
    wanted = request.POST.get("back", "")[:500]
    ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if ours else otherwise
