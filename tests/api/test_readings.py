"""Readings by token: one or many, once under a key, refused in words; strangers find nothing."""

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.journal.models import Entry
from greenpact.measures.models import Indicator, Reading
from greenpact.parties.issuing_tokens import NoToken, issue, revoke
from greenpact.parties.models import ApiToken, Organisation
from greenpact.parties.token_rules import USES_A_MINUTE, Scope, WhyNoToken
from tests.makers import AT, BY, TODAY, a_city, a_commitment, a_deal, a_goal, an_organisation
from tests.measures.makers import an_indicator, measure_of

pytestmark = pytest.mark.django_db

BOTH = frozenset(Scope)


@pytest.fixture
def organisation(db: None) -> Organisation:
    return an_organisation(a_city(), "stadtwerke", "utility")


@pytest.fixture
def power(organisation: Organisation) -> Indicator:
    parts = Parts(
        parties=[PartyEntry(organisation, "signatory")], clauses=[a_goal(), a_commitment(organisation)]
    )
    return an_indicator(measure_of(a_deal(organisation.city, "power", parts=parts)))


def a_token(organisation: Organisation, scopes: frozenset[Scope] = BOTH, days: int = 365) -> str:
    _token, secret = issue(
        organisation, name="SCADA", scopes=scopes, expires_on=TODAY + timedelta(days), by=BY, at=AT
    )
    ApiToken.objects.update(expires_on=date(2099, 1, 1))
    return secret


def address(indicator: Indicator) -> str:
    deal = indicator.deal
    return f"/api/v1/deals/{deal.city.slug}/{deal.ref}/indicators/{indicator.ref}/readings"


def send(indicator: Indicator, body: Any, secret: str, **headers: str) -> Any:
    content = body if isinstance(body, str) else json.dumps(body)
    return Client(enforce_csrf_checks=True).post(
        address(indicator),
        content,
        content_type="application/json",
        headers={"authorization": f"Bearer {secret}", "accept-language": "de", **headers},
    )


def test_one_reading_and_many(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    one = send(power, {"period": "2022", "value": 1500, "unit": "kWh", "provenance": "measured"}, secret)
    assert one.status_code == 201
    many = {"readings": [{"period": "2023", "value": 2}, {"period": "2024", "non_value": "not_known"}]}
    assert [item["outcome"] for item in send(power, many, secret).json()["readings"]] == ["new", "new"]
    assert list(power.readings.values_list("value", flat=True)) == [1.5, 2.0, None]
    assert Entry.objects.filter(verb="reading.delivered").count() == 2
    assert send(power, many, secret).json()["readings"][0]["outcome"] == "same"
    shown = Client().get(address(power), headers={"authorization": f"Bearer {secret}"}).json()
    assert [row["value"] for row in shown["readings"]] == [None, 2.0, 1.5]


def test_under_one_key_it_is_done_once(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    body = {"period": "2022", "value": 1}
    first = send(power, body, secret, **{"idempotency-key": "k1"})
    again = send(power, body, secret, **{"idempotency-key": "k1"})
    assert (again.status_code, again.json()) == (first.status_code, first.json())
    other = send(power, {"period": "2023", "value": 1}, secret, **{"idempotency-key": "k1"})
    assert other.status_code == 409
    assert "Idempotency-Key" in other.json()["detail"]
    assert Reading.objects.count() == 1


def test_each_item_says_what_is_wrong_and_none_is_kept(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    items = [
        {"period": "2022", "value": 1},
        {"period": "32.13.2022", "value": 1},
        {"period": "2023", "value": "many"},
        {"period": "2023", "value": 1, "unit": "km"},
        {"period": "2023", "valeu": 1},
    ]
    answer = send(power, {"readings": items}, secret)
    assert answer.status_code == 422
    names = [error["name"] for error in answer.json()["errors"]]
    assert names == ["readings.1.period", "readings.2.value", "readings.3.unit", "readings.4.valeu"]
    later = send(
        power, {"readings": [{"period": "2022", "value": 1}, {"period": "03/2022", "value": 1}]}, secret
    )
    assert later.json()["errors"][0]["name"] == "readings.1"
    assert not Reading.objects.exists()
    assert send(power, "[", secret).status_code == 422
    assert send(power, {"readings": [{"period": "2022", "value": 1}] * 1001}, secret).status_code == 422


def test_another_value_needs_a_reason(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    send(power, {"period": "2022", "value": 1}, secret)
    assert send(power, {"period": "2022", "value": 2}, secret).status_code == 422
    replaced = send(power, {"period": "2022", "value": 2, "reason": "Read off again"}, secret)
    assert replaced.json()["readings"][0]["outcome"] == "replaced"
    assert power.readings.count() == 2


def test_forged_expired_and_revoked_tokens_open_nothing(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    for wrong in ("", "gp_forged", secret[:-1] + "_", "x" * 500):
        answer = send(power, {"period": "2022", "value": 1}, wrong)
        assert answer.status_code == 401
        assert answer["WWW-Authenticate"] == "Bearer"
    ApiToken.objects.update(expires_on=date(2026, 1, 1))
    assert send(power, {"period": "2022", "value": 1}, secret).status_code == 401
    ApiToken.objects.update(expires_on=date(2099, 1, 1))
    token = ApiToken.objects.select_related("organisation__city").get()
    revoke(token, by=BY, at=AT)
    assert send(power, {"period": "2022", "value": 1}, secret).status_code == 401
    with pytest.raises(NoToken, match="revoked_already"):
        revoke(token, by=BY, at=AT)
    assert secret not in json.dumps(list(ApiToken.objects.values_list("sha256", "name")))


def test_a_token_reaches_as_far_as_it_says(power: Indicator, organisation: Organisation) -> None:
    reading = a_token(organisation, frozenset({Scope.READ}))
    assert send(power, {"period": "2022", "value": 1}, reading).status_code == 403
    stranger = a_token(an_organisation(organisation.city, "another"))
    assert send(power, {"period": "2022", "value": 1}, stranger).status_code == 404
    with pytest.raises(NoToken) as refused:
        issue(organisation, name="x", scopes=BOTH, expires_on=TODAY + timedelta(900), by=BY, at=AT)
    assert refused.value.reason == WhyNoToken.ENDS_TOO_LATE


def test_a_token_used_too_often_waits(power: Indicator, organisation: Organisation) -> None:
    secret = a_token(organisation)
    send(power, {"period": "2022", "value": 1}, secret)
    ApiToken.objects.update(uses=USES_A_MINUTE)
    answers = {send(power, {"period": "2022", "value": 1}, secret).status_code for _turn in range(2)}
    assert answers <= {200, 429}
