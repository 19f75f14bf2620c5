"""Signatures in the PDF, the seal that closes it, what keeps the seal waiting, and the bundle that proves it all."""

import errno
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import OperationalError
from django.test import override_settings
from django.utils import timezone

from evidence.signatures import Chain, signatures_in
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.deals.models.signing import Round, Seat, SignatureRow
from greenpact.deals.signing import sealing, seals
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.giving import NotGiven, WhyNotGiven, take_pdf
from greenpact.deals.signing.pdfs import NotAccepted, WhyNotAccepted
from greenpact.deals.signing.reading import current_pdf
from greenpact.deals.signing.sealing import seal_next
from greenpact.deals.signing.withdrawing import NotWithdrawn, WhyNotWithdrawn, withdraw
from greenpact.files.taking import content_of
from greenpact.journal.models import Entry
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, on_paper, seats
from tests.evidence.authority import Authority, an_authority, signed
from tests.makers import BY, a_city, an_account

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> City:
    return a_city("heidelberg", languages=["de", "en"])


@pytest.fixture
def row(city: City) -> Round:
    return open_signing(a_ready_deal(city), RoundTerms("de"), by=BY, at=timezone.now())


def bring(seat: Seat, pdf: bytes) -> SignatureRow:
    mandate = seat.organisation.mandates.first() or a_mandate(seat.organisation)
    return take_pdf(seat, mandate, pdf, by=mandate.account.actor, at=timezone.now())


def pdf_of(row: Round) -> bytes:
    return content_of(current_pdf(row))


def why(seat: Seat, pdf: bytes) -> WhyNotAccepted:
    with pytest.raises(NotAccepted) as refused:
        bring(seat, pdf)
    return refused.value.reason


def all_signed(row: Round) -> Round:
    for seat in seats(row):
        clicked(seat, at=timezone.now())
    row.refresh_from_db()
    return row


def test_two_sign_the_same_pdf_one_after_the_other(row: Round, trusted: Authority) -> None:
    first, second, _third = seats(row)
    one = signed(pdf_of(row), trusted.issue("Ada", is_qualified=True), field="Ada")
    given = bring(first, one)
    assert given.evidence["qualified"]["signer"] == "Ada"
    assert given.evidence["qualified"]["level"] == "qualified"
    two = signed(pdf_of(row), trusted.issue("Grace", is_qualified=True), field="Grace")
    bring(second, two)
    found = signatures_in(pdf_of(row), anchors=[trusted.certificate], at=timezone.now())
    assert [(one.signer, one.is_intact, one.chain) for one in found] == [
        ("Ada", True, Chain.TRUSTED),
        ("Grace", True, Chain.TRUSTED),
    ]
    with pytest.raises(NotWithdrawn) as refused:
        withdraw(given, by=BY, at=timezone.now())
    assert refused.value.reason == WhyNotWithdrawn.SIGNED_UPON


def test_a_withdrawn_signature_is_no_longer_in_the_pdf(row: Round, trusted: Authority) -> None:
    paper = pdf_of(row)
    given = bring(seats(row)[0], signed(paper, trusted.issue("Ada", is_qualified=True), field="Ada"))
    withdraw(given, by=BY, at=timezone.now())
    assert pdf_of(row) == paper


def test_each_wrong_pdf_is_refused_for_its_reason(row: Round, trusted: Authority) -> None:
    seat, paper = seats(row)[0], pdf_of(row)
    ada = trusted.issue("Ada", is_qualified=True)
    good = signed(paper, ada, field="Ada")
    other = open_signing(a_ready_deal(row.deal.city, "another"), RoundTerms("de"), by=BY, at=timezone.now())
    flipped = bytearray(good)
    flipped[len(paper) + 600] ^= 1
    past = datetime(2021, 1, 1, tzinfo=UTC)
    assert why(seat, b"%PDF-1.7 nothing") == WhyNotAccepted.NOT_A_PDF
    assert why(seat, paper) == WhyNotAccepted.NO_NEW_SIGNATURE
    assert why(seat, signed(pdf_of(other), ada, field="Ada")) == WhyNotAccepted.OTHER_DOCUMENT
    assert why(seat, signed(good, ada, field="Again")) == WhyNotAccepted.SEVERAL_SIGNATURES
    assert why(seat, bytes(flipped)) in (WhyNotAccepted.ALTERED, WhyNotAccepted.NOT_A_PDF)
    assert why(seat, signed(paper, an_authority("Unknown").issue("Eve"), field="Eve")) == (
        WhyNotAccepted.NOT_TRUSTED
    )
    expired = trusted.issue("Old", until=past)
    assert why(seat, signed(paper, expired, field="Old")) in (
        WhyNotAccepted.EXPIRED,
        WhyNotAccepted.NOT_TRUSTED,
    )
    assert why(seat, signed(paper, ada, field="Ada", certify=True)) == WhyNotAccepted.CLOSES
    assert why(seat, signed(paper, ada, field="Seal")) == WhyNotAccepted.NAMED_SEAL
    assert why(seat, signed(paper, ada, field="Ada", box=(0, 0, 595, 842))) == WhyNotAccepted.HIDES_TEXT
    assert why(seat, b"%PDF-" + b"0" * 10_000_001) == WhyNotAccepted.TOO_LARGE
    assert not SignatureRow.objects.exists()


def test_a_signature_that_brings_an_authority_between_is_taken(row: Round, trusted: Authority) -> None:
    ada = trusted.below("Between").issue("Ada", is_qualified=True)
    given = bring(seats(row)[0], signed(pdf_of(row), ada, field="Ada"))
    assert given.evidence["qualified"]["level"] == "qualified"


