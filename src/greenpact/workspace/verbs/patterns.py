"""What members of a city read when something happens to its patterns of deals."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {"pattern": _("Pattern")}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {"retired": _("retired"), "offered": _("offered again")}
