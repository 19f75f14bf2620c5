"""What the public reads when something happens to signatures; the rules of `happenings.SENTENCES` hold."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

#: What a kind of subject is called, and its drawing.
KINDS: dict[str, tuple[Words, str]] = {}

#: By verb.
SENTENCES: dict[str, Words] = {
    "deal.signing_opened": _("{title} goes round to be signed."),
    "deal.signature_given": _("One of the parties has signed."),
    "deal.signature_withdrawn": _("One of the parties has withdrawn its signature."),
    "deal.signing_cancelled": _("The signing was cancelled."),
    "deal.signing_prolonged": _("The last day for signing was changed."),
    "deal.signed": _("{title} was signed by all parties."),
    "deal.sealed": _("The city's seal closes the signed document."),
    "deal.amended": _("{title} is being amended: a new version goes round to be signed."),
    "deal.party_left": _("A party has left."),
    "deal.terminated": _("{title} was terminated."),
    "deal.succeeded": _("{title} was replaced by another deal."),
}

#: What is said of the version that an entry names, where it is one to be signed.
VERSIONS: dict[str, Words] = dict.fromkeys(
    ("deal.signing_opened", "deal.signing_cancelled", "deal.signed", "deal.sealed", "deal.amended"),
    _("Version {number} for signing"),
)
