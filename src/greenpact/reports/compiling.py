"""Compiling reports from rows, and writing the texts that only people can write."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Chain
from greenpact.journal.recording import take_turn
from greenpact.parties.models import Organisation
from greenpact.reports.comparing import changes_between, entries_between
from greenpact.reports.freezing import FORMAT, canonical
from greenpact.reports.gathering import about_city, deals_of, fields_of, targets_of
from greenpact.reports.models import Report
from greenpact.reports.recording import NotReported, in_turn, record_of_report
from greenpact.reports.rules import Kind, Period, State, WhyNotReported
from greenpact.ui.wording import check_texts

#: A snapshot that is larger is refused: a city with two thousand deals stays far below.
MOST_LETTERS = 60_000_000


@dataclass(frozen=True, slots=True)
class Wish:
    """What shall be reported: the whole city or one deal, which period, against which report, instead of which."""

    period: Period
    deal: Deal | None = None
    compared_with: Report | None = None
    corrects: Report | None = None


@transaction.atomic
def compile_report(city: City, wish: Wish, *, by: str, at: datetime) -> Report:
    """Compile a draft from the rows as they are now; raises `NotReported`."""
    take_turn(city.chain_id)
    _refuse_unfit(city, wish, today=city.day(at))
    report = Report(
        city=city,
        deal=wish.deal,
        kind=Kind.DEAL if wish.deal else Kind.CITY,
        first_on=wish.period.first_on,
        until=wish.period.until,
        compared_with=wish.compared_with,
        corrects=wish.corrects,
        texts=wish.corrects.texts if wish.corrects else {},
    )
    _fill(report, by=by, at=at)
    report.save()
    old = {"corrects": wish.corrects.ref} if wish.corrects else {}
    record_of_report(report, "compiled", by=by, at=at, payload=old)
    return report


@transaction.atomic
def compile_anew(report: Report, *, by: str, at: datetime, seen: int | None = None) -> Report:
    """Read the rows once more for a draft; its texts stay. Raises `NotReported`."""
    current = in_turn(report, seen=seen, wanted=State.DRAFT)
    _fill(current, by=by, at=at)
    current.edition += 1
    current.save()
    record_of_report(current, "compiled", by=by, at=at)
    return current


@transaction.atomic
def write_texts(
    report: Report, texts: Mapping[str, Mapping[str, str]], *, by: str, at: datetime, seen: int | None = None
) -> bool:
    """Write the texts of a draft; whether anything differed. Raises `NotReported` or `ValidationError`."""
    current = in_turn(report, seen=seen, wanted=State.DRAFT)
    kept = {name: dict(worded) for name, worded in texts.items() if any(worded.values())}
    for worded in kept.values():
        check_texts(worded)
    if kept == current.texts:
        return False
    current.texts, current.written_by = kept, by
    current.edition += 1
    current.save()
    record_of_report(current, "written", by=by, at=at, payload={"fields": sorted(kept)})
    return True


def facts_now(
    city: City, period: Period, *, at: datetime, deal: Deal | None = None, of: Organisation | None = None
) -> dict[str, Any]:
    """What the rows say now of a city, of one deal, or of all deals of one organisation, as plain JSON values."""
    today = city.day(at)
    kind = "party" if of else "deal" if deal else "city"
    if of is not None:
        deals = Deal.objects.filter(city=city, parties__organisation=of, parties__left_on__isnull=True)
    elif deal is not None:
        deals = Deal.objects.filter(pk=deal.pk)
    else:
        deals = Deal.objects.published().filter(city=city)
    chain = Chain.objects.get(pk=city.chain_id)
    return {
        "format": FORMAT,
        "kind": kind,
        "city": about_city(city),
        "deal": deal.ref if deal else "",
        "party": {"ref": of.ref, "name": of.name} if of else None,
        "period": {"first_on": period.first_on.isoformat(), "until": period.until.isoformat()},
        "day": today.isoformat(),
        "release": settings.RELEASE,
        "journal": {"chain": chain.ref, "number": chain.number, "head": chain.head},
        "fields": fields_of(city),
        "targets": targets_of(city),
        "deals": deals_of(deals.distinct(), period, today),
        "compared_with": None,
        "changes": [],
    }


def _fill(report: Report, *, by: str, at: datetime) -> None:
    """Give a report its facts, compared with the one before where there is one."""
    facts = facts_now(report.city, report.period, at=at, deal=report.deal)
    old = report.compared_with
    if old is not None:
        before = json.loads(old.canonical)
        facts["compared_with"] = {"report": old.ref, "sha256": old.sha256, "period": before["period"]}
        chain = Chain.objects.get(pk=report.city.chain_id)
        facts["changes"] = changes_between(before, facts, entries_between(chain, before, facts))
    report.facts = canonical(facts)
    if len(report.facts) > MOST_LETTERS:
        raise NotReported(WhyNotReported.TOO_LARGE)
    report.day, report.compiled_at, report.compiled_by = report.city.day(at), at, by


def _refuse_unfit(city: City, wish: Wish, *, today: date) -> None:
    if wish.period.until <= wish.period.first_on:
        raise NotReported(WhyNotReported.ENDS_BEFORE_IT_BEGINS)
    if wish.period.first_on > today:
        raise NotReported(WhyNotReported.PERIOD_AHEAD)
    for other in (wish.compared_with, wish.corrects):
        if other is None:
            continue
        if (other.city_id, other.deal_id) != (city.pk, wish.deal.pk if wish.deal else None):
            raise NotReported(WhyNotReported.OTHER_SUBJECT)
        if State(other.state) not in {State.PUBLISHED, State.WITHDRAWN}:
            raise NotReported(WhyNotReported.NOT_FROM_HERE)
    if wish.corrects is not None and Report.objects.filter(corrects=wish.corrects).exists():
        raise NotReported(WhyNotReported.CHANGED_MEANWHILE)
