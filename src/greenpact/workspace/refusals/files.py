"""Why a file was not taken, as sentences that say what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from greenpact.files.taking import NotTaken, WhyNotTaken

#: By exception and reason.
WORDS: Mapping[type[Exception], Mapping[Any, Any]] = {
    NotTaken: {
        WhyNotTaken.EMPTY: _("The file is empty. Choose it once more."),
        WhyNotTaken.TOO_LARGE: _("The file is too large; ten megabytes are the most."),
        WhyNotTaken.OTHER_KIND: _(
            "This kind of file is not taken here. Choose a PDF, or a picture as PNG, JPEG or WebP."
        ),
        WhyNotTaken.TOO_MANY: _("These are too many files."),
    }
}
