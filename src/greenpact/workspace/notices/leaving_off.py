"""Leaving mails off by the link that stands in them, without signing in; mail programs do it too (RFC 8058)."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from greenpact.notices.choosing import leave_off as end_kinds
from greenpact.notices.choosing import left_off_by
from greenpact.notices.links import read_link
from greenpact.notices.models import NoticeKind
from greenpact.workspace.frame import own_frame


# Whoever has the link may do what it says, and no more: a foreign page that could send it would have to know it.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave_off(request: HttpRequest, token: str) -> HttpResponse:
    """Show what would be left off; a POST does it. Loading it changes nothing: scanners load it too."""
    link = read_link(token)
    if link is None:
        raise Http404
    kinds = left_off_by(link.account, link.what)
    if request.method == "POST":
        end_kinds(link.account, kinds)
        answer: HttpResponse = redirect(request.path)
    else:
        context = own_frame(_("Leave mails off")) | {"kinds": [NoticeKind(kind).label for kind in kinds]}
        answer = render(request, "workspace/notices/leave_off.html", context)
    answer["Referrer-Policy"] = "no-referrer"
    return answer
