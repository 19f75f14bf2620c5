"""The pages about mails: choosing them, leaving them off without signing in, and those that did not arrive."""

import pytest
from django.test import Client
from django.urls import URLPattern

from greenpact.notices.choosing import preferences_of
from greenpact.notices.links import link_to_leave_off
from greenpact.notices.models import Mail, MailState, Preferences
from greenpact.notices.rules import Kind, Quiet, Rhythm
from greenpact.workspace.notices.urls import urlpatterns
from tests.makers import a_city
from tests.notices.letters import tell
from tests.workspace.hands import form_in, save, words
from tests.workspace.people import Cast, a_cast, signed_in

MAILS = "/workspace/mails/"
UNDELIVERED = f"{MAILS}undelivered/"


@pytest.fixture
def cast(db: None) -> Cast:
    return a_cast()


#: What the officer, the editor of a party, a stranger and somebody signed out get at each address: by GET and by POST.
DOORS = {
    "mails": ((200, 422), (200, 422), (200, 422), (302, 302)),
    "mails_off": ((200, 302), (200, 302), (200, 302), (200, 302)),
    "mails_undelivered": ((200, 200), (404, 404), (404, 404), (302, 302)),
    "mails_settle": ((405, 302), (405, 404), (405, 404), (405, 302)),
}


def test_the_table_names_every_address() -> None:
    assert set(DOORS) == {str(part.name) for part in urlpatterns if isinstance(part, URLPattern)}


@pytest.mark.parametrize("name", DOORS)
def test_each_door_opens_for_whom_it_should(cast: Cast, name: str) -> None:
    addresses = {
        "mails": MAILS,
        "mails_off": leave_off_link(cast),
        "mails_undelivered": UNDELIVERED,
        "mails_settle": f"{UNDELIVERED}{an_undelivered_mail(cast).ref}/",
    }
    people = [cast.office, signed_in(cast.party_editor), signed_in(cast.stranger), Client()]

    answers = [
        (client.get(addresses[name]).status_code, client.post(addresses[name]).status_code)
        for client in people
    ]

    assert answers == list(DOORS[name])


def test_everybody_signed_in_chooses_for_themselves(cast: Cast) -> None:
    for person in (cast.officer, cast.party_editor, cast.stranger):
        client = signed_in(person)
        save(client, MAILS, label="weekly", quiet_from="20", quiet_until="8")
        chosen = preferences_of(person)
        assert chosen.rhythm(Kind.LABEL) is Rhythm.WEEKLY
        assert chosen.quiet == Quiet(20, 8, weekends=True)
    assert Preferences.objects.count() == 3


def test_the_page_shows_what_was_chosen(cast: Cast) -> None:
    save(cast.office, MAILS, negotiation="never", quiet_weekends="")

    fields = form_in(cast.office.get(MAILS))
    assert (fields["negotiation"], fields["signature"]) == (["never"], ["at_once"])


def test_who_is_signed_out_is_led_to_the_sign_in(db: None) -> None:
    for address in (MAILS, UNDELIVERED):
        assert Client().get(address).headers["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "wrong", [{"idea": "never"}, {"label": "hourly"}, {"quiet_from": "24"}, {"quiet_until": "soon"}]
)
def test_what_is_not_offered_is_refused(cast: Cast, wrong: dict[str, str]) -> None:
    answer = save(cast.office, MAILS, **wrong)

    assert answer.status_code == 422
    assert not Preferences.objects.exists()


def leave_off_link(cast: Cast, what: Kind | Rhythm = Kind.SIGNATURE) -> str:
    return link_to_leave_off(cast.reader, what).removeprefix("http://testserver")


def test_looking_at_the_link_leaves_nothing_off(cast: Cast) -> None:
    answer = Client().get(leave_off_link(cast), headers={"accept-language": "de"})

    assert "Unterschriften" in words(answer)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Preferences.objects.exists()


