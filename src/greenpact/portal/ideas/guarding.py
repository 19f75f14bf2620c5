"""Telling people from programs without watching anybody: proof of work, or a question in words without scripts.

The proof is ALTCHA's, solved in the visitor's browser and checked here; no other host has part in it. Each challenge
and each question counts once. Programs also fall for a field that people do not see.
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from random import SystemRandom
from secrets import token_urlsafe
from typing import Any

from altcha import create_challenge, verify_solution
from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from greenpact.portal.ideas import limits

ALGORITHM = "SHA-256"
#: About four thousand tries of eight rounds each: a second on a usual machine, a few on an old telephone.
COST, PREFIX = 8, "000"
SOLVE_WITHIN = timedelta(hours=2)
ANSWER_WITHIN = timedelta(hours=12)  # who reads slowly, or comes back to a page that stood open
LONGEST_PROOF = 2_000
SALT = "greenpact.ideas.question"

PROOF, QUESTION, ANSWER, TRAP = "proof", "question", "answer", "homepage"


class Found(StrEnum):
    SOLVED = "solved"
    ANSWERED = "answered"
    MISSING = "missing"
    WRONG = "wrong"
    USED = "used"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words, and the signed token that knows its answer's terms."""

    words: str
    token: str


def challenge(at: datetime) -> dict[str, Any]:
    """A new challenge as the browser's solver takes it."""
    made = create_challenge(
        ALGORITHM, COST, key_prefix=PREFIX, expires_at=at + SOLVE_WITHIN, hmac_secret=_secret()
    )
    return dict(made.to_dict())


def question() -> Asked:
    """A new sum of two small numbers, written out."""
    one, other = (SystemRandom().randint(2, 9) for _number in range(2))
    token = signing.dumps([one, other, token_urlsafe(9)], salt=SALT)
    words = _("How much is %(one)s plus %(other)s? Write the number in digits.")
    return Asked(words % {"one": _numbers()[one], "other": _numbers()[other]}, token)


def look(request: HttpRequest) -> Found:
    """What a sent form brings as proof; a good one is used up by this."""
    if proof := request.POST.get(PROOF, ""):
        return _proof(proof[: LONGEST_PROOF + 1])
    return _answer(request.POST.get(QUESTION, "")[:500], request.POST.get(ANSWER, "")[:10].strip())


def is_trapped(request: HttpRequest) -> bool:
    """Whether somebody filled in what people do not see."""
    return bool(request.POST.get(TRAP, ""))


def _proof(proof: str) -> Found:
    if len(proof) > LONGEST_PROOF:
        return Found.WRONG
    try:
        is_right = verify_solution(proof, _secret()).verified
    except (ValueError, TypeError, AttributeError, KeyError):  # whatever else somebody may send
        return Found.WRONG
    if not is_right:
        return Found.WRONG
    return Found.SOLVED if limits.once(_challenge_of(proof), SOLVE_WITHIN) else Found.USED


def _challenge_of(proof: str) -> str:
    """What makes a proof's challenge unlike any other, however its text is written."""
    return str(json.loads(base64.b64decode(proof))["challenge"]["signature"])


def _answer(token: str, answer: str) -> Found:
    if not answer:
        return Found.MISSING
    try:
        one, other, nonce = signing.loads(token, salt=SALT, max_age=ANSWER_WITHIN)
    except (signing.BadSignature, ValueError):
        return Found.WRONG
    if answer != str(one + other):
        return Found.WRONG
    return Found.ANSWERED if limits.once(nonce, ANSWER_WITHIN) else Found.USED


def _secret() -> bytes:
    return salted_hmac("greenpact.ideas.proof", settings.SECRET_KEY, algorithm="sha256").digest()


def _numbers() -> dict[int, str]:
    return {
        2: _("two"), 3: _("three"), 4: _("four"), 5: _("five"), 6: _("six"), 7: _("seven"), 8: _("eight"), 9: _("nine"),
    }  # fmt: skip