def test_a_binding_deal_takes_a_qualified_signature_only(city: City, trusted: Authority) -> None:
    row = open_signing(a_ready_deal(city, nature="binding"), RoundTerms("de"), by=BY, at=timezone.now())
    seat = seats(row)[0]
    plain = signed(pdf_of(row), trusted.issue("Ada"), field="Ada")
    with pytest.raises(NotGiven) as refused:
        bring(seat, plain)
    assert refused.value.reason == WhyNotGiven.LEVEL_TOO_LOW
    bring(seat, signed(pdf_of(row), trusted.issue("Ada", is_qualified=True), field="Ada"))


def test_whoever_signs_on_an_older_copy_is_told_that_others_signed(row: Round, trusted: Authority) -> None:
    first, second, _third = seats(row)
    paper = pdf_of(row)
    bring(first, signed(paper, trusted.issue("Ada", is_qualified=True), field="Ada"))
    assert (
        why(second, signed(paper, trusted.issue("Grace", is_qualified=True), field="Grace"))
        == WhyNotAccepted.OTHER_DOCUMENT
    )


def test_the_worker_seals_once_and_packs_the_evidence(row: Round, trusted: Authority) -> None:
    first, second, third = seats(row)
    bring(first, signed(pdf_of(row), trusted.issue("Ada", is_qualified=True), field="Ada"))
    clicked(second, at=timezone.now())
    on_paper(third, an_account(), at=timezone.now())
    later = timezone.now()
    assert [seal_next(later), seal_next(later), seal_next(later)] == [True, True, False]
    row.refresh_from_db()
    assert row.sealed is not None
    assert row.bundle is not None
    assert row.public_copy is not None
    anchors = [trusted.certificate]
    sealed = content_of(row.sealed)
    assert [one.signer for one in signatures_in(sealed, anchors=anchors, at=later)] == [
        "Ada",
        "City of Heidelberg",
    ]
    public = signatures_in(content_of(row.public_copy), anchors=anchors, at=later)
    assert [one.signer for one in public] == ["City of Heidelberg"]
    entry = Entry.objects.get(verb="deal.sealed")
    assert entry.payload == {"version": 1, "sha256": sha256(sealed).hexdigest()}
    with ZipFile(BytesIO(content_of(row.bundle))) as bundle:
        names = bundle.namelist()
        assert bundle.read("sealed.pdf") == sealed
        assert bundle.read("document.json").decode() == row.canonical
        journal = json.loads(bundle.read("journal.json"))
        manifest = json.loads(bundle.read("manifest.json"))["files"]
        assert all(sha256(bundle.read(path)).hexdigest() == known for path, known in manifest.items())
    assert sum(name.startswith("signatures/") and name.endswith(".json") for name in names) == 3
    assert [one["verb"] for one in journal][-2:] == ["deal.signed", "deal.sealed"]


def broken(tmp_path: Path, authority: Authority, what: str) -> dict[str, Any]:
    path = tmp_path / "broken.p12"
    if what == "key_expired":
        path.write_bytes(authority.issue("City", until=datetime(2021, 1, 1, tzinfo=UTC)).pkcs12)
    elif what == "key_unreadable":
        path.write_bytes(b"not a key")
    return {"SEAL_KEY": str(path)}


@pytest.mark.parametrize("what", ["key_missing", "key_unreadable", "key_expired"])
def test_without_a_good_key_the_seal_waits_and_the_deal_stays_signed(
    row: Round, trusted: Authority, tmp_path: Path, what: str
) -> None:
    all_signed(row)
    now = timezone.now()
    with override_settings(**broken(tmp_path, trusted, what)):
        assert seal_next(now)
        assert not seal_next(now)
        assert seal_next(now + timedelta(hours=2))
    row.refresh_from_db()
    assert (row.state, row.seal_fault, row.seal_attempts) == ("complete", what, 2)
    assert Deal.objects.get(pk=row.deal_id).signature_state == "signed"
    assert Entry.objects.filter(verb="deal.seal_waits").count() == 1
    assert seal_next(now + timedelta(hours=4))
    row.refresh_from_db()
    assert (row.state, row.seal_fault) == ("sealed", "")


@pytest.mark.parametrize(
    "error",
    [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")],
)
def test_a_full_disk_leaves_everything_as_it_is_and_says_so(
    row: Round, trusted: Authority, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    all_signed(row)

    def full(*_args: Any, **_more: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "keep", full)
        assert seal_next(timezone.now())
    row.refresh_from_db()
    assert (row.state, row.sealed, row.seal_fault) == ("complete", None, "disk_full")
    assert seal_next(timezone.now() + timedelta(hours=1))
    row.refresh_from_db()
    assert row.state == "sealed"


def test_a_clock_set_back_keeps_the_seal_waiting(row: Round, trusted: Authority) -> None:
    all_signed(row)
    Round.objects.filter(pk=row.pk).update(seal_again_at=timezone.now() - timedelta(days=1))
    assert seal_next(timezone.now() - timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, row.seal_fault) == ("complete", "clock_set_back")


def test_of_two_workers_one_seals(row: Round, trusted: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    all_signed(row)
    real, again = seals.seal_pdf, [True]

    def meanwhile(*args: Any, **more: Any) -> bytes:
        if again.pop() if again else False:
            seal_next(timezone.now())
        return real(*args, **more)

    monkeypatch.setattr(sealing, "seal_pdf", meanwhile)
    seal_next(timezone.now())
    assert Entry.objects.filter(verb="deal.sealed").count() == 1
