"""Mails that did not arrive, as the programme office sees them: which kind, since when and why, never their words."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.models import Mail
from greenpact.notices.settling import let_go, send_again
from greenpact.parties.granting import standing_of
from greenpact.parties.rules import Deed
from greenpact.workspace.access import signed_in
from greenpact.workspace.frame import own_frame

MOST_SHOWN = 200


@signed_in
def undelivered(request: HttpRequest, account: Account) -> HttpResponse:
    """The mails of my cities that need somebody who looks."""
    rows = _undelivered(account)
    shown = rows.prefetch_related("notices__city").order_by("-created_at", "-pk")[:MOST_SHOWN]
    context = own_frame(_("Undelivered mails")) | {"mails": shown, "count": rows.count()}
    return render(request, "workspace/notices/undelivered.html", context)


@require_POST
@signed_in
def settle(request: HttpRequest, account: Account, ref: str) -> HttpResponse:
    """Send one of them again, or take it off the list."""
    mail = get_object_or_404(_undelivered(account), ref=ref)
    if "again" in request.POST and send_again(mail, at=timezone.now()):
        messages.success(request, _("The mail goes out again."))
    elif "let_go" in request.POST:
        let_go(mail)
        messages.success(request, _("The mail is taken off the list, and what it said is deleted."))
    return redirect("workspace:undelivered")


def cities_looked_after(account: Account) -> list[City]:
    """The cities whose programme office somebody belongs to; the operator looks after all."""
    if account.is_superuser:
        return list(City.objects.all())
    at = timezone.now()
    cities = City.objects.filter(pk__in=account.memberships.values("city"))
    return [city for city in cities if standing_of(account, city, city.day(at)).may(Deed.KEEP_CITY)]


def _undelivered(account: Account) -> QuerySet[Mail]:
    """What somebody may see; raises `Http404` for those who look after no city."""
    cities = cities_looked_after(account)
    if not cities:
        raise Http404
    return Mail.objects.undelivered().filter(
        pk__in=Mail.objects.undelivered().filter(notices__city__in=cities).values("pk")
    )
