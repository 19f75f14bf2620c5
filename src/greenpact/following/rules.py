"""What can be followed, and how often news go out."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class TopicKind(StrEnum):
    """What can be followed."""

    CITY = "city"
    DEAL = "deal"
    PARTY = "party"
    FIELD = "field"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to follow, by its ref; a measure by its deal's and the clause's, as `deal/clause`."""

    kind: TopicKind
    ref: str = ""

    @property
    def deal(self) -> str:
        """The ref of the deal that a deal or a measure belongs to."""
        return self.ref.partition("/")[0]

    @property
    def clause(self) -> str:
        return self.ref.partition("/")[2]


class FollowRhythm(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


#: A request that nobody confirms is forgotten with its address.
CONFIRM_WITHIN = timedelta(days=7)

#: News in one mail; more of them stand on the page.
MOST_NEWS = 40

#: What one address can follow.
MOST_FOLLOWED = 50
