"""Short ways to an idea that waits at a city's desk, and to those who answer it."""

from datetime import date, datetime
from itertools import count
from typing import Any

from greenpact.accounts.models import Account
from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Office
from greenpact.ideas import searching
from greenpact.ideas.answer_rules import Finding, Question
from greenpact.ideas.assigning import route
from greenpact.ideas.deciding import Judgement, judge
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State
from greenpact.parties.granting import grant
from greenpact.parties.rules import Role
from tests.makers import AT, BY, an_account

REASON = "It fits well, and the office has time for it this year."
FOUND = {question: Judgement(Finding.YES, "Looked at it.") for question in Question}

_numbers = count(1)


def an_office(city: City, ref: str = "energy", **values: Any) -> Office:
    values = {"name": {"en": ref.title(), "de": ref.title()}, **values}
    row, _outcome = keep(Office, city, ref, values, by=BY, at=AT)
    return row


def an_officer(city: City, office: Office | None = None, role: Role = Role.OFFICE_EDITOR) -> Account:
    account = an_account()
    grant(account, city=city, role=role, office=office, since=date(2020, 1, 1), by=BY, at=AT)
    return account


def an_idea(city: City, *, at: datetime = AT, is_routed: bool = True, **values: Any) -> Idea:
    """A confirmed idea whose clock runs."""
    number = next(_numbers)
    values = {
        "kind": "idea",
        "title": f"Solar on school {number}",
        "text": "We would like to put solar panels on the roof.",
        "organisation": "Sonnenhof GmbH",
        "name": "Erika Muster",
        "email": f"erika{number}@example.org",
        "phone": "06221 12345",
        "language": "de",
        "state": State.OPEN.value,
        "submitted_at": at,
        "confirmed_at": at,
        **values,
    }
    idea = Idea.objects.create(city=city, **values)
    searching.index(idea)
    if is_routed:
        route(idea, by=BY, at=at)
    return fresh(idea)


def a_judged_idea(city: City, **values: Any) -> Idea:
    """One about which the three questions are answered."""
    idea = an_idea(city, **values)
    judge(idea, FOUND, account=None, by=BY, at=AT)
    return fresh(idea)


def fresh(idea: Idea) -> Idea:
    return Idea.objects.select_related("city", "office").get(pk=idea.pk)
