"""What machines ask a site for: robots.txt, the sitemap with every public page in every language, the small icon."""

from collections.abc import Iterable, Iterator
from functools import partial
from math import ceil
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Count, Exists
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseRedirectBase
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from greenpact.cities.models import City, Field
from greenpact.deals.models import Deal
from greenpact.parties.models import Organisation
from greenpact.portal import addresses
from greenpact.portal.finding import IN_PUBLIC, find_city
from greenpact.portal.streaming import streamed

XML = "application/xml; charset=utf-8"
HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'

#: Addresses in one file; each stands there once for every language.
AT_MOST = 5000

LEGAL = ("imprint", "privacy", "accessibility")
FRAMES = (
    addresses.city,
    addresses.deals,
    addresses.progress,
    addresses.parties,
    addresses.changes,
    addresses.data,
    addresses.participate,
)
PAGES, DEALS, PARTIES = "pages", "deals", "parties"


def _origin(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read; the workspace and signing in are nobody else's."""
    closed = "User-agent: *\nDisallow: /workspace/\nDisallow: /accounts/\n"
    return HttpResponse(
        f"{closed}Sitemap: {_origin(request)}/sitemap.xml\n", content_type="text/plain; charset=utf-8"
    )


@require_safe
def favicon(_request: HttpRequest) -> "HttpResponseRedirectBase":
    """For those who ask without having read a page."""
    return redirect(static("ui/favicon.svg"), permanent=False)


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponseBase:
    """The sitemaps of the network and of every real city."""
    return streamed(request, "", partial(_index, _origin(request)), media_type=XML)


@require_safe
def network_sitemap(request: HttpRequest) -> HttpResponseBase:
    shown = [
        addresses.NETWORK,
        addresses.NETWORK_CHANGES,
        addresses.NETWORK_DATA,
        *(addresses.legal("", which) for which in LEGAL),
    ]
    pairs = ((address, "") for address in shown)
    return streamed(request, "", partial(_listed, _origin(request), pairs), media_type=XML)


@require_safe
def city_sitemap(request: HttpRequest, city: str, part: str, number: int) -> HttpResponseBase:
    """One part of a city's sitemap; invented cities have none."""
    row = find_city(city)
    parts = {PAGES: _pages, DEALS: _deals, PARTIES: _parties}
    if row.is_invented or part not in parts or not 1 <= number <= 1000:
        raise Http404(part)
    start = (number - 1) * AT_MOST
    pairs = parts[part](row, slice(start, start + AT_MOST))
    return streamed(request, city, partial(_listed, _origin(request), pairs), media_type=XML)


def _index(origin: str) -> Iterator[bytes]:
    deals = _numbers(Deal.objects.published().filter(city__in=City.objects.real()))
    parties = _numbers(_public_organisations().filter(city__in=City.objects.real()))
    yield HEAD + f"<sitemapindex {NAMESPACES}>\n".encode()
    yield f"<sitemap><loc>{escape(origin)}/sitemap-network.xml</loc></sitemap>\n".encode()
    for key, slug in City.objects.real().order_by("slug").values_list("pk", "slug"):
        counts = {PAGES: 1, DEALS: deals.get(key, 0), PARTIES: parties.get(key, 0)}
        for part, count in counts.items():
            for number in range(1, ceil(count / AT_MOST) + 1):
                yield f"<sitemap><loc>{escape(origin)}/{slug}/sitemap-{part}-{number}.xml</loc></sitemap>\n".encode()
    yield b"</sitemapindex>\n"


def _numbers(rows: Any) -> dict[int, int]:
    return dict(rows.order_by().values_list("city").annotate(number=Count("pk")))


def _public_organisations() -> Any:
    return Organisation.objects.filter(Exists(IN_PUBLIC))


#: An address and the day of its last change, if known.
Pairs = Iterable[tuple[str, str]]


def _pages(city: City, _slice: slice) -> Pairs:
    slug = city.slug
    yield from ((address(slug), "") for address in FRAMES)
    yield from ((addresses.legal(slug, which), "") for which in LEGAL)
    fields = Field.objects.filter(city=city).values_list("ref", flat=True)
    yield from ((addresses.field(slug, ref), "") for ref in fields)
    goals = Deal.objects.published().filter(city=city, sdg_rows__isnull=False).order_by()
    numbers = goals.values_list("sdg_rows__number", flat=True).distinct()
    yield from ((addresses.sdg(slug, number), "") for number in sorted(numbers))


def _deals(city: City, part: slice) -> Pairs:
    rows = Deal.objects.published().filter(city=city).order_by("ref").values_list("ref", "changed_at")[part]
    for ref, changed_at in rows.iterator():
        yield addresses.deal(city.slug, ref), city.day(changed_at).isoformat()


def _parties(city: City, part: slice) -> Pairs:
    refs = _public_organisations().filter(city=city).order_by("ref").values_list("ref", flat=True)[part]
    yield from ((addresses.party(city.slug, ref), "") for ref in refs.iterator())


def _listed(origin: str, pairs: Pairs) -> Iterator[bytes]:
    """Every address in every language, each naming all its twins."""
    languages = [code for code, _name in settings.LANGUAGES]
    yield HEAD + f"<urlset {NAMESPACES}>\n".encode()
    for address, changed_on in pairs:
        place = escape(origin + address)
        twins = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{place}?lang={code}"/>'
            for code in languages
        )
        twins += f'<xhtml:link rel="alternate" hreflang="x-default" href="{place}"/>'
        changed = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
        for code in languages:
            yield f"<url><loc>{place}?lang={code}</loc>{changed}{twins}</url>\n".encode()
    yield b"</urlset>\n"
