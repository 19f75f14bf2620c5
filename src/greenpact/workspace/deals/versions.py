"""The published versions of a deal's document, with the way to read and compare them in public."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from greenpact.deals.models import Deal
from greenpact.workspace.access import Visit, within_city
from greenpact.workspace.deals.finding import SEE, find_deal
from greenpact.workspace.deals.pages import page


@within_city(*SEE)
def versions(request: HttpRequest, visit: Visit, ref: str) -> HttpResponse:
    """All versions, the newest first."""
    deal = find_deal(visit, ref)
    return render(
        request, "workspace/deals/versions.html", page(visit, deal, "deal_versions", rows=rows_of(deal))
    )


def rows_of(deal: Deal) -> list[dict[str, Any]]:
    """Each version with its public address and that of its comparison with the one before."""
    base = f"/{deal.city.slug}/deals/{deal.ref}/"
    return [
        {
            "version": version,
            "address": f"{base}versions/{version.number}/",
            "comparison": f"{base}compare/{version.number - 1}/{version.number}/"
            if version.number > 1
            else "",
        }
        for version in deal.versions.defer("canonical")
    ]
