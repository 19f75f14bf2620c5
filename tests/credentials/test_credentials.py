"""A credential holds as long as it is whole, in time, and neither suspended nor revoked."""

import json
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials.badges import badge_credential
from credentials.contexts import UnknownContext
from credentials.keys import KeyPair, NotAKey, from_multikey
from credentials.multibase import base58, from_base58
from credentials.proofs import with_proof
from credentials.status import LENGTH, encoded, is_set
from credentials.verifying import Fault, faults
from tests.credentials.labels import AT, CITY, UNTIL, Site, a_label, contexts, keys


def issued(pair: KeyPair | None = None, **values: Any) -> dict[str, Any]:
    bare = badge_credential(a_label(**values))
    return with_proof(bare, pair or keys(), issuer=CITY, at=AT, contexts=contexts())


def test_what_was_issued_holds() -> None:
    assert faults(issued(), Site().sources, at=AT) == []


def test_it_holds_up_to_its_last_moment() -> None:
    moments = {AT - timedelta(seconds=1): [Fault.NOT_YET_VALID], UNTIL - timedelta(seconds=1): []}
    moments[UNTIL] = [Fault.EXPIRED]
    assert {at: faults(issued(), Site().sources, at=at) for at in moments} == moments


def test_suspension_passes_and_revocation_stays() -> None:
    site, credential = Site(), issued()
    site.suspended = {7}
    assert faults(credential, site.sources, at=AT) == [Fault.SUSPENDED]
    site.suspended, site.revoked = {6, 8}, {7}
    assert faults(credential, site.sources, at=AT) == [Fault.REVOKED]


def test_while_the_status_cannot_be_read_nobody_says_that_it_holds() -> None:
    site, credential = Site(), issued()
    document = site.did_document(CITY)
    site.is_up = False
    assert faults(credential, site.sources, at=AT)[0] is Fault.UNKNOWN_ISSUER
    assert document is not None


def test_after_a_new_key_old_credentials_still_hold_and_foreign_ones_do_not() -> None:
    old, new = issued(), issued(keys("2"))
    site = Site(generations=[keys(), keys("2")])
    assert faults(old, site.sources, at=AT) == []
    assert faults(new, site.sources, at=AT) == []
    assert Fault.UNKNOWN_KEY in faults(new, Site().sources, at=AT)
    foreign = issued(KeyPair("1", keys("3").proofs, keys("3").tokens))
    assert faults(foreign, Site().sources, at=AT)[0] is Fault.ALTERED


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, (*path, name))
    elif isinstance(value, list):
        for place, part in enumerate(value):
            yield from leaves(part, (*path, place))
    else:
        yield path


def altered(credential: dict[str, Any], path: tuple[Any, ...]) -> dict[str, Any]:
    other = deepcopy(credential)
    place: Any = other
    for step in path[:-1]:
        place = place[step]
    value = place[path[-1]]
    place[path[-1]] = (not value) if isinstance(value, bool) else f"{value}x"
    return other


def test_no_word_of_it_can_be_changed_unnoticed() -> None:
    credential, sources = issued(), Site().sources
    unnoticed = [path for path in leaves(credential) if not faults(altered(credential, path), sources, at=AT)]
    assert unnoticed == []


def test_nothing_can_be_added_that_the_proof_does_not_cover() -> None:
    credential = {**issued(), "note": "and it is climate-something"}
    assert faults(credential, Site().sources, at=AT) == [Fault.ALTERED]


@pytest.mark.parametrize("broken", [{}, {"issuer": CITY, "proof": "x"}, {"issuer": {"id": CITY}}])
def test_what_is_no_credential_is_called_unreadable(broken: dict[str, Any]) -> None:
    assert faults(broken, Site().sources, at=AT) == [Fault.UNREADABLE]


def test_no_context_is_ever_loaded_from_elsewhere() -> None:
    with pytest.raises(UnknownContext):
        contexts().canonical({"@context": ["https://example.org/other.json"], "id": "urn:x"})


@given(st.sets(st.integers(0, LENGTH - 1), max_size=50), st.integers(0, LENGTH - 1))
def test_a_status_list_says_what_was_put_into_it(bits: set[int], asked: int) -> None:
    text = encoded(bits)
    assert all(is_set(text, bit) for bit in bits)
    assert is_set(text, asked) is (asked in bits)
    assert encoded(bits) == text


def test_a_status_list_bomb_or_rubbish_is_refused() -> None:
    for text in ("", "zabc", "u!!!", encoded(set(), LENGTH * 8), encoded(set(), 8)):
        with pytest.raises((ValueError, IndexError)):
            is_set(text, 1)
    with pytest.raises(IndexError):
        encoded({LENGTH})


@given(st.binary(max_size=80))
def test_bytes_survive_base58(data: bytes) -> None:
    assert from_base58(base58(data)) == data


def test_keys_survive_their_file_and_wrong_ones_are_refused() -> None:
    again = KeyPair.from_pem("1", keys().as_pem())
    assert again.public.multikey == keys().public.multikey
    assert again.public.jwk == keys().public.jwk
    assert "d" not in again.public.jwk
    assert from_multikey(again.public.multikey).public_bytes_raw() == again.public.proofs.public_bytes_raw()
    for pem in (b"", b"rubbish", keys().as_pem()[:300]):
        with pytest.raises(NotAKey):
            KeyPair.from_pem("1", pem)
    for text in ("", "z6Mk", "zzzz0", "u6Mk"):
        with pytest.raises(NotAKey):
            from_multikey(text)


def test_a_did_document_tells_no_secret() -> None:
    text = json.dumps(Site().did_document(CITY))
    assert '"d"' not in text
    assert '"p"' not in text
