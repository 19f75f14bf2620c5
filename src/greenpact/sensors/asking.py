"""Asking SensorThings servers: what they offer, and what they have observed since the last time."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from greenpact.sensors.hearing import NotHeard, hear
from greenpact.sensors.models import SensorSeries, SensorSource
from greenpact.sensors.rules import MOST_SERIES, Kind, State
from outgoing.client import Caller, Limits
from outgoing.refusals import NotSent, WhyNotSent
from telemetry.json_text import parse
from telemetry.sensor_things import (
    Observation,
    datastreams_address,
    observations_address,
    read_datastreams,
    read_observations,
    stays,
)
from telemetry.values import Unreadable

logger = logging.getLogger(__name__)

#: How often a server is asked; after failures it waits twice as long each time, a day at most.
EVERY = timedelta(minutes=10)
LONGEST_WAIT = timedelta(days=1)
#: Pages of one datastream in one round, observations on a page, datastreams' pages, and seconds of one call.
MOST_PAGES, ON_A_PAGE, MOST_LISTS, SECONDS = 10, 500, 10, 15.0

#: What is noted when an answer is not what the standard describes, or leads to another server.
NOT_UNDERSTOOD, OTHER_SERVER, REFUSED = "not_understood", "other_server", "refused"


class _Fault(Exception):
    """A round that came to nothing; `words` are noted at the source."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


def ask_next(at: datetime) -> bool:
    """Ask the server that has waited longest; whether one was due.

    Its turn is put off first: whoever is killed while asking leaves it to be asked again later.
    """
    due = SensorSource.objects.filter(
        kind=Kind.SENSOR_THINGS.value, state=State.ACTIVE.value, ask_next_at__lte=at
    ).order_by("ask_next_at")
    with transaction.atomic():
        source = due.select_for_update(skip_locked=True, of=("self",)).first()
        if source is None:
            return False
        SensorSource.objects.filter(pk=source.pk).update(ask_next_at=at + EVERY)
    ask(source, at=at)
    return True


def ask(source: SensorSource, *, at: datetime) -> None:
    """Ask a server for all that is new; what fails is noted, and tried again later."""
    caller = Caller(named=settings.OUTGOING_HOSTS, limits=Limits(seconds=SECONDS))
    try:
        _find_series(source, caller)
        for series in list(source.series.filter(indicator__isnull=False)):
            _follow(source, series, caller, at=at)
    except (_Fault, NotHeard) as fault:
        failures = source.failures + 1
        wait = min(EVERY * 2 ** min(failures, 10), LONGEST_WAIT)
        words = fault.words if isinstance(fault, _Fault) else fault.reason.value
        SensorSource.objects.filter(pk=source.pk).update(
            failures=failures, fault=words[:20], ask_next_at=at + wait
        )
    else:
        SensorSource.objects.filter(pk=source.pk).update(failures=0, fault="", last_heard_at=at)


def _find_series(source: SensorSource, caller: Caller) -> None:
    """Make a series of each datastream that is offered, so that it can be mapped."""
    known = {row.entity: row for row in source.series.all()}
    address, made = datastreams_address(source.address), []
    for _page in range(MOST_LISTS):
        page = read_page(source, caller, address, read_datastreams)
        for stream in page.rows:
            if stream.ref not in known and len(known) < MOST_SERIES:
                row = SensorSeries(
                    source=source,
                    entity=stream.ref,
                    attribute="result",
                    title=stream.name,
                    said_unit=stream.unit,
                )
                known[stream.ref] = row
                made.append(row)
        address = page.next_address
        if not address:
            break
    SensorSeries.objects.bulk_create(made, ignore_conflicts=True)


def _follow(source: SensorSource, series: SensorSeries, caller: Caller, *, at: datetime) -> None:
    """Read a datastream on from where it was left. Each page is kept together with how far it came."""
    address = observations_address(
        source.address,
        series.entity,
        after=series.asked_after,
        after_ref=series.asked_after_ref,
        count=ON_A_PAGE,
    )
    for _page in range(MOST_PAGES):
        page = read_page(source, caller, address, read_observations, series.entity)
        _keep(source, series, page.rows, at=at)
        address = page.next_address
        if not address:
            return


@transaction.atomic
def _keep(source: SensorSource, series: SensorSeries, rows: Iterable[Observation], *, at: datetime) -> None:
    """Keep the values of a page, and how far it came, in one transaction: a kill repeats a page and loses none."""
    found = list(rows)
    if not found:
        return
    hear(source, [row.heard for row in found], at=at)
    numbers = [int(row.ref) for row in found if row.ref.isdecimal()]
    moments = [row.heard.observed_at for row in found if row.heard.observed_at is not None]
    after = max([*moments, *([series.asked_after] if series.asked_after else [])])
    ref = str(max([*numbers, int(series.asked_after_ref or 0)])) if len(numbers) == len(found) else ""
    SensorSeries.objects.filter(pk=series.pk).update(asked_after=after, asked_after_ref=ref)


def read_page(source: SensorSource, caller: Caller, address: str, read: Any, *more: Any) -> Any:
    """A page of a server's answer, read by `read`; raises `_Fault`."""
    if not stays(address, source.address):
        raise _Fault(OTHER_SERVER)
    try:
        answer = caller.get(address, headers={"accept": "application/json"})
        if answer.status != 200:
            raise _Fault(REFUSED)
        return read(parse(answer.body), address, *more)
    except NotSent as fault:
        raise _Fault(fault.reason.value) from fault
    except Unreadable as fault:
        raise _Fault(NOT_UNDERSTOOD) from fault


#: Every fault that is noted, for whoever puts them into words.
FAULTS = (*(reason.value for reason in WhyNotSent), NOT_UNDERSTOOD, OTHER_SERVER, REFUSED)
