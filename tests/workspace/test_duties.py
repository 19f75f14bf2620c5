"""The duty calendar: what is due for a person and an office, in a calendar program, and while somebody is away."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from greenpact.accounts.models import Account
from greenpact.cities.keeping import keep
from greenpact.cities.models import Office
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.asking import ask
from greenpact.measures.models import CheckIn
from greenpact.notices.models import Absence, Notice
from greenpact.notices.posting import Letter, post_to_account
from greenpact.notices.rules import Kind
from greenpact.parties.rules import Role
from tests.makers import AT, BY, a_commitment, a_deal, a_goal, a_member, an_organisation
from tests.measures.makers import measure_of
from tests.workspace.people import Cast, a_cast, signed_in

pytestmark = pytest.mark.django_db

BASE = "/workspace/heidelberg/duties/"


@pytest.fixture
def cast() -> Cast:
    return a_cast()


@pytest.fixture
def deal(cast: Cast) -> Deal:
    parts = Parts(
        parties=[PartyEntry(cast.organisation, "signatory")],
        clauses=[a_goal(), a_commitment(cast.organisation)],
    )
    return a_deal(cast.city, "sun", parts=parts, work_state="implementing")


@pytest.fixture
def asked(deal: Deal) -> CheckIn:
    found = ask(measure_of(deal), by=BY, at=timezone.now())
    assert found is not None
    return found


def feed_of(client: Client) -> str:
    found = re.search(r'value="https?://[^/"]+(/workspace/duties/[^"]+)"', client.get(BASE).content.decode())
    assert found
    return unescape(found[1])


def test_a_party_sees_what_waits_for_it_on_its_first_page(cast: Cast, asked: CheckIn) -> None:
    party = signed_in(cast.party_editor)
    for address in ("/workspace/heidelberg/", BASE):
        words = party.get(address).content.decode()
        assert "Say how a measure stands" in words
        assert f"check-ins/#{asked.ref}" in words


def test_another_party_sees_nothing_of_it(cast: Cast, asked: CheckIn) -> None:
    other = signed_in(a_member(cast.city, Role.PARTY_EDITOR, an_organisation(cast.city)))
    assert asked.ref not in other.get(BASE).content.decode()


def test_the_calendar_keeps_its_uids_and_names_nobody(cast: Cast, asked: CheckIn) -> None:
    party = signed_in(cast.party_editor)
    address = feed_of(party)
    answer = Client().get(address)
    assert answer["Content-Type"].startswith("text/calendar")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    assert [str(event["uid"]) for event in events] == [f"check-in-{asked.ref}@heidelberg.greenpact"]
    assert f"DTSTART;VALUE=DATE:{asked.due_on:%Y%m%d}" in answer.content.decode()
    assert b"@example.org" not in answer.content
    assert b"mailto" not in answer.content.lower()
    assert answer["Referrer-Policy"] == "no-referrer"


def test_the_link_ends_with_a_press_and_with_the_membership(cast: Cast, asked: CheckIn) -> None:
    party = signed_in(cast.party_editor)
    old = feed_of(party)
    party.post(f"{BASE}link/")
    assert Client().get(old).status_code == 404
    new = feed_of(party)
    assert Client().get(new).status_code == 200
    cast.party_editor.memberships.all().delete()
    assert Client().get(new).status_code == 404
    assert Client().get("/workspace/duties/forged.ics").status_code == 404


def test_late_comes_first_and_what_was_answered_is_shown(cast: Cast, asked: CheckIn) -> None:
    CheckIn.objects.update(due_on=timezone.now().date() - timedelta(days=3))
    assert "was due" in cast.office.get(BASE).content.decode()


def test_an_office_has_a_page_of_its_own(cast: Cast, asked: CheckIn) -> None:
    keep(Office, cast.city, "energy", {"name": {"en": "Energy", "de": "Energie"}}, by=BY, at=AT)
    assert cast.office.get(f"{BASE}offices/energy/").status_code == 200
    assert signed_in(cast.party_editor).get(f"{BASE}offices/energy/").status_code == 404


def test_while_somebody_is_away_their_deputy_gets_the_mails(cast: Cast) -> None:
    deputy = a_member(cast.city, Role.PROGRAMME_OFFICE)
    Account.objects.filter(pk=deputy.pk).update(language="en")
    today = timezone.now().date()
    page = cast.office.post(
        f"{BASE}absence/",
        {
            "first_on": today.isoformat(),
            "until": (today + timedelta(days=9)).isoformat(),
            "deputy": deputy.ref,
        },
    )
    assert page.status_code == 302
    for kind in (Kind.DUTY, Kind.SIGNATURE):
        post_to_account(
            cast.officer,
            kind=kind,
            write=lambda: Letter("Subject", ("Line",)),
            key=f"k:{kind}",
            city=cast.city,
            at=timezone.now(),
        )
    told = dict(Notice.objects.values_list("kind", "mail__account__email"))
    assert told == {"duty": deputy.email, "signature": cast.officer.email}
    assert any("in place of" in line for line in Notice.objects.get(kind="duty").lines)
    cast.office.post(f"{BASE}absence/end/")
    assert not Absence.objects.exists()


def test_nobody_stands_in_who_may_less(cast: Cast) -> None:
    today = timezone.now().date()
    dates = {"first_on": today.isoformat(), "until": (today + timedelta(days=9)).isoformat()}
    reader = cast.reader
    assert cast.office.post(f"{BASE}absence/", {**dates, "deputy": reader.ref}).status_code == 422


def test_strangers_find_nothing(cast: Cast) -> None:
    stranger = signed_in(cast.stranger)
    for part in ("", "absence/", "offices/energy/"):
        assert stranger.get(f"{BASE}{part}").status_code == 404
