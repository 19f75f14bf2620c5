"""What happened to a deal, or to one of its measures, as its page tells it."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from greenpact.deals.models import ClauseRow, Deal
from greenpact.journal.models import Entry
from greenpact.portal.changes.happenings import Happening, in_words
from greenpact.portal.changes.subjects import Key, Subject

#: Entries that a page tells; the feed of the deal has all.
ENTRIES = 50


def history_of(deal: Deal, clauses: Sequence[ClauseRow], *, clause: str = "") -> list[tuple[date, Happening]]:
    """The public entries about a deal, or about one of its clauses alone; newest first, each with its day in the city.

    `clauses` are those that entries may name. One query.
    """
    subject = f"deal:{deal.ref}"
    entries = Entry.objects.filter(chain=deal.city.chain_id, subject=subject).public().order_by("-number")
    if clause:
        entries = entries.filter(payload__clause=clause)
    named: dict[Key, Subject] = {
        (deal.city.chain_id, f"{subject}#{row.ref}"): Subject(row.text, f"#clause-{row.ref}")
        for row in clauses
    }
    told = (in_words(entry, named, here=_("This record")) for entry in entries[:ENTRIES])
    return [(deal.city.day(happening.at), happening) for happening in told]
