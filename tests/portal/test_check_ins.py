"""A check-in is answered by its link: from a phone, without account, in three minutes or by one press."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from greenpact.journal.models import Entry
from greenpact.measures.answering import revoke
from greenpact.measures.indicator_rules import Rhythm
from greenpact.measures.models import CheckIn, CheckInLink, Indicator, Measure, Reading, Statement
from tests.makers import BY
from tests.measures.check_ins import DEPUTY, THEN, a_link, a_measure, page_of
from tests.measures.makers import an_indicator

pytestmark = pytest.mark.django_db

KEY = "value-{ref}-0"


@pytest.fixture(autouse=True)
def _on_that_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the day on which the owner was asked."""
    monkeypatch.setattr("greenpact.portal.check_ins.pages.timezone.now", lambda: THEN + timedelta(hours=1))


@pytest.fixture
def phone() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def measure() -> Measure:
    return a_measure()


@pytest.fixture
def indicator(measure: Measure) -> Indicator:
    return an_indicator(
        measure, rhythm=Rhythm.QUARTER, start_value=100.0, start_on=THEN.date() - timedelta(days=400)
    )


def send(phone: Client, link: CheckInLink, **typed: Any) -> Any:
    return phone.post(f"{page_of(link)}send/", {"state": "planned", **typed})


def field(indicator: Indicator) -> str:
    return f"value-{indicator.ref}-0"


def test_the_page_shows_what_is_known_and_asks_for_what_is_missing(
    phone: Client, measure: Measure, indicator: Indicator
) -> None:
    page = phone.get(page_of(a_link(measure)))
    words = page.content.decode()
    assert page.status_code == 200
    assert "Puts solar on roofs" in words
    assert "Start value" in words
    assert f'name="{field(indicator)}"' in words
    assert "quarter 2 of 2026" in words
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_an_answer_makes_reading_state_and_statement(
    phone: Client, measure: Measure, indicator: Indicator
) -> None:
    link = a_link(measure)
    typed = {"state": "under_way", "sentence": "All is built.", field(indicator): "120.5"}
    assert send(phone, link, **typed).status_code == 302
    reading = Reading.objects.get(indicator=indicator)
    assert (reading.value, reading.recorded_by) == (120.5, f"link:{link.ref}")
    measure.refresh_from_db()
    assert measure.state == "under_way"
    said = Statement.objects.get(measure=measure)
    assert (said.voice, said.text, said.state) == ("owner", "All is built.", "under_way")
    assert "Thank you" in phone.get(page_of(link)).content.decode()


def test_nothing_changed_is_one_press_and_makes_up_no_value(
    phone: Client, measure: Measure, indicator: Indicator
) -> None:
    link = a_link(measure)
    assert phone.post(f"{page_of(link)}unchanged/").status_code == 302
    check_in = CheckIn.objects.get()
    assert (check_in.how, check_in.answered_by) == ("unchanged", f"link:{link.ref}")
    assert not indicator.readings.exists()
    assert Statement.objects.get().is_unchanged
    entry = Entry.objects.get(verb="check_in.answered")
    assert (entry.payload["how"], entry.actor) == ("unchanged", f"link:{link.ref}")


def test_opening_the_link_answers_nothing(phone: Client, measure: Measure) -> None:
    link = a_link(measure)
    phone.get(page_of(link))
    assert phone.get(f"{page_of(link)}unchanged/").status_code == 405
    assert CheckIn.objects.get().state == "open"


def test_a_thousand_times_more_is_asked_and_taken_when_confirmed(
    phone: Client, measure: Measure, indicator: Indicator
) -> None:
    link = a_link(measure)
    page = send(phone, link, **{field(indicator): "120500"})
    assert page.status_code == 422
    assert "Is the unit right?" in page.content.decode()
    assert not Reading.objects.exists()
    sure = {f"sure-{indicator.ref}-0": "120500"}
    assert send(phone, link, **{field(indicator): "120600"}, **sure).status_code == 422
    assert send(phone, link, **{field(indicator): "120500"}, **sure).status_code == 302
    assert Reading.objects.get().value == 120500


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("a lot", "This is not a number"),
        ("nan", "This is not a number"),
        ("1e300", "too large"),
        ("9" * 59, "not a number"),
        ("5 km", "another kind of quantity"),
        ("5 kWh", "would be 0.005 MWh"),
        ("5 bananas", "Only the number in MWh"),
        ("\x00", "Null characters"),
    ],
)
def test_what_is_no_value_is_answered_in_words(
    phone: Client, measure: Measure, indicator: Indicator, typed: str, words: str
) -> None:
    page = send(phone, a_link(measure), **{field(indicator): typed})
    assert page.status_code == 422
    assert words in page.content.decode().replace("&#x27;", "'")
    assert not Reading.objects.exists()


