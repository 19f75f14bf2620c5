"""How many questions an answer may put to the database, however long its list."""

from typing import Any

import pytest
from django.test import Client

from tests.api.makers import a_full_city, a_full_deal

pytestmark = pytest.mark.django_db

BUDGETS = {
    "cities": 2,
    "cities/heidelberg": 11,
    "deals": 7,
    "cities/heidelberg/deals": 7,
    "cities/heidelberg/deals?field=energy&work=exploring": 8,
    "deals/heidelberg/deal-0": 12,
    "parties": 3,
    "parties/heidelberg/company-deal-0": 6,
    "clauses": 5,
    "cities/heidelberg/measures": 7,
    "changes": 5,
    "cities/heidelberg/changes": 6,
    "openapi.json": 1,
    "": 1,
}


@pytest.mark.parametrize("address", BUDGETS)
def test_an_answer_stays_within_its_budget(
    client: Client, django_assert_max_num_queries: Any, address: str
) -> None:
    city = a_full_city()
    for number in range(5):
        a_full_deal(city, f"deal-{number}")
    with django_assert_max_num_queries(BUDGETS[address]):
        assert client.get(f"/api/v1/{address}").status_code == 200


def test_an_unchanged_answer_asks_once(client: Client, django_assert_num_queries: Any) -> None:
    a_full_deal(a_full_city())
    tag = client.get("/api/v1/deals")["ETag"]
    with django_assert_num_queries(1):
        assert client.get("/api/v1/deals", headers={"If-None-Match": tag}).status_code == 304
