"""What changed as Atom and RSS: the same public entries as on the page, with identifiers that never change."""

import base64
import re

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.journal.models import Entry
from greenpact.portal.changes.news import News
from greenpact.portal.changes.pages import KINDS, Whose, newest, of_city, of_network
from greenpact.portal.finding import find_city
from greenpact.portal.frame import in_language

MOST = 50

Feed = Atom1Feed | Rss201rev2Feed

#: Control characters that XML cannot hold.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")


def city_atom(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    return feed_of(request, Atom1Feed, of_city(row), owner=in_language(row.name))


def city_rss(request: HttpRequest, city: str) -> HttpResponse:
    row = find_city(city)
    return feed_of(request, Rss201rev2Feed, of_city(row), owner=in_language(row.name))


def network_atom(request: HttpRequest) -> HttpResponse:
    return feed_of(request, Atom1Feed, of_network(), owner="Greenpact")


def network_rss(request: HttpRequest) -> HttpResponse:
    return feed_of(request, Rss201rev2Feed, of_network(), owner="Greenpact")


def identifier(entry: Entry) -> str:
    """An entry's name for all time: its hash as an `ni` address (RFC 6920), independent of host and language."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(entry.hash)).rstrip(b"=").decode()


def feed_of(request: HttpRequest, kind: type[Feed], whose: Whose, *, owner: str) -> HttpResponse:
    """The newest of what changed; `whose` says of what, and where one reads on."""
    origin = f"{request.scheme}://{request.get_host()}"
    narrowed = request.GET.get("kind", "")
    title = _("What changed")
    if narrowed in KINDS:
        title = _("What changed: %(kind)s") % {"kind": KINDS[narrowed][0]}
    feed = kind(
        title=f"{owner} · {title}",
        link=origin + whose.address,
        description=_("Changes in the register of Local Green Deals, newest first."),
        language=get_language(),
        author_name=owner,
        feed_url=request.build_absolute_uri(),
        feed_guid=origin + whose.address,
    )
    for entry, news in newest(whose, narrowed, MOST):
        _add(feed, entry, news, link=origin + (news.happening.url or whose.address))
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _add(feed: Feed, entry: Entry, news: News, *, link: str) -> None:
    happening = news.happening
    feed.add_item(
        title=UNWRITABLE.sub("", f"{news.city}: {happening.plain}"),
        link=link,
        description=UNWRITABLE.sub("", happening.detail or happening.sentence),
        pubdate=entry.at,
        updateddate=entry.at,
        unique_id=identifier(entry),
        unique_id_is_permalink=False,
        categories=[happening.kind],
    )
