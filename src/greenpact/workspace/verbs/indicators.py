"""What members of a city read when something is counted."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "defined": _("indicator defined"),
    "redefined": _("indicator changed"),
    "dropped": _("indicator no longer followed"),
    "taken": _("reading recorded"),
    "corrected": _("reading corrected"),
    "delivered": _("readings taken in from a file"),
    "reviewed": _("reading reviewed"),
}
