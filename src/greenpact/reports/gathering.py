"""Gathers from rows what a report says: deals with their parties, promises, measures, indicators and readings."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from greenpact.cities.models import City, Field, Target
from greenpact.deals.models import ClauseRow, Deal, DealQuerySet, Party
from greenpact.labels.models import Label
from greenpact.measures.models import Measure
from greenpact.reports.counting import indicators_of
from greenpact.reports.rules import Period


def about_city(city: City) -> dict[str, Any]:
    """What a report says of the city itself."""
    return {
        "slug": city.slug,
        "name": city.name,
        "country": city.country,
        "nuts3": city.nuts3,
        "municipality_key": city.municipality_key,
        "is_invented": city.is_invented,
    }


def fields_of(city: City) -> list[dict[str, Any]]:
    rows = Field.objects.filter(city=city)
    return [{"ref": row.ref, "name": row.name, "sectors": row.sectors} for row in rows]


def targets_of(city: City) -> list[dict[str, Any]]:
    """The city's climate targets as it stated them."""
    return [
        {"ref": row.ref, "text": row.text, "target_year": row.target_year, "base_year": row.base_year}
        for row in Target.objects.filter(city=city)
    ]


def deals_of(deals: DealQuerySet, period: Period, today: date) -> list[dict[str, Any]]:
    """Deals with all that hangs on them, in a handful of queries however many there are."""
    found = list(deals.select_related("city", "field").order_by("ref"))
    keys = [deal.pk for deal in found]
    parties = _by_deal(Party.objects.present().filter(deal__in=keys).select_related("organisation"))
    clauses = _by_deal(
        ClauseRow.objects.standing().filter(deal__in=keys).select_related("party").order_by("position")
    )
    rows = Measure.objects.standing().filter(clause__deal__in=keys).prefetch_related("milestones")
    measures = {row.clause_id: row for row in rows}
    labels = {row.deal_id: row for row in Label.objects.holding(today).filter(deal__in=keys)}
    counted = indicators_of(keys, period)
    return [
        {
            **_head(deal),
            "parties": [_party(row) for row in parties[deal.pk]],
            "goals": [_goal(row) for row in clauses[deal.pk] if row.kind == "goal"],
            "commitments": [
                _commitment(row, measures.get(row.pk), today)
                for row in clauses[deal.pk]
                if row.kind == "commitment"
            ],
            "indicators": counted[deal.pk],
            "label": _label(labels.get(deal.pk)),
        }
        for deal in found
    ]


def _by_deal(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.deal_id].append(row)
    return found


def _head(deal: Deal) -> dict[str, Any]:
    plain = ("ref", "title", "summary", "kind", "tier", "legal_nature", "work_state", "signature_state")
    return {
        **{name: getattr(deal, name) for name in plain},
        "city": deal.city.slug,
        "field": deal.field.ref if deal.field else "",
        "field_name": deal.field.name if deal.field else {},
        "sectors": deal.field.sectors if deal.field else [],
        "signed_on": text_of(deal.signed_on),
        "starts_on": text_of(deal.starts_on),
        "ends_on": text_of(deal.ends_on),
        "start_year": deal.start_year,
        "end_year": deal.end_year,
        "sdgs": sorted(deal.sdgs),
        "is_compiled": deal.is_compiled,
        "is_public": deal.is_published,
    }


def _party(row: Party) -> dict[str, Any]:
    one = row.organisation
    return {"ref": one.ref, "name": one.name, "kind": str(one.kind), "role": str(row.role)}


def _goal(row: ClauseRow) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "text": row.text,
        "indicator": row.indicator,
        "target": text_of(row.target),
        "unit": row.unit,
        "due_year": row.due_year,
    }


def _commitment(row: ClauseRow, measure: Measure | None, today: date) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "text": row.text,
        "party": row.party.ref if row.party else "",
        "quantity": text_of(row.quantity),
        "unit": row.unit,
        "money_eur": text_of(row.money_eur),
        "staff_fte": text_of(row.staff_fte),
        "duty": str(row.duty),
        "serves": list(row.serves),
        "starts_on": text_of(row.starts_on),
        "ends_on": text_of(row.ends_on),
        "measure": _measure(measure, today) if measure else None,
    }


def _measure(measure: Measure, today: date) -> dict[str, Any]:
    steps = [
        {"text": step.text, "due_on": text_of(step.due_on), "done_on": text_of(step.done_on)}
        for step in measure.milestones.all()
    ]
    return {
        "state": str(measure.state),
        "plan": measure.plan,
        "starts_on": text_of(measure.starts_on),
        "due_on": text_of(measure.due_on),
        "done_on": text_of(measure.done_on),
        "late_days": measure.lateness(today).days,
        "milestones": steps,
    }


def _label(label: Label | None) -> dict[str, Any] | None:
    if label is None:
        return None
    return {"ref": label.ref, "level": str(label.level), "until": text_of(label.valid_until)}


def text_of(value: Any) -> str:
    """A day as ISO text, an amount as decimal text without needless zeros; empty where there is none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return f"{value.normalize():f}"
