"""Links in mails: made absolute without a request, and those by which mails are left off without signing in."""

from dataclasses import dataclass

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.notices.choosing import preferences_of
from greenpact.notices.rules import Kind, Rhythm

#: Where one is signed in: always at the installation's own host, whose cookie opens it.
SIGNED_IN = ("/workspace/", "/accounts/")

SALT = "greenpact.notices.links"


@dataclass(frozen=True, slots=True)
class LeavingOff:
    """What a link leaves off for an account: one kind, or whatever comes to it in one rhythm."""

    account: Account
    what: Kind | Rhythm


def absolute(path: str, city: City | None = None) -> str:
    """The whole address of a path on this site; public pages of a city with its own host name lie there."""
    own = city.host_name if city and not path.startswith(SIGNED_IN) else None
    if own and own in settings.ALLOWED_HOSTS:
        scheme = settings.ORIGIN.partition("://")[0]
        return f"{scheme}://{own}{path}"
    return f"{settings.ORIGIN}{path}"


def link_to_leave_off(account: Account, what: Kind | Rhythm) -> str:
    """The address at which an account gets no more mails of a kind, or no more digests of a rhythm."""
    token = Signer(salt=SALT).sign(f"{account.ref}.{what.value}.{preferences_of(account).link_number}")
    return absolute(reverse("workspace:leave_off", args=[token]))


def read_link(token: str) -> LeavingOff | None:
    """What a link says; None when it was not made here, or does not hold any more."""
    try:
        ref, what, number = Signer(salt=SALT).unsign(token).split(".")
        meant = Kind(what) if what in set(Kind) else Rhythm(what)
    except (BadSignature, ValueError):
        return None
    account = Account.objects.filter(ref=ref, is_active=True).first()
    if account is None or str(preferences_of(account).link_number) != number:
        return None
    return LeavingOff(account, meant)
