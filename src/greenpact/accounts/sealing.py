"""Sealing the secrets of second factors, so that a copy of the database alone opens nothing."""

import logging
from base64 import b32encode, urlsafe_b64encode
from hashlib import sha256
from secrets import token_bytes

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

PURPOSE = b"greenpact second factor\n"

log = logging.getLogger(__name__)


def seal(secret: str) -> str:
    """Encrypt a secret under the installation's key."""
    return _locks().encrypt(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """Decrypt a secret.

    Where the key is lost nothing can be decrypted: then a random secret is given that no code fits, and the log says
    what to do. The person signs in again once their second factor was removed.
    """
    try:
        return _locks().decrypt(sealed.encode()).decode()
    except InvalidToken:
        log.error(
            "A second factor cannot be read. Name the former secret key in GREENPACT_FORMER_SECRET_KEYS."
        )
        return b32encode(token_bytes(20)).decode("ascii")


def _locks() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(urlsafe_b64encode(sha256(PURPOSE + key.encode()).digest())) for key in keys])
