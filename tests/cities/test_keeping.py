"""The register changes only where something differs, never over what nobody has seen, and always with an entry."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from greenpact.cities.keeping import Kept, NotKept, Row, WhyNotKept, change_city, found_city, keep, remove
from greenpact.cities.models import City, CountingRule, District, Field, Office
from greenpact.deals.drafting import Parts, alter
from greenpact.journal.models import Chain, Entry
from greenpact.parties.contacting import RoleAddressEntry, set_role_addresses
from greenpact.parties.models import Organisation, RoleAddress
from tests.makers import AT, BY, a_city, a_deal, an_organisation

pytestmark = pytest.mark.django_db


SQUARE: dict[str, Any] = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def verbs() -> list[str]:
    return list(Entry.objects.order_by("number").values_list("verb", flat=True))


def test_a_city_begins_with_its_chain_and_its_first_entry() -> None:
    city = a_city()
    assert city.chain.ref == "heidelberg"
    assert verbs() == ["city.added"]


@pytest.mark.parametrize("slug", ["api", "workspace", "Has Space", ""])
def test_a_city_cannot_take_an_address_of_the_platform(slug: str) -> None:
    with pytest.raises(ValidationError):
        found_city(slug, by=BY, at=AT, name={"en": "X"}, country="DE")
    assert not City.objects.exists()
    assert not Chain.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"country": "Germany"},
        {"timezone": "Mars/Base"},
        {"roles": ["king"]},
        {"languages": ["xx"]},
        {"name": {"xx": "?"}},
        {"name": "no mapping"},
        {"outline": {"type": "Point", "coordinates": [0, 0]}},
        {"outline": {"type": "Polygon", "coordinates": [[[200, 0], [0, 0], [0, 1], [200, 0]]]}},
        {"outline": [1, 2, 3]},
        {"outline": {"type": "Polygon", "coordinates": [[0, 0], [1, 0], [1, 1], [0, 0]]}},
        {"outline": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1]]]}},
        {"outline": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, "1"], [0, 0]]]}},
        {"outline": {"type": "Polygon", "coordinates": []}},
        {"outline": {"type": "MultiPolygon", "coordinates": SQUARE["coordinates"]}},
        {"outline": {**SQUARE, "comment": "x"}},
        {"outline": {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]] * 4001}},
        {"lat": 91.0, "lon": 0.0},
        {"lat": 49.0},
        {"colour": "green"},
    ],
)
def test_a_wrong_value_is_refused_and_nothing_is_written(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        a_city(**wrong)
    assert not City.objects.exists()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    "outline", [SQUARE, {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]] * 2}]
)
def test_an_outline_is_one_polygon_or_several(outline: dict[str, Any]) -> None:
    assert a_city(outline=outline).outline == outline


def test_changing_a_city_to_what_it_is_writes_nothing() -> None:
    city = a_city()
    assert change_city(city, {"country": "DE"}, by=BY, at=AT) is Kept.SAME
    assert verbs() == ["city.added"]


def test_a_change_of_a_city_names_its_fields_but_not_their_content() -> None:
    city = a_city()
    assert (
        change_city(city, {"imprint": {"de": "Jane Doe"}, "colour": "#aa0000"}, by=BY, at=AT) is Kept.CHANGED
    )
    assert Entry.objects.get(verb="city.changed").payload == {"changed": ["colour", "imprint"]}


def test_a_row_is_added_changed_and_left_alone() -> None:
    city = a_city()
    outcomes = [
        keep(Field, city, "energy", {"name": {"en": name}}, by=BY, at=AT)[1]
        for name in ("Energy", "Energy", "Power")
    ]
    assert outcomes == [Kept.ADDED, Kept.SAME, Kept.CHANGED]
    assert verbs()[1:] == ["field.added", "field.changed"]


def test_many_to_many_fields_are_compared_and_set() -> None:
    city = a_city()
    fields = [keep(Field, city, ref, {"name": {"en": ref}}, by=BY, at=AT)[0] for ref in ("a", "b")]
    office, _added = keep(Office, city, "o", {"name": {"en": "O"}, "fields": fields}, by=BY, at=AT)
    assert keep(Office, city, "o", {"fields": fields[::-1]}, by=BY, at=AT)[1] is Kept.SAME
    assert keep(Office, city, "o", {"fields": fields[:1]}, by=BY, at=AT)[1] is Kept.CHANGED
    assert list(office.fields.values_list("ref", flat=True)) == ["a"]


def test_two_editors_do_not_overwrite_each_other() -> None:
    city = a_city()
    row, _added = keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT, seen=0)
    keep(Field, city, "energy", {"name": {"en": "One"}}, by=BY, at=AT, seen=row.edition)
    with pytest.raises(NotKept) as refusal:
        keep(Field, city, "energy", {"name": {"en": "Two"}}, by=BY, at=AT, seen=row.edition)
    assert refusal.value.reason is WhyNotKept.CHANGED_MEANWHILE
    assert Field.objects.get().name == {"en": "One"}


def test_a_new_row_never_replaces_one_of_the_same_name() -> None:
    city = a_city()
    keep(Field, city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT, seen=0)
    with pytest.raises(NotKept) as refusal:
        keep(Field, city, "energy", {"name": {"en": "Other"}}, by=BY, at=AT, seen=0)
    assert refusal.value.reason is WhyNotKept.REF_TAKEN


def test_the_same_name_in_another_city_is_another_row() -> None:
    one, other = a_city("one"), a_city("other")
    an_organisation(one, "works")
    an_organisation(other, "works")
    assert Organisation.objects.filter(ref="works").count() == 2


def test_what_a_deal_needs_cannot_be_removed() -> None:
    deal = a_deal(a_city())
    organisation = deal.parties.all()[0].organisation
    with pytest.raises(NotKept) as refusal:
        remove(organisation, by=BY, at=AT)
    assert refusal.value.reason is WhyNotKept.STILL_USED
    assert Organisation.objects.filter(pk=organisation.pk).exists()
    assert "organisation.removed" not in verbs()


def a_row(kind: type[Row], city: City, ref: str, **values: Any) -> Row:
    return keep(kind, city, ref, values, by=BY, at=AT)[0]


def test_a_district_that_a_deal_names_stays() -> None:
    city = a_city()
    district = a_row(District, city, "old-town", name="Old town")
    deal = a_deal(city, districts=[district])
    with pytest.raises(NotKept) as refusal:
        remove(district, by=BY, at=AT)
    assert refusal.value.reason is WhyNotKept.STILL_USED
    assert list(deal.districts.all()) == [district]
    alter(deal, Parts(head={"districts": []}), by=BY, at=AT)
    remove(district, by=BY, at=AT)
    assert not District.objects.exists()


def test_a_field_that_an_office_looks_after_stays() -> None:
    city = a_city()
    field = a_row(Field, city, "energy", name={"en": "Energy"})
    a_row(Office, city, "climate", name={"en": "Climate"}, fields=[field])
    with pytest.raises(NotKept) as refusal:
        remove(field, by=BY, at=AT)
    assert refusal.value.reason is WhyNotKept.STILL_USED


def test_an_office_that_is_deputy_stays() -> None:
    city = a_city()
    deputy = a_row(Office, city, "energy", name={"en": "Energy"})
    a_row(Office, city, "climate", name={"en": "Climate"}, deputy=deputy)
    with pytest.raises(NotKept) as refusal:
        remove(deputy, by=BY, at=AT)
    assert refusal.value.reason is WhyNotKept.STILL_USED


def test_what_is_part_of_a_row_goes_with_it() -> None:
    works = an_organisation(a_city(), "works")
    set_role_addresses(works, [RoleAddressEntry({"en": "Energy"}, "energy@example.org")], by=BY, at=AT)
    works.refresh_from_db()
    remove(works, by=BY, at=AT)
    assert not RoleAddress.objects.exists()


def test_what_was_removed_is_not_brought_back_by_somebody_who_still_sees_it() -> None:
    city = a_city()
    field = a_row(Field, city, "energy", name={"en": "Energy"})
    remove(field, by=BY, at=AT)
    with pytest.raises(NotKept) as refusal:
        keep(Field, city, "energy", {"name": {"en": "Power"}}, by=BY, at=AT, seen=1)
    assert refusal.value.reason is WhyNotKept.CHANGED_MEANWHILE
    with pytest.raises(NotKept) as refusal:
        remove(Field(pk=field.pk or 1, city=city, ref="energy"), by=BY, at=AT, seen=1)
    assert refusal.value.reason is WhyNotKept.CHANGED_MEANWHILE


def test_a_row_refers_to_rows_of_its_own_city_only() -> None:
    city, other = a_city("one"), a_city("other")
    foreign = a_row(District, other, "old-town", name="Old town")
    with pytest.raises(NotKept) as refusal:
        an_organisation(city, "works", district=foreign)
    assert refusal.value.reason is WhyNotKept.OTHER_CITY
    field = a_row(Field, other, "energy", name={"en": "Energy"})
    with pytest.raises(NotKept) as refusal:
        a_row(Office, city, "climate", name={"en": "Climate"}, fields=[field])
    assert refusal.value.reason is WhyNotKept.OTHER_CITY


def test_a_change_that_breaks_a_rule_of_the_table_is_refused_in_words() -> None:
    city = a_city()
    for ref, day in (("first", date(2025, 1, 1)), ("second", date(2026, 1, 1))):
        a_row(CountingRule, city, ref, valid_from=day)
    with pytest.raises(ValidationError):
        a_row(CountingRule, city, "second", valid_from=date(2025, 1, 1))


def test_what_nobody_needs_can_be_removed() -> None:
    organisation = an_organisation(a_city(), "works")
    remove(organisation, by=BY, at=AT)
    assert verbs()[-1] == "organisation.removed"


def test_only_a_group_counts_its_organisations() -> None:
    city = a_city()
    an_organisation(city, "schools", "group", count=29)
    with pytest.raises(ValidationError):
        an_organisation(city, "works", "company", count=2)
