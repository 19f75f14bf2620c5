"""Two people at the same row of the register, and taking rows away."""

import pytest

from greenpact.cities.keeping import keep
from greenpact.cities.models import District, Field
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
