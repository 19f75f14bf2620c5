"""How soon a city answers ideas, as everybody may know: counted from rows, in days of the city."""

from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from greenpact.cities.models import City
from greenpact.ideas.models import Idea
from greenpact.ideas.rules import State

#: How far back the median looks.
LOOKED_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Answering:
    """Calendar days from confirmation to decision of what was decided in the last year; open and late ones now."""

    median_days: float | None  # None as long as nothing was decided
    answered: int
    waiting: int
    late: int


def answering(city: City, *, on: date) -> Answering:
    """Count a city's ideas as they stand on a day (one query); late is what waits past its day."""
    rows = (
        Idea.objects.filter(city=city)
        .confirmed()
        .values_list("state", "confirmed_at", "decided_at", "due_on")
    )
    took, waiting, late = [], 0, 0
    for state, confirmed_at, decided_at, due_on in rows:
        if decided_at is not None:
            decided_on = city.day(decided_at)
            if on - LOOKED_BACK < decided_on <= on and confirmed_at is not None:
                took.append((decided_on - city.day(confirmed_at)).days)
        elif state == State.OPEN:
            waiting += 1
            late += due_on is not None and due_on < on
    return Answering(median(took) if took else None, len(took), waiting, late)
