"""Who gets in where: everybody tries every page of the doors for people, by looking and by sending."""

import pytest
from django.db import transaction
from django.test import Client

from tests.doors.people import EVERYONE, NOBODY, SIGNED_IN, Group, client_of
from tests.doors.places import SENT, address_of, names_of
from tests.doors.stage import Stage, a_stage
from tests.doors.table import PORTAL, WORKSPACE

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

Page = tuple[str, str, tuple[str, ...]]

TABLES = {"workspace": WORKSPACE, "portal": PORTAL}
LET_IN = {200, 302, 303, 400, 409, 422}
NOT_OFFERED = {404, 405}


class Undone(Exception):
    """Ends a try, so that the next one finds everything as it was."""


@pytest.mark.parametrize("door", sorted(TABLES))
def test_every_page_has_its_line(door: str) -> None:
    assert sorted({name for name, _keys in names_of(door)}) == sorted(TABLES[door])


@pytest.mark.parametrize("who", sorted(EVERYONE))
@pytest.mark.parametrize("door", sorted(TABLES))
def test_a_page_lets_in_whom_its_line_names_and_nobody_else(door: str, who: str) -> None:
    stage = a_stage()
    client = client_of(who, stage.city, stage.party, stage.other)
    wrong = {}
    for name, keys in names_of(door):
        line = TABLES[door][name]
        for method, group in (("get", line.get), ("post", line.post)):
            status, is_sign_in = _tried(client, stage, method, (door, name, keys))
            if not _is_right(group, who, status, is_sign_in=is_sign_in):
                wrong[f"{method} {name}"] = status
    assert wrong == {}, " ".join(f"{page}={status}" for page, status in wrong.items())


def _tried(client: Client, stage: Stage, method: str, page: Page) -> tuple[int, bool]:
    """The answer's status, and whether it leads to the sign-in page; whatever was done is undone."""
    try:
        with transaction.atomic():
            answer = getattr(client, method)(address_of(stage, *page), SENT.get(page[:2], {}))
            leads_to = str(answer.headers.get("Location", ""))
            raise Undone
    except Undone:
        return answer.status_code, leads_to.startswith("/accounts/login/")


def _is_right(group: Group, who: str, status: int, *, is_sign_in: bool) -> bool:
    if who in group:
        return status in LET_IN and not is_sign_in
    if group == NOBODY:
        return status in NOT_OFFERED or is_sign_in
    return is_sign_in if who not in SIGNED_IN and status != 404 else status == 404
