"""What came of an idea, as its sender may know it: the city's words, and the deal as soon as it is public."""

from dataclasses import dataclass
from datetime import datetime

from greenpact.cities.models import City
from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.ideas.models import Idea
from greenpact.portal import addresses
from greenpact.ui.wording import Texts


@dataclass(frozen=True, slots=True)
class Outcome:
    """A decision in words with its reason; the deal is left out as long as it is not public."""

    decision: str
    reason: str
    at: datetime
    office: Texts
    city: City | None
    deal: Deal | None

    @property
    def deal_address(self) -> str:
        return addresses.deal(self.deal.city.slug, self.deal.ref) if self.deal else ""


def outcome_of(idea: Idea) -> Outcome | None:
    """The decision that stands, of the idea itself or of the one in which it goes on; None before there is one."""
    leading = idea.merged_into or idea
    answer = leading.answers.select_related("office", "city").last()
    if answer is None:
        return None
    return Outcome(
        decision=answer.get_decision_display(),
        reason=answer.reason,
        at=answer.at,
        office=answer.office.name if answer.office else {},
        city=answer.city,
        deal=_deal_of(leading),
    )


def _deal_of(idea: Idea) -> Deal | None:
    """The public deal that an idea became or joined."""
    lines = Lineage.objects.filter(idea=idea, deal__published_at__isnull=False)
    found = lines.select_related("deal__city").first()
    return found.deal if found else None
