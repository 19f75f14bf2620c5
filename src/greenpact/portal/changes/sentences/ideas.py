"""What the public reads when something happens to ideas; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {"idea": (_("Idea"), "mail")}

#: By verb.
SENTENCES: dict[str, Words] = {
    "idea.confirmed": _("{title} was handed in."),
    "idea.withdrawn": _("{title} was taken back by its sender."),
}
