"""Connecting platforms and servers that values come from, renewing their tokens, pausing and ending them."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.crypto import constant_time_compare

from greenpact.cities.models import City
from greenpact.journal.recording import record, take_turn
from greenpact.parties.models import Organisation
from greenpact.sensors.models import SensorSource, SensorTerms
from greenpact.sensors.rules import (
    LONGEST_DAYS,
    MOST_SOURCES,
    SHORTEST_DAYS,
    Kind,
    State,
    WhyNoSource,
    may_become,
)
from outgoing.client import fault_of_address


class NoSource(Exception):
    """The source stays as it was; `reason` says why."""

    def __init__(self, reason: WhyNoSource) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class About:
    """What a source is: its name, how values come, whose meters they are, and where its server is asked."""

    name: str
    kind: Kind
    organisation: Organisation | None = None
    address: str = ""


@transaction.atomic
def connect(city: City, about: About, *, by: str, at: datetime) -> tuple[SensorSource, str]:
    """Make a source and the token by which its platform is known; the token is told once and not kept.

    A server that is asked has no token. Raises `NoSource`.
    """
    take_turn(city.chain_id)
    _refuse_unfit(city, about)
    token = secrets.token_urlsafe(32) if about.kind is Kind.NGSI_LD else ""
    source = SensorSource(
        city=city,
        organisation=about.organisation,
        kind=about.kind.value,
        name=about.name.strip(),
        address=about.address.strip() if about.kind is Kind.SENSOR_THINGS else "",
        token_hash=_hash(token) if token else "",
        ask_next_at=at if about.kind is Kind.SENSOR_THINGS else None,
    )
    source.clean_fields(exclude=["city", "organisation"])
    source.save()
    _tell(source, "connected", by=by, at=at)
    return source, token


@transaction.atomic
def rotate(source: SensorSource, *, by: str, at: datetime) -> str:
    """Give a source another token; the former one is worthless at once. Raises `NoSource`."""
    current = _in_turn(source)
    if current.kind != Kind.NGSI_LD.value:
        raise NoSource(WhyNoSource.NOT_TOLD)
    token = secrets.token_urlsafe(32)
    current.token_hash = _hash(token)
    current.edition += 1
    current.save(update_fields=["token_hash", "edition"])
    _tell(current, "token_renewed", by=by, at=at)
    return token


@transaction.atomic
def move(source: SensorSource, then: State, *, by: str, at: datetime) -> None:
    """Pause a source, let it go on, or end it for good; what was heard stays. Raises `NoSource`."""
    current = _in_turn(source)
    if not may_become(State(current.state), then):
        raise NoSource(WhyNoSource.NOT_FROM_HERE)
    current.state = then.value
    current.edition += 1
    if then is State.ENDED:
        current.token_hash = ""
    if then is State.ACTIVE and current.kind == Kind.SENSOR_THINGS.value:
        current.ask_next_at, current.failures, current.fault = at, 0, ""
    current.save()
    _tell(current, then.value, by=by, at=at)


@transaction.atomic
def keep_for(city: City, days: int, *, by: str, at: datetime) -> None:
    """Say how many days raw values are kept in a city; within bounds; what they came to stays."""
    take_turn(city.chain_id)
    bounded = min(max(days, SHORTEST_DAYS), LONGEST_DAYS)
    SensorTerms.objects.update_or_create(city=city, defaults={"kept_days": bounded})
    record(
        city.chain_id,
        verb="sensor.terms_set",
        subject=f"city:{city.slug}",
        by=by,
        at=at,
        public=False,
        payload={"kept_days": bounded},
    )


def source_of(ref: str, token: str) -> SensorSource | None:
    """The source that a token belongs to; None for a wrong token and for a source that there is not, taking as long."""
    source = SensorSource.objects.select_related("city").filter(ref=ref, kind=Kind.NGSI_LD.value).first()
    known = source.token_hash if source else ""
    is_right = constant_time_compare(_hash(token), known or "0" * 64)
    return source if source is not None and known and is_right else None


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _in_turn(source: SensorSource) -> SensorSource:
    take_turn(source.city.chain_id)
    return SensorSource.objects.select_for_update(of=("self",)).select_related("city").get(pk=source.pk)


def _refuse_unfit(city: City, about: About) -> None:
    if not about.name.strip():
        raise NoSource(WhyNoSource.NAME_MISSING)
    if about.organisation is not None and about.organisation.city_id != city.pk:
        raise NoSource(WhyNoSource.OTHER_CITY)
    if city.sensor_sources.exclude(state=State.ENDED.value).count() >= MOST_SOURCES:
        raise NoSource(WhyNoSource.TOO_MANY)
    if about.kind is Kind.SENSOR_THINGS:
        if not about.address.strip():
            raise NoSource(WhyNoSource.ADDRESS_NEEDED)
        if fault_of_address(about.address.strip()):
            raise NoSource(WhyNoSource.NO_ADDRESS)


def _tell(source: SensorSource, what: str, *, by: str, at: datetime) -> None:
    record(
        source.city.chain_id,
        verb=f"sensor.{what}",
        subject=f"sensor:{source.ref}",
        by=by,
        at=at,
        public=False,
        payload={"organisation": source.organisation.ref} if source.organisation else {},
    )
