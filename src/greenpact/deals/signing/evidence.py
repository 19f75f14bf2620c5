"""The evidence of a signature: one record of who signed what, when, on which route, under which mandate.

It names the signer, for it lies in the evidence bundle that the parties get; the journal holds its hash alone. It
holds no address of a device: who signed is proved by the second factor, certificate or witness.
"""

from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import rfc8785

from greenpact.deals.models.signing import Round, SignatureRow

#: Identifies the shape of the record.
FORMAT = "greenpact/signature-evidence/1"


def evidence_of(
    row: Round, given: SignatureRow, more: dict[str, Any], *, by: str, at: datetime
) -> dict[str, Any]:
    """The record of a signature; `more` is what its route adds."""
    mandate = given.mandate
    return {
        "format": FORMAT,
        "signature": given.ref,
        "deal": row.deal.full_ref,
        "version": row.number,
        "sha256": row.sha256,
        "route": str(given.route),
        "given_on": given.given_on.isoformat(),
        "recorded_at": at.astimezone(UTC).isoformat(),
        "recorded_by": by,
        "organisation": given.seat.organisation.ref,
        "signer": {"account": mandate.account.actor, "name": mandate.account.name},
        "mandate": {
            "ref": mandate.ref,
            "capacity": mandate.capacity,
            "up_to": str(mandate.reach),
            "jointly": mandate.is_joint,
            "since": mandate.since.isoformat(),
            "until": mandate.until.isoformat() if mandate.until else "",
            "evidence_sha256": mandate.evidence.sha256 if mandate.evidence else "",
            "checked": mandate.note,
        },
        str(given.route): more,
    }


def digest_of(given: SignatureRow) -> str:
    """SHA-256 of the record as canonical JSON: what the journal keeps of it."""
    return sha256(rfc8785.dumps(given.evidence)).hexdigest()
