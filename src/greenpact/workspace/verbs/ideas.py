"""What members of a city read when something happens to ideas."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"idea": _("Idea")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "submitted": pgettext_lazy("an idea", "handed in"),
    "confirmed": pgettext_lazy("an idea", "confirmed by its sender"),
    "routed": _("led to an office"),
    "assigned": _("assigned"),
    "asked": _("sender written to"),
    "answered": _("sender has written"),
    "remarked": _("inner remark made"),
    "checked": _("questions answered"),
    "decided": _("decided"),
    "handing_proposed": _("sender asked whether another city may have it"),
    "handing_answered": _("sender replied about the other city"),
    "handing_taken_back": _("question about the other city taken back"),
    "merged": _("brought together with another"),
    "reminded": _("reminded of the answer"),
    "escalated": _("overdue: deputy and programme office told"),
    "closed": pgettext_lazy("an idea", "closed"),
    "shown": _("shown in public"),
    "hidden": _("no longer shown in public"),
    "idea_joined": _("came of an idea"),
    "idea_terms_set": _("terms for ideas set"),
    "withdrawn": pgettext_lazy("an idea", "taken back by its sender"),
    "link_renewed": _("private link renewed"),
}
