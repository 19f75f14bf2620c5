"""Every word of a search must occur, also inside a compound, in any language, on either database."""

import pytest

from greenpact.deals.drafting import Parts, alter
from greenpact.deals.keeping import keep
from greenpact.deals.models import Deal
from greenpact.deals.searching import matching
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_city, a_deal

pytestmark = pytest.mark.django_db


def found(query: str) -> set[str]:
    return {deal.ref for deal in matching(Deal.objects.published(), query)}


@pytest.fixture(autouse=True)
def _deals() -> None:
    city = a_city()
    a_deal(city, "heat", title={"de": "Großwärmenetz Südstadt", "en": "District heating"})
    a_deal(city, "bus", title={"de": "Busse unter Strom", "en": "Electric buses"})


@pytest.mark.parametrize(
    ("query", "refs"),
    [
        ("wärmenetz", {"heat"}),
        ("WARME", {"heat"}),
        ("grosswarme", {"heat"}),
        ("heating district", {"heat"}),
        ("strom bus", {"bus"}),
        ("strom wärme", set()),
        ("un", {"bus"}),
        ("solar", {"heat", "bus"}),
        ("", {"heat", "bus"}),
        ('"; DROP TABLE', set()),
        ('ele"ctric', set()),
        ("100%", set()),
        ("%%%", set()),
        ("***", set()),
        ("a" * 5000, set()),
        ("\x00bus", {"bus"}),
    ],
)
def test_words_find_deals(query: str, refs: set[str]) -> None:
    assert found(query) == refs


def test_the_index_follows_a_change() -> None:
    alter(Deal.objects.get(ref="bus"), Parts(head={"title": {"en": "Cargo bikes"}}), by=BY, at=AT)
    assert found("cargo") == {"bus"}
    assert found("strom") == set()


def test_deals_are_found_by_the_new_name_of_a_party() -> None:
    party = Deal.objects.get(ref="bus").parties.all()[1].organisation
    keep(Organisation, party.city, party.ref, {"name": "Überlandwerke"}, by=BY, at=AT)
    assert found("uberland") == {"bus"}
    assert found(party.name) == set()


def test_the_index_follows_a_removal() -> None:
    Deal.objects.get(ref="bus").delete()
    assert found("strom") == set()
