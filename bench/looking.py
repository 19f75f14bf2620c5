"""What a page costs beside time: its queries, bytes and requests. `python -m bench.looking` prints them as JSON."""

import gzip
import json
import statistics
import sys
import time
from typing import Any

import django
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.sizes import OFFICER, PAGES, ROOM

django.setup()

from greenpact.accounts.models import Account  # noqa: E402  # models need a Django that is set up
from greenpact.portal.counting.counts import KEPT  # noqa: E402  # models need a Django that is set up

ROUNDS = 30


def look(address: str, as_whom: str = "") -> dict[str, Any]:
    """Queries of one page, its size plain and zipped, and the median time to make it inside the process.

    `first_ms` is the time of a process that has not counted anything yet, as after a change in every city.
    """
    client = Client(headers={"accept-language": "de"})
    if as_whom:
        client.force_login(Account.objects.get(email=as_whom))
    client.get(address)
    KEPT.forget()
    began = time.perf_counter()
    client.get(address)
    first = (time.perf_counter() - began) * 1000
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    asked = len(queries)  # later requests begin a new count
    times = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
    return {
        "status": answer.status_code,
        "queries": asked,
        "bytes": len(answer.content),
        "zipped": len(gzip.compress(answer.content, 6)),
        "first_ms": round(first, 2),
        "ms": round(statistics.median(times), 2),
    }


if __name__ == "__main__":
    found = {name: look(address) for name, address in PAGES.items()}
    found["negotiation room"] = look(ROOM, as_whom=OFFICER)
    json.dump(found, sys.stdout)
