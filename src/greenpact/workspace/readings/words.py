"""Why a delivery came to nothing, in the reader's language."""

from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.measures.intake.bounds import MOST_SERIES
from greenpact.measures.intake.sifting import from_data
from greenpact.measures.models import Delivery
from sheets.doubts import Doubt
from sheets.wording import sentence


def why_failed(delivery: Delivery) -> str:
    """One sentence."""
    if delivery.findings.get("too_many_series"):
        return __("The file has more than %(most)s series. Cut it into several files.") % {
            "most": MOST_SERIES
        }
    for data in delivery.findings.get("listed", []):
        if data["doubt"] == Doubt.UNREADABLE:
            return sentence(from_data(data), get_language() or "en")
    return __(
        "This broke off again and again. Send the file once more; if it happens again, tell the operator."
    )
