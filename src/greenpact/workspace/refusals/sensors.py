"""Why a source, a series or degree days are not taken, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.sensors.connecting import NoSource
from greenpact.sensors.correcting import NotCorrected, WhyNotCorrected
from greenpact.sensors.hearing import NotHeard, WhyNotHeard
from greenpact.sensors.mapping import NotMapped
from greenpact.sensors.rules import WhyNoSource, WhyNotMapped

CHANGED = _("Somebody else changed this meanwhile. Look at what is there now, then decide again.")

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NoSource: {
        WhyNoSource.CHANGED_MEANWHILE: CHANGED,
        WhyNoSource.NAME_MISSING: _("Give the source a name."),
        WhyNoSource.NOT_FROM_HERE: _(
            "The source cannot become that from where it stands. Choose one of the steps shown."
        ),
        WhyNoSource.NO_ADDRESS: _(
            "This is no address of a server. It begins with https:// and names a host."
        ),
        WhyNoSource.ADDRESS_NEEDED: _("A server that we ask needs its address."),
        WhyNoSource.TOO_MANY: _("A city can have at most 200 sources. End one that is not needed."),
        WhyNoSource.OTHER_CITY: _(
            "This belongs to another city. Choose something from this city's register."
        ),
        WhyNoSource.NOT_TOLD: _("A server that we ask has no token."),
    },
    NotMapped: {
        WhyNotMapped.CHANGED_MEANWHILE: CHANGED,
        WhyNotMapped.OTHER_UNIT: _(
            "This unit measures something else than the indicator counts. Choose another one."
        ),
        WhyNotMapped.UNKNOWN_UNIT: _("This unit is not known. Write it as usual, such as kWh, m³ or °C."),
        WhyNotMapped.OTHER_DEAL: _("This indicator belongs to another city. Choose one of this city."),
        WhyNotMapped.TAKEN: _("Another series becomes readings of this indicator. Take it off there first."),
        WhyNotMapped.RANGE_WRONG: _("The lowest plausible value lies above the highest. Check both."),
        WhyNotMapped.RHYTHM_WRONG: _("Enter a rhythm from one minute to 31 days."),
        WhyNotMapped.OTHER_COUNT: _(
            "The indicator adds its readings up over the year, which fits counters and amounts; or the last counts, "
            "as fits means and last values. Choose what fits."
        ),
    },
    NotHeard: {
        WhyNotHeard.NOT_ACTIVE: _("The source is not active, so nothing is kept."),
        WhyNotHeard.TOO_MANY_SERIES: _("A source can have at most 1,000 series."),
    },
    NotCorrected: {
        WhyNotCorrected.CHANGED_MEANWHILE: CHANGED,
        WhyNotCorrected.NOT_POSSIBLE: _("A month has from 0 to 1,500 degree days. Check the numbers."),
        WhyNotCorrected.SOURCE_MISSING: _("Say where the degree days come from."),
        WhyNotCorrected.TOO_MANY: _("At most 600 months at once."),
        WhyNotCorrected.SHARE_WRONG: _("The share lies between 0 and 100 per cent."),
        WhyNotCorrected.NO_ENERGY: _(
            "Only energy is corrected for the weather. This indicator counts something else."
        ),
    },
}
