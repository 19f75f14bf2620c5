"""A city that issues a label, its keys, and whoever looks the credential up."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from typing import Any

from credentials.badges import Label
from credentials.contexts import Contexts
from credentials.did import did_document, did_web
from credentials.keys import KeyPair
from credentials.proofs import with_proof
from credentials.status import Purpose, StatusPlace, encoded, status_credential
from credentials.verifying import Sources
from tests.conftest import REAL_HOME

AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
UNTIL = datetime(2028, 6, 15, tzinfo=UTC)
SITE = "https://deals.example.org/musterstadt/"
CITY = did_web("deals.example.org", "musterstadt")
SUSPENDED, REVOKED = f"{SITE}status/suspension.json", f"{SITE}status/revocation.json"


@cache
def contexts() -> Contexts:
    return Contexts.read(REAL_HOME / "assets" / "contexts")


@cache
def keys(name: str = "1") -> KeyPair:
    return KeyPair.new(name)


def a_label(**values: Any) -> Label:
    places = (StatusPlace(SUSPENDED, Purpose.SUSPENSION, 7), StatusPlace(REVOKED, Purpose.REVOCATION, 7))
    facts: dict[str, Any] = {
        "address": f"{SITE}labels/k3x9m2ap/",
        "language": "en",
        "issuer": CITY,
        "issuer_name": "Musterstadt",
        "issuer_address": SITE,
        "holder_address": f"{SITE}parties/stadtwerke/",
        "holder_name": "Stadtwerke Musterstadt",
        "deal_address": f"{SITE}deals/solar-roofs/",
        "deal_title": "Solar roofs",
        "scheme_address": f"{SITE}labels/scheme/1/",
        "level": "committed",
        "level_name": "Committed",
        "says": "Says what was promised.",
        "says_not": "It does not say that anything was reached.",
        "criteria": ("Every commitment has an owner.",),
        "picture_address": f"{SITE}labels/k3x9m2ap/badge.svg",
        "valid_from": AT,
        "valid_until": UNTIL,
        "places": places,
    }
    return Label(**{**facts, **values})


@dataclass
class Site:
    """What the city publishes; a test changes it and looks again."""

    generations: list[KeyPair] = field(default_factory=lambda: [keys()])
    suspended: set[int] = field(default_factory=set)
    revoked: set[int] = field(default_factory=set)
    is_up: bool = True

    def did_document(self, did: str) -> Mapping[str, Any] | None:
        found = [pair.public for pair in self.generations]
        return did_document(CITY, found) if did == CITY and self.is_up else None

    def status_list(self, address: str) -> Mapping[str, Any] | None:
        lists = {
            SUSPENDED: (Purpose.SUSPENSION, self.suspended),
            REVOKED: (Purpose.REVOCATION, self.revoked),
        }
        if address not in lists or not self.is_up:
            return None
        purpose, bits = lists[address]
        bare = status_credential(address, issuer=CITY, purpose=purpose, encoded_list=encoded(bits), since=AT)
        return with_proof(bare, self.generations[-1], issuer=CITY, at=AT, contexts=contexts())

    @property
    def sources(self) -> Sources:
        return Sources(self.did_document, self.status_list, contexts())
