"""The addresses of the machine door."""

from django.urls import URLPattern, path, re_path

from greenpact.api.about import context, nowhere, openapi
from greenpact.api.answers import for_machines
from greenpact.api.door import door
from greenpact.api.guide import guide
from greenpact.api.problems import Kind
from greenpact.api.readings.endpoints import readings
from greenpact.pages.keeping import page

app_name = "api"


def _endpoints() -> list[URLPattern]:
    """Every endpoint of the door, answering as machines expect it."""
    patterns = [
        pattern for pattern in door.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"
    ]
    return [path(str(one.pattern), for_machines(one.callback), name=one.name) for one in patterns]


urlpatterns = [
    path("", page(guide), name="guide"),
    path("openapi.json", for_machines(openapi), name="openapi"),
    path("context.jsonld", for_machines(context), name="context"),
    *_endpoints(),
    path("deals/<slug:city>/<slug:deal>/indicators/<slug:indicator>/readings", readings, name="readings"),
    re_path("", for_machines(nowhere, otherwise=Kind.NOT_HERE)),
]
