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
    "answered": _("sender has written"),
    "withdrawn": pgettext_lazy("an idea", "taken back by its sender"),
    "link_renewed": _("private link renewed"),
}
