"""A city as the issuer of credentials: its `did:web` name, and the document that publishes its keys (DID Core 1.0)."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from credentials.keys import PublicKeys

CONTEXTS = (
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
)


def did_web(host: str, *path: str) -> str:
    """The name of an issuer whose document lies at `https://host/path/did.json`, or under `.well-known` without path.

    >>> did_web("deals.example.org", "heidelberg")
    'did:web:deals.example.org:heidelberg'
    >>> did_web("localhost:8000")
    'did:web:localhost%3A8000'
    """
    return ":".join(["did:web", quote(host, safe=""), *(quote(part, safe="") for part in path)])


def did_document(did: str, keys: Sequence[PublicKeys]) -> dict[str, Any]:
    """The document of an issuer: every generation of its keys, former ones included, each fit for assertions."""
    methods = [method for generation in keys for method in _methods(did, generation)]
    return {
        "@context": list(CONTEXTS),
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _methods(did: str, keys: PublicKeys) -> list[dict[str, Any]]:
    return [
        {
            "id": f"{did}#{keys.proofs_fragment}",
            "type": "Multikey",
            "controller": did,
            "publicKeyMultibase": keys.multikey,
        },
        {
            "id": f"{did}#{keys.tokens_fragment}",
            "type": "JsonWebKey",
            "controller": did,
            "publicKeyJwk": keys.jwk,
        },
    ]


def method_in(document: Mapping[str, Any], method: str) -> dict[str, Any] | None:
    """The verification method of that id if the document lets it make assertions; None otherwise."""
    if method not in document.get("assertionMethod", ()):
        return None
    found = (one for one in document.get("verificationMethod", ()) if one.get("id") == method)
    return next(found, None)
