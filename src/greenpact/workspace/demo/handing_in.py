"""Ideas of the invented city: each is handed in and goes its way as its file says, by the activities of real use."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from greenpact.cities.models import City, Field, Office
from greenpact.deals.models import Deal
from greenpact.deals.starting import join_idea
from greenpact.ideas.answer_rules import Decision, Finding, Question
from greenpact.ideas.assigning import route
from greenpact.ideas.attaching import taken
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import Judgement, Verdict, decide, judge
from greenpact.ideas.erasing import erase
from greenpact.ideas.merging import merge
from greenpact.ideas.models import Idea
from greenpact.ideas.showing import show
from greenpact.ideas.submitting import confirm, sender_of, submit, withdraw, write
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step

Told = Mapping[str, Any]


class Ideas:
    """The ideas of a file and, once handed in, their rows by the name that the file gives them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._rows: dict[str, int] = {}
        self._told = json.loads((folder / "ideas.json").read_text("utf-8"))

    def steps(self) -> list[Step]:
        """What happens to the ideas, each with its day."""
        return [self._step(told, step) for told in self._told for step in told["story"]]

    def row(self, name: str) -> Idea:
        return Idea.objects.select_related("city", "field", "office").get(pk=self._rows[name])

    def _step(self, told: Told, step: Told) -> Step:
        if step["do"] == "submit":
            return Step(step["ago"], lambda at: self._submit(told, at))
        do = DEEDS[step["do"]]
        return Step(step["ago"], lambda at: do(self, self.row(told["name"]), step, at))

    def _submit(self, told: Told, at: datetime) -> None:
        city = City.objects.get(slug=CITY)
        values = dict(told["values"])
        field = Field.objects.filter(city=city, ref=values.pop("field", "")).first()
        uploads = [self._upload(name) for name in told.get("files", ())]
        idea = submit(city, {**values, "field": field}, files=taken(uploads, at=at), at=at)
        self._rows[told["name"]] = idea.pk

    def _upload(self, name: str) -> SimpleUploadedFile:
        return SimpleUploadedFile(name, (self._folder / name).read_bytes())


def _confirm(_ideas: Ideas, idea: Idea, _step: Told, at: datetime) -> None:
    confirm(idea, by=sender_of(idea), at=at)
    route(idea, by=BY, at=at)


def _ask(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    ask(idea, step["words"], account=None, by=BY, at=at)


def _write(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    write(idea, step["words"], by=sender_of(idea), at=at)


def _remark(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    remark(idea, step["words"], account=None, by=BY, at=at)


def _show(_ideas: Ideas, idea: Idea, _step: Told, at: datetime) -> None:
    show(idea, title=idea.title, by=BY, at=at)


def _withdraw(_ideas: Ideas, idea: Idea, _step: Told, at: datetime) -> None:
    withdraw(idea, by=sender_of(idea), at=at)


def _merge(ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    merge(idea, ideas.row(step["into"]), by=BY, at=at)


def _erase(_ideas: Ideas, idea: Idea, _step: Told, at: datetime) -> None:
    erase(idea, by=BY, at=at)


def _judge(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    looked = {Question(name): Judgement(Finding(said), why) for name, (said, why) in step["found"].items()}
    judge(idea, looked, account=None, by=BY, at=at)


def _decide(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    office = Office.objects.filter(city=idea.city, ref=step.get("office", "")).first()
    verdict = Verdict(Decision(step["decision"]), step["words"], office=office)
    decide(idea, verdict, account=None, by=BY, at=at)


def _join(_ideas: Ideas, idea: Idea, step: Told, at: datetime) -> None:
    deal = Deal.objects.get(city=idea.city, ref=step["deal"])
    join_idea(deal, idea, reason=step["words"], account=None, by=BY, at=at)


#: What can happen to an idea after it was handed in.
DEEDS: Mapping[str, Callable[[Ideas, Idea, Told, datetime], None]] = {
    "confirm": _confirm,
    "ask": _ask,
    "write": _write,
    "remark": _remark,
    "show": _show,
    "withdraw": _withdraw,
    "merge": _merge,
    "erase": _erase,
    "judge": _judge,
    "decide": _decide,
    "join": _join,
}
