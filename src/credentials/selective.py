"""A credential that its holder may show in part: SD-JWT VC, behind one module since its standard still moves."""

import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from jwcrypto.jwk import JWK
from jwcrypto.jws import InvalidJWSSignature
from sd_jwt.common import SDObj
from sd_jwt.issuer import SDJWTIssuer
from sd_jwt.verifier import SDJWTVerifier

from credentials.badges import Label
from credentials.keys import KeyPair
from credentials.tokens import ALGORITHM

#: The draft of the standard that is spoken; a switch in the settings turns these tokens on.
VERSION = "dc+sd-jwt"

#: What the holder may leave out when showing it: with whom the deal is, and what was checked.
MAY_BE_HIDDEN = ("deal", "deal_title", "criteria")


def selective_token(label: Label, key: KeyPair, *, kind_address: str, at: datetime) -> str:
    """A label as SD-JWT VC of the kind that is described at `kind_address` (its `vct`)."""
    open_claims = {
        "iss": label.issuer,
        "vct": kind_address,
        "iat": int(at.timestamp()),
        "nbf": int(label.valid_from.timestamp()),
        "exp": int(label.valid_until.timestamp()),
        "sub": label.holder_address,
        "holder": label.holder_name,
        "level": label.level,
        "scheme": label.scheme_address,
        "check": label.address,
        "says_not": label.says_not,
        "credentialStatus": [place.as_data() for place in label.places],
    }
    hidden = {
        SDObj("deal"): label.deal_address,
        SDObj("deal_title"): label.deal_title,
        SDObj("criteria"): list(label.criteria),
    }
    pem = key.tokens.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    issuer = SDJWTIssuer(
        user_claims={**open_claims, **hidden},
        issuer_key=JWK.from_pem(pem),
        sign_alg=ALGORITHM,
        extra_header_parameters={"typ": VERSION, "kid": f"{label.issuer}#{key.public.tokens_fragment}"},
    )
    return str(issuer.sd_jwt_issuance)


def shown(token: str, *, without: Sequence[str]) -> str:
    """The token as its holder shows it, without the claims of these names."""
    first, *disclosures, _end = token.split("~")
    kept = [one for one in disclosures if _name(one) not in without]
    return "~".join([first, *kept, ""])


def claims_shown(token: str, key: RSAPublicKey) -> Mapping[str, Any] | None:
    """What a shown token says if it was signed with a key; None otherwise."""
    pem = key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    try:
        verifier = SDJWTVerifier(token, lambda _issuer, _header: JWK.from_pem(pem))
        claims: Mapping[str, Any] = verifier.get_verified_payload()
    except (InvalidJWSSignature, ValueError, KeyError, TypeError):
        return None
    return claims


def _name(disclosure: str) -> str:
    return str(json.loads(urlsafe_b64decode(disclosure + "=" * (-len(disclosure) % 4)))[1])
