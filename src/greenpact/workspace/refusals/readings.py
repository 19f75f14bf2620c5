"""Why a file of readings is not taken in, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.measures.intake.taking_in import NotDelivered, WhyNotDelivered

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotDelivered: {
        WhyNotDelivered.EMPTY: _("The file is empty. Choose it once more."),
        WhyNotDelivered.TOO_LARGE: _(
            "The file is too large: at most 100 MB are read. Cut it into several files."
        ),
        WhyNotDelivered.TOO_MANY: _(
            "Too many files of this city wait already. Decide on those first, or discard them."
        ),
        WhyNotDelivered.NOT_WAITING: _(
            "This file does not wait for an answer any more. Look at where it is now."
        ),
        WhyNotDelivered.OPEN_QUESTIONS: _("Something is still open. Answer it first, or leave it out."),
        WhyNotDelivered.NOTHING_TO_DO: _("There is nothing to take in: all readings are there already."),
        WhyNotDelivered.REASON_MISSING: _(
            "Some values replace others. Say why; the reason stays beside them."
        ),
        WhyNotDelivered.BEING_WRITTEN: _("It is too late to discard this file: it is over already."),
        WhyNotDelivered.OTHER_DIMENSION: _(
            "The unit cannot be converted into that of the indicator. Choose another indicator, or leave it out."
        ),
        WhyNotDelivered.UNKNOWN_UNIT: _(
            "This unit is not known. Write it as usual, such as kWh, t CO2e, km, m², %, piece or EUR."
        ),
    }
}
