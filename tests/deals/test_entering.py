"""Entering many deals at once comes to the same as drafting each."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, District, Field
from greenpact.deals.drafting import NotWritten, Parts, PartyEntry, SourceEntry, WhyNotWritten, draft
from greenpact.deals.entering import NewDeal, enter
from greenpact.deals.models import Deal
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from tests.makers import AT, BY, a_city, a_commitment, a_goal, an_organisation

pytestmark = pytest.mark.django_db

#: What differs between any two deals, and says nothing.
OWN = {"id", "deal_id", "city_id", "ref", "organisation_id", "party_id", "field_id", "canonical", "sha256"}


def parts_in(city: City) -> Parts:
    """Everything that a deal can have."""
    company, office = an_organisation(city, "company"), an_organisation(city, "office", "city")
    field, _outcome = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)
    district, _outcome = keep(District, city, "old-town", {"name": "Old town"}, by=BY, at=AT)
    commitment = a_commitment(
        company, quantity="120.50", unit="MWh", starts_on="2026-01-01", money_eur="1000", serves=("g1",)
    )
    return Parts(
        head={
            "title": {"en": "Wärme", "de": "Wärme"},
            "summary": {"en": "In short."},
            "field": field,
            "districts": [district],
            "further_cities": [a_city(f"beside-{city.slug}")],
            "sdgs": [13, 7],
        },
        parties=[PartyEntry(company, "signatory"), PartyEntry(office, "broker")],
        clauses=[a_goal(target="50", due_year=2030), commitment],
        sources=[SourceEntry("https://example.org/a", None, {"en": "Note"})],
    )


def all_of(deal: Deal) -> dict[str, Any]:
    """Every row of a deal as values that two deals can be compared by."""
    rows: dict[str, list[Any]] = {"deal": [deal], "searchable": [deal.searchable]}
    for name in ("parties", "clauses", "sources", "versions", "sdg_rows"):
        rows[name] = list(getattr(deal, name).all())
    values: dict[str, Any] = {
        name: [
            {key: value for key, value in vars(row).items() if key not in OWN and key[0] != "_"}
            for row in found
        ]
        for name, found in rows.items()
    }
    values["searchable"][0]["text"] = set(
        values["searchable"][0]["text"].split()
    )  # PostgreSQL orders languages
    values["many"] = [
        [row.pk > 0 for row in getattr(deal, name).all()] for name in ("districts", "further_cities")
    ]
    values["entries"] = list(
        Entry.objects.filter(subject=f"deal:{deal.ref}").values_list("verb", "is_public")
    )
    return values


@pytest.mark.parametrize("public", [True, False])
def test_it_comes_to_the_same_as_drafting_each(public: bool) -> None:
    one, many = a_city("one"), a_city("many")
    drafted = draft(one, "wind", parts_in(one), by=BY, at=AT, public=public)
    parts = parts_in(many)
    enter(many, [NewDeal("wind", parts), NewDeal("sun", parts)], by=BY, at=AT, public=public)
    for ref in ("wind", "sun"):
        entered = Deal.objects.get(city=many, ref=ref)
        expected = all_of(Deal.objects.get(pk=drafted.pk))
        found = all_of(entered)
        if ref == "wind":
            expected["entries"] = found["entries"] = expected["entries"][:1]
        else:
            expected["entries"] = expected["entries"][:1]
        assert found == expected
    many.chain.refresh_from_db()
    assert verify_chain(many.chain) is None


def test_its_queries_do_not_grow_with_the_deals(django_assert_max_num_queries: Any) -> None:
    city = a_city()
    company = an_organisation(city, "company")
    parts = Parts(
        head={"title": {"en": "T"}, "summary": {"en": "S"}},
        parties=[PartyEntry(company, "signatory")],
        clauses=[a_commitment(company)],
    )
    with django_assert_max_num_queries(16):
        enter(city, [NewDeal(f"deal-{number}", parts) for number in range(20)], by=BY, at=AT, public=True)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"parties": []}, WhyNotWritten.NOT_A_PARTY),
        ({"clauses": [a_goal(), a_goal()]}, WhyNotWritten.CLAUSE_TWICE),
        ({"clauses": [a_commitment(None)]}, WhyNotWritten.INCOMPLETE),
    ],
)
def test_one_that_is_refused_keeps_all_out(change: dict[str, Any], reason: WhyNotWritten) -> None:
    city = a_city()
    right = parts_in(city)
    values = {name: getattr(right, name) for name in ("head", "parties", "clauses", "sources")}
    wrong = Parts(**{**values, **change})
    with pytest.raises(NotWritten) as refusal:
        enter(city, [NewDeal("right", right), NewDeal("wrong", wrong)], by=BY, at=AT, public=True)
    assert refusal.value.reason == reason
    assert not Deal.objects.exists()


def test_taken_refs_and_wrong_values_are_refused() -> None:
    city = a_city()
    parts = parts_in(city)
    enter(city, [NewDeal("wind", parts)], by=BY, at=AT)
    with pytest.raises(NotWritten) as refusal:
        enter(city, [NewDeal("wind", parts)], by=BY, at=AT)
    assert refusal.value.reason == WhyNotWritten.REF_TAKEN
    with pytest.raises(NotWritten) as refusal:
        enter(city, [NewDeal("sun", parts), NewDeal("sun", parts)], by=BY, at=AT)
    assert refusal.value.reason == WhyNotWritten.REF_TAKEN
    with pytest.raises(ValidationError):
        enter(city, [NewDeal("sun", Parts(head={"tier": "enormous"}))], by=BY, at=AT)
