"""Proofs inside a credential: Data Integrity 1.0 with the suite `eddsa-rdfc-2022`."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from credentials.contexts import Contexts
from credentials.keys import KeyPair, is_signed_by
from credentials.moments import moment_text
from credentials.multibase import base58, from_base58

TYPE, SUITE = "DataIntegrityProof", "eddsa-rdfc-2022"


def with_proof(
    document: Mapping[str, Any], key: KeyPair, *, issuer: str, at: datetime, contexts: Contexts
) -> dict[str, Any]:
    """A document with a proof that its issuer made at a moment; raises `ValueError` when a word is not explained."""
    options = {
        "type": TYPE,
        "cryptosuite": SUITE,
        "created": moment_text(at),
        "verificationMethod": f"{issuer}#{key.public.proofs_fragment}",
        "proofPurpose": "assertionMethod",
    }
    signature = key.proofs.sign(_to_be_signed(document, options, contexts))
    return {**document, "proof": {**options, "proofValue": base58(signature)}}


def is_proven(document: Mapping[str, Any], key: Ed25519PublicKey, *, contexts: Contexts) -> bool:
    """Whether the document's one proof was made with a key over exactly this document."""
    proof = document.get("proof")
    if not isinstance(proof, Mapping) or (proof.get("type"), proof.get("cryptosuite")) != (TYPE, SUITE):
        return False
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    bare = {name: value for name, value in document.items() if name != "proof"}
    try:
        signature = from_base58(str(proof.get("proofValue", "")))
        data = _to_be_signed(bare, options, contexts)
    except ValueError:
        return False
    return is_signed_by(key, signature, data)


def _to_be_signed(document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts) -> bytes:
    """The hash of the canonical proof options, then that of the canonical document (vc-di-eddsa 3.2)."""
    configuration = {"@context": document["@context"], **options}
    parts = (contexts.canonical(configuration), contexts.canonical(document))
    return b"".join(sha256(part).digest() for part in parts)
