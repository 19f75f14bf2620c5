"""Giving and ending roles, inviting people, and the link that only its owner should have."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone, translation

from greenpact.accounts.models import Account
from greenpact.journal.models import Entry
from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.sending import AWAY, send_due
from greenpact.parties.granting import grant
from greenpact.parties.models import Membership
from greenpact.parties.rules import Role
from tests.makers import AT, BY, a_city, a_member, an_account, an_organisation
from tests.workspace.people import Cast, a_cast, signed_in

BASE = "/workspace/heidelberg/members/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


def give(client: Client, **fields: str) -> Any:
    return client.post(
        f"{BASE}new/", {"email": "new@example.org", "role": "reader", "since": "2026-01-01", **fields}
    )


def newest() -> Membership:
    return Membership.objects.latest("pk")


def test_whoever_has_no_account_is_invited_by_mail(cast: Cast) -> None:
    give(cast.office, name="Nia")

    account = Account.objects.get(email="new@example.org")
    assert (account.name, account.has_usable_password()) == ("Nia", False)
    send_due(timezone.now())
    body = str(mail.outbox[0].body)
    link = re.search(r"http://testserver(/accounts/password/new/\S+)", body)
    assert link is not None
    assert "Heidelberg" in mail.outbox[0].subject
    with translation.override("de"):  # the city's first language
        assert newest().get_role_display() in body

    visitor = Client()
    page = visitor.get(link[1], follow=True).redirect_chain[-1][0]
    visitor.post(page, {"password1": "a long password 123", "password2": "a long password 123"})
    assert visitor.get("/workspace/heidelberg/").status_code == 200


def test_an_account_that_exists_gets_the_role_and_no_link(cast: Cast) -> None:
    an_account("new@example.org")

    give(cast.office, email="NEW@example.org")
    send_due(timezone.now())

    assert newest().account.email == "new@example.org"
    assert "/accounts/password/" not in str(mail.outbox[0].body)


def test_every_grant_and_every_end_stands_in_the_trail(cast: Cast) -> None:
    give(cast.office)
    cast.office.post(f"{BASE}{newest().ref}/", {"until": "2026-02-01"})

    entries = Entry.objects.filter(verb__startswith="membership.", actor=cast.officer.actor).order_by(
        "number"
    )
    assert [entry.verb for entry in entries] == ["membership.granted", "membership.ended"]
    page = cast.office.get("/workspace/heidelberg/trail/", {"kind": "membership"}).content.decode()
    assert "new@example.org" in page


def test_a_role_that_has_ended_opens_nothing_any_more(cast: Cast) -> None:
    reader = signed_in(cast.reader)
    assert reader.get("/workspace/heidelberg/").status_code == 200

    cast.office.post(f"{BASE}{Membership.objects.get(account=cast.reader).ref}/", {"until": "2026-01-01"})

    assert reader.get("/workspace/heidelberg/").status_code == 404


def test_the_last_programme_office_cannot_be_ended(cast: Cast) -> None:
    own = Membership.objects.get(account=cast.officer)

    answer = cast.office.post(f"{BASE}{own.ref}/", {"until": "2026-02-01"})

    assert b"This is the last member of the programme office." in answer.content
    own.refresh_from_db()
    assert own.until is None


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"role": "party_editor"}, "This role is held for an organisation."),
        ({"role": "king"}, "Select a valid choice"),
        ({"email": "nobody"}, "Enter a valid email address"),
        ({"since": "2026-02-30"}, "This is not a day of the calendar"),
        ({"until": "2025-01-01"}, "The membership would end before it begins."),
        ({"organisation": "unheard"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_given(
    cast: Cast, fields: dict[str, str], sentence: str
) -> None:
    _officer = cast.officer
    answer = give(cast.office, **fields)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Membership.objects.count() == 1
    assert not Account.objects.filter(email="new@example.org").exists()


def test_the_same_role_is_not_given_twice(cast: Cast) -> None:
    give(cast.office)

    assert b"This person has this role already." in give(cast.office).content


def test_an_organisation_of_another_city_cannot_be_chosen(cast: Cast) -> None:
    an_organisation(a_city("mannheim"), "foreign")

    assert give(cast.office, role="party_editor", organisation="foreign").status_code == 422


def test_the_office_can_pass_on_the_link_of_somebody_who_was_never_here(cast: Cast) -> None:
    give(cast.office)

    answer = cast.office.post(f"{BASE}{newest().ref}/", {"link": "1"})

    assert b"/accounts/password/new/" in answer.content


def test_the_office_never_gets_a_link_to_an_account_in_use(cast: Cast) -> None:
    membership = Membership.objects.get(account=cast.reader)

    answer = cast.office.post(f"{BASE}{membership.ref}/", {"link": "1"})

    assert b"/accounts/password/new/" not in answer.content


def test_the_office_never_gets_a_link_to_an_account_that_another_city_has_invited(cast: Cast) -> None:
    give(cast.office)
    grant(
        newest().account,
        city=a_city("mannheim"),
        role=Role.PROGRAMME_OFFICE,
        since=date(2026, 1, 1),
        by=BY,
        at=AT,
    )

    membership = Membership.objects.get(city=cast.city, account=newest().account)
    answer = cast.office.post(f"{BASE}{membership.ref}/", {"link": "1"})

    assert b"/accounts/password/new/" not in answer.content


def test_an_operator_without_a_password_is_safe_from_it(cast: Cast) -> None:
    give(cast.office)
    Account.objects.filter(email="new@example.org").update(is_superuser=True)

    answer = cast.office.post(f"{BASE}{newest().ref}/", {"link": "1"})

    assert b"/accounts/password/new/" not in answer.content


def test_present_and_former_members_stand_apart(cast: Cast) -> None:
    former = a_member(cast.city, Role.READER)
    Membership.objects.filter(account=former).update(until=date(2021, 1, 1))

    answer = cast.office.get(BASE)

    assert [row.account for row in answer.context["over"]] == [former]
    assert former not in [row.account for row in answer.context["present"]]


def test_memberships_of_other_cities_are_not_found(cast: Cast) -> None:
    foreign = Membership.objects.get(account=a_member(a_city("mannheim"), Role.READER))

    assert cast.office.get(f"{BASE}{foreign.ref}/").status_code == 404


def test_a_future_role_opens_on_its_day(cast: Cast) -> None:
    account, soon = an_account(), cast.city.day(timezone.now()) + timedelta(days=1)
    grant(account, city=cast.city, role=Role.READER, since=soon, by=BY, at=AT)

    assert signed_in(account).get("/workspace/heidelberg/").status_code == 404


def test_a_role_is_given_also_while_no_mail_can_be_sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(_self: object) -> None:
        raise ConnectionRefusedError

    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.open", away)
        answer = give(cast.office)
        send_due(timezone.now())
        assert "The role is given." in cast.office.get(answer.headers["Location"]).content.decode()
    assert (newest().account.email, mail.outbox) == ("new@example.org", [])

    send_due(timezone.now() + AWAY)
    assert len(mail.outbox) == 1


def test_the_link_of_an_invitation_does_not_stay_behind(cast: Cast) -> None:
    give(cast.office)
    send_due(timezone.now())

    assert Mail.objects.get().state == MailState.SENT
    assert Notice.objects.get().link == ""
