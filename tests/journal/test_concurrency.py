"""Two writers at once never break a chain: real connections, real commits."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from greenpact.journal.models import Chain
from greenpact.journal.recording import record
from greenpact.journal.verifying import verify_chain
from tests.makers import AT, BY

WRITERS = 4
EACH = 15


def write(chain_id: int, writer: int) -> None:
    try:
        for number in range(EACH):
            with transaction.atomic():
                record(
                    chain_id,
                    verb="thing.done",
                    subject=f"thing:{writer}-{number}",
                    by=BY,
                    at=AT,
                    public=number % 2 == 0,
                )
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_leave_one_unbroken_chain() -> None:
    chain = Chain.objects.create(ref="heidelberg")
    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, chain.pk, writer) for writer in range(WRITERS)]:
            done.result()
    chain.refresh_from_db()
    assert chain.number == WRITERS * EACH
    assert verify_chain(chain) is None
    assert len(set(chain.entries.values_list("subject", flat=True))) == WRITERS * EACH
