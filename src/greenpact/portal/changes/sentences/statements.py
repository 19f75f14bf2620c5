"""What the public reads when something was said about a measure, or disputed."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SENTENCES: dict[str, Words] = {
    "measure.stated": _("Somebody said how they see a measure."),
    "measure.replied": _("A statement about a measure was replied to."),
    "dispute.opened": _("A statement about a measure is disputed."),
    "dispute.answered": _("A dispute about a measure was answered."),
    "dispute.ended": _("A dispute about a measure came to its end."),
}

#: What a kind of entry is called, and its icon.
KINDS: dict[str, tuple[Words, str]] = {"dispute": (_("Dispute"), "info")}
