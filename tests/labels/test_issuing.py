"""Credentials, status lists and keys: they follow the label, and former keys stay good."""

import json
import stat
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from credentials.contexts import Contexts
from credentials.status import LENGTH, Purpose, is_set
from credentials.tokens import claims_in
from credentials.verifying import Fault, Sources, faults
from greenpact.cities.models import City
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.labels.issuing import (
    as_text,
    credential_of,
    key_document,
    selective_of,
    signed_list,
    status_list,
    token_of,
)
from greenpact.labels.keyring import keyring_of, rotate
from greenpact.labels.models import Certificate, Label
from greenpact.labels.publishing_status import publish_status, write_files
from greenpact.labels.rules import Suspension, Withdrawal
from greenpact.labels.suspending import restore, suspend, withdraw
from tests.labels.makers import a_label, a_signed_deal, later
from tests.makers import AT, BY, a_city

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn once for all tests: that takes seconds."""
    return tmp_path_factory.mktemp("keys")


@pytest.fixture
def city(settings: Any, tmp_path: Path, keys: Path) -> City:
    settings.LABEL_KEYS, settings.PUBLIC_FILES = keys, tmp_path / "public"
    return a_city()


@pytest.fixture
def label(city: City) -> Label:
    return a_label(a_signed_deal(city))


def certificate_of(label: Label) -> Certificate:
    return label.certificates.select_related("label__city", "label__deal", "label__scheme", "organisation")[0]


def looked_up(city: City) -> Sources:
    """What a verifier finds at our addresses."""

    def list_at(address: str) -> dict[str, Any]:
        purpose, _dash, number = Path(address).stem.partition("-")
        return status_list(city, Purpose(purpose), int(number))

    return Sources(lambda _did: key_document(city), list_at, Contexts.read(Path(settings.CONTEXTS)))


def faults_of(label: Label, days: int = 1) -> list[Fault]:
    credential = credential_of(certificate_of(label))
    return faults(credential, looked_up(label.city), at=later(days))


def test_a_credential_holds_as_long_as_its_label(label: Label) -> None:
    assert faults_of(label) == []
    assert faults_of(label, 800) == [Fault.EXPIRED]
    suspend(label, Suspension.MISUSED, by=BY, at=later(2))
    assert faults_of(label) == [Fault.SUSPENDED]
    restore(label, by=BY, at=later(3))
    assert faults_of(label) == []
    withdraw(label, Withdrawal.MISUSED, by=BY, at=later(4))
    assert faults_of(label) == [Fault.REVOKED]


def test_it_ends_with_its_deal_before_anybody_wrote_it_down(label: Label) -> None:
    label.deal.refresh_from_db()
    move_signature(label.deal, Signature.TERMINATED, by=BY, at=later(2))
    assert faults_of(label) == [Fault.REVOKED]


def test_the_same_label_gives_the_same_credential(label: Label) -> None:
    assert credential_of(certificate_of(label)) == credential_of(certificate_of(label))


def test_one_changed_word_is_noticed(label: Label) -> None:
    credential = credential_of(certificate_of(label))
    altered = json.loads(json.dumps(credential).replace("committed", "proven"))
    assert Fault.ALTERED in faults(altered, looked_up(label.city), at=later(1))


def test_what_a_former_key_signed_still_holds(label: Label) -> None:
    before = credential_of(certificate_of(label))
    assert rotate(label.city) == 2
    after = credential_of(certificate_of(label))
    assert before["proof"]["verificationMethod"] != after["proof"]["verificationMethod"]
    for credential in (before, after):
        assert faults(credential, looked_up(label.city), at=later(1)) == []


def test_the_tokens_are_signed_with_the_same_generation(label: Label) -> None:
    key = keyring_of(label.city).current.public.tokens
    claims = claims_in(token_of(certificate_of(label)), key)
    assert claims is not None
    assert claims["credentialSubject"]["achievement"]["name"] == "Vereinbart"
    assert selective_of(certificate_of(label)).count("~") >= 3


def test_keys_are_readable_for_their_owner_alone(label: Label) -> None:
    keyring_of(label.city)
    file = Path(settings.LABEL_KEYS) / label.city.slug / "1.pem"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_the_files_follow_and_say_what_the_pages_say(label: Label) -> None:
    client = Client()
    assert publish_status(AT)
    assert not publish_status(AT)
    for path in (
        "heidelberg/did.json",
        "heidelberg/labels/status/suspension-1.json",
        "heidelberg/labels/status/revocation-1.json",
    ):
        file = Path(settings.PUBLIC_FILES) / path
        assert file.read_text(encoding="utf-8") == client.get(f"/{path}").content.decode()
    suspend(label, Suspension.MISUSED, by=BY, at=later(2))
    assert publish_status(later(2))
    written = json.loads(
        (Path(settings.PUBLIC_FILES) / "heidelberg/labels/status/suspension-1.json").read_text()
    )
    assert is_set(written["credentialSubject"]["encodedList"], 0)


def test_nothing_half_written_is_ever_left(label: Label) -> None:
    write_files(label.city)
    write_files(label.city)
    assert not list(Path(settings.PUBLIC_FILES).rglob(".new-*"))


def test_a_list_of_a_hundred_thousand_labels_is_small(label: Label) -> None:
    # One label in thirty is suspended or withdrawn, spread as badly as can be.
    bits = [index * 7919 % LENGTH for index in range(100_000) if index % 30 == 0]
    text = as_text(signed_list(label.city, Purpose.REVOCATION, 1, bits))
    assert len(text.encode()) <= 20_000
    assert len(zlib.compress(text.encode())) <= 20_000


def test_machines_may_read_everything_from_anywhere(label: Label) -> None:
    client, row = Client(), certificate_of(label)
    base = f"/heidelberg/labels/{label.ref}/{row.ref}/"
    for path in ("credential.json", "credential.jwt"):
        answer = client.get(base + path)
        assert answer.status_code == 200
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert client.get(base).status_code == 302
    assert client.get(f"{base}credential.sd-jwt").status_code == 404
    assert client.get("/heidelberg/labels/status/revocation-2.json").status_code == 404
    assert client.get("/heidelberg/labels/status/other-1.json").status_code == 404


def test_a_switch_offers_the_token_that_can_be_shown_in_part(label: Label, settings: Any) -> None:
    settings.SELECTIVE_CREDENTIALS = True
    address = f"/heidelberg/labels/{label.ref}/{certificate_of(label).ref}/credential.sd-jwt"
    assert Client().get(address)["Content-Type"] == "application/dc+sd-jwt"


def test_a_label_lapses_by_its_credential_on_the_day_it_lapses(label: Label) -> None:
    assert label.valid_until is not None
    assert faults_of(label, (label.valid_until - AT.date()).days - 1) == []
    assert faults_of(label, (label.valid_until - AT.date()).days) == [Fault.EXPIRED]
