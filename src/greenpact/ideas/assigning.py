"""Giving an idea to an office: first as its field and words propose, then as the programme office sees fit."""

from datetime import date, datetime
from enum import StrEnum

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.models import City, Field, Office
from greenpact.cities.working_days import schedule
from greenpact.ideas.models import Idea
from greenpact.ideas.recording import in_turn, record_of_idea, save_moved
from greenpact.ideas.routing import Desk, Proposal, propose
from greenpact.ideas.rules import State
from greenpact.ideas.terms import settings_of
from greenpact.parties.models import Membership
from greenpact.parties.rules import PERMITS, Deed, Role
from greenpact.ui.resembling import telling_words

#: The roles whose holders may answer ideas.
ANSWERING = [role.value for role, deeds in PERMITS.items() if Deed.ANSWER_IDEAS in deeds]


#: How the journal names the worker that routes.
ROUTER = "worker:routing"
MOST_A_ROUND = 50


class WhyNotAssigned(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    OTHER_CITY = "other_city"
    NOT_WAITING = "not_waiting"
    NOT_ANSWERING = "not_answering"


class NotAssigned(Exception):
    """The idea stays where it is; `reason` says why."""

    def __init__(self, reason: WhyNotAssigned) -> None:
        super().__init__(reason.value)
        self.reason = reason


@transaction.atomic
def route(idea: Idea, *, by: str, at: datetime) -> Office | None:
    """Start the clock of a confirmed idea and give it to the office that is proposed; None: the programme office.

    Does nothing to an idea whose clock runs already, so that it may be called again after a crash.
    """
    current = in_turn(idea, seen=None, otherwise=NotAssigned(WhyNotAssigned.CHANGED_MEANWHILE))
    if current.state != State.OPEN or current.due_on is not None:
        return current.office
    proposal = proposed(current)
    current.office = Office.objects.get(pk=proposal.office) if proposal else None
    due_on = start_clock(current, at=current.confirmed_at or at)
    save_moved(current)
    payload = {"office": current.office.ref if current.office else "", "due_on": due_on.isoformat()}
    record_of_idea(current, "routed", by=by, at=at, payload=payload)
    return current.office


def route_arrived(at: datetime) -> bool:
    """Route every confirmed idea whose clock does not run yet, of all cities; whether there was one."""
    arrived = Idea.objects.filter(state=State.OPEN, due_on__isnull=True).select_related("city")
    rows = list(arrived.order_by("submitted_at", "pk")[:MOST_A_ROUND])
    for idea in rows:
        route(idea, by=ROUTER, at=at)
    return bool(rows)


def start_clock(idea: Idea, *, at: datetime) -> date:
    """Set the days on which an idea is to be reminded of and answered, and return the last; not saved."""
    settings = settings_of(idea.city)
    days = schedule(idea.city.day(at), settings.answer_days, settings.calendar)
    idea.half_on, idea.three_quarters_on, idea.due_on = days.half_on, days.three_quarters_on, days.due_on
    return days.due_on


def proposed(idea: Idea) -> Proposal | None:
    """The office that an idea's field and words speak for."""
    text = f"{idea.title}\n{idea.text}\n{idea.needs}"
    return propose(text, field=idea.field_id, desks=_desks(idea.city))


def _desks(city: City) -> list[Desk]:
    offices = city.offices.prefetch_related("fields", "routing_words")
    return [
        Desk(
            office.pk,
            frozenset(field.pk for field in office.fields.all()),
            frozenset(row.folded for row in office.routing_words.all()),
            frozenset(word for field in office.fields.all() for word in _names(field)),
        )
        for office in offices
    ]


def _names(field: Field) -> list[str]:
    """The words of a field's name in every language that may tell what it is about."""
    return telling_words(" ".join(field.name.values()))


@transaction.atomic
def assign(
    idea: Idea,
    *,
    office: Office | None,
    owner: Account | None = None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> bool:
    """Give an idea to an office (None: the programme office) and, if one is named, to a person; whether that differed.

    Raises `NotAssigned`.
    """
    current = in_turn(idea, seen=seen, otherwise=NotAssigned(WhyNotAssigned.CHANGED_MEANWHILE))
    if current.state != State.OPEN:
        raise NotAssigned(WhyNotAssigned.NOT_WAITING)
    if office is not None and office.city_id != current.city_id:
        raise NotAssigned(WhyNotAssigned.OTHER_CITY)
    if owner is not None and owner not in answering(current.city, current.city.day(at)):
        raise NotAssigned(WhyNotAssigned.NOT_ANSWERING)
    if (current.office, current.owner) == (office, owner):
        return False
    current.office, current.owner = office, owner
    save_moved(current)
    payload = {"office": office.ref if office else "", "account": owner.actor if owner else ""}
    record_of_idea(current, "assigned", by=by, at=at, payload=payload)
    return True


def answering(city: City, on: date) -> list[Account]:
    """Everybody who may answer ideas of a city on a day, by name."""
    memberships = Membership.objects.in_force(on).filter(city=city, role__in=ANSWERING)
    found = Account.objects.filter(memberships__in=memberships, is_active=True).distinct()
    return list(found.order_by("name", "email"))


def in_charge(idea: Idea, on: date) -> list[Account]:
    """Who owes the answer to an idea: its owner, else its office, else the deputy's, else the programme office."""
    if idea.owner is not None and idea.owner in answering(idea.city, on):
        return [idea.owner]
    deputy = idea.office.deputy if idea.office else None
    for office in (idea.office, deputy):
        if office is not None and (found := _at(idea.city, on, office=office)):
            return found
    return programme_office(idea.city, on)


def told_when_late(idea: Idea, on: date) -> list[Account]:
    """Who is told when an answer is overdue: the deputy's office and the programme office, beside who is in charge."""
    deputy = idea.office.deputy if idea.office else None
    deputies = _at(idea.city, on, office=deputy) if deputy else []
    everyone = [*in_charge(idea, on), *deputies, *programme_office(idea.city, on)]
    return list(dict.fromkeys(everyone))


def programme_office(city: City, on: date) -> list[Account]:
    """The members of the programme office on a day."""
    return _at(city, on, role=Role.PROGRAMME_OFFICE.value)


def _at(city: City, on: date, **which: object) -> list[Account]:
    memberships = Membership.objects.in_force(on).filter(city=city, role__in=ANSWERING).filter(**which)
    found = Account.objects.filter(memberships__in=memberships, is_active=True)
    return list(found.distinct().order_by("pk"))
