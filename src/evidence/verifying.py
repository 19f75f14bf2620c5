"""Verifying a sealed PDF or an evidence bundle offline: with the file and the city's public key, nothing else."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.hashes import SHA256

from evidence.bundle import AGREEMENT, DOCUMENT, Bundle, NotUnpacked, manifest_of, unlike, unpack
from evidence.canonical import NotCanonical, digest, object_in
from evidence.detached import signer_of
from evidence.findings import Code, Finding, Verdict
from evidence.signatures import FoundSignature, NotReadable, attachments_in, signatures_in
from evidence.telling import findings_of_telling

#: How the signing document is called inside the PDF, and how the seal's field.
DATA_FILE = "deal.json"
SEAL_FIELD = "Seal"
PDF, BUNDLE, OTHER = "pdf", "bundle", "other"

Keys = Sequence[x509.Certificate]


def verify(data: bytes, *, keys: Keys, at: datetime) -> Verdict:
    """What a file is worth: a sealed PDF or an evidence bundle, measured by the certificates of cities' seals.

    `keys` are those certificates; without any, a file that is whole can still not be called
    genuine. `at` is now. Never raises: what cannot be read is a finding.
    """
    if data.startswith(b"%PDF-"):
        return _verdict(PDF, *_look_at_pdf(data, keys, at, place=""))
    if data.startswith(b"PK"):
        return _look_at_bundle(data, keys, at)
    return Verdict(OTHER, (Finding(Code.READABLE, False, values={"reason": "not_ours"}),))


def _verdict(kind: str, findings: Sequence[Finding], facts: Mapping[str, Any]) -> Verdict:
    never = [Finding(Code.LATER_UNKNOWN, None), Finding(Code.REVOCATION_UNKNOWN, None)]
    return Verdict(kind, (*findings, *never), facts)


def _look_at_pdf(pdf: bytes, keys: Keys, at: datetime, *, place: str) -> tuple[list[Finding], dict[str, Any]]:
    """What is found in a PDF, and what it says it is."""
    try:
        signatures = signatures_in(pdf, anchors=keys, at=at)
        inside = attachments_in(pdf)
    except NotReadable as refusal:
        return [Finding(Code.READABLE, False, place, {"reason": str(refusal)})], {}
    findings = [Finding(Code.READABLE, True, place)]
    facts: dict[str, Any] = {}
    findings += _findings_of_data(inside.get(DATA_FILE), facts, place)
    seals = [one for one in signatures if one.field == SEAL_FIELD]
    findings.append(Finding(Code.SEALED, len(seals) == 1, place))
    if len(seals) == 1:
        facts |= _facts_of_seal(seals[0])
        findings += _findings_of_seal(seals[0], keys, place)
    others = [one for one in signatures if one.field != SEAL_FIELD]
    findings += [
        Finding(Code.SIGNATURES_INTACT, one.is_intact, place, {"signer": one.signer}) for one in others
    ]
    return findings, facts


def _findings_of_data(found: bytes | None, facts: dict[str, Any], place: str) -> list[Finding]:
    """Whether the PDF holds its agreement as data; what these say goes into the facts."""
    try:
        document = object_in(found or b"")
    except NotCanonical:
        return [Finding(Code.DATA_INSIDE, False, place)]
    facts |= {
        "deal": str(document.get("deal", "")),
        "version": document.get("version"),
        "title": _part(document, "document", dict).get("title", {}),
        "signatories": [
            str(one.get("name", "")) for one in _part(document, "signatories", list) if isinstance(one, dict)
        ],
        "sha256": digest(found or b""),
    }
    return [Finding(Code.DATA_INSIDE, True, place, {"sha256": facts["sha256"]})]


def _part(document: Mapping[str, Any], name: str, kind: type) -> Any:
    """A part of a document that has the shape it must have; an empty one otherwise."""
    found = document.get(name)
    return found if isinstance(found, kind) else kind()


def _facts_of_seal(seal: FoundSignature) -> dict[str, Any]:
    return {
        "sealed_by": seal.signer,
        "sealed_at": seal.signed_at.astimezone(UTC).isoformat() if seal.signed_at else "",
        "is_time_stamped": seal.is_time_stamped,
        "key": seal.fingerprint,
    }


def _findings_of_seal(seal: FoundSignature, keys: Keys, place: str) -> Iterator[Finding]:
    seen = {"signer": seal.signer, "key": seal.fingerprint}
    yield Finding(Code.SEAL_INTACT, seal.is_intact and seal.is_exact, place)
    yield Finding(Code.SEAL_LAST, seal.covers_whole, place)
    yield Finding(Code.SEAL_KNOWN, is_known(seal.certificate, keys) if keys else None, place, seen)
    yield Finding(Code.KEY_IN_TIME, _was_valid(seal), place)


def _was_valid(seal: FoundSignature) -> bool:
    certificate, at = seal.certificate, seal.signed_at
    return at is not None and certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc


def is_known(certificate: x509.Certificate, keys: Keys) -> bool:
    """Whether a certificate is one of these; that one of these issued it says nothing of whose it is."""
    return any(key.fingerprint(SHA256()) == certificate.fingerprint(SHA256()) for key in keys)


def _look_at_bundle(data: bytes, keys: Keys, at: datetime) -> Verdict:
    try:
        bundle = unpack(data)
        manifest = manifest_of(bundle)
    except NotUnpacked as refusal:
        # A bundle that is not as one is packed has been altered, whoever did it.
        is_altered = refusal.reason.value in {"not_as_packed", "manifest_wrong"}
        code = Code.COMPLETE if is_altered else Code.READABLE
        return Verdict(BUNDLE, (Finding(code, False, refusal.place, {"reason": refusal.reason.value}),))
    findings, facts = _look_at_pdf(bundle.files.get(AGREEMENT, b""), keys, at, place=AGREEMENT)
    findings += _findings_of_manifest(bundle, manifest, facts)
    findings += findings_of_telling(bundle)
    return _verdict(BUNDLE, findings, facts)


def _findings_of_manifest(
    bundle: Bundle, manifest: Mapping[str, Any], facts: Mapping[str, Any]
) -> Iterator[Finding]:
    certificate = signer_of(bundle.manifest, bundle.manifest_signature)
    # By the very key that sealed: whether that one is known is a finding of its own.
    is_signed = certificate is not None and certificate.fingerprint(SHA256()).hex() == facts.get("key")
    yield Finding(Code.MANIFEST_SIGNED, is_signed, "manifest.json")
    differing = unlike(bundle, manifest)
    yield from (Finding(Code.COMPLETE, False, name) for name in differing)
    if not differing:
        yield Finding(Code.COMPLETE, True)
    own = digest(bundle.files.get(DOCUMENT, b""))
    is_same = own == facts.get("sha256") == manifest.get("document_sha256")
    is_same = is_same and (facts.get("deal"), facts.get("version")) == (
        manifest.get("deal"),
        manifest.get("version"),
    )
    yield Finding(Code.SAME_DOCUMENT, is_same, DOCUMENT)
