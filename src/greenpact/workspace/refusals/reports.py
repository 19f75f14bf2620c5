"""What reports refuse, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.reports.recording import NotReported
from greenpact.reports.rules import WhyNotReported

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotReported: {
        WhyNotReported.CHANGED_MEANWHILE: _(
            "Somebody else changed this meanwhile. Look at what is there now, then decide again."
        ),
        WhyNotReported.NOT_FROM_HERE: _(
            "The report is not in a state from which this follows. Look at where it stands."
        ),
        WhyNotReported.OWN_REPORT: _(
            "You compiled this report or wrote its texts. Somebody else has to check it."
        ),
        WhyNotReported.DEAL_NOT_PUBLIC: _(
            "The deal is not public, so its report cannot be. Publish the deal first."
        ),
        WhyNotReported.PERIOD_AHEAD: _("This period has not begun yet. Choose an earlier one."),
        WhyNotReported.ENDS_BEFORE_IT_BEGINS: _("The period ends before it begins. Check both days."),
        WhyNotReported.OTHER_SUBJECT: _(
            "That report is about something else. Choose one about the same city or deal."
        ),
        WhyNotReported.TOO_LARGE: _("This is more than one report can hold. Report the deals one by one."),
    },
}
