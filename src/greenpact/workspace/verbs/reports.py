"""What members of a city read when something happens to its reports."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"report": _("Report")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "compiled": _("compiled"),
    "written": _("texts written"),
    "checked": _("checked"),
    "handed_back": _("handed back"),
}
