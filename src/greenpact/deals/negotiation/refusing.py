"""Why something does not happen in the negotiation room."""

from enum import StrEnum


class WhyNotNegotiated(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    ALREADY_OPEN = "already_open"
    NO_ROOM = "no_room"
    TOO_LATE = "too_late"
    NO_SIGNATORY = "no_signatory"
    RULE_ONE_SIDED = "rule_one_sided"
    STANDS_STILL = "stands_still"
    NOT_A_PARTY = "not_a_party"
    NOT_NEEDED = "not_needed"
    NOT_OPEN = "not_open"
    STALE = "stale"
    NOT_YOURS = "not_yours"
    NOTHING_CHANGES = "nothing_changes"
    NOT_ONE_SUBJECT = "not_one_subject"
    OTHER_SUBJECT = "other_subject"
    REASON_MISSING = "reason_missing"
    NO_OBJECTION = "no_objection"
    TEXT_MISSING = "text_missing"
    TOO_MANY = "too_many"


class NotNegotiated(Exception):
    """Nothing happened in the room; `reason` says why."""

    def __init__(self, reason: WhyNotNegotiated) -> None:
        super().__init__(reason.value)
        self.reason = reason
