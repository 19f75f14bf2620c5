"""What every activity on a label begins and ends with: its turn to write, its refusal, and its one entry."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from greenpact.journal.recording import record, take_turn
from greenpact.labels.models import Label


class WhyNotLabelled(StrEnum):
    NO_SCHEME = "no_scheme"
    NOT_PUBLIC = "not_public"
    NOT_SIGNED = "not_signed"
    NOT_A_PARTY = "not_a_party"
    ALREADY_APPLIED = "already_applied"
    NOT_FROM_HERE = "not_from_here"
    NOT_ASSESSED = "not_assessed"
    NOT_MET = "not_met"
    DEAL_CHANGED = "deal_changed"
    STILL_OPEN = "still_open"
    FROZEN = "frozen"
    COMPUTED = "computed"
    EVIDENCE_MISSING = "evidence_missing"
    NOT_INDEPENDENT = "not_independent"
    OTHER_CITY = "other_city"
    TOO_LATE = "too_late"
    APPEALED_ALREADY = "appealed_already"
    SAME_PERSON = "same_person"
    INVOLVED = "involved"
    TEXT_MISSING = "text_missing"
    BEFORE_THE_LAST = "before_the_last"
    CHANGED_MEANWHILE = "changed_meanwhile"


class NotLabelled(Exception):
    """The label stays as it was; `reason` says why, `criteria` which ones it is about."""

    def __init__(self, reason: WhyNotLabelled, *, criteria: Sequence[str] = ()) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.criteria = tuple(criteria)


def in_turn(label: Label, *, seen: int | None) -> Label:
    """The label as it stands now; nobody else changes it until the transaction ends.

    Raises `NotLabelled` when it is not of the edition that its writer saw. A writer that saw none (None) takes it as
    it is.
    """
    take_turn(label.city.chain_id)
    current = Label.objects.select_related("city", "deal", "scheme").get(pk=label.pk)
    current.deal.city = current.city
    if seen not in (None, current.edition):
        raise NotLabelled(WhyNotLabelled.CHANGED_MEANWHILE)
    return current


def save_and_record(
    label: Label, what: str, *, by: str, at: datetime, payload: dict[str, Any] | None = None
) -> None:
    """Save a label as changed and append its entry. It is public once the label was awarded, and with its deal."""
    label.edition += 1
    label.save()
    record_of_label(label, what, by=by, at=at, payload=payload)


def record_of_label(
    label: Label,
    what: str,
    *,
    by: str,
    at: datetime,
    payload: dict[str, Any] | None = None,
    public: bool | None = None,
) -> None:
    """Append the entry of something that happened to a label."""
    was_awarded = label.awarded_on is not None and label.deal.is_published
    record(
        label.city.chain_id,
        verb=f"label.{what}",
        subject=f"label:{label.ref}",
        by=by,
        at=at,
        public=was_awarded if public is None else public,
        payload={"deal": label.deal.ref, **(payload or {})},
    )
