"""The people of a party: its administrator and the programme office keep them, and nobody else's."""

from datetime import date

import pytest
from django.test import Client

from greenpact.accounts.models import Account
from greenpact.parties.granting import grant
from greenpact.parties.models import Membership
from greenpact.parties.rules import Role
from tests.deals.negotiation.rooms import ARoom, a_room
from tests.makers import AT, BY, a_member, an_account, an_organisation
from tests.workspace.hands import save, signed_in, words

pytestmark = pytest.mark.django_db

SCHOOL = "/workspace/heidelberg/people/school/"


@pytest.fixture
def room() -> ARoom:
    return a_room()


@pytest.fixture
def admin(room: ARoom) -> Client:
    return signed_in(a_member(room.deal.city, Role.PARTY_ADMIN, room.school))


def test_the_administrator_of_a_party_invites_its_people(admin: Client) -> None:
    assert save(admin, SCHOOL, email="Kim@example.org", role="party_signatory").status_code == 302
    membership = Membership.objects.get(account__email="kim@example.org")
    assert (membership.role, membership.organisation.ref) == ("party_signatory", "school")  # type: ignore[union-attr]
    assert not membership.account.has_usable_password()
    assert "kim@example.org" in words(admin.get(SCHOOL))
    assert save(admin, SCHOOL, email="kim@example.org", role="party_signatory").status_code == 422


def test_nobody_keeps_another_partys_people(room: ARoom, admin: Client) -> None:
    editor = signed_in(a_member(room.deal.city, Role.PARTY_EDITOR, room.school))
    other = signed_in(a_member(room.deal.city, Role.PARTY_ADMIN, room.utility))
    office = signed_in(a_member(room.deal.city, Role.PROGRAMME_OFFICE))
    asked = {"email": "kim@example.org", "role": "party_editor"}
    for client in (editor, other, signed_in(an_account())):
        assert client.get(SCHOOL).status_code == 404
        assert client.post(SCHOOL, asked).status_code == 404
    assert admin.get("/workspace/heidelberg/people/utility/").status_code == 404
    assert not Account.objects.filter(email="kim@example.org").exists()
    assert office.get("/workspace/heidelberg/people/").status_code == 200
    assert office.post(SCHOOL, asked).status_code == 302


def test_whoever_administers_one_party_and_edits_another_keeps_the_first_alone(room: ARoom) -> None:
    account = a_member(room.deal.city, Role.PARTY_ADMIN, room.utility)
    grant(
        account,
        city=room.deal.city,
        role=Role.PARTY_EDITOR,
        organisation=room.school,
        since=date(2020, 1, 1),
        by=BY,
        at=AT,
    )
    assert signed_in(account).get(SCHOOL).status_code == 404


def test_nobody_is_made_programme_office_that_way(admin: Client) -> None:
    assert save(admin, SCHOOL, email="kim@example.org", role="programme_office").status_code == 422


def test_a_role_ends_but_not_the_last_administrators(admin: Client) -> None:
    save(admin, SCHOOL, email="kim@example.org", role="party_editor")
    kim = Membership.objects.get(account__email="kim@example.org")
    assert admin.post(f"{SCHOOL}{kim.ref}/end/").status_code == 302
    assert not Membership.objects.filter(pk=kim.pk).exists()
    own = Membership.objects.get(role="party_admin")
    answer = admin.post(f"{SCHOOL}{own.ref}/end/", follow=True)
    assert "last person" in words(answer)
    own.refresh_from_db()
    assert own.until is None


def test_a_group_names_its_members_and_the_public_sees_how_many(room: ARoom) -> None:
    city = room.deal.city
    group = an_organisation(city, "schools", "group")
    office = signed_in(a_member(city, Role.PROGRAMME_OFFICE))
    names = "\n".join(f"School {number}" for number in range(1, 30))
    assert save(office, "/workspace/heidelberg/people/schools/members/", names=names).status_code == 302
    group.refresh_from_db()
    assert (group.count, group.members.count()) == (29, 29)
    assert office.get(f"{SCHOOL}members/").status_code == 404


def test_the_navigation_leads_to_the_people_of_parties_whoever_keeps_them(room: ARoom, admin: Client) -> None:
    city = "/workspace/heidelberg/"
    door = f'href="{city}people/"'
    office = signed_in(a_member(room.deal.city, Role.PROGRAMME_OFFICE))
    editor = signed_in(a_member(room.deal.city, Role.PARTY_EDITOR, room.school))
    assert door in office.get(city).content.decode()
    assert door in admin.get(city).content.decode()
    assert door not in editor.get(city).content.decode()
    assert 'aria-current="page"' in admin.get(SCHOOL).content.decode()
