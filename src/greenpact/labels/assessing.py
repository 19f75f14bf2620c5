"""Assessing a deal by the criteria of a level: answering what no machine can tell, and freezing the result."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

import rfc8785
from django.db import transaction

from greenpact.files.models import File
from greenpact.labels.checks import as_data
from greenpact.labels.facts import facts_of
from greenpact.labels.models import Assessment, CriterionAnswer, Label
from greenpact.labels.publishing import scheme_in_force
from greenpact.labels.recording import NotLabelled, WhyNotLabelled, in_turn, record_of_label
from greenpact.labels.results import Result, are_answered, are_met, results
from greenpact.labels.rules import FOLLOWS, Answer, Level, State
from greenpact.parties.models import Organisation

#: Identifies the shape of an assessment's frozen inputs.
FORMAT = "greenpact/label-assessment/1"


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody answers to a criterion; an answer needs a reason or evidence, which is a file or an address."""

    answer: Answer
    reason: str = ""
    link: str = ""
    file: File | None = None


@transaction.atomic
def begin(label: Label, *, level: Level, by: str, at: datetime) -> Assessment:
    """Begin to assess a label's deal for a level by the scheme in force; raises `NotLabelled`."""
    current = in_turn(label, seen=None)
    if State.AWARDED not in FOLLOWS[State(current.state)]:
        raise NotLabelled(WhyNotLabelled.NOT_FROM_HERE)
    if current.assessments.filter(frozen_at__isnull=True).exists():
        raise NotLabelled(WhyNotLabelled.ALREADY_APPLIED)
    scheme = scheme_in_force(current.city, current.city.day(at))
    if scheme is None:
        raise NotLabelled(WhyNotLabelled.NO_SCHEME)
    assessment = Assessment.objects.create(label=current, scheme=scheme, level=level.value, begun_at=at)
    payload = {"level": level.value, "scheme": scheme.number}
    record_of_label(current, "assessment_begun", by=by, at=at, payload=payload, public=False)
    return assessment


@transaction.atomic
def answer(assessment: Assessment, criterion: str, given: Given, *, by: str, at: datetime) -> None:
    """Answer a criterion that no machine can tell, or take the answer back (open). Raises `NotLabelled`."""
    current, label = _open(assessment)
    found = {result.criterion.ref: result for result in results_of(current, on=label.city.day(at))}
    if criterion not in found or found[criterion].is_computed:
        raise NotLabelled(WhyNotLabelled.COMPUTED)
    if given.answer is not Answer.OPEN and not (given.reason or given.link or given.file):
        raise NotLabelled(WhyNotLabelled.EVIDENCE_MISSING)
    values = {
        "answer": given.answer.value,
        "reason": given.reason,
        "link": given.link,
        "file": given.file,
        "answered_on": label.city.day(at),
    }
    CriterionAnswer.objects.update_or_create(assessment=current, criterion=criterion, defaults=values)
    payload = {"criterion": criterion, "answer": given.answer.value}
    record_of_label(label, "answered", by=by, at=at, payload=payload, public=False)


@transaction.atomic
def name_observer(
    assessment: Assessment, organisation: Organisation | None, *, by: str, at: datetime
) -> None:
    """Say who takes the independent look: an organisation of the city's register that is and was no party."""
    current, label = _open(assessment)
    if organisation is not None:
        if organisation.city_id != label.city_id:
            raise NotLabelled(WhyNotLabelled.OTHER_CITY)
        is_party = label.deal.parties.filter(organisation=organisation).exists()
        if is_party or organisation.kind == "city":
            raise NotLabelled(WhyNotLabelled.NOT_INDEPENDENT)
    current.observer = organisation
    current.save(update_fields=["observer"])
    payload = {"observer": organisation.ref if organisation else ""}
    record_of_label(label, "observer_named", by=by, at=at, payload=payload, public=False)


@transaction.atomic
def conclude(assessment: Assessment, *, by: str, at: datetime) -> bool:
    """Freeze an assessment with everything its result follows from; whether all criteria are met.

    Raises `NotLabelled` as long as a criterion is open.
    """
    current, label = _open(assessment)
    today = label.city.day(at)
    found = results_of(current, on=today)
    if not are_answered(found):
        open_ones = [result.criterion.ref for result in found if result.answer is Answer.OPEN]
        raise NotLabelled(WhyNotLabelled.STILL_OPEN, criteria=open_ones)
    for result in found:
        if result.is_computed:
            values = {"answer": result.answer.value, "is_computed": True, "answered_on": today}
            CriterionAnswer.objects.update_or_create(
                assessment=current, criterion=result.criterion.ref, defaults=values
            )
    current.version = label.deal.versions.order_by("-number").first()
    inputs = rfc8785.dumps(_inputs(current, label, found, on=today))
    current.inputs, current.sha256 = inputs.decode(), sha256(inputs).hexdigest()
    current.is_met, current.frozen_at = are_met(found), at
    current.save()
    payload = {
        "level": current.level,
        "scheme": current.scheme.number,
        "is_met": current.is_met,
        "sha256": current.sha256,
    }
    record_of_label(label, "assessed", by=by, at=at, payload=payload, public=False)
    return current.is_met


def results_of(assessment: Assessment, *, on: date) -> tuple[Result, ...]:
    """Every criterion of an assessment with its answer as of a day; of a frozen one use its answers."""
    deal = assessment.label.deal
    given = {row.criterion: Answer(row.answer) for row in assessment.answers.all() if not row.is_computed}
    facts = facts_of(deal, observer=assessment.observer, on=on)
    return results(assessment.scheme.scheme, Level(assessment.level), facts, given)


def is_unaltered(assessment: Assessment) -> bool:
    """Whether a frozen assessment's inputs still have the hash they were frozen with."""
    return sha256(assessment.inputs.encode()).hexdigest() == assessment.sha256


def frozen_inputs(assessment: Assessment) -> dict[str, Any]:
    """What a frozen assessment followed from, as plain values."""
    values: dict[str, Any] = json.loads(assessment.inputs)
    return values


def _open(assessment: Assessment) -> tuple[Assessment, Label]:
    """An assessment that can still be written to, with its label, in the city's turn."""
    label = in_turn(assessment.label, seen=None)
    current = Assessment.objects.select_related("scheme", "observer").get(pk=assessment.pk)
    if current.frozen_at is not None:
        raise NotLabelled(WhyNotLabelled.FROZEN)
    current.label = label
    return current, label


def _inputs(assessment: Assessment, label: Label, found: tuple[Result, ...], *, on: date) -> dict[str, Any]:
    facts = facts_of(label.deal, observer=assessment.observer, on=on)
    version = assessment.version
    return {
        "format": FORMAT,
        "label": label.ref,
        "deal": label.deal.full_ref,
        "level": assessment.level,
        "scheme": {"number": assessment.scheme.number, "sha256": assessment.scheme.sha256},
        "version": {"number": version.number, "sha256": version.sha256} if version else None,
        "facts": as_data(facts),
        "answers": [
            {
                "criterion": result.criterion.ref,
                "answer": result.answer.value,
                "is_computed": result.is_computed,
                "refs": list(result.refs),
            }
            for result in found
        ],
    }
