"""The open data pages, and the files they lead to."""

from collections.abc import Iterable
from functools import partial
from itertools import chain
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from greenpact.portal import addresses
from greenpact.portal.finding import find_city
from greenpact.portal.frame import Here, city_frame, in_language, network_frame
from greenpact.portal.json_ld import json_ld
from greenpact.portal.open_data.catalogue import TABLES
from greenpact.portal.open_data.dcat import WRITTEN, catalogue, owner_of
from greenpact.portal.open_data.scope import Scope
from greenpact.portal.open_data.writing import FORMATS, LICENCE, LICENCE_URL, formats_of
from greenpact.portal.streaming import streamed

#: What the files are called, by ending.
NAMES: dict[str, str | Promise] = {
    "csv": "CSV",
    "sheet.csv": gettext_lazy("CSV for Excel"),
    "json": "JSON",
    "geojson": "GeoJSON",
    "parquet": "Parquet",
}


def city_data(request: HttpRequest, city: str) -> HttpResponse:
    """What can be taken along from a city, and what each column means."""
    row = find_city(city)
    name = in_language(row.name)
    description = _("Everything public about the Local Green Deals of %(city)s as open data.") % {
        "city": name
    }
    frame = city_frame(request, row, here=Here.DATA, title=_("Open data"), description=description)
    return render(request, "portal/data/city.html", {**frame, **_offer(frame, city, name)})


def network_data(request: HttpRequest) -> HttpResponse:
    """The same for the whole network."""
    description = _("Everything public about the Local Green Deals of all cities as open data.")
    frame = network_frame(request, here=Here.DATA, title=_("Open data"), description=description)
    return render(request, "portal/data/network.html", {**frame, **_offer(frame, "", "Greenpact")})


def _offer(frame: dict[str, Any], city: str, name: str) -> dict[str, Any]:
    """Every table with its files, each by its ending and its address."""
    here = addresses.data(city)
    offered = [
        (table, [(ending, f"{here}{table.name}.{ending}") for ending in formats_of(table)])
        for table in TABLES.values()
    ]
    return {
        "offered": [
            (table, [(NAMES[ending], address) for ending, address in files]) for table, files in offered
        ],
        "licence": LICENCE,
        "licence_url": LICENCE_URL,
        "owner": name,
        "json_ld": _for_machines(frame, name, chain.from_iterable(files for _table, files in offered)),
    }


def _for_machines(frame: dict[str, Any], name: str, files: Iterable[tuple[str, str]]) -> str:
    downloads = [
        {
            "@type": "DataDownload",
            "encodingFormat": FORMATS[ending][0].partition(";")[0],
            "contentUrl": f"{frame['origin']}{address}",
        }
        for ending, address in files
    ]
    return json_ld(
        {
            "@type": "Dataset",
            "name": f"Local Green Deals · {name}",
            "description": frame["description"],
            "url": frame["address"],
            "inLanguage": get_language(),
            "license": LICENCE_URL,
            "isAccessibleForFree": True,
            "distribution": downloads,
        }
    )


def data_catalogue(request: HttpRequest, ending: str, city: str = "") -> HttpResponse:
    """The catalogue of a city, or of the network, for other portals."""
    if ending not in WRITTEN:
        raise Http404(ending)
    media_type, name = WRITTEN[ending]
    owner = owner_of(f"{request.scheme}://{request.get_host()}", find_city(city) if city else None)
    answer = HttpResponse(catalogue(owner).serialize(format=name), content_type=media_type)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@require_safe
def data_file(request: HttpRequest, table: str, ending: str, city: str = "") -> HttpResponseBase:
    """One table of a city, or of the network, as a file."""
    kind = TABLES.get(table)
    if kind is None or ending not in formats_of(kind):
        raise Http404(f"{table}.{ending}")
    owner = find_city(city) if city else None
    now = timezone.now()
    scope = Scope(f"{request.scheme}://{request.get_host()}", owner.day(now) if owner else now.date(), owner)
    media_type, write = FORMATS[ending]
    response = streamed(request, city, partial(write, kind, scope), media_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{city or "greenpact"}-{table}.{ending}"'
    response["Access-Control-Allow-Origin"] = "*"
    response["Link"] = f'<{LICENCE_URL}>; rel="license"'
    return response
