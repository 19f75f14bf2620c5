"""What a process keeps about its database is forgotten before each test: the next one begins with the same keys."""

import pytest

from greenpact.portal.counting.counts import KEPT


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    KEPT.forget()
