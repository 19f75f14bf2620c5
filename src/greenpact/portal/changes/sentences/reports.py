"""What the public reads when something happens to reports; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {"report": (_("Report"), "document")}

#: By verb.
SENTENCES: dict[str, Words] = {
    "report.published": _("{title} was published."),
    "report.withdrawn": _("{title} is shown no longer."),
}
