"""Journal entries put into their shape, without what the public may not know.

Who did it stays inside, and so does the hash: with everything else known, it would tell who did it. A deal in a
public entry was public then, so its ref stays known; an organisation is named only where it has a public deal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenpact.api.addresses import Addresses
from greenpact.api.changes import shapes
from greenpact.api.common.links import city_link
from greenpact.api.common.shapes import CityLink
from greenpact.api.deals.telling import moment
from greenpact.api.finding import public_parties
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry

#: A row of a city's register: the chain of the city and its ref.
Key = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Known:
    """Which subjects of some entries are public now."""

    cities: Mapping[int, CityLink]
    deals: frozenset[Key]
    parties: frozenset[Key]


def changes(entries: Sequence[Entry], here: Addresses) -> list[shapes.Change]:
    """Public entries of real or invented cities (three queries)."""
    known = _known(entries, here)
    return [_change(entry, known, here) for entry in entries]


def _change(entry: Entry, known: Known, here: Addresses) -> shapes.Change:
    city = known.cities[entry.chain_id]
    subject = _subject(entry, city["slug"], known, here)
    return {
        "@id": here.change(city["slug"], entry.number),
        "@type": "Change",
        "city": city,
        "number": entry.number,
        "at": moment(entry.at),
        "verb": entry.verb,
        "subject": subject,
        "details": entry.payload if subject["ref"] else {},
    }


def _subject(entry: Entry, slug: str, known: Known, here: Addresses) -> shapes.Subject:
    kind, ref = entry.subject_kind, entry.subject_ref
    key = (entry.chain_id, ref)
    found_at: str | None = None
    if kind == "city":
        found_at = here.city(slug)
    elif kind == "deal" and key in known.deals:
        found_at = here.deal(slug, ref)
    elif kind == "organisation" and key in known.parties:
        found_at = here.party(slug, ref)
    is_hidden = kind == "organisation" and not found_at
    return {"kind": kind, "ref": None if is_hidden else ref, "found_at": found_at}


def _known(entries: Sequence[Entry], here: Addresses) -> Known:
    cities = {
        city.chain_id: city_link(city, here)
        for city in City.objects.filter(chain__in={entry.chain_id for entry in entries}).only(
            "slug", "name", "is_invented", "chain"
        )
    }
    deals = Deal.objects.published().filter(city__chain__in=cities, ref__in=_refs(entries, "deal"))
    parties = public_parties().filter(city__chain__in=cities, ref__in=_refs(entries, "organisation"))
    return Known(
        cities,
        frozenset(deals.order_by().values_list("city__chain_id", "ref")),
        frozenset(parties.order_by().values_list("city__chain_id", "ref")),
    )


def _refs(entries: Sequence[Entry], kind: str) -> set[str]:
    return {entry.subject_ref for entry in entries if entry.subject_kind == kind}
