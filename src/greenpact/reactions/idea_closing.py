"""What the end of a deal means for the ideas it came of: there is nothing more to tell, so they are closed."""

from collections.abc import Callable, Mapping
from datetime import datetime

from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.deals.rules import Signature, Work
from greenpact.ideas.closing import close, may_be_closed
from greenpact.journal.models import Entry

WORKER = "worker:closing"
OVER = (Work.COMPLETED.value, Work.ENDED.value)


def follow_end(entry: Entry, at: datetime) -> None:
    """Close the ideas of a deal whose work is over or that was terminated, by the state in which it is now."""
    deal = Deal.objects.filter(city__chain=entry.chain_id, ref=entry.subject_ref).first()
    if deal is None or not _is_over(deal):
        return
    for line in Lineage.objects.filter(deal=deal).select_related("idea__city"):
        if may_be_closed(line.idea):
            close(line.idea, by=WORKER, at=at)


def _is_over(deal: Deal) -> bool:
    return deal.work_state in OVER or deal.signature_state == Signature.TERMINATED


#: By verb.
REACTIONS: Mapping[str, Callable[[Entry, datetime], None]] = {
    "deal.work_moved": follow_end,
    "deal.signature_moved": follow_end,
    "deal.terminated": follow_end,
    "deal.succeeded": follow_end,
}
