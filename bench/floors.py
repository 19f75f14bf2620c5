"""What the pages are measured beside: a bare WSGI answer, a bare Django view, and one template over one query."""

from collections.abc import Callable, Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

django.setup()

from greenpact.deals.models import Deal  # noqa: E402  # models need a Django that is set up

BODY = b"ok" * 6000

TEMPLATE = """<!doctype html><title>{{ city }}</title><ul>{% for deal in deals %}
<li><h2><a href="/{{ city }}/deals/{{ deal.ref }}/">{{ deal.title.en }}</a></h2>
<p>{{ deal.summary.en }}</p><p>{{ deal.get_work_state_display }} · {{ deal.get_signature_state_display }}
· {{ deal.get_tier_display }} · {{ deal.start_year }}–{{ deal.end_year }}</p></li>{% endfor %}</ul>"""
COMPILED = engines["django"].from_string(TEMPLATE)


def bare(_environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """A bare WSGI answer of 12 KB: what the server can hand out without any framework."""
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(BODY)))])
    return [BODY]


def ping(_request: HttpRequest) -> HttpResponse:
    """A bare Django view."""
    return HttpResponse("ok")


def template(_request: HttpRequest) -> HttpResponse:
    """The minimal template view: thirty rows of one query."""
    deals = Deal.objects.published().filter(city__slug="city-1").order_by("-changed_at")[:30]
    return HttpResponse(COMPILED.render({"city": "city-1", "deals": deals}))


urlpatterns = [path("ping", ping), path("template", template)]

django_floor = WSGIHandler()
