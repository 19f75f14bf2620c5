"""Three years of readings of the invented city: from lists, from files with their doubts, and from a meter."""

import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.defining import Terms, define
from greenpact.measures.indicator_rules import Counted, Figure, NonValue, Point, Provenance, Rhythm, Wanted
from greenpact.measures.intake.carrying_out import claim, work_on
from greenpact.measures.intake.deciding import confirm
from greenpact.measures.intake.taking_in import OpenFile, Sent, take_in
from greenpact.measures.models import Delivery, Indicator, Measure
from greenpact.measures.reading import Taken, correct, review, take
from greenpact.parties.models import Organisation
from greenpact.sensors.connecting import About, connect
from greenpact.sensors.hearing import hear
from greenpact.sensors.mapping import Mapping as SeriesMapping
from greenpact.sensors.mapping import map_series
from greenpact.sensors.models import SensorSeries
from greenpact.sensors.rules import Kind, Rolled
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step
from telemetry.values import Heard

OFFICE = "office@demo.invalid"
HEAT, COMMUTE = "wasserwaerme", "sichere-schulwege"
UTILITY, UNIVERSITY, WORKS = "stadtwerke-musterstadt", "hochschule-musterstadt", "beispielwerk"

MISCOUNTED = "Ein Schultor war doppelt gezählt worden."


def steps(folder: Path) -> list[Step]:
    """What is counted, corrected, sent and heard, in the order of its days."""
    told = json.loads((folder / "indicators.json").read_text("utf-8"))
    return [
        *(Step(240, partial(_begin, one)) for one in told),
        Step(239, lambda at: _send_file(folder / "flusstemperatur.csv", at)),
        Step(120, _correct_and_review),
        *(Step(3, partial(_go_on, one)) for one in told),
        Step(2, _connect_meter),
        Step(1, lambda at: _send(folder / "netzverluste.csv", UTILITY, at)),
    ]


def city_of_demo() -> City:
    return City.objects.select_related("chain").get(slug=CITY)


def deal_of(ref: str) -> Deal:
    return Deal.objects.select_related("city").get(city__slug=CITY, ref=ref)


def measure_of(deal: str, clause: str) -> Measure:
    rows = Measure.objects.select_related("clause__deal__city", "clause__party", "city")
    return rows.get(clause__deal__city__slug=CITY, clause__deal__ref=deal, clause__ref=clause)


def body(ref: str) -> Organisation:
    return Organisation.objects.select_related("city").get(city__slug=CITY, ref=ref)


def office() -> Account:
    """Who sits in the programme office."""
    return Account.objects.get(email=OFFICE)


# Readings that the office takes over from lists


def _begin(told: Mapping[str, Any], at: datetime) -> None:
    """Define an indicator and take over what was read until then."""
    year = at.year
    back, value = told["start"]
    deal = deal_of(told["deal"])
    terms = Terms(
        name=told["name"],
        unit=told["unit"],
        definition=told["definition"],
        wanted=Wanted(told["wanted"]),
        counted=Counted(told["counted"]),
        rhythm=Rhythm(told["rhythm"]),
        start_value=value,
        start_on=date(year + back, 1, 1),
        targets=[Point(date(year + ahead, 12, 31), target) for ahead, target in told["targets"]],
    )
    indicator = define(deal, measure_of(told["deal"], told["clause"]), terms, by=BY, at=at)
    _take_over(indicator, told, year, at=at)


def _go_on(told: Mapping[str, Any], at: datetime) -> None:
    """Take what has been read since."""
    clause = measure_of(told["deal"], told["clause"])
    indicator = Indicator.objects.select_related("deal__city", "measure").get(
        measure=clause, name=told["name"]
    )
    start = indicator.start_on
    if start is not None:
        _take_over(indicator, told, start.year - told["start"][0], at=at)


def _take_over(indicator: Indicator, told: Mapping[str, Any], year: int, *, at: datetime) -> None:
    """Keep every reading whose period is over, and which there is not yet."""
    known = set(indicator.readings.current().values_list("first_on", flat=True))
    today = at.date()
    for first_on, until, value, is_secret in _periods(told, year - 3):
        if until > today or first_on in known:
            continue
        provenance = None if isinstance(value, str) else Provenance(told["provenance"])
        figure = Figure(non_value=NonValue.CONFIDENTIAL) if is_secret else _figure(value)
        taken = Taken(
            first_on,
            until,
            figure,
            provenance,
            method=told.get("method", ""),
            source=told["source"],
            confidential=value if is_secret else None,
        )
        take(indicator, taken, by=BY, at=at)


def _figure(value: Any) -> Figure:
    """A number, one with its bounds, or why there is none."""
    if isinstance(value, str):
        return Figure(non_value=NonValue(value))
    if isinstance(value, list):
        return Figure(value[0], lower=value[1], upper=value[2])
    return Figure(float(value))


