"""What every answer tells the browser, and what its cookies are like in real use."""

import runpy
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from greenpact.config.headers import NOT_NEEDED

pytestmark = pytest.mark.django_db

#: A page that is kept, one that is not, a page that is not there, a file, an answer for machines, and a plain word.
ADDRESSES = (
    "/",
    "/accounts/login/",
    "/not/here/",
    "/static/ui/favicon.svg",
    "/api/v1/cities",
    "/api/v1/nowhere",
    "/healthz",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_bounds_what_a_page_may_do(client: Client, address: str) -> None:
    headers = client.get(address).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert all(f"{power}=()" in headers["Permissions-Policy"] for power in NOT_NEEDED)


def test_a_host_that_nobody_named_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example.org"}).status_code == 400


@pytest.fixture
def in_real_use(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The settings as `./greenpact serve` reads them behind a proxy."""
    monkeypatch.delenv("GREENPACT_PLAIN_HTTP")
    return runpy.run_path(str(settings.PACKAGE / "config" / "settings.py"))


def test_in_real_use_everything_goes_over_https(in_real_use: dict[str, Any]) -> None:
    assert in_real_use["SECURE_SSL_REDIRECT"]
    assert in_real_use["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert in_real_use["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert not in_real_use["DEBUG"]


@pytest.mark.parametrize("cookie", ["SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE"])
def test_cookies_stay_with_us_and_away_from_scripts(in_real_use: dict[str, Any], cookie: str) -> None:
    assert in_real_use[f"{cookie}_SECURE"]
    assert in_real_use[f"{cookie}_HTTPONLY"]
    assert in_real_use[f"{cookie}_SAMESITE"] == "Lax"


def test_whoever_stays_signed_in_does_so_for_a_working_day(in_real_use: dict[str, Any]) -> None:
    assert in_real_use["SESSION_COOKIE_AGE"] <= 12 * 60 * 60
    assert in_real_use["ACCOUNT_SESSION_REMEMBER"] is False
