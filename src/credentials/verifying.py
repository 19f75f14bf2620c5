"""Whether a credential holds: proof, issuer's keys, period and status, each a finding of its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from credentials.contexts import Contexts
from credentials.did import method_in
from credentials.keys import NotAKey, from_multikey
from credentials.moments import moment_in
from credentials.proofs import is_proven
from credentials.status import is_set


class Fault(StrEnum):
    """Why a credential does not hold."""

    UNREADABLE = "unreadable"
    UNKNOWN_ISSUER = "unknown_issuer"
    UNKNOWN_KEY = "unknown_key"
    ALTERED = "altered"
    NOT_YET_VALID = "not_yet_valid"
    EXPIRED = "expired"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    STATUS_UNKNOWN = "status_unknown"


#: Gives the DID document of an issuer, or the status list at an address; None when it is not to be had.
Look = Callable[[str], Mapping[str, Any] | None]


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a verifier looks things up."""

    did_document: Look
    status_list: Look
    contexts: Contexts


def faults(credential: Mapping[str, Any], sources: Sources, *, at: datetime) -> list[Fault]:
    """Everything that is wrong with a credential at a moment; empty when it holds."""
    try:
        issuer, found = issuer_of(credential), []
        if fault := _fault_of_proof(credential, issuer, sources):
            found.append(fault)
        found += _faults_of_period(credential, at)
        for place in _places(credential):
            found += _faults_of_status(place, issuer, sources)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        return [Fault.UNREADABLE]
    return found


def issuer_of(credential: Mapping[str, Any]) -> str:
    """The DID of whoever issued it, whether it stands alone or with a name."""
    issuer = credential["issuer"]
    return str(issuer["id"] if isinstance(issuer, Mapping) else issuer)


def _fault_of_proof(credential: Mapping[str, Any], issuer: str, sources: Sources) -> Fault | None:
    document = sources.did_document(issuer)
    if document is None or document.get("id") != issuer:
        return Fault.UNKNOWN_ISSUER
    method = method_in(document, str(credential["proof"]["verificationMethod"]))
    if method is None or method.get("controller") != issuer:
        return Fault.UNKNOWN_KEY
    try:
        key = from_multikey(str(method["publicKeyMultibase"]))
    except (NotAKey, KeyError):
        return Fault.UNKNOWN_KEY
    return None if is_proven(credential, key, contexts=sources.contexts) else Fault.ALTERED


def _faults_of_period(credential: Mapping[str, Any], at: datetime) -> list[Fault]:
    found = []
    if "validFrom" in credential and at < moment_in(credential["validFrom"]):
        found.append(Fault.NOT_YET_VALID)
    if "validUntil" in credential and at >= moment_in(credential["validUntil"]):
        found.append(Fault.EXPIRED)
    return found


def _places(credential: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    places = credential.get("credentialStatus", [])
    return [places] if isinstance(places, Mapping) else list(places)


def _faults_of_status(place: Mapping[str, Any], issuer: str, sources: Sources) -> list[Fault]:
    held = sources.status_list(str(place["statusListCredential"]))
    if held is None or issuer_of(held) != issuer or _fault_of_proof(held, issuer, sources):
        return [Fault.STATUS_UNKNOWN]
    subject = held["credentialSubject"]
    if subject["statusPurpose"] != place["statusPurpose"]:
        return [Fault.STATUS_UNKNOWN]
    if not is_set(subject["encodedList"], int(place["statusListIndex"])):
        return []
    return [Fault.SUSPENDED if place["statusPurpose"] == "suspension" else Fault.REVOKED]