def _periods(told: Mapping[str, Any], first: int) -> Iterator[tuple[date, date, Any, bool]]:
    """Each value with the days it is about, from the first day of a year on, and whether it is confidential."""
    for name, months in (("months", 1), ("quarters", 3), ("halves", 6), ("years", 12), ("secret", 12)):
        for number, value in enumerate(told.get(name, ())):
            yield (
                _month(first, number * months),
                _month(first, (number + 1) * months),
                value,
                name == "secret",
            )


def _month(year: int, number: int) -> date:
    return date(year + number // 12, number % 12 + 1, 1)


def _correct_and_review(at: datetime) -> None:
    """One count was wrong; the office has looked at the others of the canteen."""
    schools = Indicator.objects.get(measure=measure_of(COMMUTE, "c5"))
    wrong = schools.readings.current().filter(value__isnull=False).order_by("first_on")[1]
    taken = Taken(
        wrong.first_on,
        wrong.until,
        Figure(47.0, lower=43.0, upper=51.0),
        Provenance.ESTIMATED,
        source=wrong.source,
    )
    correct(wrong, taken, reason=MISCOUNTED, by=BY, at=at)
    canteen = Indicator.objects.get(measure=measure_of("kantine-ohne-reste", "c1"))
    for reading in (
        canteen.readings.current().select_related("indicator__deal__city").order_by("-first_on")[:6]
    ):
        review(reading, by=office().actor, at=at)


# Files


def _send(file: Path, organisation: str, at: datetime) -> Delivery:
    """A party sends a file; what is doubtful in it waits for somebody to answer."""
    content = (
        file.read_bytes().replace(b"{J-3}", b"%d" % (at.year - 3)).replace(b"{J-2}", b"%d" % (at.year - 2))
    )
    content = content.replace(b"{J-1}", b"%d" % (at.year - 1))
    sent = Sent(
        BY, organisation=body(organisation), deal=deal_of(HEAT), provenance="measured", source=file.stem
    )
    return take_in(city_of_demo(), OpenFile(io.BytesIO(content), file.name, len(content)), sent, at=at)


def _send_file(file: Path, at: datetime) -> None:
    """The university's measurements of three years, all of which can be read."""
    terms = Terms(
        name={"de": "Flusstemperatur", "en": "Temperature of the river"},
        unit="°C",
        definition={"de": "Monatsmittel an der Entnahmestelle.", "en": "Monthly mean at the intake."},
        wanted=Wanted.STEADY,
        counted=Counted.LAST,
        rhythm=Rhythm.MONTH,
    )
    define(deal_of(HEAT), measure_of(HEAT, "c5"), terms, by=BY, at=at)
    losses = Terms(
        name={"de": "Netzverluste", "en": "Losses of the heat network"},
        unit="MWh",
        wanted=Wanted.LESS,
        rhythm=Rhythm.YEAR,
    )
    define(deal_of(HEAT), measure_of(HEAT, "c3"), losses, by=BY, at=at)
    delivery = _send(file, UNIVERSITY, at)
    _work(delivery, at)
    confirm(Delivery.objects.get(pk=delivery.pk))
    _work(delivery, at)


def _work(delivery: Delivery, at: datetime) -> None:
    """What the worker does with a file next."""
    claimed = claim(delivery.pk, at=at)
    if claimed is not None:
        work_on(claimed, at=at)


# Meters


def _connect_meter(at: datetime) -> None:
    """A works' meter has told its counter every hour since the month before last; a day is missing."""
    works = body(WORKS)
    terms = Terms(
        name={"de": "Strom der Halle 3", "en": "Electricity of hall 3"},
        unit="MWh",
        wanted=Wanted.LESS,
        rhythm=Rhythm.MONTH,
    )
    indicator = define(deal_of("energietisch"), measure_of("energietisch", "c2"), terms, by=BY, at=at)
    about = About(name="Zählerplattform Beispielwerk", kind=Kind.NGSI_LD, organisation=works)
    source, _token = connect(city_of_demo(), about, by=BY, at=at)
    hear(source, list(_counted(at)), at=at)
    series = SensorSeries.objects.select_related("source__city").get(source=source)
    mapping = SeriesMapping(indicator=indicator, unit="kWh", rolled=Rolled.GROWTH, rhythm_minutes=60)
    map_series(series, mapping, by=BY, at=at)


def _counted(at: datetime) -> Iterable[Heard]:

    first = (
        at.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0) - timedelta(days=40)
    ).replace(day=1) - timedelta(days=1)
    total = 184_000.0
    for number in range(int((at - first) / timedelta(hours=1))):
        moment = first + timedelta(hours=number)
        by_day = 1.0 if moment.weekday() < 5 else 0.35
        total += by_day * (38.0 + 24.0 * max(0.0, math.sin((moment.hour - 5) / 14 * math.pi)))
        if not timedelta(days=6) < at - moment < timedelta(days=7):
            yield Heard("urn:ngsi-ld:Device:halle-3", "energy", round(total, 1), moment, unit="kWh")
