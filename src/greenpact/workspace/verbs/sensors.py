"""What members of a city read when something happens with its meters."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"sensor": _("Source of values")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "connected": _("connected"),
    "token_renewed": _("token renewed"),
    "active": pgettext_lazy("what happened to a source", "went on"),
    "paused": pgettext_lazy("what happened to a source", "paused"),
    "series_mapped": _("its values become readings"),
    "series_unmapped": _("its values become readings no longer"),
    "terms_set": _("retention of raw values changed"),
    "degree_days_kept": _("degree days entered"),
    "rule_set": _("weather correction set"),
    "rule_ended": _("weather correction ended"),
}
