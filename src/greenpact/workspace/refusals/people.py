"""What inviting people refuses, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.parties.grouping import NotGrouped, WhyNotGrouped
from greenpact.parties.inviting import NotInvited, WhyNotInvited

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotInvited: {
        WhyNotInvited.OTHER_ROLE: _("People of an organisation get one of the roles of a party. Choose one."),
        WhyNotInvited.OTHER_ORGANISATION: _("This role is held for another organisation."),
        WhyNotInvited.LAST_ADMINISTRATOR: _(
            "This is the last person who keeps this organisation's people. Invite another administrator first."
        ),
    },
    NotGrouped: {
        WhyNotGrouped.NO_GROUP: _(
            "Only a group of organisations has members. Change the kind in the register first."
        ),
        WhyNotGrouped.TOO_MANY: _("A group can have at most 500 members."),
    },
}
