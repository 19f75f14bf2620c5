"""Clauses and measures put into their shapes."""

from collections.abc import Sequence
from datetime import date

from greenpact.api.addresses import Addresses
from greenpact.api.clauses import shapes
from greenpact.api.common.links import deals_by_key, parties_by_key
from greenpact.api.common.shapes import Lateness, PartyLink
from greenpact.deals.models import ClauseRow
from greenpact.deals.versions import decimal_text
from greenpact.measures.models import Measure


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def clause(row: ClauseRow, slug: str, deal: str, party: PartyLink | None, here: Addresses) -> shapes.Clause:
    return {
        "@id": here.clause(slug, deal, row.ref),
        "@type": row.kind.title(),
        "ref": row.ref,
        "kind": row.kind,
        "order": row.position,
        "text": row.text,
        "party": party,
        "indicator": row.indicator,
        "target": decimal_text(row.target) or None,
        "quantity": decimal_text(row.quantity) or None,
        "unit": row.unit or None,
        "due_year": row.due_year,
        "measure_type": row.measure_type or None,
        "starts_on": iso(row.starts_on),
        "ends_on": iso(row.ends_on),
        "money_eur": decimal_text(row.money_eur) or None,
        "staff_fte": decimal_text(row.staff_fte) or None,
        "serves": row.serves,
        "duty": row.duty,
        "topic": row.topic or None,
        "heading": row.heading,
    }


def measure(
    row: Measure, slug: str, deal: str, clause: str, here: Addresses, *, today: date
) -> shapes.MeasureHead:
    """A measure whose milestones were prefetched."""
    return {
        "@id": here.measure(slug, deal, clause),
        "@type": "Measure",
        "plan": row.plan,
        "state": row.state,
        "starts_on": iso(row.starts_on),
        "due_on": iso(row.due_on),
        "done_on": iso(row.done_on),
        "milestones": [
            {"text": step.text, "due_on": iso(step.due_on), "done_on": iso(step.done_on)}
            for step in row.milestones.all()
        ],
        "lateness": _lateness(row, today),
    }


def clauses_in_list(rows: Sequence[ClauseRow], here: Addresses) -> list[shapes.ClauseInList]:
    """Clauses of several deals (three queries)."""
    deals = deals_by_key({row.deal_id for row in rows}, here)
    parties = parties_by_key({row.party_id for row in rows if row.party_id}, here)
    found: list[shapes.ClauseInList] = []
    for row in rows:
        deal, party = deals[row.deal_id], parties.get(row.party_id or 0)
        found.append({**clause(row, deal["city"]["slug"], deal["ref"], party, here), "deal": deal})
    return found


def measures_in_list(rows: Sequence[Measure], here: Addresses, *, today: date) -> list[shapes.MeasureInList]:
    """Measures of several deals with their clause and milestones loaded (three queries)."""
    clauses = [row.clause for row in rows]
    deals = deals_by_key({clause.deal_id for clause in clauses}, here)
    parties = parties_by_key({clause.party_id for clause in clauses if clause.party_id}, here)
    found: list[shapes.MeasureInList] = []
    for row in rows:
        deal = deals[row.clause.deal_id]
        head = measure(row, deal["city"]["slug"], deal["ref"], row.clause.ref, here, today=today)
        found.append(
            {
                **head,
                "deal": deal,
                "clause": row.clause.ref,
                "commitment": row.clause.text,
                "party": parties.get(row.clause.party_id or 0),
            }
        )
    return found


def _lateness(row: Measure, today: date) -> Lateness:
    late = row.lateness(today)
    by = None if not late else "milestone" if late.by_milestone else "measure"
    return {"on": today.isoformat(), "days": late.days, "by": by}
