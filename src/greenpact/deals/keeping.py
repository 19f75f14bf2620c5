"""Keeping rows of the register that deals tell of: a deal is found by a party's new name at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from greenpact.cities import keeping
from greenpact.cities.keeping import Kept, Row
from greenpact.cities.models import City
from greenpact.deals import searching
from greenpact.deals.models import Deal, Party
from greenpact.parties.models import Organisation


@transaction.atomic
def keep(
    kind: type[Row],
    city: City,
    ref: str,
    values: Mapping[str, Any],
    *,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> tuple[Row, Kept]:
    """Add or change a row as `cities.keeping.keep` does, and find deals by what it is called now."""
    row, outcome = keeping.keep(kind, city, ref, values, by=by, at=at, seen=seen)
    if isinstance(row, Organisation) and outcome is Kept.CHANGED and "name" in values:
        for deal in Deal.objects.filter(
            pk__in=Party.objects.present().filter(organisation=row).values("deal")
        ):
            searching.index(deal)
    return row, outcome
