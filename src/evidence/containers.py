"""Whether a signature's container could not be other by a single byte.

A signature covers all of a PDF but the place in which it stands itself. What stands there is partly covered by itself
(the signed attributes, the signer's certificate) and partly not (certificates of issuers, version numbers, spare room).
Here the rest is held to the one form in which it may be written.
"""

from collections.abc import Iterable, Sequence

from asn1crypto import cms, core
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding

from evidence.chains import closed_chain

#: Attributes beside the signed ones: a time stamp, and nothing else.
TIME_STAMP = "signature_time_stamp_token"

#: What reading a container that was tampered with may raise.
_BROKEN = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    OverflowError,
    UnsupportedAlgorithm,
    x509.InvalidVersion,
)

EMPTY = b"\x05\x00"  # NULL in DER


def written_of(pdf: bytes, byte_range: Sequence[int]) -> bytes:
    """What stands in the gap of a byte range, without its brackets; empty where it is not bracketed."""
    start, end = int(byte_range[1]), int(byte_range[2])
    gap = pdf[start:end]
    return gap[1:-1] if gap[:1] == b"<" and gap[-1:] == b">" else b""


def is_exact(written: bytes) -> bool:
    """Whether hexadecimal text in a PDF is the one way to write a container: in capitals, then zeros."""
    try:
        container: bytes = cms.ContentInfo.load(bytes.fromhex(written.decode("ascii"))).dump()
    except (ValueError, TypeError):
        return False
    digits = container.hex().upper().encode()
    return written.startswith(digits) and not written[len(digits) :].strip(b"0") and is_rigid(container)


def is_rigid(container: bytes) -> bool:
    """Whether a CMS container in DER has no part that could be another without being noticed."""
    try:
        info = cms.ContentInfo.load(container, strict=True)
        signed = info["content"]
        signers = signed["signer_infos"]
        return (
            info.copy().dump(force=True) == container
            and len(signers) == 1
            and _is_usual(signed, signers[0])
            and _certificates_hold(signed)
            and _stamps_are_rigid(signers[0]["unsigned_attrs"])
        )
    except _BROKEN:
        return False


def trimmed(token: cms.ContentInfo) -> cms.ContentInfo:
    """A time stamp without the certificates that cannot be checked with what is in it; no signature covers those."""
    trim = token.copy()
    signed = trim["content"]
    own, others = _certificates(signed)
    kept = [own, *closed_chain(own, others)]
    signed["certificates"] = [Certificate.load(one.public_bytes(Encoding.DER)) for one in kept]
    return cms.ContentInfo.load(trim.dump(force=True))


def _is_usual(signed: cms.SignedData, signer: cms.SignerInfo) -> bool:
    """Version numbers and the list of digests follow from the rest; lists of revocations have no place here."""
    version = 1 if signed["encap_content_info"]["content_type"].native == "data" else 3
    digests = list(signed["digest_algorithms"])
    return (
        int(signed["version"]) == version
        and int(signer["version"]) == 1
        and len(digests) == 1
        and digests[0]["algorithm"].native == signer["digest_algorithm"]["algorithm"].native
        and all(_is_plain(one) for one in (digests[0], signer["digest_algorithm"]))
        and (_is_plain(signer["signature_algorithm"]) or _is_pss(signer["signature_algorithm"]))
        and signed["crls"].native is None
    )


def _is_plain(algorithm: core.Sequence) -> bool:
    """Named without parameters, or with the empty one."""
    name: bytes = algorithm["algorithm"].dump()
    return algorithm.dump()[2:] in {name, name + EMPTY}


def _is_pss(algorithm: core.Sequence) -> bool:
    """Its parameters decide about the signature, so they cannot be others."""
    return bool(algorithm["algorithm"].native == "rsassa_pss")


def _certificates_hold(signed: cms.SignedData) -> bool:
    """The signature is bound to the signer's; the others are its closed chain, each once."""
    own, others = _certificates(signed)
    chain = closed_chain(own, others)
    return len(chain) == len(others) and set(chain) == set(others)


def _certificates(signed: cms.SignedData) -> tuple[x509.Certificate, list[x509.Certificate]]:
    """The signer's certificate and the others; raises `IndexError` when it is not there."""
    sid = signed["signer_infos"][0]["sid"].chosen
    found = [one.chosen for one in signed["certificates"]]
    own = [
        one
        for one in found
        if (one.issuer, one.serial_number) == (sid["issuer"], sid["serial_number"].native)
    ]
    others = [one for one in found if one is not own[0]]
    read = x509.load_der_x509_certificate
    return read(own[0].dump()), [read(one.dump()) for one in others]


def _stamps_are_rigid(attributes: Iterable[cms.CMSAttribute]) -> bool:
    return all(
        one["type"].native == TIME_STAMP and len(one["values"]) == 1 and is_rigid(one["values"][0].dump())
        for one in attributes
    )
