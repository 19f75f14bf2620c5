"""How long a million readings take from CSV: `python -m bench.readings 1000000` prints seconds and memory as JSON.

The floor, in the same run, is the same rows parsed by Python's own reader and inserted bare into the table of readings.
"""

import csv
import json
import resource
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import django
from django.utils import timezone

django.setup()

from django.db import connection, transaction  # noqa: E402  # models need a Django that is set up

from greenpact.cities.keeping import found_city  # noqa: E402
from greenpact.cities.models import City  # noqa: E402
from greenpact.deals.drafting import Parts, draft  # noqa: E402
from greenpact.measures.defining import Terms, define  # noqa: E402
from greenpact.measures.indicator_rules import Rhythm  # noqa: E402
from greenpact.measures.intake.carrying_out import claim, work_on  # noqa: E402
from greenpact.measures.intake.deciding import confirm  # noqa: E402
from greenpact.measures.intake.taking_in import OpenFile, Sent, take_in  # noqa: E402
from greenpact.measures.models import Delivery, DeliveryState, Indicator, Reading  # noqa: E402

BY = "bench:readings"
SERIES = 200
FIRST = date(2005, 1, 1)
COLUMNS = (
    "indicator_id, ref, first_on, until, value, non_value, provenance, method, source, recorded_at, recorded_by, "
    "reviewed_by, reason, is_current"
)


def main(readings: int) -> dict[str, Any]:
    """Seconds to read, and to take in; the most memory held; and the floor."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "readings.csv"
        write_sheet(file, readings)
        found = import_file(file, readings)
        megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        floor = insert_bare(file)
    total = found["read_seconds"] + found["taken_in_seconds"]
    return {
        "readings": readings,
        **found,
        "seconds": round(total, 1),
        "floor_seconds": round(floor, 1),
        "times_floor": round(total / floor, 1),
        "megabytes": megabytes,
    }


def write_sheet(file: Path, readings: int) -> None:
    """Daily readings of many meters, as a German spreadsheet program writes them."""
    with file.open("w", encoding="utf-8") as sheet:
        sheet.write("Messgröße;Einheit;Datum;Wert\n")
        for number in range(readings):
            day, meter = divmod(number, SERIES)
            on = FIRST + timedelta(day)
            sheet.write(f"Zähler {meter:03};kWh;{on:%d.%m.%Y};{900 + number * 37 % 977},{number % 10}\n")


def import_file(file: Path, readings: int) -> dict[str, float]:
    """By the code that the worker runs, in a city of its own."""
    at = timezone.now()
    city = a_city_with_meters("readings")
    began = time.perf_counter()
    with file.open("rb") as content:
        delivery = take_in(city, OpenFile(content, file.name, file.stat().st_size), Sent(BY), at=at)
    delivery = worked_on(delivery)
    read = time.perf_counter()
    if delivery.open_count:
        sys.exit(f"It asks something: {delivery.findings['open']}")
    confirm(delivery)
    delivery = worked_on(delivery)
    done = time.perf_counter()
    written = Reading.objects.filter(indicator__city=city).count()
    if delivery.state != DeliveryState.DONE or written != readings:
        sys.exit(f"The delivery came to {delivery.state} with {written} readings.")
    return {"read_seconds": round(read - began, 1), "taken_in_seconds": round(done - read, 1)}


def a_city_with_meters(slug: str) -> City:
    at = timezone.now()
    city = found_city(f"{slug}-{at:%H%M%S}", by=BY, at=at, name={"en": "Readings"}, country="DE")
    head = {"title": {"en": "Meters"}, "summary": {"en": "Many of them."}}
    deal = draft(city, "meters", Parts(head=head), by=BY, at=at)
    for meter in range(SERIES):
        terms = Terms({"de": f"Zähler {meter:03}"}, "MWh", rhythm=Rhythm.DAY)
        define(deal, None, terms, by=BY, at=at)
    return city


def worked_on(delivery: Delivery) -> Delivery:
    claimed = claim(delivery.pk, at=timezone.now())
    if claimed is None:
        sys.exit("Somebody else took the delivery.")
    work_on(claimed, at=timezone.now())
    return Delivery.objects.get(pk=delivery.pk)


def insert_bare(file: Path) -> float:
    """Seconds to insert the same readings without looking at them."""
    city = a_city_with_meters("floor")
    meters = list(Indicator.objects.filter(city=city).order_by("pk").values_list("pk", flat=True))
    began = time.perf_counter()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY measures_reading ({COLUMNS}) FROM STDIN") as copy:
                for row in bare_rows(file, meters):
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS.split(",")))
            rows: Any = bare_rows(file, meters)
            cursor.executemany(
                f"INSERT INTO measures_reading ({COLUMNS}) VALUES ({marks})",  # noqa: S608 — our own names
                rows,
            )
    return time.perf_counter() - began


def bare_rows(file: Path, meters: list[int]) -> Iterator[tuple[Any, ...]]:
    at = timezone.now().isoformat(" ")
    with file.open(encoding="utf-8") as sheet:
        rows = csv.reader(sheet, delimiter=";")
        next(rows)
        for number, (meter, _unit, day, value) in enumerate(rows):
            on = date(int(day[6:]), int(day[3:5]), int(day[:2]))
            until = date.fromordinal(on.toordinal() + 1)
            amount = float(value.replace(",", ".")) / 1000
            of = meters[int(meter[-3:])]
            first = (of, str(number), on.isoformat(), until.isoformat(), amount, "", "", "", "", at, BY)
            yield (*first, "", "", True)


if __name__ == "__main__":
    json.dump(main(int(sys.argv[1])), sys.stdout)
