"""The staff door beside its table of who comes in (tests/doors): the way to it, back from it, and what it keeps."""

import pytest
from django.test import Client

from greenpact.cities.keeping import keep
from greenpact.parties.models import Membership, Organisation
from greenpact.parties.rules import Role
from tests.makers import AT, BY, a_member
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

CITY = "/workspace/heidelberg/"
OWN = f"{CITY}register/organisations/stadtwerke/own/"


@pytest.fixture
def cast() -> Cast:
    return a_cast()


def test_a_stranger_reads_that_they_have_no_place_in_a_city(cast: Cast) -> None:
    assert b"no place in a city" in signed_in(cast.stranger).get("/workspace/").content


def test_whoever_is_signed_out_is_led_to_the_sign_in_page_and_back(cast: Cast, client: Client) -> None:
    answer = client.get(OWN)
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/accounts/login/?next={OWN}")


def test_a_membership_that_has_ended_opens_nothing(cast: Cast) -> None:
    Membership.objects.filter(account=cast.reader).update(until="2021-01-01")
    assert signed_in(cast.reader).get(CITY).status_code == 404


def test_a_party_editor_speaks_for_their_own_organisation_alone(cast: Cast) -> None:
    observer = a_member(cast.city, Role.OBSERVER, cast.organisation)
    assert signed_in(observer).get(OWN).status_code == 404

    keep(Organisation, cast.city, "another", {"name": "Another", "kind": "company"}, by=BY, at=AT)
    foreign = OWN.replace("stadtwerke", "another")
    assert signed_in(cast.party_editor).get(foreign).status_code == 404


def test_pages_of_the_workspace_are_kept_by_no_cache(cast: Cast) -> None:
    assert "no-store" in cast.office.get(CITY).headers["Cache-Control"]
