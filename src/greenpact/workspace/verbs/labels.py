"""What members of a city read when something happens to labels."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"label": _("Label"), "scheme": _("Rules of the label")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "applied": _("applied for"),
    "assessment_begun": _("assessment begun"),
    "answered": _("answered"),
    "observer_named": _("observer named"),
    "assessed": _("assessed"),
    "awarded": _("awarded"),
    "renewed": _("renewed"),
    "declined": _("declined"),
    "suspended": _("suspended"),
    "restored": _("restored"),
    "withdrawn": pgettext_lazy("a label", "withdrawn"),
    "lapsed": _("lapsed"),
    "appealed": _("appealed against"),
    "appeal_decided": _("appeal decided"),
    "keys_rotated": _("given new keys"),
    "certificate_ended": _("certificate ended"),
}