def test_a_mail_program_leaves_off_by_one_click(cast: Cast) -> None:
    program = Client(enforce_csrf_checks=True)
    link = leave_off_link(cast)

    for _time in range(2):
        answer = program.post(link, {"List-Unsubscribe": "One-Click"}, follow=True)
        assert answer.status_code == 200
    assert "These mails are left off" in words(answer)
    assert preferences_of(cast.reader).rhythm(Kind.SIGNATURE) is Rhythm.NEVER
    assert preferences_of(cast.reader).rhythm(Kind.LABEL) is not Rhythm.NEVER


def test_leaving_a_digest_off_ends_all_that_comes_in_it(cast: Cast) -> None:
    Client().post(leave_off_link(cast, Rhythm.DAILY))

    chosen = preferences_of(cast.reader)
    ended = {kind for kind in Kind if chosen.rhythm(kind) is Rhythm.NEVER}
    assert ended == {Kind.NEGOTIATION, Kind.LABEL, Kind.DUTY}


def test_mails_that_somebody_waits_for_stay(cast: Cast) -> None:
    Client().post(leave_off_link(cast, Kind.IDEA))

    assert preferences_of(cast.reader).rhythm(Kind.IDEA) is Rhythm.AT_ONCE


def test_a_link_that_is_none_is_not_found(cast: Cast) -> None:
    link = leave_off_link(cast)
    for address in (f"{MAILS}stop/nothing/", link[:-2] + "/", link.replace("signature", "label")):
        assert Client().get(address).status_code == 404
        assert Client().post(address).status_code == 404
    assert not Preferences.objects.exists()


def an_undelivered_mail(cast: Cast, key: str = "one") -> Mail:
    tell(cast.reader, cast.city, key)
    Mail.objects.filter(key=key).update(state=MailState.FAILED, fault="SMTP 550")
    return Mail.objects.get(key=key)


def test_the_programme_office_sees_that_a_mail_failed_but_not_what_it_said_or_to_whom(cast: Cast) -> None:
    an_undelivered_mail(cast)

    page = words(cast.office.get(UNDELIVERED))
    assert "SMTP 550" in page
    assert "Signatures" in page
    assert "A change was proposed" not in page
    assert cast.reader.email not in page


def test_nobody_else_sees_or_settles_them(cast: Cast) -> None:
    mail = an_undelivered_mail(cast)
    foreign = a_city("mannheim")
    tell(cast.reader, foreign, "foreign")
    Mail.objects.filter(key="foreign").update(state=MailState.FAILED)

    for person in (cast.reader, cast.party_editor, cast.stranger):
        assert signed_in(person).get(UNDELIVERED).status_code == 404
        assert signed_in(person).post(f"{UNDELIVERED}{mail.ref}/", {"again": "1"}).status_code == 404
    assert cast.office.get(UNDELIVERED).context["count"] == 1
    ref = Mail.objects.get(key="foreign").ref
    assert cast.office.post(f"{UNDELIVERED}{ref}/", {"again": "1"}).status_code == 404
    assert cast.office.get(f"{UNDELIVERED}{mail.ref}/").status_code == 405


def test_the_programme_office_sends_again_or_deletes(cast: Cast) -> None:
    again, gone = an_undelivered_mail(cast, "again"), an_undelivered_mail(cast, "gone")

    cast.office.post(f"{UNDELIVERED}{again.ref}/", {"again": "1"})
    cast.office.post(f"{UNDELIVERED}{gone.ref}/", {"let_go": "1"})

    states = dict(Mail.objects.values_list("key", "state"))
    assert states == {"again": MailState.WAITING, "gone": MailState.DROPPED}


def test_the_list_stays_within_its_queries(cast: Cast, django_assert_max_num_queries: object) -> None:
    for number in range(20):
        an_undelivered_mail(cast, f"m{number}")
    client = cast.office
    with django_assert_max_num_queries(12):  # type: ignore[operator]  # a fixture of pytest-django
        client.get(UNDELIVERED)
