"""A credential as a signed token: VC-JWT (RS256), as Open Badges 3.0 and VC-JOSE-COSE ask for it."""

import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from credentials.keys import KeyPair
from credentials.moments import moment_in

ALGORITHM = "RS256"
MEDIA_TYPE = "vc+jwt"


def as_token(credential: Mapping[str, Any], key: KeyPair, *, issuer: str) -> str:
    """A credential as a compact token; its own dates and ids stand in the registered claims as well."""
    claims = {
        **credential,
        "iss": issuer,
        "jti": credential["id"],
        "nbf": int(moment_in(credential["validFrom"]).timestamp()),
    }
    if "validUntil" in credential:
        claims["exp"] = int(moment_in(credential["validUntil"]).timestamp())
    if subject := credential["credentialSubject"].get("id"):
        claims["sub"] = subject
    header = {
        "alg": ALGORITHM,
        "typ": MEDIA_TYPE,
        "cty": "vc",
        "iss": issuer,
        "kid": f"{issuer}#{key.public.tokens_fragment}",
    }
    pem = key.tokens.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    payload = json.dumps(claims, ensure_ascii=False, separators=(",", ":")).encode()
    return jws.serialize_compact(
        header, payload, RSAKey.import_key(pem), algorithms=[ALGORITHM], registry=_REGISTRY
    )


def claims_in(token: str, key: RSAPublicKey) -> dict[str, Any] | None:
    """What a token says if it was signed with a key; None otherwise."""
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        found = jws.deserialize_compact(
            token.encode(), RSAKey.import_key(pem), algorithms=[ALGORITHM], registry=_REGISTRY
        )
        claims = json.loads(found.payload or b"")
    except (JoseError, ValueError):
        return None
    return claims if isinstance(claims, dict) else None


#: Our header says who issued it (`iss`), which the registry of headers does not know by itself.
_REGISTRY = jws.JWSRegistry(strict_check_header=False)
