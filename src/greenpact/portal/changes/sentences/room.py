"""What the public reads when something happened to negotiations; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {}

#: By verb.
SENTENCES: dict[str, Words] = {
    "deal.room_opened": _("The parties negotiate this deal from now on."),
    "deal.change_entered": _("The parties agreed on a change to the document."),
}
