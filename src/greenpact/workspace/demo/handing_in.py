"""Ideas of the invented city: waiting, asked back, kept for later, joined to a deal, declined."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from greenpact.cities.models import City, Field
from greenpact.deals.models import Deal
from greenpact.deals.starting import join_idea
from greenpact.ideas.answer_rules import Decision, Finding, Question
from greenpact.ideas.assigning import route
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import Judgement, Verdict, decide, judge
from greenpact.ideas.models import Idea
from greenpact.ideas.submitting import confirm, sender_of, submit
from greenpact.workspace.demo.loading import BY

CITY = "musterstadt"
#: What the file says of an idea beside the fields of its row.
STEPS = ("asked", "remark", "decision", "deal", "reason", "field")


@transaction.atomic
def hand_in_ideas(folder: Path, *, at: datetime) -> None:
    """Hand in the ideas of the file and do with each what it says; nothing where the city has ideas already."""
    city = City.objects.select_related("chain").get(slug=CITY)
    if Idea.objects.filter(city=city).exists():
        return
    for told in json.loads((folder / "ideas.json").read_text("utf-8")):
        _hand_in(city, told, at=at)


def _hand_in(city: City, told: dict[str, Any], *, at: datetime) -> None:
    values = {name: value for name, value in told.items() if name not in STEPS}
    field = Field.objects.filter(city=city, ref=told.get("field", "")).first()
    idea = submit(city, {**values, "field": field}, at=at)
    confirm(idea, by=sender_of(idea), at=at)
    route(idea, by=BY, at=at)
    if words := told.get("asked"):
        ask(idea, words, account=None, by=BY, at=at)
    if words := told.get("remark"):
        remark(idea, words, account=None, by=BY, at=at)
    if "decision" in told:
        _decide(city, idea, told, at=at)


def _decide(city: City, idea: Idea, told: dict[str, Any], *, at: datetime) -> None:
    looked = {question: Judgement(Finding.YES, "Für die Demo geprüft.") for question in Question}
    judge(idea, looked, account=None, by=BY, at=at)
    idea.refresh_from_db()
    if told["decision"] == Decision.JOINS:
        join_idea(
            Deal.objects.get(city=city, ref=told["deal"]),
            idea,
            reason=told["reason"],
            account=None,
            by=BY,
            at=at,
        )
    else:
        decide(idea, Verdict(Decision(told["decision"]), told["reason"]), account=None, by=BY, at=at)
