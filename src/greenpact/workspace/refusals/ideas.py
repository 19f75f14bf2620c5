"""What ideas refuse, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.ideas.setting_terms import NotSet, WhyNotSet

_NOT_SET: Mapping[WhyNotSet, Any] = {
    WhyNotSet.CHANGED_MEANWHILE: _(
        "Somebody else changed this meanwhile. Look at what is there now, then decide again."
    ),
    WhyNotSet.OTHER_CITY: _("This belongs to another city. Choose something from this city's register."),
    WhyNotSet.TOO_MANY_WORDS: _(
        "An office can have at most 60 routing words. Keep those that lead to it alone."
    ),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {NotSet: _NOT_SET}
