"""Asking the owners of measures how they stand: the rules of a deal, the question, and the reminders; each once.

Whatever the worker does here is a row in one transaction with its entry. Whoever is killed before has done nothing,
whoever is killed after finds the row; the mails follow from the entries.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.db import transaction

from greenpact.cities.models import City
from greenpact.cities.working_days import Calendar
from greenpact.deals.models import Deal
from greenpact.deals.recording import in_turn as deal_in_turn
from greenpact.deals.rules import Signature, Work
from greenpact.ideas.terms import settings_of
from greenpact.journal.recording import record, take_turn
from greenpact.measures.addressing import Address, address_for, deputy_for
from greenpact.measures.check_in_rules import (
    USUAL,
    Asking,
    CheckInState,
    Step,
    WhyNotSet,
    Window,
    dates_for,
    is_over,
    period_before,
    steps_due,
    usual_asking,
)
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.keeping import in_turn
from greenpact.measures.models import CheckIn, CheckInLink, CheckInRules, CheckInStep, Indicator, Measure
from greenpact.measures.rules import OPEN, State

WORKER = "worker:check-ins"
#: Within these hours of a working day somebody is asked or reminded.
FROM, TO = time(7), time(18)
MOST_A_ROUND = 200

#: A deal whose work is so far that there is something to ask.
WORKING = (Work.AGREED, Work.IMPLEMENTING)
ASKED = [State.UNKNOWN.value, *sorted(OPEN)]


class NotSet(Exception):
    """The rules stay as they were; `reason` says why."""

    def __init__(self, reason: WhyNotSet) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Rules:
    """How the owners of a deal's measures are asked."""

    is_on: bool
    asking: Asking
    window: Window


def usual_rules(deal: Deal) -> Rules:
    """What is proposed for a deal: as often as its indicators have readings; switched on by an office."""
    rhythms = Indicator.objects.standing().filter(deal=deal).values_list("rhythm", flat=True)
    asking = usual_asking(Rhythm(rhythm) for rhythm in rhythms)
    return Rules(False, asking, USUAL[asking])


def rules_of(row: CheckInRules) -> Rules:
    return Rules(row.is_on, Asking(row.asking), row.window)


@transaction.atomic
def set_rules(deal: Deal, rules: Rules, *, by: str, at: datetime, seen: int | None = None) -> bool:
    """Say how a deal's owners are asked; whether anything differed. `seen` is 0 where there were no rules.

    Raises `NotSet`.
    """
    refusal = NotSet(WhyNotSet.CHANGED_MEANWHILE)
    current = deal_in_turn(deal, seen=None, otherwise=refusal)
    row = CheckInRules.objects.filter(deal=current).first()
    if seen not in (None, row.edition if row else 0):
        raise refusal
    if not rules.window.is_in_order:
        raise NotSet(WhyNotSet.OUT_OF_ORDER)
    if row is not None and rules == rules_of(row):
        return False
    today = current.city.day(at)
    row = row or CheckInRules(deal=current, edition=0, is_on=False, since=today)
    row.since = today if rules.is_on and not row.is_on else row.since
    row.is_on, row.asking, row.edition = rules.is_on, rules.asking.value, row.edition + 1
    row.window_days, row.first_after = rules.window.days, rules.window.first_after
    row.second_after, row.escalates = rules.window.second_after, rules.window.escalates
    row.save()
    _append(current, "rules_set", by=by, at=at, payload={"asking": row.asking if row.is_on else ""})
    return True


def ask_due(at: datetime) -> bool:
    """Ask about every measure whose period is over, of all cities; whether there was one."""
    asked = 0
    for rules in CheckInRules.objects.filter(is_on=True).select_related("deal__city").order_by("pk"):
        city = rules.deal.city
        calendar = calendar_of(city)
        if not is_time_to_write(city, calendar, at) or asked >= MOST_A_ROUND:
            continue
        period = period_before(city.day(at), Asking(rules.asking))
        if period[1] >= rules.since:
            asked += sum(ask(one, by=WORKER, at=at) is not None for one in _to_ask(rules.deal, period[1]))
    return asked > 0


def calendar_of(city: City) -> Calendar:
    """The working days of a city (one query)."""
    return settings_of(city).calendar


def is_time_to_write(city: City, calendar: Calendar, at: datetime) -> bool:
    """Whether it is day in a city, and a working day."""
    local = at.astimezone(ZoneInfo(city.timezone))
    return FROM <= local.time() < TO and calendar.is_working(local.date())


def _to_ask(deal: Deal, until: date) -> list[Measure]:
    """The measures of a deal that somebody owns, that are not over, and that were not asked about this period."""
    if deal.work_state not in WORKING or deal.signature_state == Signature.TERMINATED:
        return []
    rows = Measure.objects.standing().filter(clause__deal=deal, state__in=ASKED, clause__party__isnull=False)
    rows = rows.exclude(check_ins__until__gte=until)
    return list(rows.select_related("city", "clause__deal", "clause__party").order_by("pk"))


