"""Reading a delivery's file from end to end, and laying its readings down batch by batch, so that a kill costs one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.exceptions import SuspiciousFileOperation
from django.db import transaction
from django.utils import timezone
from django.utils.text import get_valid_filename

from greenpact.measures.indicator_rules import Rhythm, keeps_rhythm
from greenpact.measures.intake.answers import Fate, answers_from
from greenpact.measures.intake.applying import settle_as_answered, with_cells
from greenpact.measures.intake.bounds import BATCH, LEASE, MOST_SERIES
from greenpact.measures.intake.laying_down import Laid, lay_down, settle_down
from greenpact.measures.intake.sifting import Sieve
from greenpact.measures.intake.tables import TableRead, recognise_table
from greenpact.measures.models import Delivered, DeliveredSeries, Delivery, DeliveryState
from sheets.doubts import Doubt, Finding
from sheets.opening import open_tables
from sheets.periods import Period, Resolution
from sheets.readings import Reader, Reading
from sheets.series import Gathering, Series
from sheets.settling import settle
from sheets.unreadable import Unreadable
from sheets.words import NonValue


class Stopped(Exception):
    """Somebody discarded the delivery while it was being read."""


class Course:
    """One reading of a file: what is laid down, and what is still in the hand."""

    def __init__(self, delivery: Delivery, today: datetime) -> None:
        self.delivery = delivery
        self.today = today
        self.sieve = Sieve(answers=answers_from(delivery.answers))
        self.tables: list[TableRead] = []
        self.series: list[tuple[DeliveredSeries, Series]] = []
        self.number = 0
        self.done = delivery.cursor
        self.expected = 0
        self._batch: list[Laid] = []

    def read(self, path: Path) -> None:
        """Read all tables; raises `Stopped`, and `Unreadable` where the file is none."""
        self.expected = max(1, path.stat().st_size // _bytes_a_row(path))
        for number, table in enumerate(open_tables(path)):
            self.sieve.table = number
            recognised = recognise_table(table, number, self.sieve)
            self.tables.append(recognised)
            if recognised.layout is None:
                continue
            layout = recognised.layout
            answered = with_cells(table, number, layout, self.sieve.answers)
            manner = settle(answered, layout)
            settle_as_answered(manner, layout, number, self.sieve.answers)
            gathering = Gathering(table.title, self.sieve, self.today)
            known: dict[int, DeliveredSeries] = {}
            for reading in Reader(answered, layout, manner, self.sieve).readings():
                self._take(reading, gathering, known)
            gathering.take_all(())
            if any(one.first is None and one.values for one in gathering.series.values()):
                self.sieve.add(Finding(Doubt.NO_PERIOD, table.title))
        self._lay_down()
        settle_down()

    def _take(self, reading: Reading, gathering: Gathering, known: dict[int, DeliveredSeries]) -> None:
        series = gathering.take(reading)
        row = known.get(id(series))
        if row is None:
            row = known[id(series)] = self._series(series)
        self.number += 1
        if self.number <= self.done:
            return
        first_on, until, rhythm, fate = _placed(reading.period)
        stated = reading.value if isinstance(reading.value, NonValue) else None
        if stated is NonValue.ELSEWHERE:
            fate = Fate.ELSEWHERE.value
        self._batch.append(
            (
                self.delivery.pk,
                self.number,
                row.pk,
                self.sieve.table,
                reading.row,
                reading.column,
                reading.text[:80].replace("\x00", ""),
                first_on,
                until,
                rhythm,
                series.values[-1] if stated is None else None,
                stated.value if stated else "",
                fate,
            )
        )
        if len(self._batch) >= BATCH:
            self._lay_down()

    def _series(self, series: Series) -> DeliveredSeries:
        if len(self.series) >= MOST_SERIES:
            raise TooManySeries
        row, _made = DeliveredSeries.objects.get_or_create(
            of=self.delivery,
            number=len(self.series),
            defaults={
                "name": series.name[:300].replace("\x00", ""),
                "written_unit": series.unit.name[:40] if series.unit else "",
            },
        )
        self.series.append((row, series))
        return row

    @transaction.atomic
    def _lay_down(self) -> None:
        """Write what is in the hand and how far that is, unless somebody discarded the delivery meanwhile."""
        current = Delivery.objects.select_for_update().only("state").get(pk=self.delivery.pk)
        if current.state != DeliveryState.UPLOADED:
            raise Stopped
        if self._batch:
            lay_down(self._batch)
            self._batch = []
        Delivery.objects.filter(pk=self.delivery.pk).update(
            cursor=self.number,
            progress=min(99, 100 * self.number // max(self.expected, self.number)),
            leased_until=timezone.now() + LEASE,
        )


class TooManySeries(Exception):
    """The file has more series than anybody can choose indicators for."""


@lru_cache(maxsize=100_000)
def _placed(period: Period | None) -> tuple[str | None, str | None, str, str]:
    """First day, the day after the last, the rhythm that the period keeps to, and what is wrong with it."""
    if period is None:
        return None, None, Rhythm.ANY.value, Fate.NO_PERIOD.value
    first = period.start.date()
    if period.resolution is Resolution.MOMENT or period.until <= period.start:
        return first.isoformat(), (first + timedelta(days=1)).isoformat(), Rhythm.ANY.value, Fate.MOMENT.value
    until = period.until.date()
    found = next((one for one in _RHYTHMS if keeps_rhythm(first, until, one)), Rhythm.ANY)
    return first.isoformat(), until.isoformat(), found.value, Fate.NEW.value


_RHYTHMS = (Rhythm.DAY, Rhythm.WEEK, Rhythm.MONTH, Rhythm.QUARTER, Rhythm.YEAR)


def _bytes_a_row(path: Path) -> int:
    """How long a line is on average, told by the beginning of the file."""
    with path.open("rb") as file:
        sample = file.read(100_000)
    return max(1, len(sample) // max(1, sample.count(b"\n")))


@contextmanager
def file_of(delivery: Delivery) -> Iterator[Path]:
    """The delivery's file for as long as it is needed, put together piece by piece.

    It is called as it was sent, since what a table is called may name what it is about.
    """
    with TemporaryDirectory(prefix="delivery-") as folder:
        path = Path(folder) / _name_of(delivery)
        with path.open("wb") as file:
            for piece in delivery.pieces.order_by("number").iterator(chunk_size=4):
                file.write(piece.content)
        yield path


def _name_of(delivery: Delivery) -> str:
    """The name as it was sent, as any folder takes it."""
    try:
        return get_valid_filename(delivery.file_name)[-60:]
    except SuspiciousFileOperation:
        return "file"


def read_through(delivery: Delivery, *, today: datetime) -> Course:
    """Read the file, going on after what an earlier attempt laid down; raises `Stopped` or `TooManySeries`.

    What cannot be opened at all is among the findings.
    """
    course = Course(delivery, today)
    with file_of(delivery) as path:
        try:
            course.read(path)
        except Unreadable as unreadable:
            about = {"flaw": unreadable.flaw.value, **unreadable.about}
            course.sieve.add(Finding(Doubt.UNREADABLE, about=about))
    return course


@transaction.atomic
def begin_again(delivery: Delivery) -> None:
    """Forget what was laid down of a delivery."""
    Delivered.objects.filter(of=delivery).delete()
    delivery.series.all().delete()
    Delivery.objects.filter(pk=delivery.pk).update(cursor=0, progress=0)
    delivery.cursor = delivery.progress = 0
