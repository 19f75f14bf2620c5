"""Carrying out what was changed in a workbook: by the same activities as everywhere, all of it or nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from greenpact.journal.recording import take_turn
from greenpact.measures.defining import redefine, terms_of
from greenpact.measures.indicator_rules import Figure, NonValue, Point, Provenance
from greenpact.measures.models import Indicator, Measure, Reading
from greenpact.measures.planning import plan_of, replan
from greenpact.measures.reading import Taken, correct, take
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.reports.workbook.differing import Changed
from greenpact.reports.workbook.standing import Key

Now = Mapping[str, str]


class NotApplied(Exception):
    """Nothing was carried out: an activity refused a row."""

    def __init__(self, changed: Changed, refusal: Exception) -> None:
        super().__init__(str(refusal))
        self.changed, self.refusal = changed, refusal


@transaction.atomic
def apply_changes(
    chain: int,
    changes: Iterable[Changed],
    *,
    measures: Mapping[Key, Measure],
    indicators: Mapping[Key, Indicator],
    refusals: tuple[type[Exception], ...],
    by: str,
    at: datetime,
) -> int:
    """Carry out changes in their order; how many. Raises `NotApplied` for the first that one of `refusals` meets."""
    take_turn(chain)
    count = 0
    for one in changes:
        now = {name: after for name, (_before, after) in one.cells.items()}
        act = _DEEDS[one.sheet]
        met: tuple[type[Exception], ...] = (*refusals, KeyError, ValueError)
        try:
            act(one, now, measures if one.sheet == "measures" else indicators, by, at)
        except met as refusal:
            raise NotApplied(one, refusal) from refusal
        count += 1
    return count


def _measure(one: Changed, now: Now, rows: Mapping[Key, Any], by: str, at: datetime) -> None:
    measure: Measure = rows[one.key]
    seen = int(one.edition)
    if now.keys() & {"plan_de", "plan_en", "starts_on", "due_on"}:
        plan = plan_of(measure)
        new = replace(
            plan,
            text=_texts("plan", plan.text, now),
            starts_on=_day(now, "starts_on", plan.starts_on),
            due_on=_day(now, "due_on", plan.due_on),
        )
        seen += replan(measure, new, by=by, at=at, seen=seen)
    if now.keys() & {"state", "done_on"}:
        state = State(now.get("state", measure.state))
        done = _day(now, "done_on", measure.done_on) if state is State.DONE else None
        record_state(measure, state, done_on=done, by=by, at=at, seen=seen)


def _indicator(one: Changed, now: Now, rows: Mapping[Key, Any], by: str, at: datetime) -> None:
    indicator: Indicator = rows[one.key]
    terms = terms_of(indicator)
    new = replace(
        terms,
        name=_texts("name", terms.name, now),
        definition=_texts("definition", terms.definition, now),
        start_value=_number(now, "start_value", terms.start_value),
        start_on=_day(now, "start_on", terms.start_on),
        targets=targets_in(now["targets"]) if "targets" in now else terms.targets,
    )
    redefine(indicator, new, by=by, at=at, seen=int(one.edition))


def _reading(one: Changed, now: Now, rows: Mapping[Key, Any], by: str, at: datetime) -> None:
    indicator: Indicator = rows[one.key[:2]]
    if one.is_new:
        take(indicator, _taken(None, now), by=by, at=at)
        return
    reading = indicator.readings.current().get(ref=one.key[2])
    reading.indicator = indicator
    correct(reading, _taken(reading, now), reason=now.get("reason", ""), by=by, at=at)


def _taken(old: Reading | None, now: Now) -> Taken:
    """What was read off: the old reading with the cells that were changed."""
    non_value = now.get("non_value", old.non_value if old else "")
    figure = Figure(
        value=_number(now, "value", old.value if old else None),
        non_value=NonValue(non_value) if non_value else None,
        lower=_number(now, "lower", old.lower if old else None),
        upper=_number(now, "upper", old.upper if old else None),
    )
    provenance = now.get("provenance", old.provenance if old else "")
    first = _day(now, "first_on", old.first_on if old else None)
    last = _day(now, "last_on", old.last_on if old else None)
    if first is None or last is None:
        raise ValueError("a reading has a first and a last day")
    return Taken(
        first_on=first,
        until=last + timedelta(days=1),
        figure=figure,
        provenance=Provenance(provenance) if provenance else None,
        method=now.get("method", old.method if old else ""),
        source=now.get("source", old.source if old else ""),
        evidence=old.evidence if old else None,
    )


def targets_in(text: str) -> tuple[Point, ...]:
    """Targets as the workbook's canonical text names them: `2030-12-31=20; 2035-12-31=30`."""
    pairs = [part.strip().partition("=") for part in text.split(";") if part.strip()]
    return tuple(Point(date.fromisoformat(on), float(value)) for on, _sign, value in pairs)


def _texts(name: str, texts: Mapping[str, str], now: Now) -> dict[str, str]:
    """A text per language with those that were changed; one that was emptied is left out."""
    new = {code: now[f"{name}_{code}"] for code in ("de", "en") if f"{name}_{code}" in now}
    return {code: text for code, text in {**texts, **new}.items() if text}


def _day(now: Now, name: str, otherwise: date | None) -> date | None:
    if name not in now:
        return otherwise
    return date.fromisoformat(now[name]) if now[name] else None


def _number(now: Now, name: str, otherwise: float | None) -> float | None:
    if name not in now:
        return otherwise
    return float(now[name]) if now[name] else None


_DEEDS: dict[str, Callable[[Changed, Now, Mapping[Key, Any], str, datetime], None]] = {
    "measures": _measure,
    "indicators": _indicator,
    "readings": _reading,
}
