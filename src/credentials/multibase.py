"""Bytes as text that says its own alphabet (multibase): base58btc for keys and proofs, base64url for status lists."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
BASE58, BASE64URL = "z", "u"
#: Keys and proofs are at most a few hundred bytes; longer texts take quadratic time and are refused.
LONGEST_BASE58 = 1_000


def base58(data: bytes) -> str:
    """Encode bytes as multibase base58btc, such as `z6Mk…`."""
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, digit = divmod(number, 58)
        digits = _ALPHABET[digit] + digits
    zeros = len(data) - len(data.lstrip(b"\x00"))
    return BASE58 + _ALPHABET[0] * zeros + digits


def from_base58(text: str) -> bytes:
    """Decode multibase base58btc; raises `ValueError` when it is none."""
    if not text.startswith(BASE58) or len(text) > LONGEST_BASE58:
        raise ValueError("no base58btc")
    digits = text[1:]
    number = 0
    for digit in digits:
        number = number * 58 + _ALPHABET.index(digit)
    zeros = len(digits) - len(digits.lstrip(_ALPHABET[0]))
    return b"\x00" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Encode bytes as multibase base64url without padding."""
    return BASE64URL + urlsafe_b64encode(data).decode("ascii").rstrip("=")


def from_base64url(text: str) -> bytes:
    """Decode multibase base64url; raises `ValueError` when it is none."""
    if not text.startswith(BASE64URL):
        raise ValueError("no base64url")
    return urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
