"""A page of a list with the addresses of its neighbours."""

from typing import Any

from django.http import HttpRequest

from greenpact.api.addresses import addresses_for
from greenpact.api.common.shapes import Listing
from greenpact.pages.keyset import Slice


def listing(request: HttpRequest, page: Slice[Any]) -> Listing:
    """All of a list's page except its items."""
    return {
        "@context": addresses_for(request).context,
        "@id": request.build_absolute_uri(),
        "@type": "Collection",
        "next": beside(request, page=page.older),
        "previous": beside(request, page=page.newer),
    }


def beside(request: HttpRequest, **parameters: str) -> str | None:
    """The address of this answer with other parameters; None when one of them is empty."""
    if not all(parameters.values()):
        return None
    query = request.GET.copy()
    for name, value in parameters.items():
        query[name] = value
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
