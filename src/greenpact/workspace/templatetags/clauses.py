"""A clause's numbers and days in words, for the pages of the deal editor."""

from django import template
from django.utils.translation import get_language
from django.utils.translation import gettext as __

from greenpact.deals.models import ClauseRow
from greenpact.ui.figures import day, number

register = template.Library()


@register.filter
def clause_facts(row: ClauseRow) -> list[str]:
    """How much, by when, for what money, for which goals; nothing for what is not stated."""
    language = get_language() or "en"
    found = []
    if (amount := row.target if row.target is not None else row.quantity) is not None:
        found.append(f"{number(amount, language, 4)} {row.unit}".strip())
    if row.due_year:
        found.append(__("by %(year)s") % {"year": row.due_year})
    if row.starts_on and row.ends_on:
        found.append(f"{day(row.starts_on, language, 'medium')} – {day(row.ends_on, language, 'medium')}")
    elif row.starts_on:
        found.append(__("from %(day)s") % {"day": day(row.starts_on, language, "medium")})
    elif row.ends_on:
        found.append(__("until %(day)s") % {"day": day(row.ends_on, language, "medium")})
    if row.money_eur is not None:
        found.append(f"{number(row.money_eur, language, 2)} EUR")
    if row.serves:
        found.append(__("serves %(goals)s") % {"goals": ", ".join(row.serves)})
    return found
