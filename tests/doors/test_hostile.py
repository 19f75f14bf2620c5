"""Whatever is sent to a form: an answer in words, never a fault of ours, and nothing of it runs in a page."""

from collections.abc import Iterator
from itertools import cycle, islice
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from greenpact.parties.rules import Role
from tests.doors.places import address_of, names_of
from tests.doors.stage import Stage, a_stage
from tests.doors.test_matrix import Undone
from tests.makers import a_member
from tests.workspace.hands import form_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

SCRIPT = "<script>alert(1)</script>"
HOSTILE = {
    "nothing": "",
    "script": f'"><img src=x onerror=alert(1)>{SCRIPT}',
    "template": "{{ 7*7 }}{% debug %}${7*7}",
    "sql": "'; DROP TABLE deals_deal; --",
    "nul": "a\x00b",
    "turned": "\u202eevil\u2066\ufeff",
    "long": "A" * 200_000,
    "number": "1e309",
    "negative": "-99999999999999999999",
    "day": "31.02.2026",
    "late": "9999-12-31",
    "path": "../../../../etc/passwd",
    "lines": "\r\nSet-Cookie: a=b\r\n\r\n",
}
ANSWERS = {200, 302, 303, 400, 403, 404, 405, 409, 410, 413, 415, 422}


#: So many of the values go to each form, other ones to the next: all to all would take minutes.
EACH = 4


@pytest.mark.parametrize("door", ["portal", "workspace"])
def test_whatever_is_sent_is_answered_in_words(door: str) -> None:
    stage = a_stage()
    client = Client(headers={"accept-language": "en"}, raise_request_exception=False)
    if door == "workspace":
        client.force_login(a_member(stage.city, Role.PROGRAMME_OFFICE))
    answers = list(_sent(client, stage, door))
    assert len({name for name, *_rest in answers}) >= FORMS[door]
    assert [one for one in answers if one[2] not in ANSWERS] == []
    assert [one[:3] for one in answers if SCRIPT in one[3] or "onerror=alert(1)>" in one[3]] == []


#: How many pages with forms a door has at least, so that none of them is passed over unseen.
FORMS = {"portal": 4, "workspace": 45}


def _sent(client: Client, stage: Stage, door: str) -> Iterator[tuple[str, str, int, str]]:
    """Each page with a form: its name, what was sent to it, the answer's status and its text; all is undone."""
    turn = cycle(HOSTILE)
    for name, parts in names_of(door):
        try:
            with transaction.atomic():
                address = address_of(stage, door, name, parts)
                page = client.get(address)
                for what in islice(turn, EACH if _filled(page, "") else 0):
                    with transaction.atomic():
                        answer: Any = client.post(address, _filled(page, HOSTILE[what]))
                        transaction.set_rollback(True)
                    shown = "" if answer.streaming else answer.content.decode(errors="replace")
                    yield name, what, answer.status_code, shown
                raise Undone
        except Undone:
            pass


#: What pages keep of their own in a form, such as the seal of what its writer saw.
OURS = {"csrfmiddlewaretoken", "seen", "subject", "altcha"}


def _filled(page: Any, value: str) -> dict[str, Any] | None:
    """The fields of a page's form, all of them with the value; None where there is no form."""
    is_page = page.status_code == 200 and page.headers.get("Content-Type", "").startswith("text/html")
    if not is_page:
        return None
    fields = form_in(page)
    if not fields:
        return None
    return {name: text if name in OURS or name.endswith("_FORMS") else value for name, text in fields.items()}
