"""Libraries that are not ours accept what we issue, and refuse what was tampered with, is over, or suspended."""

import json
import subprocess
from copy import deepcopy
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import playwright
import pytest

from credentials.badges import badge_credential
from credentials.moments import moment_text
from credentials.proofs import with_proof
from tests.conftest import REAL_HOME
from tests.credentials.labels import AT, CITY, REVOKED, SUSPENDED, UNTIL, Site, a_label, contexts, keys

pytestmark = pytest.mark.slow

MODULES = REAL_HOME / "assets" / "node_modules"
#: Playwright brings a Node of its own, so that the test needs none of the machine's.
NODE = Path(playwright.__file__).parent / "driver" / "node"


def verified(credential: dict[str, Any], site: Site, *, at: datetime = AT) -> tuple[bool, str]:
    given = {
        "credential": credential,
        "dids": {CITY: site.did_document(CITY)},
        "lists": {address: site.status_list(address) for address in (SUSPENDED, REVOKED)},
        "contexts": dict(contexts().documents),
        "now": moment_text(at),
    }
    script = Path(__file__).with_name("verify.mjs")
    done = subprocess.run(
        [NODE, script, MODULES],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    return found["verified"], " ".join(found["error"])


def issued() -> dict[str, Any]:
    return with_proof(badge_credential(a_label()), keys(), issuer=CITY, at=AT, contexts=contexts())


def test_it_accepts_ours() -> None:
    assert verified(issued(), Site()) == (True, "")


def test_it_accepts_ours_after_a_new_key() -> None:
    assert verified(issued(), Site(generations=[keys(), keys("2")])) == (True, "")


def test_it_refuses_what_was_tampered_with() -> None:
    tampered = deepcopy(issued())
    tampered["credentialSubject"]["achievement"]["name"] = "Proven"
    is_verified, _error = verified(tampered, Site())
    assert not is_verified


def test_it_refuses_what_is_over_or_not_begun() -> None:
    assert not verified(issued(), Site(), at=UNTIL + timedelta(days=1))[0]
    assert not verified(issued(), Site(), at=AT - timedelta(days=1))[0]


@pytest.mark.parametrize("bits", [{"suspended": {7}}, {"revoked": {7}}])
def test_it_refuses_what_is_suspended_or_revoked(bits: dict[str, set[int]]) -> None:
    assert not verified(issued(), Site(**bits))[0]  # type: ignore[arg-type]  # of the two sets
    others = {name: {6, 8} for name in bits}
    assert verified(issued(), Site(**others))[0]  # type: ignore[arg-type]  # of the two sets
