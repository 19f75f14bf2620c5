"""Several who post and send at once: one notice for each key, one digest, one mail. Real connections, real commits."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core import mail
from django.db import connection

from greenpact.notices.models import Mail, MailState, Notice
from greenpact.notices.rules import Kind
from greenpact.notices.sending import claim
from tests.makers import AT, a_city, an_account
from tests.notices.letters import tell

AT_ONCE = 4
KEYS = 12

pytestmark = pytest.mark.django_db(transaction=True)


def together(work: Callable[[], int]) -> list[int]:
    """Let several do the same at once; what each of them came to."""

    def alone() -> int:
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return [done.result() for done in [pool.submit(alone) for _worker in range(AT_ONCE)]]


@pytest.mark.parametrize("kind", [Kind.SIGNATURE, Kind.NEGOTIATION])
def test_those_who_post_the_same_at_once_post_it_once(kind: Kind) -> None:
    city, reader = a_city("heidelberg"), an_account()

    def post() -> int:
        for number in range(KEYS):
            tell(reader, city, f"key:{number}", kind=kind)
        return KEYS

    together(post)

    assert Notice.objects.count() == KEYS
    assert Mail.objects.count() == (KEYS if kind is Kind.SIGNATURE else 1)


def test_those_who_claim_at_once_get_different_mails() -> None:
    city, reader = a_city("heidelberg"), an_account()
    for number in range(KEYS):
        tell(reader, city, f"key:{number}")
    due = list(Mail.objects.values_list("pk", flat=True))

    claimed = together(lambda: sum(claim(pk, at=AT) is not None for pk in due))

    assert sum(claimed) == KEYS
    assert set(Mail.objects.values_list("state", flat=True)) == {MailState.CLAIMED}
    assert not mail.outbox
