"""A worker that is killed at any moment leaves nothing half-written, and the next one finishes the import once."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from bench.sheets import csv_files
from greenpact.cities.models import City
from greenpact.deals.models import ClauseRow, Deal, DealText, Party, Version
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from greenpact.measures.models import Measure
from greenpact.parties.models import Organisation
from greenpact.workspace.importing.carrying_out import claim, confirm, work_on
from greenpact.workspace.importing.planning import Options
from greenpact.workspace.importing.reading import SentFile
from greenpact.workspace.importing.taking_in import Sender, take_in
from greenpact.workspace.models import Import, ImportPage, ImportState
from launcher.places import ROOT
from tests.makers import BY, a_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DEALS = 150
PATIENCE = 60.0
WRITTEN = (Organisation, Deal, Party, ClauseRow, Measure, DealText, Version)


def address_of_test_database() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"


def a_worker() -> subprocess.Popen[bytes]:
    """A worker as it runs in real use, on the database of this test."""
    environment = {
        **os.environ,
        "GREENPACT_DATABASE": address_of_test_database(),
        "PYTHONPATH": str(ROOT / "src"),
    }
    command = [sys.executable, "-m", "django", "worker"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)


def until(is_so: Callable[[], bool]) -> None:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < PATIENCE, "the worker did not get there"
        time.sleep(0.01)


def killed_while_working(taken: Import, *, after: float) -> Import:
    """Let a worker take the import up and kill it so many seconds later; the import as it was left."""
    worker = a_worker()
    try:
        until(lambda: Import.objects.filter(pk=taken.pk, leased_until__gt=timezone.now()).exists())
        time.sleep(after)
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    return Import.objects.get(pk=taken.pk)


def expire(taken: Import) -> None:
    """As if its lease had run out. How often one may break off is not what is tried here."""
    past = timezone.now() - timedelta(seconds=1)
    Import.objects.filter(pk=taken.pk, leased_until__isnull=False).update(leased_until=past, attempts=0)


def moments(*, of: Callable[[float], Import], over: ImportState) -> Iterator[Import]:
    """Kill ever later, until the work was done before the blow."""
    after = 0.0
    while True:
        left = of(after)
        yield left
        if left.state == over:
            return
        after = 2 * after + 0.1


@pytest.fixture
def city() -> City:
    return a_city("heidelberg")


def sent(city: City) -> Import:
    files = [SentFile(name, content) for name, content in csv_files(DEALS).items()]
    return take_in(city, files, Options(publish=True), sender=Sender(BY), at=timezone.now())


def worked_on(taken: Import) -> None:
    claimed = claim(taken.pk, at=timezone.now())
    assert claimed is not None
    work_on(claimed, at=timezone.now())


def test_carrying_out_is_all_or_nothing_whenever_the_worker_is_killed(city: City) -> None:
    taken = sent(city)
    worked_on(taken)
    confirm(taken)
    entries = Entry.objects.count()
    kills = 0
    for left in moments(of=lambda after: killed_while_working(taken, after=after), over=ImportState.DONE):
        kills += 1
        if left.state == ImportState.DONE:
            break
        assert left.state in (ImportState.CONFIRMED, ImportState.RUNNING)
        assert [kind.objects.count() for kind in WRITTEN] == [0] * len(WRITTEN)
        assert Entry.objects.count() == entries
        expire(taken)
    assert kills > 2
    assert Deal.objects.count() == Version.objects.count() == DEALS
    assert Measure.objects.count() == Party.objects.count() == 6 * DEALS
    assert Entry.objects.filter(verb="import.carried_out").count() == 1
    assert verify_chain(city.chain) is None


def test_a_preview_is_whole_or_not_there_whenever_the_worker_is_killed(city: City) -> None:
    taken = sent(city)
    kills = 0
    for left in moments(of=lambda after: killed_while_working(taken, after=after), over=ImportState.READ):
        kills += 1
        if left.state == ImportState.READ:
            break
        assert left.state == ImportState.UPLOADED
        assert not ImportPage.objects.exists()
        assert all(bytes(file.content) for file in left.files.all())
        expire(taken)
    assert kills > 1
    left = Import.objects.get(pk=taken.pk)
    assert left.counts["deals"] == {"added": DEALS, "changed": 0, "same": 0}
    assert sum(len(page.rows) for page in ImportPage.objects.all()) == sum(
        content.count(b"\n") - 1 for content in csv_files(DEALS).values()
    )
