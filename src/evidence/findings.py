"""What verifying finds: one finding for each thing looked at, and the verdict they come to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Code(StrEnum):
    """What was looked at. Each is good, bad, or could not be judged."""

    READABLE = "readable"  # a PDF or an evidence bundle
    SEALED = "sealed"  # bears a city's seal
    SEAL_INTACT = "seal_intact"  # what was sealed is what is there, to the byte
    SEAL_LAST = "seal_last"  # nothing was added behind the seal
    SEAL_KNOWN = "seal_known"  # made with a key that the reader knows
    KEY_IN_TIME = "key_in_time"  # the key was valid when it sealed
    SIGNATURES_INTACT = "signatures_intact"  # signatures in the PDF hold
    DATA_INSIDE = "data_inside"  # the PDF holds its agreement as canonical data
    MANIFEST_SIGNED = "manifest_signed"  # the bundle's list is signed with the same key
    COMPLETE = "complete"  # every file is the one on the list, and no other is there
    SAME_DOCUMENT = "same_document"  # PDF, data and list speak of the same document
    SIGNATURE_FITS = "signature_fits"  # a signature's evidence is about this document, its mandate reaches
    ALL_SIGNED = "all_signed"  # every signatory signed
    JOURNAL_HOLDS = "journal_holds"  # each journal entry bears the hash of what it says
    JOURNAL_AGREES = "journal_agrees"  # the journal tells of this document, these signatures and this seal
    # What nobody can know without asking the city:
    LATER_UNKNOWN = "later_unknown"  # whether the deal was amended or ended since
    REVOCATION_UNKNOWN = "revocation_unknown"  # whether a certificate was revoked


class State(StrEnum):
    GENUINE = "genuine"
    FALSE = "false"  # altered, or not made by a city that the reader knows
    OPEN = "open"  # cannot be judged: unreadable, or no key to measure it by


@dataclass(frozen=True, slots=True)
class Finding:
    """`is_good` is None where it could not be judged; `place` says where, `values` what was seen."""

    code: Code
    is_good: bool | None
    place: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a file is worth. `facts` say what it is about, read from the file itself."""

    kind: str  # "pdf", "bundle" or "other"
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """False as soon as one thing is bad, genuine only when everything that decides is good."""
        if any(finding.is_good is False and finding.code is not Code.READABLE for finding in self.findings):
            return State.FALSE
        deciding = {finding.code: finding.is_good for finding in self.findings}
        return State.GENUINE if all(deciding.get(code) for code in DECIDING) else State.OPEN

    def as_data(self) -> dict[str, Any]:
        """The verdict as plain values, for machines."""
        return {
            "state": self.state.value,
            "kind": self.kind,
            "facts": dict(self.facts),
            "findings": [
                {
                    "code": finding.code.value,
                    "good": finding.is_good,
                    "place": finding.place,
                    "values": dict(finding.values),
                }
                for finding in self.findings
            ],
        }


#: Without any one of these nothing is called genuine.
DECIDING = (
    Code.READABLE,
    Code.SEALED,
    Code.SEAL_INTACT,
    Code.SEAL_LAST,
    Code.SEAL_KNOWN,
    Code.KEY_IN_TIME,
    Code.DATA_INSIDE,
)


def verdict_from_data(data: Mapping[str, Any]) -> Verdict:
    """A verdict from the plain values it was written as; raises `KeyError` or `ValueError` when they are none."""
    findings = tuple(
        Finding(Code(one["code"]), one["good"], one["place"], one["values"]) for one in data["findings"]
    )
    return Verdict(data["kind"], findings, data["facts"])
