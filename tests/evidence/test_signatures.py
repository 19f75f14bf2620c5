"""What is read out of signed PDFs, good, bad and hostile."""

import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from pyhanko.pdf_utils import embed
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from evidence.closing import hides_much
from evidence.guarded import read_guarded
from evidence.levels import Level
from evidence.preparing import ready_to_sign
from evidence.signatures import (
    Chain,
    NotReadable,
    Revocation,
    WhyNotRead,
    attachments_in,
    continues,
    signatures_in,
)
from tests.evidence.authority import UNTIL, a_pdf, a_stamper, an_authority, signed

NOW = datetime.now(UTC)
AUTHORITY, STRANGER = an_authority(), an_authority("Somebody Else")
ANCHORS = [AUTHORITY.certificate]
PDF = ready_to_sign(a_pdf())
ANNA = AUTHORITY.issue("Anna", is_qualified=True)
ONCE = signed(PDF, ANNA, field="Anna")


def test_a_signature_is_read_with_all_that_is_known_of_it() -> None:
    (one,) = signatures_in(ONCE, anchors=ANCHORS, at=NOW)
    assert (one.field, one.signer, one.is_intact) == ("Anna", "Anna", True)
    assert (one.chain, one.level, one.revocation) == (Chain.TRUSTED, Level.QUALIFIED, Revocation.NOT_ASKED)
    assert len(one.fingerprint) == 64
    assert not one.is_time_stamped


def test_two_signatures_stand_side_by_side() -> None:
    assert ready_to_sign(PDF) == PDF
    twice = signed(ONCE, AUTHORITY.issue("Ben"), field="Ben")
    found = signatures_in(twice, anchors=ANCHORS, at=NOW)
    assert [(one.signer, one.is_intact, one.level) for one in found] == [
        ("Anna", True, Level.QUALIFIED),
        ("Ben", True, Level.ADVANCED),
    ]
    assert continues(twice, ONCE)
    assert continues(twice, PDF)


def test_a_certificate_that_calls_itself_qualified_is_believed_of_a_trusted_one_alone() -> None:
    pdf = signed(PDF, STRANGER.issue("Eve", is_qualified=True), field="Eve")
    (one,) = signatures_in(pdf, anchors=ANCHORS, at=NOW)
    assert (one.is_intact, one.chain, one.level) == (True, Chain.UNTRUSTED, Level.UNKNOWN)


def test_an_anchor_may_stand_for_qualified_certificates() -> None:
    pdf = signed(PDF, STRANGER.issue("Carla"), field="Carla")
    (one,) = signatures_in(pdf, anchors=ANCHORS, qualified=[STRANGER.certificate], at=NOW)
    assert (one.chain, one.level) == (Chain.TRUSTED, Level.QUALIFIED)


def test_an_expired_certificate_counts_only_with_a_trusted_stamp_of_its_time() -> None:
    later = UNTIL - timedelta(days=1)
    dora = AUTHORITY.issue("Dora", until=NOW + timedelta(days=30))
    stamper = a_stamper(AUTHORITY.issue("Clock", stamps_time=True), at=NOW)
    plain, stamped = signed(PDF, dora, field="D"), signed(PDF, dora, field="D", stamper=stamper)
    assert [signatures_in(pdf, anchors=ANCHORS, at=later)[0].chain for pdf in (plain, stamped)] == [
        Chain.EXPIRED,
        Chain.TRUSTED,
    ]


def test_a_signature_may_bring_an_authority_between_and_no_root() -> None:
    dora = AUTHORITY.below("Between").issue("Dora", is_qualified=True)
    (one,) = signatures_in(signed(PDF, dora, field="Dora"), anchors=ANCHORS, at=NOW)
    assert (one.chain, one.level) == (Chain.TRUSTED, Level.QUALIFIED)
    assert (one.is_intact, one.covers_whole, one.is_exact) == (True, True, False)


def test_a_program_may_write_its_container_in_small_letters() -> None:
    start = ONCE.index(b"/Contents <3082") + len("/Contents <")
    end = ONCE.index(b">", start)
    (one,) = signatures_in(ONCE[:start] + ONCE[start:end].lower() + ONCE[end:], anchors=ANCHORS, at=NOW)
    assert (one.is_intact, one.covers_whole, one.is_exact) == (True, True, False)


def test_names_of_attachments_may_stand_apart() -> None:
    assert attachments_in(_carrying(b"{}")) == {"deal.json": b"{}"}


def _carrying(data: bytes) -> bytes:
    """A PDF with a file in it."""
    writer = IncrementalPdfFileWriter(BytesIO(PDF), strict=False)
    file = embed.EmbeddedFileObject.from_file_data(writer, data=data, mime_type="application/json")
    embed.embed_file(writer, embed.FileSpec("deal.json", embedded_data=file))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_byte_that_is_another_breaks_the_signature() -> None:
    (one,) = signatures_in(ONCE.replace(b"(Local", b"(Vocal"), anchors=ANCHORS, at=NOW)
    assert not one.is_intact


