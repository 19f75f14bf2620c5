"""Whenever whoever signs or seals is killed: no signature is lost, none is doubled, and the deal is sealed once."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, SignatureRow
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from launcher.places import ROOT
from tests.deals.signing.hands import a_mandate, a_ready_deal, seats
from tests.evidence.authority import PASSWORD, Authority, Holder
from tests.makers import BY, a_city

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

#: So many seconds longer may the next one live: on a busy machine, too, somebody gets through in the end.
LONGER = 0.15
MOST_KILLS = 200


def address_of_test_database() -> str:
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    return f"postgresql://{database['USER']}@/{database['NAME']}?host={database['HOST']}"


def killed(row: Round, holder: Holder, *, after: float) -> bool:
    """Let somebody work on a round and kill them so many seconds after they began; whether they were quicker."""
    environment = {
        **os.environ,
        "GREENPACT_DATABASE": address_of_test_database(),
        "GREENPACT_SEAL_KEY": settings.SEAL_KEY,
        "GREENPACT_SEAL_PASSWORD": PASSWORD,
        "GREENPACT_TRUST_ANCHORS": str(settings.TRUST_ANCHORS),
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
    }
    command = [sys.executable, "-m", "tests.deals.signing.signer", row.ref, holder.pkcs12.hex()]
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    with process, process.stdout as said:
        assert said.readline() == b"ready\n"
        begun = time.monotonic()
        while process.poll() is None and time.monotonic() - begun < after:
            time.sleep(0.005)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        return process.wait() == 0


def nothing_is_lost_or_doubled(row: Round) -> None:
    """What rows and journal say of the round is the same, whenever one looks."""
    row.refresh_from_db()
    told = list(Entry.objects.filter(chain=row.deal.city.chain_id).values_list("verb", flat=True))
    given = list(SignatureRow.objects.standing().filter(seat__round=row).values_list("seat", flat=True))
    assert len(given) == len(set(given)) == told.count("deal.signature_given")
    is_signed = len(given) == 3
    assert told.count("deal.signed") == is_signed
    assert (row.state in ("complete", "sealed")) == is_signed
    assert (Deal.objects.get(pk=row.deal_id).signature_state == "signed") == is_signed
    assert told.count("deal.sealed") == (row.state == "sealed") == (row.sealed is not None)
    assert verify_chain(row.deal.city.chain) is None


def test_killed_at_any_moment_the_next_one_goes_on(trusted: Authority, tmp_path: Path) -> None:
    city = a_city("heidelberg", languages=["de", "en"])
    row = open_signing(a_ready_deal(city), RoundTerms("de"), by=BY, at=timezone.now())
    for seat in seats(row):
        a_mandate(seat.organisation)
    holder = trusted.issue("Ada", is_qualified=True)
    moments = random.Random(20260728)
    kills = 0
    while not killed(row, holder, after=moments.uniform(0, LONGER * (kills + 1))):
        kills += 1
        nothing_is_lost_or_doubled(row)
        assert kills < MOST_KILLS
    assert kills > 2
    nothing_is_lost_or_doubled(row)
    assert row.state == "sealed"
    assert row.bundle is not None
