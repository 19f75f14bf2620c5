"""What a topic is: whether the public knows it, what it is called, where it lies, and which entries tell of it."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from greenpact.cities.models import City, Field
from greenpact.deals.models import ClauseRow, Deal, DealQuerySet, Party
from greenpact.following.rules import Topic, TopicKind
from greenpact.journal.models import Entry, EntryQuerySet
from greenpact.labels.models import Label
from greenpact.parties.models import Organisation
from greenpact.ui.wording import Texts

#: Entries of more deals than these are not looked for one by one; a field with more is rare.
MOST_DEALS = 2_000


@dataclass(frozen=True, slots=True)
class Known:
    """A topic that is public: its title, and its page as a path."""

    title: Texts | str
    address: str


def known(city: City, topic: Topic) -> Known | None:
    """What the public may know of a topic; None where there is no such thing, or it is not public (any more)."""
    here = f"/{city.slug}/"
    if topic.kind is TopicKind.CITY:
        return None if topic.ref else Known(city.name, here)
    if topic.kind is TopicKind.FIELD:
        field = Field.objects.filter(city=city, ref=topic.ref).first()
        return Known(field.name, f"{here}fields/{field.ref}/") if field else None
    if topic.kind is TopicKind.PARTY:
        party = _public_parties(city).filter(ref=topic.ref).first()
        return Known(party.name, f"{here}parties/{party.ref}/") if party else None
    if topic.kind is TopicKind.DEAL:
        deal = Deal.objects.published().filter(city=city, ref=topic.ref).first()
        return Known(deal.title, f"{here}deals/{deal.ref}/") if deal else None
    clauses = ClauseRow.objects.public(city).filter(measure__isnull=False)
    clause = clauses.filter(deal__ref=topic.deal, ref=topic.clause).first()
    return Known(clause.text, f"{here}deals/{topic.deal}/measures/{topic.clause}/") if clause else None


def _public_parties(city: City) -> "QuerySet[Organisation]":
    public = Party.objects.filter(organisation=OuterRef("pk"), deal__published_at__isnull=False)
    return Organisation.objects.filter(Exists(public), city=city)


def entries_of(city: City, topic: Topic) -> EntryQuerySet:
    """The public entries of a city that tell of a topic, whatever their order."""
    return Entry.objects.public().filter(_about(city, topic), chain=city.chain_id)


def _about(city: City, topic: Topic) -> Q:
    if topic.kind is TopicKind.CITY:
        return Q()
    if topic.kind is TopicKind.MEASURE:
        return Q(subject=f"deal:{topic.deal}", payload__clause=topic.clause)
    deals = Deal.objects.published().filter(city=city)
    if topic.kind is TopicKind.DEAL:
        return _about_deals([topic.deal], city)
    if topic.kind is TopicKind.FIELD:
        in_field = deals.filter(field__ref=topic.ref, field__city=city)
        return Q(subject=f"field:{topic.ref}") | _about_deals(_refs(in_field), city)
    in_deal = deals.filter(parties__organisation__ref=topic.ref, parties__organisation__city=city)
    return Q(subject=f"organisation:{topic.ref}") | _about_deals(_refs(in_deal), city)


def _refs(deals: DealQuerySet) -> list[str]:
    return list(deals.order_by().values_list("ref", flat=True).distinct()[:MOST_DEALS])


def _about_deals(refs: list[str], city: City) -> Q:
    """About deals and their labels."""
    labels = Label.objects.public().filter(city=city, deal__ref__in=refs).values_list("ref", flat=True)
    subjects = [f"deal:{ref}" for ref in refs] + [f"label:{ref}" for ref in labels]
    return Q(subject__in=subjects)
