"""What keeping mandates refuses, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.parties.mandating import NotMandated, WhyNotMandated

_NOT_MANDATED: Mapping[WhyNotMandated, Any] = {
    WhyNotMandated.CAPACITY_MISSING: _(
        "Enter the capacity in which this person signs, such as “Managing director”."
    ),
    WhyNotMandated.EVIDENCE_MISSING: _(
        "Say in a few words what you have seen, or why you do not accept it: there is no evidence attached."
    ),
    WhyNotMandated.ENDS_BEFORE_IT_BEGINS: _("The mandate would end before it begins. Check both days."),
    WhyNotMandated.NOT_ITS_PERSON: _(
        "This person has no role at the organisation. First invite them, or give them a role."
    ),
    WhyNotMandated.ALREADY_STATED: _(
        "This person has such a mandate at that time already. End it first if it was changed."
    ),
    WhyNotMandated.DECIDED_ALREADY: _(
        "Somebody has decided about this mandate already. If something changed, end it and state a new one."
    ),
    WhyNotMandated.ENDED_ALREADY: _("This mandate ends earlier already."),
    WhyNotMandated.OWN_MANDATE: _(
        "Nobody checks their own mandate. Ask a colleague to look at the evidence."
    ),
}

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {NotMandated: _NOT_MANDATED}
