"""A worker that is killed at any moment: no reaction is lost or doubled, and no mail goes out twice."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from django.db import connection, transaction
from django.utils import timezone

from greenpact.cities.models import City
from greenpact.journal.recording import Event, record_all
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.reactions.models import ReactionFault
from launcher.places import ROOT
from tests.makers import AT, BY, a_city
from tests.notices.postbox import Postbox, a_postbox

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

ENTRIES = 300
LEAST_KILLS = 5
PATIENCE = 120.0


def address_of_test_database() -> str:
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    return f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"


def a_worker(postbox: Postbox) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        "GREENPACT_DATABASE": address_of_test_database(),
        "GREENPACT_MAIL": f"smtp+plain://127.0.0.1:{postbox.port}",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    command = [sys.executable, "-m", "tests.reactions.worker"]
    return subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)


def killed_at_some_moment(postbox: Postbox, dice: random.Random) -> None:
    """Let a worker begin with something, and kill it a moment later; its leases run out at once."""
    before = progress()
    worker = a_worker(postbox)
    try:
        begun = time.monotonic()
        while progress() == before and not is_over():
            assert worker.poll() is None, "the worker ended by itself"
            assert time.monotonic() - begun < PATIENCE, "the worker did nothing"
            time.sleep(0.01)
        time.sleep(dice.uniform(0, 0.4))
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    Mail.objects.filter(leased_until__isnull=False).update(leased_until=timezone.now())


def progress() -> tuple[int, int]:
    return Notice.objects.count(), Mail.objects.filter(state=MailState.SENT).count()


def is_over() -> bool:
    on_their_way = (MailState.WAITING, MailState.CLAIMED, MailState.LEAVING)
    return Notice.objects.count() == ENTRIES and not Mail.objects.filter(state__in=on_their_way).exists()


def happen(city: City) -> None:
    with transaction.atomic():
        events = [Event("deal.said", f"deal:number-{number}") for number in range(ENTRIES)]
        record_all(city.chain_id, events, by=BY, at=AT, public=False)


def test_nothing_is_lost_and_nothing_doubled_whenever_the_worker_is_killed() -> None:
    happen(a_city("heidelberg"))
    dice = random.Random(20261128)
    kills = 0
    with a_postbox() as postbox:
        while not is_over():
            killed_at_some_moment(postbox, dice)
            kills += 1
        arrived = Counter(str(message["To"]) for message in postbox.taken)

    assert kills >= LEAST_KILLS
    assert Notice.objects.count() == Mail.objects.count() == ENTRIES
    assert not ReactionFault.objects.exists()
    assert max(arrived.values()) == 1
    states = Counter(Mail.objects.values_list("state", flat=True))
    assert set(states) <= {MailState.SENT, MailState.IN_DOUBT}
    assert states[MailState.IN_DOUBT] <= kills
    assert states[MailState.SENT] <= len(arrived) <= ENTRIES
