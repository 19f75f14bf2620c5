"""What the negotiation room refuses, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.deals.negotiation.checking import CheckNotAnswered, WhyNotAnswered
from greenpact.deals.negotiation.refusing import NotNegotiated, WhyNotNegotiated

CHANGED = _("The text has changed since you opened the page. Read it as it stands now, then decide again.")

_NOT_NEGOTIATED: Mapping[WhyNotNegotiated, Any] = {
    WhyNotNegotiated.CHANGED_MEANWHILE: CHANGED,
    WhyNotNegotiated.ALREADY_OPEN: _("The negotiation room of this deal is open already."),
    WhyNotNegotiated.NO_ROOM: _(
        "This deal has no negotiation room. The city's programme office can open it."
    ),
    WhyNotNegotiated.TOO_LATE: _(
        "A negotiation room is opened while a deal is explored or negotiated, or for the amendments of a deal that is "
        "signed. First set its work back to one of these states."
    ),
    WhyNotNegotiated.NO_SIGNATORY: _("Nobody is to sign this deal yet. First add a party as signatory."),
    WhyNotNegotiated.RULE_ONE_SIDED: _(
        "Nothing is settled by one side alone. Name at least two of the signatories."
    ),
    WhyNotNegotiated.STANDS_STILL: _(
        "The document goes round to be signed or has been terminated, so it stays as it is."
    ),
    WhyNotNegotiated.NOT_A_PARTY: _("This organisation is not a party to the deal. Choose one that is."),
    WhyNotNegotiated.NOT_NEEDED: _(
        "This change does not need your consent. You can speak up in the conversation, or propose otherwise."
    ),
    WhyNotNegotiated.NOT_OPEN: _(
        "This change is no longer open: it entered, was withdrawn or was countered."
    ),
    WhyNotNegotiated.STALE: _(
        "The text this change was written for has changed, so nobody can consent to it. Counter it with a wording "
        "on the present text, or withdraw it."
    ),
    WhyNotNegotiated.NOT_YOURS: _("Only the party that proposed a change can withdraw it."),
    WhyNotNegotiated.NOTHING_CHANGES: _("This is what the document says already. Change something first."),
    WhyNotNegotiated.NOT_ONE_SUBJECT: _("A change is about one thing. Propose a change for each."),
    WhyNotNegotiated.OTHER_SUBJECT: _(
        "A counter-proposal is about the same thing. For something else propose a change of its own."
    ),
    WhyNotNegotiated.REASON_MISSING: _("Say why you object, so that the others can answer."),
    WhyNotNegotiated.NO_OBJECTION: _("You do not object to this change."),
    WhyNotNegotiated.TEXT_MISSING: _("Nothing is written here yet. Write something first."),
    WhyNotNegotiated.TOO_MANY: _(
        "That is more than fits: at most 500 open changes, and 4,000 signs for a reason or a remark."
    ),
}

_NOT_ANSWERED: Mapping[WhyNotAnswered, Any] = {
    WhyNotAnswered.CHANGED_MEANWHILE: CHANGED,
    WhyNotAnswered.REASON_MISSING: _("Say in a sentence how the check came out, and why."),
    WhyNotAnswered.CONSULTATION_MISSING: _("Enter the day on which the council first consults on it."),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotNegotiated: _NOT_NEGOTIATED,
    CheckNotAnswered: _NOT_ANSWERED,
}
