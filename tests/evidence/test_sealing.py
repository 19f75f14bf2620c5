"""A seal closes a PDF, leaves what was signed as it is, and says why where it cannot."""

import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError

from evidence.levels import Level
from evidence.sealing import KeyState, SealKey, SealProblem, WhyNotSealed, seal, state_of, timestamper
from evidence.signatures import Chain, FoundSignature, continues, signatures_in
from evidence.trial_keys import make_trial_key
from tests.evidence.authority import PASSWORD, SINCE, UNTIL, Authority, a_pdf, a_stamper, an_authority, signed

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
AUTHORITY = an_authority()
PDF = a_pdf()


class Silent(TimeStamper):
    """A time-stamp service that does not answer."""

    async def async_request_tsa_response(self, req: object) -> object:
        raise TimestampRequestError("no answer")


def key_of(folder: Path, authority: Authority = AUTHORITY) -> SealKey:
    path = folder / "city.p12"
    path.write_bytes(authority.issue("City of Musterstadt").pkcs12)
    return SealKey.from_pkcs12(path, PASSWORD)


def found_in(pdf: bytes) -> list[FoundSignature]:
    return signatures_in(pdf, anchors=[AUTHORITY.certificate], at=NOW)


def test_a_seal_covers_the_whole_file_and_says_whose_it_is(tmp_path: Path) -> None:
    key = key_of(tmp_path)
    (one,) = found_in(seal(PDF, key, at=NOW, reason="Sealed", place="Musterstadt"))
    assert (one.field, one.signer, one.is_intact, one.covers_whole) == (
        "Seal",
        "City of Musterstadt",
        True,
        True,
    )
    assert (one.signed_at, one.is_time_stamped, one.chain) == (NOW, False, Chain.TRUSTED)
    assert one.certificate == key.certificate


def test_a_seal_leaves_earlier_signatures_unbroken(tmp_path: Path) -> None:
    anna, ben = AUTHORITY.issue("Anna", is_qualified=True), AUTHORITY.issue("Ben")
    before = signed(signed(PDF, anna, field="Anna"), ben, field="Ben")
    sealed = seal(before, key_of(tmp_path), at=NOW)
    assert sealed.startswith(before)
    assert continues(sealed, before)
    assert [(one.is_intact, one.covers_whole, one.level) for one in found_in(sealed)] == [
        (True, False, Level.QUALIFIED),
        (True, False, Level.ADVANCED),
        (True, True, Level.ADVANCED),
    ]


@pytest.mark.parametrize("is_signed", [False, True])
def test_nothing_may_follow_a_seal(tmp_path: Path, is_signed: bool) -> None:
    anna = AUTHORITY.issue("Anna")
    sealed = seal(signed(PDF, anna, field="Anna") if is_signed else PDF, key_of(tmp_path), at=NOW)
    with pytest.raises(SealProblem) as refused:
        seal(sealed, key_of(tmp_path), at=NOW)
    assert refused.value.reason is WhyNotSealed.CLOSED


def test_a_signature_that_allows_nothing_after_it_is_not_broken_by_a_seal(tmp_path: Path) -> None:
    certified = signed(PDF, AUTHORITY.issue("Anna"), field="Anna", certify=True)
    with pytest.raises(SealProblem, match="closed"):
        seal(certified, key_of(tmp_path), at=NOW)


def test_a_time_stamp_tells_the_moment(tmp_path: Path) -> None:
    at = NOW + timedelta(minutes=3)
    service = a_stamper(AUTHORITY.issue("Clock", stamps_time=True), at=at)
    (one,) = found_in(seal(PDF, key_of(tmp_path), at=NOW, timestamper=service))
    assert (one.signed_at, one.is_time_stamped, one.is_stamp_trusted) == (at, True, True)
    assert one.is_intact
    assert one.covers_whole


def test_a_service_that_does_not_answer_leaves_it_unsealed(tmp_path: Path) -> None:
    with pytest.raises(SealProblem, match="timestamp_failed"):
        seal(PDF, key_of(tmp_path), at=NOW, timestamper=Silent())


def test_a_service_at_a_closed_port_leaves_it_unsealed(tmp_path: Path) -> None:
    with pytest.raises(SealProblem, match="timestamp_failed"):
        seal(PDF, key_of(tmp_path), at=NOW, timestamper=timestamper("http://127.0.0.1:9/"))


def test_no_service_is_none() -> None:
    assert timestamper("") is None


@pytest.mark.parametrize(
    ("at", "state", "reason"),
    [
        (SINCE - timedelta(days=1), "not_yet", "key_not_yet"),
        (UNTIL + timedelta(days=1), "expired", "key_expired"),
    ],
)
def test_a_key_out_of_its_time_seals_nothing(tmp_path: Path, at: datetime, state: str, reason: str) -> None:
    key = key_of(tmp_path)
    assert (key.state(NOW), key.state(at)) == (KeyState.VALID, KeyState(state))
    with pytest.raises(SealProblem, match=reason):
        seal(PDF, key, at=at)


def test_no_key_is_missing() -> None:
    assert state_of(None, NOW) is KeyState.MISSING


def test_a_file_that_is_no_key_is_told_from_a_wrong_passphrase(tmp_path: Path) -> None:
    path = tmp_path / "city.p12"
    reasons = []
    for content, passphrase in ((None, ""), (b"no key", "x"), (AUTHORITY.issue("City").pkcs12, "wrong")):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(SealProblem) as refused:
            SealKey.from_pkcs12(path, passphrase)
        reasons.append(refused.value.reason)
    assert reasons == [WhyNotSealed.KEY_MISSING, WhyNotSealed.KEY_UNREADABLE, WhyNotSealed.WRONG_PASSPHRASE]


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF", PDF[:300], b"PK\x03\x04"])
def test_what_is_no_pdf_is_not_sealed(tmp_path: Path, pdf: bytes) -> None:
    with pytest.raises(SealProblem, match="not_a_pdf"):
        seal(pdf, key_of(tmp_path), at=NOW)


def test_a_trial_key_seals_and_says_that_it_is_one(tmp_path: Path) -> None:
    path = tmp_path / "city.p12"
    path.write_bytes(make_trial_key("Musterstadt", passphrase="trial", at=NOW))
    (one,) = found_in(seal(PDF, SealKey.from_pkcs12(path, "trial"), at=NOW))
    assert one.signer == "TRIAL SEAL – no legal effect – Musterstadt"
    assert (one.is_intact, one.covers_whole, one.chain) == (True, True, Chain.UNTRUSTED)


def test_poppler_agrees(tmp_path: Path) -> None:
    """Another reader of signatures, which shares no line with ours."""
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("poppler-utils is not installed")
    sealed = seal(signed(PDF, AUTHORITY.issue("Anna"), field="Anna"), key_of(tmp_path), at=NOW)
    for content, verdict in ((sealed, "Signature is Valid."), (_flipped(sealed, 100), "Digest Mismatch.")):
        (tmp_path / "deal.pdf").write_bytes(content)
        said = subprocess.run(
            [pdfsig, "-nocert", "deal.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert said.stdout.count(f"Signature Validation: {verdict}") == 2
        assert "Total document signed" in said.stdout


def _flipped(content: bytes, place: int) -> bytes:
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