def test_german_numbers_are_read_in_german(measure: Measure, indicator: Indicator) -> None:
    phone = Client(headers={"accept-language": "de"})
    send(phone, a_link(measure), **{field(indicator): "1.205,5 MWh"})
    assert Reading.objects.get().value == 1205.5


def test_one_wrong_value_keeps_all_of_it_out(phone: Client, measure: Measure, indicator: Indicator) -> None:
    other = an_indicator(measure, rhythm=Rhythm.QUARTER)
    typed = {"state": "done", field(indicator): "120", field(other): "much"}
    assert send(phone, a_link(measure), **typed).status_code == 422
    measure.refresh_from_db()
    assert measure.state == "planned"
    assert not Reading.objects.exists()


def test_why_there_is_no_value_can_be_said(phone: Client, measure: Measure, indicator: Indicator) -> None:
    assert send(phone, a_link(measure), **{f"how-{indicator.ref}-0": "no-not_known"}).status_code == 302
    assert Reading.objects.get().non_value == "not_known"


def test_nothing_at_all_is_no_answer(phone: Client, measure: Measure) -> None:
    page = send(phone, a_link(measure))
    assert page.status_code == 422
    assert "Nothing is filled in yet" in page.content.decode()


def test_a_file_is_kept_for_the_city(phone: Client, measure: Measure) -> None:
    bill = SimpleUploadedFile("bill.pdf", b"%PDF-1.7 bill")
    assert send(phone, a_link(measure), file=bill).status_code == 302
    assert CheckIn.objects.get().file is not None


def test_a_file_of_another_kind_is_not_taken(phone: Client, measure: Measure) -> None:
    page = send(phone, a_link(measure), file=SimpleUploadedFile("bill.pdf", b"MZ program"))
    assert page.status_code == 422
    assert CheckIn.objects.get().state == "open"


def test_it_is_answered_once(phone: Client, measure: Measure) -> None:
    link = a_link(measure)
    phone.post(f"{page_of(link)}unchanged/")
    assert send(phone, link, sentence="Once more").status_code == 422
    assert Statement.objects.count() == 1


def test_a_revoked_link_says_what_to_do(phone: Client, measure: Measure) -> None:
    link = a_link(measure)
    assert revoke(link, by=BY, at=THEN)
    page = phone.get(page_of(link))
    assert page.status_code == 410
    assert "ask the office for a new one" in page.content.decode()
    assert send(phone, link, sentence="I try").status_code in (410, 422)
    assert CheckIn.objects.get().state == "open"


def test_a_link_expires_in_words(phone: Client, measure: Measure, monkeypatch: pytest.MonkeyPatch) -> None:
    link = a_link(measure)
    monkeypatch.setattr("greenpact.portal.check_ins.pages.timezone.now", lambda: THEN + timedelta(days=60))
    page = phone.get(page_of(link))
    assert page.status_code == 410
    assert "The time to answer by this link is over" in page.content.decode()


def test_a_forged_link_is_not_there(phone: Client, measure: Measure) -> None:
    address = page_of(a_link(measure))
    other = re.sub(r".(/)$", r"x\1" if address[-2] != "x" else r"y\1", address)
    assert phone.get(other).status_code == 404
    assert phone.post(f"{other}unchanged/").status_code == 404
    assert phone.get("/heidelberg/check-in/nothing/").status_code == 404


def test_a_link_holds_in_its_city_under_its_secret_alone(
    phone: Client, measure: Measure, settings: Any
) -> None:
    address = page_of(a_link(measure))
    settings.SECRET_KEY = "another"
    assert phone.get(address).status_code == 404


def test_it_is_passed_on_to_somebody_with_a_link_of_their_own(phone: Client, measure: Measure) -> None:
    link = a_link(measure)
    assert phone.post(f"{page_of(link)}pass-on/", {"email": DEPUTY}).status_code == 302
    other = CheckInLink.objects.exclude(pk=link.pk).get()
    assert other.is_deputy
    assert phone.get(page_of(other)).status_code == 200
    assert phone.post(f"{page_of(link)}pass-on/", {"email": DEPUTY}).status_code == 422
    assert DEPUTY not in str(list(Entry.objects.values_list("payload", flat=True)))
