"""Issuing an organisation's tokens for the machine door, revoking them, and letting somebody in by one."""

from datetime import date, datetime
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.db.models import F

from greenpact.journal.recording import record, take_turn
from greenpact.parties.models import ApiToken, Organisation
from greenpact.parties.token_rules import MOST_TOKENS, USES_A_MINUTE, Scope, WhyNoToken, fault_of

PREFIX = "gp_"
LONGEST_SECRET = 80


class NoToken(Exception):
    """There is no token, or it opens nothing; `reason` says why."""

    def __init__(self, reason: WhyNoToken) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def issue(
    organisation: Organisation,
    *,
    name: str,
    scopes: frozenset[Scope],
    expires_on: date,
    by: str,
    at: datetime,
) -> tuple[ApiToken, str]:
    """A new token and its secret, which is kept nowhere; raises `NoToken`."""
    take_turn(organisation.city.chain_id)
    today = organisation.city.day(at)
    if fault := fault_of(name, scopes, expires_on, today):
        raise NoToken(fault)
    if organisation.tokens.filter(revoked_at__isnull=True, expires_on__gt=today).count() >= MOST_TOKENS:
        raise NoToken(WhyNoToken.TOO_MANY)
    secret = PREFIX + token_urlsafe(32)
    token = ApiToken.objects.create(
        organisation=organisation,
        name=name.strip(),
        scopes=sorted(scope.value for scope in scopes),
        sha256=_hash(secret),
        issued_on=today,
        expires_on=expires_on,
    )
    _tell(token, "token_issued", by=by, at=at)
    return token, secret


@transaction.atomic
def revoke(token: ApiToken, *, by: str, at: datetime) -> None:
    """Let a token open nothing from now on; raises `NoToken`."""
    take_turn(token.organisation.city.chain_id)
    if not ApiToken.objects.filter(pk=token.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise NoToken(WhyNoToken.REVOKED_ALREADY)
    _tell(token, "token_revoked", by=by, at=at)


def let_in(secret: str, *, at: datetime) -> ApiToken:
    """The token of a secret, if it holds and was not used too often within the minute; raises `NoToken`."""
    if not secret.startswith(PREFIX) or len(secret) > LONGEST_SECRET:
        raise NoToken(WhyNoToken.UNKNOWN)
    rows = ApiToken.objects.select_related("organisation__city__chain")
    token = rows.filter(sha256=_hash(secret), revoked_at__isnull=True).first()
    today = token.organisation.city.day(at) if token else None
    if token is None or today is None or token.expires_on < today:
        raise NoToken(WhyNoToken.UNKNOWN)
    _count(token, at, today)
    return token


def _count(token: ApiToken, at: datetime, today: date) -> None:
    minute = at.replace(second=0, microsecond=0)
    mine = ApiToken.objects.filter(pk=token.pk)
    if mine.filter(minute=minute).update(uses=F("uses") + 1):
        if mine.values_list("uses", flat=True).get() > USES_A_MINUTE:
            raise NoToken(WhyNoToken.TOO_OFTEN)
    else:
        mine.update(minute=minute, uses=1, used_on=today)


def _hash(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()


def _tell(token: ApiToken, what: str, *, by: str, at: datetime) -> None:
    record(
        token.organisation.city.chain_id,
        verb=f"organisation.{what}",
        subject=f"organisation:{token.organisation.ref}",
        by=by,
        at=at,
        public=False,
        payload={"token": token.ref, "scopes": token.scopes},
    )
