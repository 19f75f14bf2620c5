"""Why a check-in, a contact or a statement is not taken, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.measures.addressing import NoContact, WhyNoContact
from greenpact.measures.answering import NotAnswered, NotPassedOn
from greenpact.measures.asking import NotSet
from greenpact.measures.check_in_rules import WhyNotAnswered, WhyNotPassedOn, WhyNotSet
from greenpact.measures.statement_rules import WhyNotSaid
from greenpact.measures.stating import NotSaid

CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotSet: {
        WhyNotSet.CHANGED_MEANWHILE: CHANGED,
        WhyNotSet.OUT_OF_ORDER: _(
            "The first reminder comes before the second, and both within the days to answer (5 to 90)."
        ),
    },
    NoContact: {
        WhyNoContact.CHANGED_MEANWHILE: CHANGED,
        WhyNoContact.NOT_A_PARTY: _("Only a party of the deal can be asked. Add it as a party first."),
        WhyNoContact.SAME_ADDRESS: _("The deputy is somebody else: enter another address, or none."),
    },
    NotAnswered: {
        WhyNotAnswered.ANSWERED_ALREADY: _("Somebody has answered this check-in meanwhile."),
        WhyNotAnswered.OVER: _("The time to answer this check-in is over. Record it at the measure itself."),
        WhyNotAnswered.NOT_FROM_HERE: _("This link was ended. Open the check-in from the deal."),
        WhyNotAnswered.NOTHING_SAID: _("Nothing is filled in yet."),
    },
    NotPassedOn: {
        WhyNotPassedOn.OVER: _("There is nothing left to answer, so nobody else is asked."),
        WhyNotPassedOn.TOO_MANY: _(
            "This was passed on to as many people as possible. End one of the links first."
        ),
        WhyNotPassedOn.SAME_ADDRESS: _("This address has a link of its own already."),
    },
    NotSaid: {
        WhyNotSaid.CHANGED_MEANWHILE: CHANGED,
        WhyNotSaid.NOT_YOURS: _(
            "Only whoever gave the statement answers, and only whoever opened a dispute ends it."
        ),
        WhyNotSaid.REASON_MISSING: _("Say why: without the reason nobody can follow it."),
        WhyNotSaid.NOTHING_SAID: _("Write something first."),
        WhyNotSaid.DAY_IN_FUTURE: _(
            "The statement is about a day that is yet to come. Enter a day up to today."
        ),
        WhyNotSaid.OWN_STATEMENT: _(
            "This is your own statement. Give a new one if you see it differently now."
        ),
        WhyNotSaid.DISPUTED_ALREADY: _("A dispute about this statement is running. It has to end first."),
        WhyNotSaid.NOT_OPEN: _("The dispute is not so far, or it has ended. Look at where it stands now."),
        WhyNotSaid.TOO_MANY: _(
            "This statement has ten replies already. Give a statement of your own instead."
        ),
    },
}
