"""The duties of a person as a calendar that other programs read, behind a private link that can be ended."""

from datetime import date, datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.links import absolute
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit, enter
from greenpact.workspace.duties.duty import Duty
from greenpact.workspace.duties.gathering import Scope, duties_of
from greenpact.workspace.frame import name_of
from greenpact.workspace.models import CalendarLink

SALT = "greenpact.workspace.duties"
LONGEST_TOKEN = 200


def token_for(account: Account, city: City) -> str:
    """What opens the calendar of somebody in a city."""
    row = CalendarLink.objects.filter(account=account).first()
    return Signer(salt=SALT).sign(f"{account.ref}.{city.slug}.{row.number if row else 1}")


def end_links(account: Account) -> None:
    """Make every calendar link of an account worthless."""
    row, _is_new = CalendarLink.objects.get_or_create(account=account)
    row.number += 1
    row.save(update_fields=["number"])


def visit_of(token: str) -> Visit:
    """Who a link lets in, and where, as they stand now; raises `Http404` for a forged or ended one."""
    try:
        ref, slug, number = Signer(salt=SALT).unsign(token[:LONGEST_TOKEN]).split(".")
    except (BadSignature, ValueError) as error:
        raise Http404 from error
    account = Account.objects.filter(ref=ref, is_active=True).first()
    if account is None:
        raise Http404
    row = CalendarLink.objects.filter(account=account).first()
    if number != str(row.number if row else 1):
        raise Http404
    return enter(account, slug, Deed.ENTER)


@never_cache
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:  # noqa: ARG001
    """The calendar itself: what waits and has a day, without names or addresses of people."""
    visit = visit_of(token)
    waiting = [duty for duty in duties_of(Scope(visit)) if duty.due_on and duty.done_on is None]
    answer = HttpResponse(calendar(visit, waiting).to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="greenpact.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def calendar(visit: Visit, duties: list[Duty]) -> Calendar:
    """Duties as whole days; the same duty keeps its UID, so that a calendar moves it instead of doubling it."""
    found = Calendar()
    found.add("prodid", "-//Greenpact//duties//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", f"Greenpact {name_of(visit.city)}")

    for duty in duties:
        if duty.due_on is not None:
            found.add_component(_event(visit, duty, duty.due_on, visit.at))
    return found


def _event(visit: Visit, duty: Duty, on: date, at: datetime) -> Event:
    event = Event()
    event.add("uid", f"{duty.kind.value}-{duty.ref}@{visit.city.slug}.greenpact")
    event.add("dtstamp", at)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("summary", f"{duty.words}: {duty.what}")
    event.add("url", absolute(duty.address))
    event.add("transp", "TRANSPARENT")
    return event
