"""What stands in the rows now, in the canonical form of the workbook."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from greenpact.measures.models import Indicator, Measure, Reading
from greenpact.reports.workbook.layout import day_text, number_text, plain
from greenpact.ui.wording import Texts, worded

#: A workbook with more rows is refused: take one deal at a time.
MOST_READINGS = 20_000

Key = tuple[str, ...]
Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Standing:
    """The rows that a workbook holds, by sheet and key, in their order."""

    rows: dict[str, dict[Key, Row]]


def standing_of(measures: Iterable[Measure], indicators: Sequence[Indicator], language: str) -> Standing:
    """The rows of measures (with clause, deal and milestones) and of indicators, with their current readings."""
    readings = Reading.objects.current().filter(indicator__in=[one.pk for one in indicators])
    by_key = {one.pk: one for one in indicators}
    return Standing(
        {
            "measures": {_measure_key(one): _measure(one, language) for one in measures},
            "indicators": {(one.deal.ref, one.ref): _indicator(one, language) for one in indicators},
            "readings": {
                (by_key[one.indicator_id].deal.ref, by_key[one.indicator_id].ref, one.ref): _reading(
                    one, by_key[one.indicator_id], language
                )
                for one in readings.order_by("indicator_id", "first_on", "pk")[:MOST_READINGS]
            },
        }
    )


def _measure_key(one: Measure) -> Key:
    return one.clause.deal.ref, one.clause.ref


def _measure(one: Measure, language: str) -> Row:
    return {
        "deal": one.clause.deal.ref,
        "clause": one.clause.ref,
        "edition": str(one.edition),
        "about": worded(one.clause.text, language).text[:200],
        "state": str(one.state),
        "starts_on": day_text(one.starts_on),
        "due_on": day_text(one.due_on),
        "done_on": day_text(one.done_on),
        **_texts("plan", one.plan),
    }


def _indicator(one: Indicator, language: str) -> Row:
    targets = sorted(one.targets.all(), key=lambda target: target.due_on)
    return {
        "deal": one.deal.ref,
        "indicator": one.ref,
        "edition": str(one.edition),
        "about": worded(one.name, language).text[:200],
        "unit": one.unit,
        **_texts("name", one.name),
        **_texts("definition", one.definition),
        "start_value": number_text(one.start_value),
        "start_on": day_text(one.start_on),
        "targets": "; ".join(f"{day_text(one.due_on)}={number_text(one.value)}" for one in targets),
    }


def _reading(one: Reading, indicator: Indicator, language: str) -> Row:
    return {
        "deal": indicator.deal.ref,
        "indicator": indicator.ref,
        "reading": one.ref,
        "about": f"{worded(indicator.name, language).text[:150]} ({indicator.unit})",
        "first_on": day_text(one.first_on),
        "last_on": day_text(one.last_on),
        "value": number_text(None if one.non_value else one.value),
        "non_value": one.non_value,
        "lower": number_text(one.lower),
        "upper": number_text(one.upper),
        "provenance": one.provenance,
        "method": plain(one.method),
        "source": plain(one.source),
        "reason": "",
    }


def _texts(name: str, texts: Texts) -> Row:
    return {f"{name}_{code}": plain(texts.get(code, "")) for code in ("de", "en")}
