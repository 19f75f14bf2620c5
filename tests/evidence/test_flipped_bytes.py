"""One byte that is another is found out, wherever in a sealed PDF it is."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence.containers import is_exact, is_rigid, written_of
from evidence.sealing import SEAL_FIELD, SealKey, seal
from evidence.signatures import NotReadable, signatures_in
from tests.evidence.authority import PASSWORD, a_pdf, a_stamper, an_authority

NOW = datetime(2026, 11, 28, tzinfo=UTC)
AUTHORITY = an_authority()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The same PDF sealed with a time stamp and without."""
    path = tmp_path_factory.mktemp("key") / "city.p12"
    path.write_bytes(AUTHORITY.issue("City of Musterstadt").pkcs12)
    key = SealKey.from_pkcs12(path, PASSWORD)
    service = a_stamper(AUTHORITY.issue("Clock", stamps_time=True), at=NOW)
    return {
        "plain": seal(a_pdf(), key, at=NOW),
        "stamped": seal(a_pdf(), key, at=NOW, timestamper=service),
    }


def is_genuine(pdf: bytes) -> bool:
    try:
        found = signatures_in(pdf, anchors=[AUTHORITY.certificate], at=NOW)
    except NotReadable:
        return False
    return [(one.field, one.is_intact, one.covers_whole, one.is_exact) for one in found] == [
        (SEAL_FIELD, True, True, True)
    ]


def gap_of(pdf: bytes) -> tuple[int, int]:
    """Where the container of the seal begins and ends."""
    start = pdf.index(b"/Contents <3082") + len("/Contents ")
    return start, pdf.index(b">", start) + 1


def flipped(pdf: bytes, place: int, bit: int) -> bytes:
    return pdf[:place] + bytes([pdf[place] ^ (1 << bit)]) + pdf[place + 1 :]


@pytest.mark.parametrize("kind", ["plain", "stamped"])
def test_the_file_as_it_was_sealed_is_genuine(sealed: dict[str, bytes], kind: str) -> None:
    assert is_genuine(sealed[kind])


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plain", "stamped"])
def test_a_flipped_byte_in_every_part_of_the_file_is_found_out(sealed: dict[str, bytes], kind: str) -> None:
    """Each word of the PDF's structure, and places spread over the whole."""
    pdf = sealed[kind]
    words = b"%PDF- obj stream /ByteRange /Contents /DocMDP /FieldMDP xref trailer /Prev startxref %%EOF /M /Perms"
    places = {pdf.rindex(word) for word in words.split()} | {
        *range(0, len(pdf), 331),
        *gap_of(pdf),
        len(pdf) - 1,
    }
    survivors = [place for place in sorted(places - {len(pdf)}) if is_genuine(flipped(pdf, place, 0))]
    assert survivors == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["plain", "stamped"])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_no_flipped_bit_survives_anywhere(sealed: dict[str, bytes], kind: str, data: st.DataObject) -> None:
    pdf = sealed[kind]
    start, end = gap_of(pdf)
    anywhere = st.one_of(st.integers(0, len(pdf) - 1), st.integers(start, end - 1))
    assert not is_genuine(flipped(pdf, data.draw(anywhere), data.draw(st.integers(0, 7))))


@pytest.mark.parametrize("kind", ["plain", "stamped"])
def test_spare_room_and_spelling_are_held_to_one_form(sealed: dict[str, bytes], kind: str) -> None:
    pdf = sealed[kind]
    start, end = gap_of(pdf)
    written = written_of(pdf, (0, start, end, len(pdf) - end))
    assert is_exact(written)
    assert not is_exact(written.lower())
    assert not is_exact(written[:-1] + b"1")
    assert not is_exact(b"")
    assert not is_rigid(b"")


def test_bytes_behind_the_seal_are_found_out(sealed: dict[str, bytes]) -> None:
    assert not any(is_genuine(sealed["plain"] + more) for more in (b"\n", b"\0", b"%%EOF\n"))


def test_a_key_file_may_bring_certificates_that_lead_nowhere(tmp_path: Path) -> None:
    """They are left out: nothing in the PDF could show that they are unaltered."""
    stray, other = AUTHORITY.issue("City"), an_authority("Somebody Else")
    path = tmp_path / "city.p12"
    path.write_bytes(type(stray)(stray.key, stray.certificate, other.certificate).pkcs12)
    assert is_genuine(seal(a_pdf(), SealKey.from_pkcs12(path, PASSWORD), at=NOW))
