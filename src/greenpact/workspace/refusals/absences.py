"""Why an absence is not kept, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.notices.standing_in import NotAbsent, WhyNotAbsent

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotAbsent: {
        WhyNotAbsent.ENDS_BEFORE_IT_BEGINS: _(
            "The first day back comes after the first day away. Check both days."
        ),
        WhyNotAbsent.IS_OVER: _("This absence would be over already. Check both days."),
        WhyNotAbsent.MAY_LESS: _("This person may not do here what you may. Choose one of those offered."),
    },
}
