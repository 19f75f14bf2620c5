"""The keys with which a city signs credentials, Ed25519 for proofs and RSA for tokens, and how the public sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, RSAPublicKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from joserfc.jwk import RSAKey

from credentials.multibase import base58, from_base58

_ED25519 = b"\xed\x01"  # how a multikey says that it is an Ed25519 public key
RSA_BITS = 3072


class NotAKey(ValueError):
    """The bytes are not the key that was asked for."""


@dataclass(frozen=True)
class KeyPair:
    """One generation of a city's keys. `name` is the fragment that names it in the city's DID document, such as "1"."""

    name: str
    proofs: Ed25519PrivateKey
    tokens: RSAPrivateKey

    @classmethod
    def new(cls, name: str) -> "KeyPair":
        """Draw a new pair."""
        return cls(name, Ed25519PrivateKey.generate(), generate_private_key(65537, RSA_BITS))

    @classmethod
    def from_pem(cls, name: str, pem: bytes, passphrase: bytes | None = None) -> "KeyPair":
        """Read a pair from both private keys in PEM, one after the other; raises `NotAKey`."""
        found = [_private(block, passphrase) for block in _blocks(pem)]
        proofs = [key for key in found if isinstance(key, Ed25519PrivateKey)]
        tokens = [key for key in found if isinstance(key, RSAPrivateKey)]
        if len(proofs) != 1 or len(tokens) != 1:
            raise NotAKey(name)
        return cls(name, proofs[0], tokens[0])

    def as_pem(self) -> bytes:
        """Both private keys in PEM, not encrypted: for a file that only the platform may read."""
        form = (Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        return self.proofs.private_bytes(*form) + self.tokens.private_bytes(*form)

    @property
    def public(self) -> "PublicKeys":
        return PublicKeys(self.name, self.proofs.public_key(), self.tokens.public_key())


@dataclass(frozen=True)
class PublicKeys:
    """What verifiers need of a pair; former ones stay published, so that old credentials stay verifiable."""

    name: str
    proofs: Ed25519PublicKey
    tokens: RSAPublicKey

    @property
    def proofs_fragment(self) -> str:
        return f"{self.name}-ed25519"

    @property
    def tokens_fragment(self) -> str:
        return f"{self.name}-rsa"

    @property
    def multikey(self) -> str:
        """The Ed25519 key as multibase, such as `z6Mk…`."""
        return multikey(self.proofs)

    @property
    def jwk(self) -> dict[str, Any]:
        """The RSA key as a public JWK."""
        pem = self.tokens.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        return {**RSAKey.import_key(pem).as_dict(private=False), "alg": "RS256"}


def multikey(key: Ed25519PublicKey) -> str:
    """An Ed25519 public key as a multikey."""
    return base58(_ED25519 + key.public_bytes_raw())


def from_multikey(text: str) -> Ed25519PublicKey:
    """The Ed25519 public key that a multikey holds; raises `NotAKey`."""
    try:
        data = from_base58(text)
    except ValueError as error:
        raise NotAKey(text[:20]) from error
    if not data.startswith(_ED25519) or len(data) != len(_ED25519) + 32:
        raise NotAKey(text[:20])
    return Ed25519PublicKey.from_public_bytes(data[len(_ED25519) :])


def is_signed_by(key: Ed25519PublicKey, signature: bytes, data: bytes) -> bool:
    """Whether a signature over the bytes was made with the private part of a key."""
    try:
        key.verify(signature, data)
    except InvalidSignature:
        return False
    return True


def _blocks(pem: bytes) -> Iterable[bytes]:
    end = b"-----END PRIVATE KEY-----"
    return [part + end for part in pem.split(end) if part.strip()]


def _private(block: bytes, passphrase: bytes | None) -> object:
    try:
        return load_pem_private_key(block, passphrase)
    except (ValueError, TypeError) as error:
        raise NotAKey("PEM") from error
