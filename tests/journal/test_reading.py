"""A reader sees every entry exactly once, also when it crashes in between."""

import pytest
from django.db import transaction

from greenpact.journal.models import Chain, Entry
from greenpact.journal.reading import carry_on
from greenpact.journal.recording import record
from tests.makers import AT, BY


@pytest.mark.django_db
def test_a_crash_repeats_nothing_and_loses_nothing() -> None:
    chain = Chain.objects.create(ref="a")
    with transaction.atomic():
        for number in range(5):
            record(chain.pk, verb="thing.done", subject=f"thing:{number}", by=BY, at=AT, public=True)
    seen: list[int] = []

    def read(entry: Entry) -> None:
        if entry.number == 4 and len(seen) < 4:
            seen.append(0)  # stands for an effect that is rolled back with the crash
            raise RuntimeError
        seen.append(entry.number)

    assert carry_on("mail", chain, read=read, at=AT, most=3) == 3
    with pytest.raises(RuntimeError):
        carry_on("mail", chain, read=read, at=AT, most=3)
    assert carry_on("mail", chain, read=read, at=AT, most=3) == 2
    assert carry_on("mail", chain, read=read, at=AT, most=3) == 0
    assert [number for number in seen if number] == [1, 2, 3, 4, 5]
