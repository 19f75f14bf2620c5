"""Why an indicator or a reading is not taken, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.measures.defining import NotDefined, WhyNotDefined
from greenpact.measures.indicator_rules import WhyNoReading
from greenpact.measures.reading import NoReading

CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotDefined: {
        WhyNotDefined.CHANGED_MEANWHILE: CHANGED,
        WhyNotDefined.NAME_MISSING: _("Say what is counted: give the indicator a name."),
        WhyNotDefined.UNKNOWN_UNIT: _(
            "This unit is not known. Write it as usual, such as kWh, t CO2e, km, m², %, piece or EUR."
        ),
        WhyNotDefined.UNIT_IN_USE: _(
            "There are readings in this unit already, so it stays. For another unit, begin another indicator."
        ),
        WhyNotDefined.RHYTHM_IN_USE: _(
            "There are readings in this rhythm already, so it stays. For another rhythm, begin another indicator."
        ),
        WhyNotDefined.OTHER_DEAL: _("This commitment belongs to another deal. Choose one of this deal."),
        WhyNotDefined.TWO_TARGETS_A_DAY: _("Two targets have the same day. Keep one of them."),
        WhyNotDefined.TARGET_BEFORE_START: _(
            "A target lies before the start. Check the day of the start value and of the targets."
        ),
        WhyNotDefined.START_WITHOUT_DAY: _("The start needs both a value and its day."),
        WhyNotDefined.TOO_MANY: _("A deal has at most 200 indicators, an indicator at most 20 targets."),
        WhyNotDefined.TOO_LARGE: _("This number is too large to be meant. Check the unit."),
    },
    NoReading: {
        WhyNoReading.DROPPED: _("This indicator is followed no longer, so it takes no readings."),
        WhyNoReading.NEITHER: _("Give a value, or say why there is none."),
        WhyNoReading.BOTH: _("Give either a value or why there is none, not both."),
        WhyNoReading.BOUNDS_WRONG: _("The value must lie between “at least” and “at most”."),
        WhyNoReading.IN_FUTURE: _(
            "This period is not over yet. Record the value when it is, or say that it is not there yet."
        ),
        WhyNoReading.ENDS_BEFORE_IT_BEGINS: _("The period ends before it begins. Check both days."),
        WhyNoReading.OTHER_RHYTHM: _(
            "This period does not fit the rhythm of the indicator. Write one such as the hint shows."
        ),
        WhyNoReading.OVERLAPS: _(
            "There is a reading already for some of these days. Choose another period, or correct that one."
        ),
        WhyNoReading.THERE_ALREADY: _(
            "There is a reading for this period already. Correct that one instead."
        ),
        WhyNoReading.CHANGED_MEANWHILE: CHANGED,
        WhyNoReading.REASON_MISSING: _("Say why the reading is corrected. The reason stays beside it."),
        WhyNoReading.OWN_READING: _("You recorded this reading yourself. Somebody else has to review it."),
        WhyNoReading.NOT_FINITE: _("This number is too large to be meant. Check the unit."),
    },
}
