"""Whoever cannot write while a large import is being written is told so in words, and loses nothing."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from greenpact.workspace.deals import new
from tests.workspace.people import a_cast, signed_in

pytestmark = pytest.mark.django_db

ADDRESS = "/workspace/heidelberg/deals/new/"
TYPED = {"title_en": 'Warm "ovens"', "title_de": "</textarea><b>", "kind": "deal", "legal_nature": "intent"}


def refuse(words: str) -> Any:
    def draft(*_args: object, **_fields: object) -> None:
        raise OperationalError(words)

    return draft


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "A large import is being written"), ("de", "Gerade wird ein großer Import")],
)
def test_who_waited_in_vain_can_send_the_same_again(
    monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    office = signed_in(a_cast().officer, language)
    monkeypatch.setattr(new, "draft", refuse("database is locked"))
    response = office.post(ADDRESS, TYPED)
    page = response.content.decode()
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    assert words in page
    assert f'action="{ADDRESS}"' in page
    assert "Warm &quot;ovens&quot;" in page
    assert "&lt;/textarea&gt;&lt;b&gt;" in page


def test_files_and_passwords_do_not_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    a_cast()
    monkeypatch.setattr("allauth.account.views.LoginView.post", refuse("database is locked"))
    response = Client().post("/accounts/login/", {"login": "a@b.de", "password": "secret!"})
    assert response.status_code == 503
    assert "secret!" not in response.content.decode()


def test_other_faults_of_the_database_stay_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    office = a_cast().office
    monkeypatch.setattr(new, "draft", refuse("disk I/O error"))
    with pytest.raises(OperationalError, match="disk"):
        office.post(ADDRESS, TYPED)
