"""What changed about one deal, party, field or measure, as Atom and RSS."""

from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed

from greenpact.following.topics import entries_of
from greenpact.portal.changes.feeds import feed_of
from greenpact.portal.changes.pages import IN_CITY, Whose
from greenpact.portal.following.finding import find_topic

FORMS: dict[str, type[Atom1Feed | Rss201rev2Feed]] = {"feed": Atom1Feed, "rss": Rss201rev2Feed}


def topic_feed(
    request: HttpRequest, city: str, *, form: str, kind: str = "city", ref: str = "", clause: str = ""
) -> HttpResponse:
    found = find_topic(city, kind, ref, clause)
    whose = Whose(entries_of(found.city, found.topic), [found.city], IN_CITY, found.thing.address)
    return feed_of(request, FORMS[form], whose, owner=found.title)
