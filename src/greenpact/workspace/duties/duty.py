"""A duty: something that waits for somebody, with its day."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    CHECK_IN = "check-in"
    CHANGE = "change"
    SIGNATURE = "signature"
    CHECK = "check"
    IDEA = "idea"
    MEASURE = "measure"
    LABEL = "label"
    DISPUTE = "dispute"


#: What is to be done, in words.
WORDS: dict[Kind, str | Promise] = {
    Kind.CHECK_IN: _("Say how a measure stands"),
    Kind.CHANGE: _("Your move in the negotiation"),
    Kind.SIGNATURE: _("Signature is missing"),
    Kind.CHECK: _("Answer the checks before signing"),
    Kind.IDEA: _("Answer an idea"),
    Kind.MEASURE: _("Measure or milestone is due"),
    Kind.LABEL: _("Check or renew a label"),
    Kind.DISPUTE: _("Answer a dispute"),
}


@dataclass(frozen=True, slots=True)
class Duty:
    """What waits: `what` is a title without personal data, `address` where it is done; without a day it is never late.

    `done_on` is set for what was answered lately.
    """

    kind: Kind
    ref: str
    what: str
    address: str
    due_on: date | None = None
    done_on: date | None = None
    note: str = ""

    @property
    def words(self) -> str | Promise:
        return WORDS[self.kind]

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due_on is not None and self.due_on < today
