"""What ideas refuse, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.ideas.assigning import NotAssigned, WhyNotAssigned
from greenpact.ideas.closing import NotClosed, WhyNotClosed
from greenpact.ideas.conversing import NotWritten, WhyNotWritten
from greenpact.ideas.deciding import NotDecided, WhyNotDecided
from greenpact.ideas.erasing import NotErased, WhyNotErased
from greenpact.ideas.merging import NotMerged, WhyNotMerged
from greenpact.ideas.setting_terms import NotSet, WhyNotSet
from greenpact.ideas.showing import NotShown, WhyNotShown

_CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")
_OTHER_CITY = _("This belongs to another city. Choose something from this city's register.")
_NOT_WAITING = _("This idea waits for no answer any more. Look at what was decided.")

_NOT_SET: Mapping[WhyNotSet, Any] = {
    WhyNotSet.CHANGED_MEANWHILE: _CHANGED,
    WhyNotSet.OTHER_CITY: _OTHER_CITY,
    WhyNotSet.TOO_MANY_WORDS: _(
        "An office can have at most 60 routing words. Keep those that lead to it alone."
    ),
}

_NOT_ASSIGNED: Mapping[WhyNotAssigned, Any] = {
    WhyNotAssigned.CHANGED_MEANWHILE: _CHANGED,
    WhyNotAssigned.OTHER_CITY: _OTHER_CITY,
    WhyNotAssigned.NOT_WAITING: _NOT_WAITING,
    WhyNotAssigned.NOT_ANSWERING: _(
        "This person may not answer ideas. Give them a role first, or choose another."
    ),
}

_NOT_WRITTEN: Mapping[WhyNotWritten, Any] = {
    WhyNotWritten.CHANGED_MEANWHILE: _CHANGED,
    WhyNotWritten.EMPTY: _("Write something first."),
    WhyNotWritten.TOO_LONG: _("At most 4,000 characters fit. Shorten it, or send it in two parts."),
    WhyNotWritten.ERASED: _("This idea was erased or not confirmed, so nobody can be written to."),
}

_NOT_DECIDED: Mapping[WhyNotDecided, Any] = {
    WhyNotDecided.CHANGED_MEANWHILE: _CHANGED,
    WhyNotDecided.NOT_WAITING: _NOT_WAITING,
    WhyNotDecided.REASON_TOO_SHORT: _("Give a reason of at least 20 characters; the sender reads it."),
    WhyNotDecided.QUESTIONS_OPEN: _("First answer the three questions."),
    WhyNotDecided.OFFICE_MISSING: _("Choose an office other than the present one."),
    WhyNotDecided.CITY_MISSING: _("Choose a city other than this one."),
    WhyNotDecided.DEAL_MISSING: _("Choose the deal that the idea joins."),
    WhyNotDecided.OTHER_CITY: _OTHER_CITY,
    WhyNotDecided.ASKED_ALREADY: _(
        "The sender has been asked already. Wait for the reply, or take the question back."
    ),
    WhyNotDecided.ANSWER_WITHOUT_REASON: _(
        "Say why, for each question that you answer; one sentence is enough."
    ),
}

_NOT_MERGED: Mapping[WhyNotMerged, Any] = {
    WhyNotMerged.CHANGED_MEANWHILE: _CHANGED,
    WhyNotMerged.SAME: _("An idea cannot go on in itself. Enter the reference of the other one."),
    WhyNotMerged.OTHER_CITY: _OTHER_CITY,
    WhyNotMerged.NOT_WAITING: _NOT_WAITING,
    WhyNotMerged.MERGED_ITSELF: _(
        "The other idea goes on in a third one itself. Enter the reference of that one."
    ),
}

_NOT_SHOWN: Mapping[WhyNotShown, Any] = {
    WhyNotShown.CHANGED_MEANWHILE: _CHANGED,
    WhyNotShown.NOT_AGREED: _("The sender has not agreed that the idea is shown. Ask them first."),
    WhyNotShown.NOT_CONFIRMED: _("This idea was erased or not confirmed, so it cannot be shown."),
    WhyNotShown.TITLE_MISSING: _("Give the idea a title for the public."),
}

_NOT_ERASED: Mapping[WhyNotErased, Any] = {
    WhyNotErased.CHANGED_MEANWHILE: _CHANGED,
    WhyNotErased.STILL_NEEDED: _("This idea is still to be answered, so it stays."),
}

_NOT_CLOSED: Mapping[WhyNotClosed, Any] = {
    WhyNotClosed.CHANGED_MEANWHILE: _CHANGED,
    WhyNotClosed.NOT_ANSWERED: _("Only what was answered for good can be closed. Decide about it first."),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotSet: _NOT_SET,
    NotAssigned: _NOT_ASSIGNED,
    NotWritten: _NOT_WRITTEN,
    NotDecided: _NOT_DECIDED,
    NotMerged: _NOT_MERGED,
    NotShown: _NOT_SHOWN,
    NotErased: _NOT_ERASED,
    NotClosed: _NOT_CLOSED,
}
