"""What the public reads when something of a deal is counted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SENTENCES: dict[str, Words] = {
    "indicator.defined": _("It is said now what is counted to see how far the promise has come."),
    "indicator.redefined": _("What an indicator says of itself was changed."),
    "indicator.dropped": _("An indicator is followed no longer."),
    "reading.taken": _("A reading was recorded."),
    "reading.corrected": _("A reading was corrected."),
    "reading.delivered": _("Readings came in from a file."),
    "reading.reviewed": _("A reading was reviewed."),
    "weather.degree_days_kept": _("Degree days of the city were entered."),
    "weather.rule_set": _("An indicator is shown corrected for the weather, too."),
    "weather.rule_ended": _("An indicator is shown corrected for the weather no longer."),
}

#: What a kind of entry is called, and its icon.
KINDS: dict[str, tuple[Words, str]] = {
    "indicator": (_("Indicator"), "target"),
    "reading": (_("Reading"), "target"),
    "weather": (_("Weather correction"), "target"),
}
