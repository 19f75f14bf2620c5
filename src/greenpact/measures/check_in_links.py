"""Private links to check-ins: tokens that follow from a row and the site's secret, bound to a measure and a period."""

from datetime import date
from enum import StrEnum

from django.core.signing import BadSignature, Signer

from greenpact.cities.models import City
from greenpact.measures.check_in_rules import CheckInState, is_over
from greenpact.measures.models import CheckIn, CheckInLink

LONGEST_TOKEN = 80
SALT = "greenpact.measures.check_in"


class LinkState(StrEnum):
    """What a link that was made here can still do."""

    OPEN = "open"
    ANSWERED = "answered"
    REVOKED = "revoked"
    OVER = "over"


def token_of(link: CheckInLink) -> str:
    """What opens the page of a check-in."""
    return f"{link.ref}-{Signer(salt=SALT).signature(_words(link))}"


def path_of(link: CheckInLink) -> str:
    """The address of the page on this site."""
    return f"/{link.check_in.city.slug}/check-in/{token_of(link)}/"


def link_of(token: str, *, city: City) -> CheckInLink | None:
    """The link that a token was made for, whatever it can still do; None for a forged one."""
    ref, _dash, signature = token[:LONGEST_TOKEN].partition("-")
    rows = CheckInLink.objects.select_related(
        "account",
        "check_in__city",
        "check_in__measure__clause__deal__city",
        "check_in__measure__clause__party",
    )
    link = rows.filter(ref=ref, check_in__city=city).first()
    if link is None:
        return None
    try:
        Signer(salt=SALT).unsign(f"{_words(link)}:{signature}")
    except BadSignature:
        return None
    return link


def state_of(link: CheckInLink, *, today: date) -> LinkState:
    """What a link can do now; `today` is the city's day."""
    check_in = link.check_in
    if link.revoked_at is not None:
        return LinkState.REVOKED
    if check_in.state == CheckInState.ANSWERED:
        return LinkState.ANSWERED
    return LinkState.OVER if _is_over(check_in, today) else LinkState.OPEN


def _is_over(check_in: CheckIn, today: date) -> bool:
    is_dropped = check_in.measure.clause.is_dropped
    return check_in.state == CheckInState.CLOSED or is_dropped or is_over(check_in.due_on, today)


def _words(link: CheckInLink) -> str:
    check_in = link.check_in
    return f"{link.pk}.{check_in.measure_id}.{check_in.until.isoformat()}"
