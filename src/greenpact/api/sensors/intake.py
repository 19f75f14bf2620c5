"""The address to which a platform sends NGSI-LD notifications: answered once the values are kept, not before."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from greenpact.api.problems import Kind, problem
from greenpact.sensors.connecting import source_of
from greenpact.sensors.hearing import NotHeard, WhyNotHeard, hear
from greenpact.sensors.noting import note_unreadable
from telemetry.json_text import parse
from telemetry.ngsi_ld import read_notification
from telemetry.values import Unreadable

#: Bytes of one notification; a batch of a hundred normalised entities has some thirty thousand.
LARGEST_BODY = 2_000_000
LONGEST_TOKEN = 200

_TOLD = {
    WhyNotHeard.NOT_ACTIVE: Kind.PAUSED,
    WhyNotHeard.TOO_MANY_SERIES: Kind.TOO_MANY,
}


@csrf_exempt
@never_cache
def notify(request: HttpRequest, ref: str) -> HttpResponse:
    """Take a notification: 204 when its values are kept, else what was wrong with it."""
    if request.method != "POST":
        response = problem(request, Kind.ONLY_POST)
        response["Allow"] = "POST"
        return response
    source = source_of(ref, _token(request))
    if source is None:
        response = problem(request, Kind.NO_SOURCE)
        response["WWW-Authenticate"] = "Bearer"
        return response
    if _length(request) > LARGEST_BODY:
        return problem(request, Kind.TOO_LARGE)
    try:
        notification = read_notification(parse(request.read(LARGEST_BODY)))
        at = timezone.now()
        hear(source, notification.values, at=at, notified_at=notification.notified_at)
    except Unreadable as fault:
        note_unreadable(source)
        return problem(request, Kind.NOTIFICATION, more=str(fault))
    except NotHeard as refusal:
        return problem(request, _TOLD[refusal.reason])
    return HttpResponse(status=204)


def _token(request: HttpRequest) -> str:
    """The token of a call: as a bearer, or in a header of its own for platforms that can send no other."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        token = request.headers.get("X-Greenpact-Token", "")
    return token.strip()[:LONGEST_TOKEN]


def _length(request: HttpRequest) -> int:
    """How long a body says it is; one that does not say is not taken."""
    said = request.headers.get("Content-Length", "")
    return int(said) if said.isdecimal() and len(said) < 12 else LARGEST_BODY + 1
