"""How and when somebody last proved who they are: asked before what cannot be undone, such as a signature."""

from dataclasses import dataclass
from datetime import UTC, datetime

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from greenpact.accounts.models import Account


@dataclass(frozen=True, slots=True)
class Proof:
    """The ways in which somebody has proved who they are in this session, and the moment of the last second factor."""

    methods: tuple[str, ...]
    at: datetime


def has_second_factor(account: Account) -> bool:
    """Whether somebody has set up a second factor."""
    return bool(is_mfa_enabled(account))


def last_proof(request: HttpRequest, account: Account) -> Proof | None:
    """The newest proof by a second factor in this session, with all ways used; None when there is none.

    The kind of the second factor ("totp", "webauthn", "recovery_codes") stands behind "mfa".
    """
    records = list(get_authentication_records(request, account))
    seconds = [record for record in records if record.get("method") == "mfa"]
    if not seconds:
        return None
    last = max(seconds, key=lambda record: float(record["at"]))
    firsts = [str(record["method"]) for record in records if record.get("method") != "mfa"]
    methods = dict.fromkeys([*firsts, "mfa", str(last.get("type", ""))])
    return Proof(tuple(name for name in methods if name), datetime.fromtimestamp(float(last["at"]), UTC))


def address_of_proving(back_to: str) -> str:
    """Where a second factor is asked for once more, and from where one comes back."""
    return f"{reverse('mfa_reauthenticate')}?{urlencode({'next': back_to})}"
