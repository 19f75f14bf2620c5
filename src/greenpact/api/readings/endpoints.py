"""Sending readings of one's own measures by a token, and asking for them; each request under its key is done once."""

import json
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from greenpact.api.problems import Kind, Slip, problem
from greenpact.api.readings.bodies import MOST_BYTES, BadBody, Body, body_from
from greenpact.measures.models import Indicator, Reading
from greenpact.measures.reading import NoReading, NoReadings, take_all
from greenpact.parties.issuing_tokens import NoToken, let_in
from greenpact.parties.models import ApiToken, TokenAnswer
from greenpact.parties.token_rules import Scope, WhyNoToken

ALLOWED = "GET, POST"
LONGEST_KEY = 200
MOST_SHOWN = 1_000


@csrf_exempt
def readings(request: HttpRequest, city: str, deal: str, indicator: str) -> HttpResponse:
    """GET: the current readings of one's own indicator. POST: one reading, or up to a thousand, all or none."""
    response = _answer(request, city, deal, indicator)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest, city: str, deal: str, indicator: str) -> HttpResponse:
    if request.method not in ("GET", "POST"):
        response = problem(request, Kind.METHOD)
        response["Allow"] = ALLOWED
        return response
    at = timezone.now()
    try:
        token = let_in(_secret(request), at=at)
    except NoToken as refusal:
        return _shut(request, refusal)
    if (Scope.READ if request.method == "GET" else Scope.WRITE) not in token.scopes:
        return problem(request, Kind.SCOPE)
    found = _find(token, city, deal, indicator)
    if found is None:
        return problem(request, Kind.NOT_HERE)
    if request.method == "GET":
        return _list(found)
    return _once(request, token, lambda: _take(request, token, found, at), at)


def _shut(request: HttpRequest, refusal: NoToken) -> HttpResponse:
    if refusal.reason is WhyNoToken.TOO_OFTEN:
        response = problem(request, Kind.OFTEN)
        response["Retry-After"] = "60"
        return response
    response = problem(request, Kind.TOKEN)
    response["WWW-Authenticate"] = "Bearer"
    return response


def _secret(request: HttpRequest) -> str:
    scheme, _blank, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else ""


def _find(token: ApiToken, city: str, deal: str, indicator: str) -> Indicator | None:
    """An indicator of a measure of the token's organisation; for others there is none."""
    own = Indicator.objects.standing().filter(measure__clause__party=token.organisation)
    rows = own.filter(city__slug=city, deal__ref=deal, ref=indicator)
    return rows.select_related("deal__city__chain", "measure__clause").first()


def _list(indicator: Indicator) -> HttpResponse:
    rows = indicator.readings.current().order_by("-first_on", "-pk")[:MOST_SHOWN]
    return JsonResponse({"unit": indicator.unit, "readings": [_shown(row) for row in rows]})


def _shown(row: Reading) -> dict[str, Any]:
    return {
        "ref": row.ref,
        "from": row.first_on.isoformat(),
        "until": row.until.isoformat(),
        "value": row.value,
        "non_value": row.non_value or None,
        "provenance": row.provenance or None,
    }


def _take(request: HttpRequest, token: ApiToken, indicator: Indicator, at: datetime) -> HttpResponse:
    if len(request.body) > MOST_BYTES:
        return problem(request, Kind.BODY, slips=[Slip("body", "", "json", {"most": 1000})])
    try:
        body = body_from(request.body, indicator)
        found = take_all(indicator, body.readings, reason=body.reason, by=f"token:{token.ref}", at=at)
    except BadBody as bad:
        return problem(request, Kind.BODY, slips=bad.slips)
    except NoReadings as refusal:
        slips = [Slip("body", _place(body, place), f"reading_{why}") for place, why in refusal.faults.items()]
        return problem(request, Kind.BODY, slips=slips)
    except NoReading:
        return problem(request, Kind.NOT_HERE)
    items = [{"ref": one.reading.ref, "outcome": one.what} for one in found]
    return JsonResponse({"readings": items}, status=201 if any(one.what != "same" for one in found) else 200)


def _place(body: Body, place: int) -> str:
    return "" if body.is_single else f"readings.{place}"


def _once(
    request: HttpRequest, token: ApiToken, do: Callable[[], HttpResponse], at: datetime
) -> HttpResponse:
    """Answer a request under the same key as the first time, without doing it again; another under it is a conflict."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return do()
    if len(key) > LONGEST_KEY:
        return problem(request, Kind.CONFLICT)
    print_of = sha256(request.path.encode() + b"\n" + request.body).hexdigest()
    if (known := token.answers.filter(key=key).first()) is not None:
        return _again(request, known, print_of)
    try:
        with transaction.atomic():
            answer = TokenAnswer.objects.create(
                token=token, key=key, sha256=print_of, status=0, content={}, at=at
            )
            response = do()
            if response.status_code >= 300:
                transaction.set_rollback(True)  # a refusal may be put right under the same key
            else:
                answer.status, answer.content = response.status_code, json.loads(response.content)
                answer.save()
            return response
    except IntegrityError:
        known = token.answers.filter(key=key).first()
        return problem(request, Kind.CONFLICT) if known is None else _again(request, known, print_of)


def _again(request: HttpRequest, known: TokenAnswer, print_of: str) -> HttpResponse:
    if known.sha256 != print_of:
        return problem(request, Kind.CONFLICT)
    return JsonResponse(known.content, status=known.status)
