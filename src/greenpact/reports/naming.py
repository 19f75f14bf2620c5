"""What a report is called, without reading its snapshot."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.reports.formats.telling import span_words
from greenpact.reports.models import Report
from greenpact.ui.wording import Texts, worded


def name_of(report: Report) -> str:
    """In the language that is active."""
    about = worded(about_of(report), get_language() or "en").text
    return named(span_words(report.first_on.isoformat(), report.until.isoformat()), about)


def about_of(report: Report) -> Texts:
    """What it is about: a deal's title or the city's name."""
    texts: Texts = report.deal.title if report.deal else report.city.name
    return texts


def named(period: str, about: str) -> str:
    return _("Progress report %(period)s: %(about)s") % {"period": period, "about": about}
