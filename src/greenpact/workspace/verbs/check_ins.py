"""What members of a city read when owners of measures are asked, and when something is said about measures."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"check_in": _("Check-in"), "dispute": _("Dispute")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "rules_set": _("rules of check-ins set"),
    "contact_set": _("contact set"),
    "owner_asked": _("owner asked"),
    "owner_reminded": _("owner reminded"),
    "owner_late": _("overdue: deputy and programme office told"),
    "left_unanswered": _("closed without an answer"),
    "passed_on": _("passed on"),
    "link_revoked": _("link revoked"),
    "stated": _("statement given"),
    "replied": _("reply given"),
    "opened": pgettext_lazy("a dispute", "opened"),
}
