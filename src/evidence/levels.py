"""How strong a signature is: qualified, advanced, or unknown (Regulation (EU) No 910/2014, eIDAS).

A certificate says of itself that it is qualified (ETSI EN 319 412-5); that is believed only of one that leads to a
trusted anchor.
"""

from collections.abc import Sequence
from enum import StrEnum

from asn1crypto import core
from cryptography import x509

QC_STATEMENTS = x509.ObjectIdentifier("1.3.6.1.5.5.7.1.3")
QC_COMPLIANCE = "0.4.0.1862.1.1"  # the certificate is qualified
QC_DEVICE = "0.4.0.1862.1.4"  # its key lies in a qualified device


class Level(StrEnum):
    QUALIFIED = "qualified"
    ADVANCED = "advanced"
    UNKNOWN = "unknown"


class _Statement(core.Sequence):  # type: ignore[misc]  # asn1crypto is published without types
    _fields = [("id", core.ObjectIdentifier), ("info", core.Any, {"optional": True})]


class _Statements(core.SequenceOf):  # type: ignore[misc]  # as above
    _child_spec = _Statement


def level_of(
    certificate: x509.Certificate, issuers: Sequence[x509.Certificate], qualified: Sequence[x509.Certificate]
) -> Level:
    """The level that a trusted certificate gives.

    Qualified if it says so, with its key in a qualified device, or if it leads to an anchor that issues such alone.
    """
    if {QC_COMPLIANCE, QC_DEVICE} <= _statements(certificate) or set(issuers) & set(qualified):
        return Level.QUALIFIED
    return Level.ADVANCED


def _statements(certificate: x509.Certificate) -> set[str]:
    try:
        found = certificate.extensions.get_extension_for_oid(QC_STATEMENTS).value
        content = found.value if isinstance(found, x509.UnrecognizedExtension) else b""
        return {str(one["id"].dotted) for one in _Statements.load(content)}
    except (x509.ExtensionNotFound, ValueError, TypeError, KeyError):
        return set()
