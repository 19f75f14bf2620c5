"""What to tell somebody whose file was not taken."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.files.taking import NotTaken, WhyNotTaken

_NOT_TAKEN: Mapping[WhyNotTaken, Any] = {
    WhyNotTaken.EMPTY: _("The file is empty. Choose it once more."),
    WhyNotTaken.TOO_LARGE: _("The file is too large; ten megabytes are the most."),
    WhyNotTaken.OTHER_KIND: _(
        "This kind of file is not taken here. Choose a PDF, or a picture as PNG, JPEG or WebP."
    ),
    WhyNotTaken.TOO_MANY: _("These are too many files."),
}


def refused_file(refusal: NotTaken) -> str:
    """Why a file was not taken, in the reader's language."""
    return str(_NOT_TAKEN[refusal.reason])
