"""What patterns of deals refuse, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.deals.patterns.filling_in import NotFilled, WhyNotFilled
from greenpact.deals.patterns.keeping import PatternNotKept, WhyPatternNotKept
from greenpact.deals.patterns.pattern import Flaw

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotFilled: {
        WhyNotFilled.BLANK_LEFT: _("A blank is left. Fill in every field of the pattern."),
        WhyNotFilled.NO_PARTNER: _(
            "Choose at least one partner: the pattern gives every partner something to do."
        ),
        WhyNotFilled.CHOSE_TOO_FEW: _("Too few measures are chosen. Tick more of the catalogue."),
        WhyNotFilled.UNKNOWN_CHOICE: _("The pattern has changed meanwhile. Choose again from the catalogue."),
    },
    PatternNotKept: {
        WhyPatternNotKept.CHANGED_MEANWHILE: _(
            "Somebody else changed this meanwhile. Look at what is there now, then decide again."
        ),
        WhyPatternNotKept.REF_TAKEN: _(
            "Something else in this city has this short name. Choose a different one."
        ),
        WhyPatternNotKept.FLAWED: _("The pattern cannot be used like this. First put right:"),
        WhyPatternNotKept.TOO_MANY: _(
            "The city keeps as many patterns as it can. Change one of them instead."
        ),
    },
}

FLAWS: Mapping[Flaw, Any] = {
    Flaw.UNKNOWN_BLANK: _("A text has a blank in braces that the pattern does not ask for."),
    Flaw.NAME_TWICE: _("A clause or blank stands there twice."),
    Flaw.FALSE_NAME: _("A blank has a name that cannot be used."),
    Flaw.NOT_ENOUGH_TO_CHOOSE: _("More measures have to be chosen than the catalogue holds."),
    Flaw.TOO_LONG: _("It has more clauses or blanks than a pattern may have."),
    Flaw.NO_TITLE: _("The title of the deal is missing."),
    Flaw.NO_TEXT: _("A clause has no text."),
}
