"""A session ends, or a token grows old, while somebody types: nothing typed is lost, nothing is half saved."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from greenpact.cities.keeping import keep
from greenpact.cities.models import District
from greenpact.workspace.expiry import COOKIE, LARGEST
from tests.makers import AT, BY
from tests.workspace.people import Cast, a_cast

PAGE = "/workspace/heidelberg/register/districts/altstadt/"
HERE = {"origin": "http://testserver", "referer": f"http://testserver{PAGE}"}
PASSWORD = "a long password 123"


@pytest.fixture
def cast(db: None) -> Cast:
    cast = a_cast()
    keep(District, cast.city, "altstadt", {"name": "Altstadt"}, by=BY, at=AT)
    return cast


@pytest.fixture
def seal(cast: Cast) -> str:
    """What the page was sealed with when the officer opened it."""
    return str(cast.office.get(PAGE).context["editing"].seal)


@pytest.fixture
def browser(cast: Cast, seal: str) -> Client:
    """The officer's browser, in which the session has ended since then."""
    cast.office.cookies.pop("sessionid")
    return cast.office


def sign_in(client: Client, cast: Cast, page: str) -> Any:
    """Follow to the sign-in page, sign in there, and come back to where it leads."""
    asked = parse_qs(urlsplit(client.get(page).headers["Location"]).query)
    fields = {"login": cast.officer.email, "password": PASSWORD, "next": asked["next"][0]}
    return client.post("/accounts/login/", fields, follow=True)


def test_what_was_typed_is_back_after_signing_in(browser: Client, cast: Cast, seal: str) -> None:
    kept = browser.post(PAGE, {"name": "Altstadt & <Kern>", "seen": seal}, headers=HERE).headers["Location"]
    assert re.fullmatch(rf"{PAGE}\?kept=[\w-]{{12}}", kept)

    answer = sign_in(browser, cast, kept)

    assert answer.redirect_chain[-1][0] == kept
    assert 'value="Altstadt &amp; &lt;Kern&gt;"' in answer.content.decode()
    assert b"it is not saved yet" in answer.content
    assert District.objects.get().name == "Altstadt"


def test_it_can_then_be_saved(browser: Client, cast: Cast, seal: str) -> None:
    fields = {"name": "Altstadt Nord", "seen": seal}
    kept = browser.post(PAGE, fields, headers=HERE).headers["Location"]
    sign_in(browser, cast, kept)

    answer = browser.post(kept, fields, headers=HERE)

    assert answer.status_code == 302
    assert District.objects.get().name == "Altstadt Nord"


def test_a_button_elsewhere_leads_back_to_the_page_that_held_it(browser: Client) -> None:
    answer = browser.post(f"{PAGE}remove/", {"edition": "1"}, headers=HERE)

    assert answer.headers["Location"].startswith(f"{PAGE}?kept=")
    assert District.objects.count() == 1


def test_htmx_is_told_where_to_go(browser: Client) -> None:
    answer = browser.post(PAGE, {"name": "x"}, headers={**HERE, "hx-request": "true"})

    assert answer.headers["HX-Redirect"].startswith(f"{PAGE}?kept=")


def test_somebody_else_does_not_see_what_was_typed(browser: Client, cast: Cast) -> None:
    kept = browser.post(PAGE, {"name": "A secret"}, headers=HERE).headers["Location"]

    other = a_second_officer(cast)
    browser.post("/accounts/login/", {"login": other, "password": PASSWORD})
    answer = browser.get(kept)

    assert answer.status_code == 200
    assert b"A secret" not in answer.content


def a_second_officer(cast: Cast) -> str:
    return Cast(cast.city, cast.organisation).officer.email


def test_a_form_from_another_site_is_kept_nowhere(browser: Client) -> None:
    answer = browser.post(PAGE, {"name": "x"}, headers={"origin": "https://evil.example"})

    assert answer.headers["Location"].startswith("/accounts/login/?next=/workspace/")
    assert "sessionid" not in answer.cookies


def test_a_browser_in_which_nobody_worked_gets_no_session(cast: Cast, client: Client) -> None:
    answer = client.post(PAGE, {"name": "x"}, headers=HERE)

    assert answer.headers["Location"].startswith("/accounts/login/")
    assert "sessionid" not in answer.cookies


def test_a_forged_mark_of_the_browser_counts_as_none(cast: Cast, client: Client) -> None:
    client.cookies[COOKIE] = "k3x9m2ap:forged:signature"

    assert client.post(PAGE, {"name": "x"}, headers=HERE).headers["Location"].startswith("/accounts/login/")


def test_what_is_too_long_stays_in_the_browser(browser: Client) -> None:
    answer = browser.post(PAGE, {"name": "x" * (LARGEST + 1)}, headers=HERE)

    assert answer.status_code == 413
    assert b"Your browser still has it" in answer.content


def test_at_most_three_forms_are_kept(browser: Client) -> None:
    for number in range(5):
        browser.post(PAGE, {"name": str(number)}, headers=HERE)

    assert len(browser.session["parked"]) == 3


def test_a_key_of_somebody_elses_making_shows_nothing(cast: Cast) -> None:
    for key in ("", "x" * 5000, "nothing", "\0"):
        answer = cast.office.get(PAGE, {"kept": key})
        assert answer.status_code == 200
        assert b"not saved yet" not in answer.content


def strict(cast: Cast) -> tuple[Client, dict[str, str]]:
    """A browser whose tokens are checked, and a form that it opened."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.officer)
    page = client.get(PAGE)
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())[-1]
    return client, {
        "csrfmiddlewaretoken": token,
        "seen": page.context["editing"].seal,
        "name": "Altstadt Süd",
    }


def test_a_token_made_old_by_a_sign_in_in_another_tab_loses_nothing(cast: Cast) -> None:
    client, fields = strict(cast)
    client.cookies["csrftoken"] = "n" * 32

    answer = client.post(PAGE, fields, headers=HERE, follow=True)

    assert 'value="Altstadt Süd"' in answer.content.decode()
    assert District.objects.get().name == "Altstadt"


def test_the_present_token_saves(cast: Cast) -> None:
    client, fields = strict(cast)

    answer = client.post(PAGE, fields, headers=HERE)

    assert answer.status_code == 302


def test_a_form_from_elsewhere_without_a_token_is_refused_in_words(cast: Cast) -> None:
    client, _fields = strict(cast)

    answer = client.post(PAGE, {"name": "x"}, headers={"origin": "https://evil.example"})

    assert answer.status_code == 403
    assert b"Please send this once more" in answer.content
    assert District.objects.get().name == "Altstadt"


def test_the_sign_in_form_itself_says_what_to_do_with_an_old_token(cast: Cast) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "a", "password": "b"})

    assert answer.status_code == 403
    assert b"Please send this once more" in answer.content
