"""What an address below `follow/` is about."""

from dataclasses import dataclass

from django.http import Http404

from greenpact.cities.models import City
from greenpact.following.rules import Topic, TopicKind
from greenpact.following.topics import Known, known
from greenpact.portal.finding import find_city
from greenpact.portal.frame import in_language


@dataclass(frozen=True, slots=True)
class Found:
    """A public thing that can be followed."""

    city: City
    topic: Topic
    thing: Known

    @property
    def title(self) -> str:
        title = self.thing.title
        return title if isinstance(title, str) else in_language(title)


def find_topic(city: str, kind: str = "city", ref: str = "", clause: str = "") -> Found:
    """The thing at an address; raises `Http404` where there is none, or it is not public."""
    if kind not in list(TopicKind):
        raise Http404(kind)
    row = find_city(city)
    topic = Topic(TopicKind(kind), f"{ref}/{clause}" if clause else ref)
    thing = known(row, topic)
    if thing is None:
        raise Http404(ref)
    return Found(row, topic, thing)
