"""How much is seeded: the numbers every other part of the measurement shares."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Size:
    """A network of cities, each with as many deals of as many parties and clauses."""

    cities: int = 66
    deals: int = 500
    parties: int = 6
    clauses: int = 8

    @property
    def all_deals(self) -> int:
        return self.cities * self.deals

    def __str__(self) -> str:
        return f"{self.cities} cities × {self.deals} deals × {self.parties} parties × {self.clauses} clauses"


#: The pages that are measured: a name, and the address in the seeded network.
PAGES = {
    "network home": "/",
    "city home": "/city-1/",
    "deal list, two filters": "/city-1/deals/?field=field-2&work=implementing",
    "deal page": "/city-1/deals/deal-1/",
    "API list": "/api/v1/cities/city-1/deals?field=field-2&work=implementing",
}

#: The negotiation room that is measured, and who looks at it.
ROOM = "/workspace/city-1/deals/room-1/room/"
ROOM_CLAUSES, ROOM_CHANGES = 40, 200
OFFICER = "officer@example.org"
