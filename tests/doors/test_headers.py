"""What pages say to browsers and caches beside their words: nothing private is kept, nothing follows a visitor."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from greenpact.parties.rules import Role
from tests.doors.people import client_of
from tests.doors.places import address_of, names_of
from tests.doors.stage import Stage, a_stage
from tests.doors.test_leaks import BY_LINK
from tests.doors.test_matrix import Undone
from tests.makers import a_member

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

#: Views that take something without a token of ours, and why nobody can misuse that.
WITHOUT_TOKEN: dict[str, str] = {
    "workspace:mails_off": "mail programs send it by one click (RFC 8058); the link itself is the proof",
    **dict.fromkeys(
        ("portal:check_in_send", "portal:check_in_unchanged", "portal:check_in_pass_on"),
        "the owner has no account and no cookie; the private link, which nobody can guess, is the proof",
    ),
    **dict.fromkeys(
        (
            f"portal:{name}"
            for name in ("confirm_idea", "idea_link", "idea_message", "idea_reply", "idea_withdraw")
        ),
        "the sender has no account and no cookie; the private link, which nobody can guess, is the proof",
    ),
    **dict.fromkeys(
        ("portal:follow_confirm", "portal:follow_end"),
        "mail programs send it by one click (RFC 8058); who follows has no account, the link itself is the proof",
    ),
}
REFUSED = {403, 404, 405}


def _answers(door: str, who: str) -> Iterator[tuple[str, Any]]:
    """Every page of a door as somebody gets it; nothing stays of it."""
    with transaction.atomic():
        yield from _answers_on(a_stage(), door, who)
        transaction.set_rollback(True)


def _answers_on(stage: Stage, door: str, who: str) -> Iterator[tuple[str, Any]]:
    client = client_of(who, stage.city, stage.party, stage.other)
    for name, parts in names_of(door):
        try:
            with transaction.atomic():
                answer: Any = client.get(address_of(stage, door, name, parts))
                yield f"{door}:{name}", answer
                raise Undone
        except Undone:
            pass


def test_every_page_says_what_it_may_load_and_names_no_other_site() -> None:
    wrong = {}
    for door, who in (("portal", "visitor"), ("workspace", "officer")):
        for name, answer in _answers(door, who):
            policy = answer.headers.get("Content-Security-Policy", "")
            is_page = answer.headers.get("Content-Type", "").startswith("text/html")
            if is_page and ("default-src 'none'" not in policy or "http" in policy):
                wrong[name] = policy
    assert wrong == {}


def test_nothing_of_the_workspace_and_of_private_links_is_kept() -> None:
    wrong = {}
    for door, who in (("workspace", "officer"), ("portal", "visitor")):
        for name, answer in _answers(door, who):
            is_private = (door == "workspace" or name in BY_LINK) and answer.status_code == 200
            kept = answer.headers.get("Cache-Control", "")
            if is_private and not ("no-store" in kept or "private" in kept):
                wrong[name] = kept
    assert wrong == {}


def test_an_address_that_holds_a_secret_is_told_to_nobody() -> None:
    said = {
        name: answer.headers.get("Referrer-Policy")
        for name, answer in _answers("portal", "visitor")
        if name in BY_LINK
    }
    assert said
    assert {name: policy for name, policy in said.items() if policy != "no-referrer"} == {}


def test_public_pages_give_a_visitor_no_cookie_to_keep() -> None:
    given = {
        name: sorted(answer.cookies)
        for name, answer in _answers("portal", "visitor")
        if set(answer.cookies) - {"csrftoken"}
    }
    assert given == {}


def test_whatever_takes_something_without_a_token_has_its_reason() -> None:
    stage = a_stage()
    client = Client(enforce_csrf_checks=True)
    client.force_login(a_member(stage.city, Role.PROGRAMME_OFFICE))
    taking = set()
    for door in ("portal", "workspace"):
        for name, parts in names_of(door):
            try:
                with transaction.atomic():
                    status = client.post(address_of(stage, door, name, parts), {}).status_code
                    raise Undone
            except Undone:
                pass
            if status not in REFUSED:
                taking.add(f"{door}:{name}")
    assert taking == set(WITHOUT_TOKEN)
