"""Asking owners while the worker is killed at any moment: no step and no mail twice, no answer lost."""

import os
import random
import subprocess
import sys
import time
from collections import Counter
from datetime import datetime, timedelta

import pytest
from django.db.models import F

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.journal.models import Chain, Cursor, Entry
from greenpact.journal.verifying import verify_chain
from greenpact.measures.addressing import set_contact
from greenpact.measures.answering import Report, answer, say_unchanged
from greenpact.measures.asking import Rules, set_rules
from greenpact.measures.check_in_rules import Asking
from greenpact.measures.models import CheckIn, CheckInLink, CheckInStep, Statement
from greenpact.measures.rules import State
from greenpact.notices.models import Mail, Notice
from launcher.places import ROOT
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation
from tests.measures.check_ins import CONTACT, DEPUTY, THEN, WINDOW, days
from tests.notices.postbox import Postbox, a_postbox
from tests.reactions.test_killed import address_of_test_database
from tests.workspace.killing import no_mail_came_twice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

MEASURES = 16
DAYS = (0, 7, 12, 16)
#: By day, the step that it brings.
STEPS = dict(zip(DAYS, ("", "first", "second", "escalated"), strict=True))
PATIENCE = 90.0


def progress() -> tuple[object, ...]:
    return (
        CheckIn.objects.count(),
        CheckInStep.objects.count(),
        list(Cursor.objects.order_by("pk").values_list("number", flat=True)),
        Notice.objects.count(),
        Mail.objects.exclude(sent_at=None).count(),
    )


def is_left(step: str) -> bool:
    """Whether a day's work is not all done: questions or steps, what follows from them, and the mails."""
    followed = Cursor.objects.filter(reader="reactions", number__gte=F("chain__number")).values("chain")
    return (
        CheckIn.objects.count() < MEASURES
        or bool(step and CheckIn.objects.open().exclude(steps__step=step).exists())
        or Chain.objects.filter(number__gt=0).exclude(pk__in=followed).exists()
        or Mail.objects.filter(state__in=("waiting", "claimed", "leaving")).exists()
    )


def killed_at_some_moment(at: datetime, postbox: Postbox, dice: random.Random) -> None:
    """Let a worker begin, and kill it soon after it has done something."""
    before = progress()
    variables = {
        **os.environ,
        "GREENPACT_DATABASE": address_of_test_database(),
        "GREENPACT_MAIL": f"smtp+plain://127.0.0.1:{postbox.port}",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    command = [sys.executable, "-m", "tests.measures.check_in_worker", at.isoformat()]
    worker = subprocess.Popen(command, env=variables, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        begun = time.monotonic()
        while progress() == before:
            assert worker.poll() is None, "the worker ended by itself"
            assert time.monotonic() - begun < PATIENCE, "the worker did nothing"
            time.sleep(0.002)
        time.sleep(dice.uniform(0, 0.3))
    finally:
        worker.kill()
        worker.wait()
    Mail.objects.filter(leased_until__isnull=False).update(leased_until=at - timedelta(seconds=1))


def answer_some(at: datetime, dice: random.Random) -> set[str]:
    """Some owners answer meanwhile."""
    links = CheckInLink.objects.filter(check_in__state="open", is_deputy=False)
    chosen = dice.sample(list(links.select_related("check_in__city", "account")), k=min(3, links.count()))
    for place, link in enumerate(chosen):
        if place % 2:
            say_unchanged(link, language="en", at=at)
        else:
            answer(link, Report(State.UNDER_WAY, sentence=f"By {link.ref}"), language="en", at=at)
    return {link.check_in.ref for link in chosen}


def nothing_is_lost_or_doubled(answered: set[str]) -> None:
    """Every measure was asked about once, every answer stands, and no step was taken twice."""
    assert CheckIn.objects.count() == MEASURES
    assert set(CheckIn.objects.filter(state="answered").values_list("ref", flat=True)) == answered
    assert Statement.objects.count() == len(answered)
    steps = Counter(CheckInStep.objects.values_list("check_in__ref", "step"))
    assert max(steps.values()) == 1
    told = Counter(Entry.objects.values_list("verb", flat=True))
    assert told["check_in.owner_asked"] == MEASURES
    assert told["check_in.answered"] == len(answered)
    assert told["check_in.owner_late"] == steps.total() - told["check_in.owner_reminded"] > 0


def test_killed_at_any_moment_nobody_is_written_to_twice_and_no_answer_is_lost() -> None:
    city = a_city(languages=["de", "en"])
    firm = an_organisation(city, "firm")
    clauses = [a_goal(), *(a_commitment(firm, f"c{number}") for number in range(MEASURES))]
    parts = Parts(parties=[PartyEntry(firm, "signatory")], clauses=clauses)
    deal = a_deal(city, "sun", parts=parts, work_state="implementing")
    set_rules(deal, Rules(True, Asking.QUARTER, WINDOW), by=BY, at=AT)
    set_contact(deal, firm, email=CONTACT, deputy_email=DEPUTY, by=BY, at=AT)
    dice, answered = random.Random(20261128), set[str]()
    kills = 0
    with a_postbox() as postbox:
        for day in DAYS:
            at = THEN + days(day)
            while is_left(STEPS[day]):
                killed_at_some_moment(at, postbox, dice)
                kills += 1
                answered |= answer_some(at, dice)
        no_mail_came_twice(postbox, kills)
    nothing_is_lost_or_doubled(answered)
    city.chain.refresh_from_db()
    assert verify_chain(city.chain) is None
