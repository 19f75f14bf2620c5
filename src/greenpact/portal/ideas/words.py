"""What cannot be taken or done at the public door, as sentences that say what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from greenpact.files.taking import NotTaken, WhyNotTaken
from greenpact.ideas.submitting import WhyNotHandedIn
from greenpact.portal.ideas.guarding import Found

NOT_TAKEN: Mapping[WhyNotTaken, Promise] = {
    WhyNotTaken.EMPTY: _("The file “%(name)s” is empty. Choose it again."),
    WhyNotTaken.TOO_LARGE: _("The file “%(name)s” is larger than 10 MB. Choose a smaller one."),
    WhyNotTaken.OTHER_KIND: _(
        "The file “%(name)s” is no PDF, picture or sheet, or it is damaged. Choose another one."
    ),
    WhyNotTaken.TOO_MANY: _("These are too many files. Choose at most five."),
}

TOO_LARGE_TOGETHER = _("The files are too large together. Choose at most five of at most 10 MB each.")
FILES_NOT_KEPT = _(
    "Your files could not be kept, since a lot has come from here. Please choose them again when you send the form."
)
TOO_OFTEN = _("A lot has come from here within a short time. Please wait an hour and send it again.")

NOT_HANDED_IN: Mapping[WhyNotHandedIn, Promise] = {
    WhyNotHandedIn.CONFIRMED_ALREADY: _("This has been confirmed already. There is nothing more to do."),
    WhyNotHandedIn.TOO_LATE: _("The link was good for seven days. Please hand it in once more."),
    WhyNotHandedIn.NOT_FROM_HERE: _(
        "This is not possible any more: what you see here has moved on meanwhile."
    ),
    WhyNotHandedIn.EMPTY: _("Write something first."),
    WhyNotHandedIn.TOO_LONG: _("The message is longer than 4,000 characters. Shorten it, or attach a file."),
    WhyNotHandedIn.TOO_MANY_MESSAGES: _(
        "You have written fifty messages. Please wait for the city's decision, or call the office."
    ),
    WhyNotHandedIn.TOO_MANY_FILES: _("There are 25 attachments already, and no more can be added."),
}

NOT_PROVEN: Mapping[Found, Promise] = {
    Found.MISSING: _(
        "Please answer the question at the end of the form. It keeps programs away that send rubbish."
    ),
    Found.WRONG: _("The answer to the question at the end of the form is not right. Here is a new one."),
    Found.USED: _("This form was sent before. If nothing has arrived in your mail, send it once more."),
}


def not_taken(refusal: NotTaken) -> str:
    return str(NOT_TAKEN[refusal.reason]) % {"name": refusal.name[:80]}
