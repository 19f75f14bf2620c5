"""What members of a city read when something happens to negotiations."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called.
KIND_NAMES: dict[str, Words] = {}

#: The last part of a verb, in words.
VERBS: dict[str, Words] = {
    "room_opened": _("negotiation room opened"),
    "change_proposed": _("change proposed"),
    "change_consented": _("change consented to"),
    "change_objected": _("change objected to"),
    "objection_lifted": _("objection taken back"),
    "change_countered": _("change countered"),
    "change_withdrawn": _("change withdrawn"),
    "consent_lapsed": _("consents lapsed"),
    "change_entered": _("change entered"),
    "said": _("remark made"),
    "said_inside": _("inner remark made"),
    "check_answered": _("check answered"),
    "person_invited": _("person invited"),
}
