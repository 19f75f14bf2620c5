"""Setting the terms on which a city answers ideas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from greenpact.cities.keeping import subject_of
from greenpact.cities.models import City, Office
from greenpact.cities.working_days import states_of
from greenpact.ideas.terms import ANSWER_DAYS, RETENTION_MONTHS, IdeaSettings, RoutingWord, settings_of
from greenpact.journal.recording import record, take_turn
from greenpact.ui.folding import fold

MOST_WORDS = 60


class WhyNotSet(StrEnum):
    CHANGED_MEANWHILE = "changed_meanwhile"
    OTHER_CITY = "other_city"
    TOO_MANY_WORDS = "too_many_words"


class NotSet(Exception):
    """The terms stay as they were; `reason` says why."""

    def __init__(self, reason: WhyNotSet) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Terms:
    """What a city sets; `words` are the routing words of its offices."""

    answer_days: int = ANSWER_DAYS
    retention_months: int = RETENTION_MONTHS
    holiday_state: str = ""
    words: Mapping[Office, Sequence[str]] = field(default_factory=dict)


@transaction.atomic
def set_terms(city: City, terms: Terms, *, by: str, at: datetime, seen: int | None = None) -> list[str]:
    """Set the terms of a city; the names of what changed, empty when nothing differed.

    `seen` is the edition the writer saw (0 where the city never set any). Offices that are not named keep their words.
    Raises `NotSet`, and `ValidationError` when a value is out of bounds.
    """
    take_turn(city.chain_id)
    settings = settings_of(city)
    if seen not in (None, settings.edition):
        raise NotSet(WhyNotSet.CHANGED_MEANWHILE)
    names = ("answer_days", "retention_months", "holiday_state")
    changed = [name for name in names if getattr(settings, name) != getattr(terms, name)]
    for name in changed:
        setattr(settings, name, getattr(terms, name))
    _refuse_unknown_state(settings)
    settings.clean_fields(exclude=["city"])
    if [office for office, words in terms.words.items() if _set_words(city, office, words)]:
        changed.append("routing_words")
    if not changed:
        return []
    settings.edition += 1
    settings.save()
    payload = {"changed": changed, "answer_days": settings.answer_days}
    record(
        city.chain_id,
        verb="city.idea_terms_set",
        subject=subject_of(city),
        by=by,
        at=at,
        public=True,
        payload=payload,
    )
    return changed


def _refuse_unknown_state(settings: IdeaSettings) -> None:
    if settings.holiday_state and settings.holiday_state not in states_of(settings.city.country):
        raise ValidationError(_("No public holidays are known for this state. Choose one of those offered."))


def _set_words(city: City, office: Office, words: Sequence[str]) -> bool:
    """Let an office have these words; whether that changed anything."""
    if office.city_id != city.pk:
        raise NotSet(WhyNotSet.OTHER_CITY)
    wanted = {fold(word): word.strip() for word in words if fold(word)}
    if len(wanted) > MOST_WORDS:
        raise NotSet(WhyNotSet.TOO_MANY_WORDS)
    stored = {row.folded: row for row in office.routing_words.all()}
    if stored.keys() == wanted.keys():
        return False
    RoutingWord.objects.filter(pk__in=[row.pk for word, row in stored.items() if word not in wanted]).delete()
    for folded in wanted.keys() - stored.keys():
        row = RoutingWord(office=office, word=wanted[folded])
        row.clean_fields(exclude=["office"])
        row.save()
    return True
