"""A sealed round verifies anywhere, by its files and the city's public key, and only as long as they are whole."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from cryptography import x509
from django.utils import timezone

from evidence import bundle as bundles
from evidence.canonical import canonical, entry_hash
from evidence.findings import Code, State, Verdict
from evidence.verifying import verify
from evidence.verifying_apart import verify_apart
from greenpact.deals.models.signing import Round, SealCertificate
from greenpact.deals.signing.freezing import RoundTerms, open_signing
from greenpact.deals.signing.giving import take_pdf
from greenpact.deals.signing.reading import current_pdf
from greenpact.deals.signing.sealing import seal_next
from greenpact.files.taking import content_of
from greenpact.journal.chaining import content_of as content_of_entry
from greenpact.journal.chaining import hash_of
from greenpact.journal.models import Entry
from launcher.places import ROOT
from tests.deals.signing.hands import a_mandate, a_ready_deal, clicked, on_paper, seats
from tests.evidence.authority import Authority, signed
from tests.makers import BY, a_city, an_account

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Papers:
    """What the parties of a sealed round hold, and the city's public key."""

    pdf: bytes
    public: bytes
    bundle: bytes
    key: x509.Certificate
    at: datetime

    def verdict(self, data: bytes) -> Verdict:
        return verify(data, keys=[self.key], at=self.at)


@pytest.fixture
def papers(trusted: Authority) -> Papers:
    """Three sign: in the PDF, by a click, on paper; then the city seals."""
    city = a_city("heidelberg", languages=["de", "en"])
    row = open_signing(a_ready_deal(city), RoundTerms("de"), by=BY, at=timezone.now())
    first, second, third = seats(row)
    mandate = a_mandate(first.organisation)
    one = signed(content_of(current_pdf(row)), trusted.issue("Ada", is_qualified=True), field="Ada")
    take_pdf(first, mandate, one, by=mandate.account.actor, at=timezone.now())
    clicked(second, at=timezone.now())
    on_paper(third, an_account(), at=timezone.now())
    while seal_next(timezone.now()):
        pass
    return papers_of(Round.objects.get())


def papers_of(row: Round) -> Papers:
    assert row.sealed is not None
    assert row.public_copy is not None
    assert row.bundle is not None
    pem = SealCertificate.objects.get().pem.encode()
    return Papers(
        pdf=content_of(row.sealed),
        public=content_of(row.public_copy),
        bundle=content_of(row.bundle),
        key=x509.load_pem_x509_certificate(pem),
        at=timezone.now(),
    )


def wrong(verdict: Verdict) -> set[Code]:
    return {finding.code for finding in verdict.findings if finding.is_good is False}


