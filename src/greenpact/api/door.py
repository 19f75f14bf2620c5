"""The machine door: all endpoints, and how its errors are told."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import ValidationError

from greenpact.api import problems
from greenpact.api.changes.endpoints import router as changes
from greenpact.api.cities.endpoints import router as cities
from greenpact.api.clauses.endpoints import router as clauses
from greenpact.api.deals.endpoints import router as deals
from greenpact.api.labels.endpoints import router as labels
from greenpact.api.parties.endpoints import router as parties
from greenpact.pages.keyset import TamperedCursor

#: The version of the interface. Members may be added within one; nothing is taken away or changes its meaning.
VERSION = "1.0"

door = NinjaAPI(version=VERSION, openapi_url=None, docs_url=None, urls_namespace="api")

for router in (cities, deals, parties, clauses, labels, changes):
    door.add_router("", router)

#: How each refusal is told.
TOLD: Mapping[type[Exception], Any] = {
    Http404: problems.not_here,
    TamperedCursor: problems.no_such_page,
    problems.Unreadable: problems.unreadable,
    ValidationError: problems.invalid,
    Exception: problems.fault,
}

for refusal, told in TOLD.items():
    door.add_exception_handler(refusal, told)
