"""What is sent to the pages of signing in without making sense gets a page, never an error of ours."""

import json

import pytest
from django.test import Client

from tests.makers import an_account

NONSENSE = [
    "",
    "{",
    "[]",
    "{}",
    "1",
    '"x"',
    "null",
    '{"id": 1, "response": []}',
    '{"response": {"userHandle": "%"}}',
]
WHOLE = {
    "id": "AA",
    "rawId": "AA",
    "type": "public-key",
    "response": {"clientDataJSON": "AA", "authenticatorData": "AA", "signature": "AA", "userHandle": "AA"},
}


@pytest.mark.parametrize("credential", [*NONSENSE, json.dumps(WHOLE), json.dumps(WHOLE | {"rawId": "BB"})])
def test_a_passkey_that_is_none(client: Client, db: None, credential: str) -> None:
    client.get("/accounts/second/webauthn/login/", headers={"accept": "application/json"})

    answer = client.post("/accounts/second/webauthn/login/", {"credential": credential})

    assert answer.headers["Location"] == "/accounts/login/"


@pytest.mark.parametrize("credential", [*NONSENSE, json.dumps(WHOLE)])
def test_a_new_passkey_that_is_none(client: Client, db: None, credential: str) -> None:
    client.force_login(an_account())
    client.post("/accounts/again/", {"password": "a long password 123"})
    client.get("/accounts/second/webauthn/add/")

    assert (
        client.post("/accounts/second/webauthn/add/", {"credential": credential, "name": "x"}).status_code
        == 200
    )


@pytest.mark.parametrize("text", ["\0", "x" * 100_000, "ä@ö", "'; drop table accounts_account; --"])
def test_addresses_and_passwords_that_are_none(client: Client, db: None, text: str) -> None:
    assert client.post("/accounts/login/", {"login": text, "password": text}).status_code == 200
    assert client.post("/accounts/password/forgotten/", {"email": text}).status_code == 200
    assert client.get("/accounts/login/", {"next": text}).status_code == 200


@pytest.mark.parametrize("link", ["1-x", "zzzzzzzzzzzzzzzzzzzz-abc", "0-set-password", f"1-{'x' * 100}"])
def test_links_that_are_none(client: Client, db: None, link: str) -> None:
    assert b"This link does not hold any more" in client.get(f"/accounts/password/new/{link}/").content
