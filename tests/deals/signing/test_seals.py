"""Where a city's seal key lies, how it stands before there is anything to seal, and whose signatures are believed."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from evidence.sealing import SealKey, SealProblem, WhyNotSealed
from evidence.signatures import signatures_in
from greenpact.cities.models import City
from greenpact.deals.models.signing import Round
from greenpact.deals.signing import seals
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.pdfs import QUALIFIED, look_at
from greenpact.deals.signing.reading import current_pdf
from greenpact.deals.signing.sealing import seal_next
from greenpact.deals.signing.seals import WhySealWaits, key_of, outlook, publish_key
from greenpact.files.taking import content_of
from tests.deals.signing.hands import a_ready_deal, clicked, seats
from tests.evidence.authority import Authority, a_stamper, an_authority, signed
from tests.makers import BY, a_city

pytestmark = pytest.mark.django_db

TOKEN = "pkcs11:token=City%20keys;object={city}-seal?module-path=/usr/lib/token.so"


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def row(city: City) -> Round:
    return open_signing(a_ready_deal(city), RoundTerms("de"), by=BY, at=timezone.now())


def test_the_address_of_a_key_in_a_token_is_read_as_the_rfc_writes_it(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []

    def found(module: Path, **named: str) -> SealKey:
        asked.append((module, named))
        raise SealProblem(WhyNotSealed.KEY_MISSING)

    monkeypatch.setattr(SealKey, "from_pkcs11", found)
    with override_settings(SEAL_KEY=TOKEN, SEAL_PASSWORD="1234"), pytest.raises(SealProblem):
        key_of(city)
    assert asked == [
        (Path("/usr/lib/token.so"), {"token": "City keys", "pin": "1234", "label": "heidelberg-seal"})
    ]


@pytest.mark.parametrize(
    "address",
    [
        "pkcs11:",
        "pkcs11:token=a;object=b",
        "pkcs11:token=a?module-path=/x.so",
        "pkcs11:object=b?module-path=/x.so",
    ],
)
def test_half_an_address_is_no_key(city: City, address: str) -> None:
    with override_settings(SEAL_KEY=address), pytest.raises(SealProblem) as refused:
        key_of(city)
    assert refused.value.reason is WhyNotSealed.KEY_UNREADABLE


def test_how_a_key_stands_is_known_before_it_has_to_seal(
    city: City, trusted: Authority, tmp_path: Path
) -> None:
    now = timezone.now()
    seen = outlook(city, now)
    assert seen.trouble is None
    assert seen.until is not None
    assert seen.until > now
    assert outlook(city, seen.until + timedelta(days=1)).trouble is WhySealWaits.KEY_EXPIRED
    with override_settings(SEAL_KEY=str(tmp_path / "nowhere.p12")):
        assert outlook(city, now).trouble is WhySealWaits.KEY_MISSING
    (tmp_path / "heidelberg.p12").write_bytes(b"not a key")
    assert outlook(city, now).trouble is WhySealWaits.KEY_UNREADABLE


def test_a_key_in_a_token_is_known_by_the_seal_it_made_last(city: City, trusted: Authority) -> None:
    now = timezone.now()
    publish_key(city, at=now)
    with override_settings(SEAL_KEY=TOKEN):
        seen = outlook(city, now)
        assert seen.trouble is None
        assert seen.until is not None
        assert outlook(city, seen.until + timedelta(days=1)).trouble is WhySealWaits.KEY_EXPIRED
        city.seal_certificates.all().delete()
        assert outlook(city, now).until is None


def test_a_time_stamp_service_that_does_not_answer_keeps_the_seal_waiting(
    row: Round, trusted: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seat in seats(row):
        clicked(seat, at=timezone.now())
    with override_settings(TIMESTAMP_URL="http://127.0.0.1:1/"):  # nobody listens there
        assert seal_next(timezone.now())
    row.refresh_from_db()
    assert (row.state, row.sealed, row.seal_fault) == ("complete", None, "timestamp_failed")

    stamps = a_stamper(trusted.issue("Time Service", stamps_time=True), at=datetime.now(UTC))
    monkeypatch.setattr(seals, "timestamper", lambda _url: stamps)
    later = timezone.now() + timedelta(hours=1)
    assert seal_next(later)
    row.refresh_from_db()
    assert row.sealed is not None
    (seal,) = signatures_in(content_of(row.sealed), anchors=[trusted.certificate], at=later)
    assert (seal.is_time_stamped, seal.is_stamp_trusted) == (True, True)


def test_services_that_issue_qualified_certificates_alone_have_a_folder_of_their_own(
    row: Round, trusted: Authority
) -> None:
    service = an_authority("Qualified Trust Service")
    folder = Path(settings.TRUST_ANCHORS or "") / QUALIFIED
    folder.mkdir()
    (folder / "service.pem").write_bytes(service.pem)
    paper, now = content_of(current_pdf(row)), timezone.now()

    def level(authority: Authority) -> str:
        pdf = signed(paper, authority.issue("Ada"), field="Ada")
        return look_at(pdf, before=paper, frozen_at=now, at=now).level

    assert (level(service), level(trusted)) == ("qualified", "advanced")
