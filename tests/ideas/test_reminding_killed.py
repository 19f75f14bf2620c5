"""The answer clock in a worker that is killed at any moment: no step is lost, none taken twice, the journal whole."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta

import pytest

from greenpact.ideas.models import Idea, Reminder
from greenpact.ideas.reminding import WORKER, remind
from greenpact.ideas.rules import State
from greenpact.ideas.setting_terms import Terms, set_terms
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from launcher.places import ROOT
from tests.ideas.making import an_idea
from tests.makers import AT, BY, a_city
from tests.reactions.test_killed import address_of_test_database

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

IDEAS = 80
KILLS = 5
PATIENCE = 60.0
WHEN = AT + timedelta(days=90)


def killed_at_some_moment(dice: random.Random) -> None:
    """Let a worker begin, and kill it soon after its first step."""
    before = Reminder.objects.count()
    environment = {
        **os.environ,
        "GREENPACT_DATABASE": address_of_test_database(),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    command = [sys.executable, "-m", "tests.ideas.clock_worker", WHEN.isoformat()]
    worker = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while Reminder.objects.count() == before < IDEAS:
            assert worker.poll() is None, "the worker ended by itself"
            assert time.monotonic() - begun < PATIENCE, "the worker did nothing"
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.03))
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()


def test_every_overdue_idea_is_escalated_exactly_once() -> None:
    city = a_city()
    set_terms(city, Terms(answer_days=4), by=BY, at=AT)
    for _number in range(IDEAS):
        an_idea(city)
    dice = random.Random(20261128)
    for _kill in range(KILLS):
        killed_at_some_moment(dice)
    left = IDEAS - Reminder.objects.count()
    assert remind(WHEN) is (left > 0)
    assert Reminder.objects.count() == IDEAS
    told = Counter(Entry.objects.filter(actor=WORKER).values_list("subject", "verb"))
    refs = Idea.objects.filter(state=State.OPEN).values_list("ref", flat=True)
    assert told == Counter((f"idea:{ref}", "idea.escalated") for ref in refs)
    city.chain.refresh_from_db()
    assert verify_chain(city.chain) is None
