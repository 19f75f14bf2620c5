"""Two people at the same row of the register, and taking rows away."""

import pytest

from greenpact.cities.keeping import keep, remove
from greenpact.cities.models import District, Field
from greenpact.parties.contacting import keep_person
from greenpact.parties.models import Person
from tests.makers import AT, BY, a_deal
from tests.workspace.people import Cast, a_cast
from tests.workspace.saving import BASE, last_entry, opened, save


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


@pytest.fixture
def district(cast: Cast) -> District:
    return keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)[0]


def test_two_people_who_change_the_same_field_are_asked(cast: Cast, district: District) -> None:
    seal = opened(cast.office, "districts/west/")
    keep(District, cast.city, "west", {"name": "Weststadt"}, by=BY, at=AT)

    answer = save(cast.office, "districts/west/", {"name": "Far West"}, seal)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Weststadt" in page
    assert 'value="Far West"' in page
    assert District.objects.get().name == "Weststadt"


def test_whoever_was_asked_can_keep_their_own(cast: Cast, district: District) -> None:
    seal = opened(cast.office, "districts/west/")
    keep(District, cast.city, "west", {"name": "Weststadt"}, by=BY, at=AT)
    asked = save(cast.office, "districts/west/", {"name": "Far West"}, seal)

    save(cast.office, "districts/west/", {"name": "Far West"}, asked.context["editing"].seal)

    assert District.objects.get().name == "Far West"


def test_two_people_who_change_different_fields_both_get_theirs(cast: Cast, district: District) -> None:
    seal = opened(cast.office, "districts/west/")
    keep(District, cast.city, "west", {"lat": 49.4, "lon": 8.6}, by=BY, at=AT)

    save(cast.office, "districts/west/", {"name": "Far West"}, seal)

    row = District.objects.get()
    assert (row.name, row.lat) == ("Far West", 49.4)


def test_a_row_is_removed_once_that_is_confirmed(cast: Cast, district: District) -> None:
    assert b"Remove \xe2\x80\x9cWest\xe2\x80\x9d?" in cast.office.get(f"{BASE}districts/west/remove/").content

    cast.office.post(f"{BASE}districts/west/remove/", {"edition": "1"})

    assert not District.objects.exists()
    assert last_entry(cast.city).verb == "district.removed"


@pytest.mark.parametrize("edition", ["7", "", "-1", "x", "9" * 40])
def test_a_row_that_changed_meanwhile_is_not_removed(cast: Cast, district: District, edition: str) -> None:
    answer = cast.office.post(f"{BASE}districts/west/remove/", {"edition": edition})

    assert b"Somebody else changed this meanwhile" in answer.content
    assert District.objects.exists()


def test_what_is_used_elsewhere_is_not_removed(cast: Cast) -> None:
    field = keep(Field, cast.city, "energy", {"name": {"en": "Energy"}}, by=BY, at=AT)[0]
    a_deal(cast.city, field=field)

    answer = cast.office.post(f"{BASE}fields/energy/remove/", {"edition": "1"})

    assert b"still used elsewhere" in answer.content


def test_what_is_typed_about_an_entry_that_was_removed_comes_back_as_a_new_one(cast: Cast) -> None:
    keep(District, cast.city, "west", {"name": "West"}, by=BY, at=AT)
    seal = opened(cast.office, "districts/west/")
    remove(District.objects.get(), by=BY, at=AT)

    answer = save(cast.office, "districts/west/", {"name": "Weststadt"}, seal)

    page = cast.office.get(answer.headers["Location"])
    assert b"Somebody removed this entry meanwhile" in page.content
    assert (page.context["form"]["name"].value(), page.context["form"]["ref"].value()) == (
        "Weststadt",
        "west",
    )
    cast.office.post(f"{BASE}districts/new/", {"name": "Weststadt", "ref": "west"})
    assert District.objects.get().name == "Weststadt"


def test_a_form_that_is_sent_twice_adds_one_row(cast: Cast) -> None:
    fields = {"name_en": "Energy", "name_de": "Energie", "sdgs": ["7", "13"], "position": "0"}
    for _press in range(2):
        assert save(cast.office, "fields/new/", fields).status_code == 302
    save(cast.office, "fields/new/", {**fields, "position": "1"})

    assert [row.ref for row in Field.objects.order_by("pk")] == ["energie", "energie-2"]


def test_two_who_change_one_contact_never_overwrite_each_other(cast: Cast) -> None:
    keep_person(Person(organisation=cast.organisation), {"name": "Ada", "phone": "1"}, by=BY, at=AT)
    path = f"organisations/stadtwerke/people/{Person.objects.get().ref}/"
    early = opened(cast.office, path)

    save(cast.office, path, {"name": "Ada", "phone": "2"})
    clash = save(cast.office, path, {"name": "Ada", "phone": "3"}, early)
    joined = save(cast.office, path, {"name": "Ada", "function": "Energy", "phone": "1"}, early)

    assert clash.status_code == 409
    assert joined.status_code == 302
    person = Person.objects.get()
    assert (person.phone, person.function) == ("2", "Energy")
