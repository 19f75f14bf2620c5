"""What tests of the machine door share: asking it, and one connection where the whole server is asked."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client

Ask = Callable[..., Any]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Django closes connections around a request; the test's own must stay open, as its test client sees to."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask for an address below /api/v1/ and get what the JSON says; `status` is what must come."""

    def get(address: str, *, status: int = 200, **headers: str) -> Any:
        response: Any = client.get(f"/api/v1/{address}", headers=headers)
        assert response.status_code == status, response.content
        return json.loads(response.content)

    return get
