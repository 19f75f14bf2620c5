"""Lays two reports side by side: what is different, and which entries of the journal tell why.

Differences follow from the two frozen snapshots alone; the reasons are looked up in the journal, which is never
altered, between the two numbers up to which they read. Nobody types them.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from greenpact.journal.models import Chain
from greenpact.reports.reasons import Told, reasons_for

Data = Mapping[str, Any]


def changes_between(old: Data, new: Data, entries: Iterable[Told] = ()) -> list[dict[str, Any]]:
    """What changed from one snapshot to another, each with its reasons, as plain JSON values."""
    told = list(entries)
    return [{**one, "entries": reasons_for(one, told)} for one in differences(old, new)]


def entries_between(chain: Chain, old: Data, new: Data) -> list[Told]:
    """The entries that were written between two snapshots of a city (one query)."""
    first, last = old["journal"]["number"], new["journal"]["number"]
    rows = chain.entries.filter(number__gt=first, number__lte=last).order_by("number")
    return [
        Told(row.number, row.at.date().isoformat(), row.verb, row.subject, row.payload)
        for row in rows.iterator(2000)
    ]


def differences(old: Data, new: Data) -> Iterator[dict[str, Any]]:
    """Without their reasons, deal by deal."""
    yield from _rows("target", _by_ref(old["targets"]), _by_ref(new["targets"]), {})
    before, after = _by_ref(old["deals"]), _by_ref(new["deals"])
    yield from _rows("deal", before, after, {})
    for ref in sorted(before.keys() & after.keys()):
        yield from _deal(before[ref], after[ref])


def _deal(old: Data, new: Data) -> Iterator[dict[str, Any]]:
    at = {"deal": new["ref"]}
    for name in ("work_state", "signature_state"):
        if old[name] != new[name]:
            yield _change(name, at, old[name], new[name])
    if old["label"] != new["label"]:
        yield _change("label", at, (old["label"] or {}).get("level"), (new["label"] or {}).get("level"))
    yield from _rows("party", _by_ref(old["parties"]), _by_ref(new["parties"]), at)
    before, after = _by_ref(old["commitments"]), _by_ref(new["commitments"])
    yield from _rows("commitment", before, after, at)
    for ref in sorted(before.keys() & after.keys()):
        yield from _measure(before[ref], after[ref], {**at, "clause": ref})
    counted, now = _by_ref(old["indicators"]), _by_ref(new["indicators"])
    yield from _rows("indicator", counted, now, at)
    for ref in sorted(counted.keys() & now.keys()):
        yield from _indicator(counted[ref], now[ref], {**at, "clause": now[ref]["clause"], "indicator": ref})


def _measure(old: Data, new: Data, at: Data) -> Iterator[dict[str, Any]]:
    before, after = old["measure"], new["measure"]
    if before and after and before["state"] != after["state"]:
        yield _change("measure_state", at, before["state"], after["state"])
    if before and after and before["due_on"] != after["due_on"]:
        yield _change("measure_due", at, before["due_on"], after["due_on"])
    if old["quantity"] != new["quantity"]:
        yield _change("quantity", at, old["quantity"], new["quantity"])


def _indicator(old: Data, new: Data, at: Data) -> Iterator[dict[str, Any]]:
    if old["targets"] != new["targets"]:
        yield _change("indicator_target", at, _last_target(old), _last_target(new))
    before, after = ({one["ref"]: one for one in side["readings"] if one["ref"]} for side in (old, new))
    replaced = {one["replaces"]: one for one in after.values() if one["replaces"] in before}
    for ref, one in sorted(replaced.items()):
        period = {"first_on": one["first_on"], "until": one["until"]}
        was = before[ref]
        yield {
            **_change("reading_replaced", {**at, "reading": one["ref"]}, _said(was), _said(one)),
            **period,
            "reason": one["reason"],
        }
    if _value(old) != _value(new):
        yield _change("value", at, _value(old), _value(new))


def _rows(what: str, old: Mapping[str, Data], new: Mapping[str, Data], at: Data) -> Iterator[dict[str, Any]]:
    """Which rows came and which went."""
    for ref in sorted(new.keys() - old.keys()):
        yield {**_change(f"{what}_came", {**at, _key(what): ref}, None, None), "name": _name(new[ref])}
    for ref in sorted(old.keys() - new.keys()):
        yield {**_change(f"{what}_went", {**at, _key(what): ref}, None, None), "name": _name(old[ref])}


def _key(what: str) -> str:
    return {"commitment": "clause"}.get(what, what)


def _name(row: Data) -> Any:
    """What a row is called: texts per language, or a name."""
    return row.get("title") or row.get("name") or row.get("text") or row["ref"]


def _change(what: str, at: Data, before: Any, after: Any) -> dict[str, Any]:
    return {"what": what, **at, "before": before, "after": after}


def _by_ref(rows: Iterable[Data]) -> dict[str, Data]:
    return {row["ref"]: row for row in rows}


def _value(indicator: Data) -> float | None:
    found = indicator["standing"]
    return found["value"] if found else None


def _last_target(indicator: Data) -> float | None:
    return indicator["targets"][-1]["value"] if indicator["targets"] else None


def _said(reading: Data) -> Any:
    return reading["non_value"] or reading["value"]
