"""What a label lets its holders say, in their language, with city, deal and day put in."""

from greenpact.labels.models import Label
from greenpact.labels.rules import Level
from greenpact.ui.figures import day
from greenpact.ui.wording import worded


def may_say(label: Label, language: str) -> str:
    """The sentence of the label's level; empty as long as it was not awarded."""
    if label.scheme is None or label.last_day is None:
        return ""
    pattern = worded(label.scheme.scheme.levels[Level(label.level)].may_say, language).text
    values = {
        "{city}": worded(label.city.name, language).text or label.city.slug,
        "{deal}": worded(label.deal.title, language).text or label.deal.ref,
        "{day}": day(label.last_day, language),
    }
    for sign, value in values.items():
        pattern = pattern.replace(sign, value)
    return pattern
