"""What members of a city read when something happens to signatures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "mandate_granted": _("mandate stated"),
    "mandate_checked": _("mandate checked"),
    "mandate_refused": _("mandate not accepted"),
    "mandate_ended": _("mandate ended"),
    "signing_opened": _("goes round to be signed"),
    "amended": _("goes round as an amendment"),
    "signature_given": _("signed by a party"),
    "signature_withdrawn": _("signature withdrawn"),
    "signing_refused": _("declined by a party"),
    "signing_cancelled": _("signing cancelled"),
    "signing_prolonged": _("last day for signing changed"),
    "signed": _("signed by all"),
    "seal_waits": _("seal has to wait"),
    "sealed": _("sealed"),
    "party_left": _("party left"),
    "terminated": _("terminated"),
    "succeeded": _("replaced by another deal"),
}