def test_something_else_added_later_breaks_it() -> None:
    added = b"4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n"
    start = ONCE.rindex(b"startxref") + len("startxref\n")
    previous = int(ONCE[start:].split()[0])
    offset = len(ONCE)
    tail = f"xref\n4 1\n{offset:010} 00000 n \ntrailer\n<</Size 99/Root 1 0 R/Prev {previous}>>\nstartxref\n"
    update = ONCE + added + tail.encode() + f"{offset + len(added)}\n%%EOF\n".encode()
    try:
        held = [one.is_intact for one in signatures_in(update, anchors=ANCHORS, at=NOW)]
    except NotReadable:
        held = []
    assert True not in held
    assert not continues(update, ONCE)


def test_another_document_is_not_a_continuation() -> None:
    other = a_pdf("Another deal")
    assert not continues(signed(other, ANNA, field="Anna"), PDF)
    assert not continues(PDF, PDF)
    assert not continues(PDF + b"\n", PDF)


def test_a_pdf_without_signatures_has_none() -> None:
    assert signatures_in(PDF, anchors=ANCHORS, at=NOW) == []
    assert attachments_in(PDF) == {}


HOSTILE = {
    "empty": b"",
    "text": b"Hello",
    "head alone": b"%PDF-1.7\n",
    "cut": ONCE[: len(ONCE) // 2],
    "loop of tables": b"%PDF-1.4\nxref\n0 0\ntrailer<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
    "deep": b"%PDF-1.4\n1 0 obj\n" + b"[" * 100_000 + b"\nstartxref\n9\n%%EOF",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gives_a_reason(name: str) -> None:
    with pytest.raises(NotReadable) as refused:
        signatures_in(HOSTILE[name], anchors=ANCHORS, at=NOW)
    assert refused.value.reason in {WhyNotRead.NOT_A_PDF, WhyNotRead.BROKEN}


def test_a_file_that_is_too_large_is_not_looked_at() -> None:
    with pytest.raises(NotReadable, match="too_large"):
        signatures_in(b"%PDF-" + bytes(60_000_001), anchors=ANCHORS, at=NOW)


@pytest.mark.slow
def test_a_process_of_its_own_says_the_same() -> None:
    apart = read_guarded(ONCE, original=PDF, anchors=ANCHORS, at=NOW)
    assert list(apart.signatures) == signatures_in(ONCE, anchors=ANCHORS, at=NOW)
    assert (apart.continues, apart.new) == (True, 1)
    assert (apart.is_closed, apart.is_seal_taken, apart.hides_much) == (False, False, False)
    assert not read_guarded(ONCE, original=a_pdf("Other"), anchors=ANCHORS, at=NOW).continues


@pytest.mark.parametrize(("box", "hides"), [((50, 50, 250, 120), False), ((50, 50, 545, 790), True)])
def test_the_picture_of_a_signature_has_no_room_to_hide_text(
    box: tuple[int, int, int, int], hides: bool
) -> None:
    shown = signed(PDF, ANNA, field="Anna", box=box)
    assert continues(shown, PDF)
    assert hides_much(shown) is hides
    assert not hides_much(ONCE)


@pytest.mark.slow
@pytest.mark.parametrize(("pdf", "seconds", "reason"), [(ONCE, 0, "took_too_long"), (b"no", 20, "not_a_pdf")])
def test_a_process_says_why_it_gave_up(pdf: bytes, seconds: int, reason: str) -> None:
    with pytest.raises(NotReadable, match=reason):
        read_guarded(pdf, original=PDF, anchors=ANCHORS, at=NOW, seconds=seconds)


@pytest.mark.slow
def test_a_file_that_grows_beyond_all_bounds_is_refused() -> None:
    with pytest.raises(NotReadable, match=r"took_too_long|broken|too_large"):
        read_guarded(_bomb(), original=PDF, anchors=ANCHORS, at=NOW)


def _bomb() -> bytes:
    """A table of objects that grows to four gigabytes when it is unpacked."""
    packer = zlib.compressobj(9)
    first, again = (
        packer.compress(bytes(10_000_000)) + packer.flush(zlib.Z_FULL_FLUSH) for _time in range(2)
    )
    stream = first + again * 400 + packer.flush()
    head = f"1 0 obj\n<</Type/XRef/W[1 4 2]/Size 9/Root 1 0 R/Filter/FlateDecode/Length {len(stream)}>>\nstream\n"
    return b"%PDF-1.7\n" + head.encode() + stream + b"\nendstream\nendobj\nstartxref\n9\n%%EOF\n"
