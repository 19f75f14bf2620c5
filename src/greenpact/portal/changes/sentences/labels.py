"""What the public reads when something happens to labels; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {
    "label": (_("Label"), "success"),
    "scheme": (_("Rules of the label"), "document"),
}

#: By verb.
SENTENCES: dict[str, Words] = {
    "scheme.published": _("{title}: published."),
    "city.keys_rotated": _("{title} signs its labels with new keys from now on."),
    "label.awarded": _("{title}: the label was awarded."),
    "label.renewed": _("{title}: the label was renewed."),
    "label.suspended": _("{title}: the label was suspended."),
    "label.restored": _("{title}: the label holds again."),
    "label.withdrawn": _("{title}: the label was withdrawn."),
    "label.lapsed": _("{title}: the label has lapsed."),
    "label.appealed": _("{title}: a party appealed against the decision on the label."),
    "label.appeal_decided": _("{title}: the appeal about the label was decided."),
    "label.certificate_ended": _("{title}: a party left, and its certificate ended."),
}
