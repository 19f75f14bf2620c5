"""Which indicator each series of a delivery is meant for: remembered, recognised by its name, or chosen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.intake.answers import Answers
from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered
from greenpact.measures.models import (
    DeliveredSeries,
    Delivery,
    Indicator,
    IndicatorQuerySet,
    RememberedLayout,
)
from greenpact.ui.folding import fold
from sheets.units import Unit, UnknownUnit, factor_between, parse_unit


@dataclass(frozen=True, slots=True)
class Choice:
    """What a series is meant for; without an indicator it is left out. `unit` where the file has none."""

    indicator: Indicator | None
    unit: str = ""


def indicators_for(delivery: Delivery) -> IndicatorQuerySet:
    """Those that the delivery may bring readings of: its sender's, in its deal if it names one."""
    found = Indicator.objects.standing().filter(city=delivery.city)
    if delivery.deal_id is not None:
        found = found.filter(deal=delivery.deal_id)
    if delivery.organisation_id is not None:
        found = found.filter(measure__clause__party=delivery.organisation_id)
    return found.select_related("deal", "measure__clause").order_by("deal", "pk")


def factor_to(series: DeliveredSeries, unit: str, indicator: Indicator) -> float:
    """By what the values of a series are multiplied to stand in the indicator's unit; raises `NotDelivered`.

    What is given per year stands for the year where readings are yearly.
    """
    words = series.written_unit or unit
    try:
        given = parse_unit(words)
    except UnknownUnit as error:
        raise NotDelivered(WhyNotDelivered.UNKNOWN_UNIT, series.name) from error
    wanted = parse_unit(indicator.unit)
    factor = factor_between(given, wanted)
    if factor is None and indicator.rhythm == Rhythm.YEAR:
        factor = factor_between(_without_year(given), _without_year(wanted))
    if factor is None:
        raise NotDelivered(WhyNotDelivered.OTHER_DIMENSION, series.name)
    return factor


def _without_year(unit: Unit) -> Unit:
    name, _slash, below = unit.name.partition("/")
    return parse_unit(name) if below == "a" else unit


def choose(series: DeliveredSeries, choice: Choice) -> bool:
    """Decide what a series is meant for; whether that is new. Raises `NotDelivered`, and saves nothing else."""
    before = (series.indicator_id, series.is_left_out, series.unit, series.factor)
    series.indicator, series.is_left_out = choice.indicator, choice.indicator is None
    series.unit = "" if series.written_unit else choice.unit[:40]
    series.factor = factor_to(series, choice.unit, choice.indicator) if choice.indicator else 1.0
    changed = before != (series.indicator_id, series.is_left_out, series.unit, series.factor)
    if changed:
        series.save(update_fields=["indicator", "is_left_out", "unit", "factor"])
    return changed


def propose(delivery: Delivery) -> None:
    """Choose for series that nobody chose for yet: as the last time, or the one indicator that is called the same."""
    remembered = _remembered(delivery)
    mapping = remembered.mapping if remembered else {}
    by_ref = {f"{one.deal.ref}/{one.ref}": one for one in indicators_for(delivery)}
    by_name: dict[str, list[Indicator]] = {}
    for one in by_ref.values():
        for name in {fold(text) for text in one.name.values() if text}:
            by_name.setdefault(name, []).append(one)
    for series in delivery.series.filter(indicator__isnull=True, is_left_out=False):
        known: Mapping[str, str] | None = mapping.get(series.key)
        if known is not None:
            choice = Choice(by_ref.get(known["indicator"]), known["unit"])
            if known["indicator"] and choice.indicator is None:
                continue  # it is followed no longer
        else:
            alike = by_name.get(fold(series.name), [])
            if len(alike) != 1 or not series.written_unit:
                continue
            choice = Choice(alike[0])
        try:
            choose(series, choice)
        except NotDelivered:
            continue


def remembered_answers(delivery: Delivery) -> Mapping[str, Mapping[str, str]]:
    """How numbers and days were written in the same sender's sheets of this layout."""
    found = _remembered(delivery)
    return found.answers if found else {}


def _remembered(delivery: Delivery) -> RememberedLayout | None:
    return RememberedLayout.objects.filter(
        city=delivery.city, sender=delivery.sender, layout=delivery.layout
    ).first()


def remember(
    delivery: Delivery, series: Iterable[DeliveredSeries], answers: Answers, *, at: datetime
) -> None:
    """Keep how a delivery was understood, for the sender's next one of this layout."""
    mapping = {
        one.key: {
            "indicator": f"{one.indicator.deal.ref}/{one.indicator.ref}" if one.indicator else "",
            "unit": one.unit,
        }
        for one in series
    }
    known = _remembered(delivery)
    RememberedLayout.objects.update_or_create(
        city=delivery.city,
        sender=delivery.sender,
        layout=delivery.layout,
        defaults={
            "mapping": (known.mapping if known else {}) | mapping,
            "answers": {"notations": dict(answers.notations), "day_orders": dict(answers.day_orders)},
            "used_at": at,
        },
    )