def repacked(papers: Papers, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The bundle with something changed and everything listed anew, by somebody who has no key of the city."""
    held = bundles.unpack(papers.bundle)
    files = dict(held.files)
    change(files)
    manifest = bundles.manifest_of(held)
    return bundles.pack(
        files, deal=manifest["deal"], version=manifest["version"], sign=lambda _data: held.manifest_signature
    )


def test_what_was_sealed_is_genuine(papers: Papers) -> None:
    for data in (papers.pdf, papers.public, papers.bundle):
        verdict = papers.verdict(data)
        assert wrong(verdict) == set()
        assert verdict.state is State.GENUINE
        assert verdict.facts["deal"] == "heidelberg/solar-roofs"
    assert verify_apart(papers.bundle, keys=[papers.key], at=papers.at) == papers.verdict(papers.bundle)


def test_without_a_key_it_cannot_be_judged_and_with_another_it_is_not_believed(
    papers: Papers, trusted: Authority
) -> None:
    assert verify(papers.pdf, keys=[], at=papers.at).state is State.OPEN
    stranger = trusted.issue("Somebody else").certificate
    assert verify(papers.pdf, keys=[stranger], at=papers.at).state is State.FALSE
    assert verify(papers.bundle, keys=[stranger], at=papers.at).state is State.FALSE


def test_whoever_issued_the_key_does_not_vouch_for_it(papers: Papers, trusted: Authority) -> None:
    """A public authority issues certificates to anybody: named as a key, it would let anybody seal."""
    assert verify(papers.pdf, keys=[trusted.certificate], at=papers.at).state is State.FALSE


def test_one_flipped_byte_is_noticed_wherever_it_stands(papers: Papers) -> None:
    dice = random.Random(7)
    for data in (papers.pdf, papers.bundle):
        for place in dice.sample(range(len(data)), 15):
            flipped = bytearray(data)
            flipped[place] ^= 1 << dice.randrange(8)
            assert papers.verdict(bytes(flipped)).state is not State.GENUINE, place
    assert papers.verdict(papers.pdf + b"\n").state is not State.GENUINE


def test_no_byte_of_the_signature_under_the_list_can_be_another(papers: Papers) -> None:
    held = bundles.unpack(papers.bundle)
    start = papers.bundle.index(held.manifest_signature)
    for place in range(start, start + len(held.manifest_signature), 7):
        flipped = bytearray(papers.bundle)
        flipped[place] ^= 1
        assert papers.verdict(bytes(flipped)).state is not State.GENUINE, place - start


def test_a_bundle_that_somebody_else_packed_is_not_believed(papers: Papers) -> None:
    data = repacked(papers, lambda files: files.update({"README.txt": b"All is well."}))
    assert Code.MANIFEST_SIGNED in wrong(papers.verdict(data))


def test_what_does_not_fit_together_is_named(papers: Papers) -> None:
    def without_a_signature(files: dict[str, bytes]) -> None:
        del files[next(name for name in files if name.startswith("signatures/") and name.endswith(".json"))]

    def with_an_old_mandate(files: dict[str, bytes]) -> None:
        name = next(name for name in files if name.startswith("signatures/") and name.endswith(".json"))
        record = json.loads(files[name])
        record["mandate"]["until"] = "2021-01-01"
        files[name] = canonical(record)

    def with_another_journal(files: dict[str, bytes]) -> None:
        entries = json.loads(files["journal.json"])
        entries[0]["actor"] = "account:other"
        files["journal.json"] = json.dumps(entries).encode()

    def with_another_document(files: dict[str, bytes]) -> None:
        document = json.loads(files["document.json"])
        document["document"]["legal_nature"] = "binding"
        files["document.json"] = canonical(document)

    assert Code.ALL_SIGNED in wrong(papers.verdict(repacked(papers, without_a_signature)))
    assert Code.SIGNATURE_FITS in wrong(papers.verdict(repacked(papers, with_an_old_mandate)))
    assert Code.JOURNAL_HOLDS in wrong(papers.verdict(repacked(papers, with_another_journal)))
    assert Code.SAME_DOCUMENT in wrong(papers.verdict(repacked(papers, with_another_document)))


HOSTILE = {
    "journal.json": (b'[{"number": 1, "hash": "", "payload": 7}]', b"[" * 100_000, b'{"a": 1}', b"7"),
    "document.json": (b'{"document":"text"}', b'{"signatories":[1]}', b'{"signatories":7}', b"[]"),
    "signatures/000-x.json": (b"[]", b'{"mandate":7}', b'{"mandate":{"until":[]}}', b"no"),
}


@pytest.mark.parametrize(("name", "data"), [(name, data) for name, some in HOSTILE.items() for data in some])
def test_hostile_papers_are_findings_and_never_a_crash(papers: Papers, name: str, data: bytes) -> None:
    assert papers.verdict(repacked(papers, lambda files: files.update({name: data}))).state is State.FALSE


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"%PDF-1.7 broken", b"PK\x03\x04broken", b"%PDF-" + b"1 0 obj<<" * 9000]
)
def test_what_cannot_be_read_is_not_judged(data: bytes, trusted: Authority) -> None:
    verdict = verify(data, keys=[trusted.certificate], at=timezone.now())
    assert verdict.state is State.OPEN


def test_the_hash_of_an_entry_is_the_same_on_both_sides(papers: Papers) -> None:
    for entry in Entry.objects.select_related("chain"):
        assert entry_hash(content_of_entry(entry)) == hash_of(entry) == entry.hash


@pytest.mark.slow
def test_the_command_says_it_in_words_and_by_its_exit_code(papers: Papers, tmp_path: Path) -> None:
    key, file = tmp_path / "seal.pem", tmp_path / "deal.zip"
    key.write_text(SealCertificate.objects.get().pem)
    file.write_bytes(papers.bundle)

    def said(*words: str) -> tuple[int, str]:
        command = [sys.executable, "-m", "evidence", str(file), "--language", "de", *words]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env={"PYTHONPATH": str(ROOT / "src")}
        )
        assert "Traceback" not in done.stderr
        return done.returncode, done.stdout + done.stderr

    assert said("--key", str(key)) == (0, said("--key", str(key))[1])
    assert "Echt und unverändert." in said("--key", str(key))[1]
    code, told = said()
    assert code == 2
    assert "Geben Sie den öffentlichen Schlüssel der Stadt an" in told
    code, told = said("--key", str(key), "--json")
    assert (code, json.loads(told)["state"]) == (0, "genuine")
    file.write_bytes(papers.bundle[:-1])
    assert said("--key", str(key))[0] in {1, 2}
    file.write_bytes(papers.pdf.replace(b"/Type", b"/Tyqe", 1))
    assert said("--key", str(key))[0] == 1
    assert said("--key", str(tmp_path / "missing.pem"))[0] == 2
