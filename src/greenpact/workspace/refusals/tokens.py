"""Why a token is not issued, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.parties.issuing_tokens import NoToken
from greenpact.parties.token_rules import WhyNoToken

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NoToken: {
        WhyNoToken.NAME_MISSING: _("Give the token a name, so that you know later what uses it."),
        WhyNoToken.NO_SCOPE: _("Say what the token may do."),
        WhyNoToken.ENDS_TOO_LATE: _("The token must end after today and within a year."),
        WhyNoToken.TOO_MANY: _("An organisation has at most 20 tokens at a time. Revoke one first."),
        WhyNoToken.REVOKED_ALREADY: _("This token was revoked already."),
        WhyNoToken.UNKNOWN: _("This token is not known, or is over."),
        WhyNoToken.TOO_OFTEN: _("This token was used too often. Wait a minute."),
    }
}
