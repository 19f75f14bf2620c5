"""Comparing what a delivery brings with what counts already: set by set in the database, whatever its size."""

# ruff: noqa: S608 — what is put into the statements are names of our own tables

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from greenpact.measures.indicator_rules import LARGEST, Rhythm
from greenpact.measures.intake.answers import Fate
from greenpact.measures.models import Delivered, DeliveredSeries, Delivery, Indicator, Reading
from sheets.doubts import Doubt

_D, _S, _R, _I = (kind._meta.db_table for kind in (Delivered, DeliveredSeries, Reading, Indicator))

#: Readings of a delivery that are meant for an indicator, with their values in its unit.
_MEANT = f"""
    SELECT d.id, d.number, d.first_on, d.until, d.rhythm, d.value * s.factor AS value, d.non_value, d.fate,
           d.replaces, s.indicator_id
    FROM {_D} d JOIN {_S} s ON s.id = d.series_id
    WHERE d.of_id = %(delivery)s AND s.indicator_id IS NOT NULL AND NOT s.is_left_out
"""

#: Set by the reading of the file, and not by comparing.
_LASTING = (Fate.NO_PERIOD, Fate.MOMENT, Fate.ELSEWHERE)

_STATEMENTS: dict[str, str] = {
    "other_rhythm": f"""
        UPDATE {_D} SET fate = %(fate)s FROM (
            SELECT m.id FROM ({_MEANT}) m JOIN {_I} i ON i.id = m.indicator_id
            WHERE m.fate = '' AND i.rhythm <> %(any)s AND i.rhythm <> m.rhythm
        ) AS found WHERE {_D}.id = found.id""",
    "in_future": f"""
        UPDATE {_D} SET fate = %(fate)s FROM (
            SELECT m.id FROM ({_MEANT}) m
            WHERE m.fate = '' AND m.value IS NOT NULL AND m.until > %(tomorrow)s
        ) AS found WHERE {_D}.id = found.id""",
    "too_large": f"""
        UPDATE {_D} SET fate = %(fate)s FROM (
            SELECT m.id FROM ({_MEANT}) m WHERE m.fate = '' AND NOT (abs(m.value) <= %(largest)s)
        ) AS found WHERE {_D}.id = found.id""",
    "twice": f"""
        UPDATE {_D} SET fate = CASE WHEN found.is_alike THEN 'twice' ELSE 'contradicts' END FROM (
            SELECT n.id, n.value IS NOT DISTINCT FROM n.first_value AND n.non_value = n.first_non AS is_alike FROM (
                SELECT m.*, row_number() OVER mates AS place, first_value(m.value) OVER mates AS first_value,
                       first_value(m.non_value) OVER mates AS first_non
                FROM ({_MEANT}) m WHERE m.fate = ''
                WINDOW mates AS (PARTITION BY m.indicator_id, m.first_on, m.until ORDER BY m.number)
            ) n WHERE n.place > 1
        ) AS found WHERE {_D}.id = found.id""",
    "overlaps": f"""
        UPDATE {_D} SET fate = %(fate)s FROM (
            SELECT m.id FROM ({_MEANT}) m JOIN {_I} i ON i.id = m.indicator_id
            WHERE m.fate = '' AND i.rhythm = %(any)s AND (
                EXISTS (SELECT 1 FROM {_R} o WHERE o.indicator_id = m.indicator_id AND o.is_current
                    AND o.first_on < m.until AND o.until > m.first_on
                    AND NOT (o.first_on = m.first_on AND o.until = m.until))
                OR m.id IN (
                    SELECT id FROM (
                        SELECT x.id, x.first_on,
                               max(x.until) OVER (PARTITION BY x.indicator_id ORDER BY x.first_on, x.until, x.number
                                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS reach
                        FROM ({_MEANT}) x JOIN {_I} j ON j.id = x.indicator_id
                        WHERE x.fate = '' AND j.rhythm = %(any)s
                    ) y WHERE y.reach > y.first_on))
        ) AS found WHERE {_D}.id = found.id""",
    "there_already": f"""
        UPDATE {_D} SET replaces = found.old, fate = CASE WHEN found.is_alike THEN 'same' ELSE 'replaces' END FROM (
            SELECT m.id, o.id AS old,
                   o.value IS NOT DISTINCT FROM m.value AND o.non_value = m.non_value AS is_alike
            FROM ({_MEANT}) m JOIN {_R} o ON o.indicator_id = m.indicator_id AND o.is_current
                 AND o.first_on = m.first_on AND o.until = m.until
            WHERE m.fate = ''
        ) AS found WHERE {_D}.id = found.id""",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Compared:
    """How many readings have which fate; those of series that are left out are not among them."""

    counts: dict[str, int]

    def __getitem__(self, fate: Fate) -> int:
        return self.counts.get(fate.value or "new", 0)

    @property
    def amount(self) -> int:
        """How many readings would be written."""
        return self[Fate.NEW] + self[Fate.REPLACES]


def compare(delivery: Delivery, *, today: date) -> Compared:
    """Give each reading its fate as things stand now; within a transaction of the caller."""
    _forget_fates(delivery)
    indicators = Indicator.objects.filter(pk__in=_indicators(delivery))
    for name, fate in (
        ("other_rhythm", Fate.OTHER_RHYTHM),
        ("in_future", Fate.IN_FUTURE),
        ("too_large", Fate.TOO_LARGE),
    ):
        _run(name, delivery, today=today, fate=fate.value)
    if _may_be_twice(delivery):
        _run("twice", delivery, today=today)
    if indicators.filter(rhythm=Rhythm.ANY).exists():
        _run("overlaps", delivery, today=today, fate=Fate.OVERLAPS.value)
    if Reading.objects.current().filter(indicator__in=indicators).exists():
        _run("there_already", delivery, today=today)
    return count(delivery)


def count(delivery: Delivery) -> Compared:
    """How many readings have which fate."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT m.fate, count(*) FROM ({_MEANT}) m GROUP BY m.fate",
            {"delivery": delivery.pk},
        )
        return Compared({fate or "new": number for fate, number in cursor.fetchall()})


def _indicators(delivery: Delivery) -> Any:
    chosen = delivery.series.filter(indicator__isnull=False, is_left_out=False)
    return chosen.values("indicator")


def _may_be_twice(delivery: Delivery) -> bool:
    """Whether two readings may be for the same period of an indicator; the reading of the file has looked for that."""
    counts = delivery.findings.get("counts", {})
    if delivery.findings.get("non_values", 1) or counts.get(Doubt.TWICE) or counts.get(Doubt.CONTRADICTS):
        return True
    chosen = list(_indicators(delivery).values_list("indicator", flat=True))
    return len(set(chosen)) < len(chosen)


def _forget_fates(delivery: Delivery) -> None:
    lasting = [fate.value for fate in _LASTING]
    changed = Delivered.objects.filter(of=delivery).exclude(fate="").exclude(fate__in=lasting)
    changed.update(fate="", replaces=None)


def _run(name: str, delivery: Delivery, *, today: date, fate: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _STATEMENTS[name],
            {
                "delivery": delivery.pk,
                "fate": fate,
                "any": Rhythm.ANY.value,
                "tomorrow": (today + timedelta(days=1)).isoformat(),
                "largest": LARGEST,
            },
        )


_REPLACED = f"""
    UPDATE {_R} SET is_current = FALSE WHERE is_current AND id IN (
        SELECT m.replaces FROM ({_MEANT}) m WHERE m.fate = 'replaces')"""

_WRITTEN = f"""
    INSERT INTO {_R} (indicator_id, ref, first_on, until, value, non_value, provenance, method, source,
                      recorded_at, recorded_by, reviewed_by, replaces_id, reason, is_current)
    SELECT m.indicator_id, {{ref}}, m.first_on, m.until, m.value, m.non_value, %(provenance)s, %(method)s,
           %(source)s, {{at}}, %(by)s, '', m.replaces,
           CASE WHEN m.replaces IS NULL THEN '' ELSE {{reason}} END, TRUE
    FROM ({_MEANT}) m WHERE m.fate IN ('', 'replaces')"""


def write(delivery: Delivery, *, at: Any) -> int:
    """Turn what is new or replaces something into readings, in one go; how many. Within a transaction of the caller.

    Their refs begin with the delivery's, so that each leads back to the line it came from.
    """
    values: dict[str, Any] = {
        "delivery": delivery.pk,
        "prefix": delivery.ref,
        "provenance": delivery.provenance,
        "method": delivery.method,
        "source": delivery.source,
        "at": connection.ops.adapt_datetimefield_value(at),
        "by": delivery.by,
        "reason": delivery.reason,
    }
    casts = {
        "ref": "CAST(%(prefix)s AS text) || CAST(m.number AS text)",
        "reason": "CAST(%(reason)s AS text)",
    }
    casts["at"] = "CAST(%(at)s AS timestamptz)" if connection.vendor == "postgresql" else "%(at)s"
    with connection.cursor() as cursor:
        cursor.execute(_REPLACED, values)
        cursor.execute(_WRITTEN.format(**casts), values)
        return int(cursor.rowcount)


def by_deal(delivery: Delivery) -> list[tuple[int, dict[str, int], list[str]]]:
    """What is about to be written for each deal: its key, how many readings of which fate, and the indicators' refs."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT i.deal_id, i.ref, m.fate, count(*) FROM ({_MEANT}) m JOIN {_I} i ON i.id = m.indicator_id
                WHERE m.fate IN ('', 'replaces', 'same') GROUP BY i.deal_id, i.ref, m.fate ORDER BY 1, 2, 3""",
            {"delivery": delivery.pk},
        )
        found: dict[int, tuple[dict[str, int], list[str]]] = {}
        for deal, ref, fate, number in cursor.fetchall():
            counts, refs = found.setdefault(deal, ({}, []))
            counts[fate or "new"] = counts.get(fate or "new", 0) + number
            if fate != Fate.SAME and ref not in refs:
                refs.append(ref)
    return [(deal, counts, refs) for deal, (counts, refs) in found.items()]