class NotAsked(Exception):
    """The measure is no longer there."""


@transaction.atomic
def ask(measure: Measure, *, by: str, at: datetime) -> CheckIn | None:
    """Ask the owner of a measure about the period that was over last; None where that was done already.

    Whoever is to be asked gets a link of their own, if an address is known. Raises `NotAsked`.
    """
    current = in_turn(measure, seen=None, otherwise=NotAsked())
    deal, city = current.clause.deal, current.city
    row = CheckInRules.objects.filter(deal=deal).first()
    rules = rules_of(row) if row else usual_rules(deal)
    first_on, until = period_before(city.day(at), rules.asking)
    if CheckIn.objects.filter(measure=current, until__gte=until).exists():
        return None
    dates = dates_for(city.day(at), rules.window, calendar_of(city))
    check_in = CheckIn.objects.create(
        city=city,
        measure=current,
        first_on=first_on,
        until=until,
        asked_on=dates.asked_on,
        first_reminder_on=dates.first_on,
        second_reminder_on=dates.second_on,
        due_on=dates.due_on,
        escalates=rules.window.escalates,
    )
    address = address_for(current)
    link = give_link(check_in, address, at=at).ref if address else ""
    tell(check_in, "owner_asked", by=by, at=at, payload={"link": link})
    return check_in


def give_link(check_in: CheckIn, address: Address, *, at: datetime, is_deputy: bool = False) -> CheckInLink:
    """A link for an address, or the one it has. Part of the activity that records it."""
    old = check_in.links.filter(email__iexact=address.email, revoked_at__isnull=True).first()
    return old or CheckInLink.objects.create(
        check_in=check_in, email=address.email, language=address.language, is_deputy=is_deputy, made_at=at
    )


def remind_due(at: datetime) -> bool:
    """Take every step that is due, and close what nobody can answer any more; whether there was one."""
    rows = CheckIn.objects.open().select_related("city", "measure__clause__deal").prefetch_related("steps")
    taken = 0
    for check_in in rows.order_by("due_on", "pk")[: MOST_A_ROUND * 10]:
        today = check_in.city.day(at)
        if is_over(check_in.due_on, today):
            taken += close(check_in, at=at)
        elif _steps(check_in, today) and is_time_to_write(check_in.city, calendar_of(check_in.city), at):
            taken += sum(take_step(check_in, step, at=at) for step in _steps(check_in, today))
        if taken >= MOST_A_ROUND:
            break
    return taken > 0


def _steps(check_in: CheckIn, today: date) -> list[Step]:
    taken = {Step(row.step) for row in check_in.steps.all()}
    return steps_due(check_in.dates, escalates=check_in.escalates, today=today, taken=taken)


@transaction.atomic
def take_step(check_in: CheckIn, step: Step, *, at: datetime) -> bool:
    """Take one step, unless somebody took it or answered meanwhile; whether it was taken.

    The last one gives the party's deputy a link of their own.
    """
    current = open_in_turn(check_in)
    if current is None or step not in _steps(current, current.city.day(at)):
        return False
    CheckInStep.objects.create(check_in=current, step=step.value, at=at)
    if step is Step.ESCALATED:
        deputy = deputy_for(current.measure)
        link = give_link(current, deputy, at=at, is_deputy=True).ref if deputy else ""
        tell(current, "owner_late", by=WORKER, at=at, payload={"link": link})
    else:
        tell(current, "owner_reminded", by=WORKER, at=at, payload={"step": step.value})
    return True


@transaction.atomic
def close(check_in: CheckIn, *, at: datetime) -> bool:
    """Wait for an answer no longer; the addresses go. Whether it was still open."""
    current = open_in_turn(check_in)
    if current is None or not is_over(current.due_on, current.city.day(at)):
        return False
    current.state = CheckInState.CLOSED.value
    current.save(update_fields=["state"])
    current.links.update(email="")
    tell(current, "left_unanswered", by=WORKER, at=at, payload={})
    return True


def open_in_turn(check_in: CheckIn) -> CheckIn | None:
    """The check-in as it stands now if it still waits; nobody else changes it until the transaction ends."""
    take_turn(check_in.city.chain_id)
    rows = CheckIn.objects.open().select_related("city", "measure__city", "measure__clause__deal__city")
    return rows.select_related("measure__clause__party").filter(pk=check_in.pk).first()


def tell(check_in: CheckIn, what: str, *, by: str, at: datetime, payload: dict[str, str]) -> None:
    """Append the entry of a check-in. It is not public; what a party says in it is told by `measure.stated`."""
    clause = check_in.measure.clause
    of = {"check_in": check_in.ref, "clause": clause.ref}
    _append(clause.deal, what, by=by, at=at, payload={**of, **payload})


def _append(deal: Deal, what: str, *, by: str, at: datetime, payload: dict[str, str]) -> None:
    chain, subject = deal.city.chain_id, f"deal:{deal.ref}"
    record(chain, verb=f"check_in.{what}", subject=subject, by=by, at=at, public=False, payload=payload)
