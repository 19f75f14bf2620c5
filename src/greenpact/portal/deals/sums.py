"""Sums of confidential values on a deal's page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from greenpact.deals.models import Deal
from greenpact.measures.models import PublishedSum
from greenpact.ui import figures
from greenpact.ui.wording import Texts


@dataclass(frozen=True, slots=True)
class SumRow:
    """The latest sum of a period."""

    name: Texts
    period: str
    value: str
    parties: int
    published_on: date


def sum_rows(deal: Deal) -> list[SumRow]:
    """The sums of a deal's confidential values, the newest period first; of a period the one published last."""
    language = get_language() or "en"
    latest: dict[tuple[str, date, date], PublishedSum] = {}
    for row in PublishedSum.objects.filter(deal=deal).select_related("like").order_by("pk"):
        latest[str(sorted(row.like.name.items())) + row.like.unit, row.first_on, row.until] = row
    rows = sorted(latest.values(), key=lambda row: row.first_on, reverse=True)
    return [
        SumRow(
            row.like.name,
            _period(row, language),
            f"{figures.number(row.total, language, 3)} {row.like.unit}",
            row.parties,
            row.published_on,
        )
        for row in rows
    ]


def _period(row: PublishedSum, language: str) -> str:
    if (row.first_on, row.until) == (date(row.first_on.year, 1, 1), date(row.first_on.year + 1, 1, 1)):
        return str(row.first_on.year)
    last = date.fromordinal(row.until.toordinal() - 1)
    return " – ".join(figures.day(one, language, "medium") for one in dict.fromkeys((row.first_on, last)))
