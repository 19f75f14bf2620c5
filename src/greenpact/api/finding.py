"""What an address of the machine door leads to: a city, a public deal, a party; otherwise nothing (404)."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from greenpact.api.common.links import CITY
from greenpact.cities.models import City
from greenpact.deals.models import Deal, Party
from greenpact.parties.models import Organisation


def find_city(slug: str, *columns: str) -> City:
    """The city with a slug, of which a link and `columns` are read; raises `Http404`."""
    rows = City.objects.select_related("chain").only(*CITY, "timezone", "chain__revision", *columns)
    city = rows.filter(slug=slug).first()
    if city is None:
        raise Http404(slug)
    return city


def find_deal(city: City, ref: str) -> Deal:
    """A public deal of a city's register; raises `Http404`, also for one that is not public."""
    deal = Deal.objects.published().filter(city=city, ref=ref).select_related("field").first()
    if deal is None:
        raise Http404(ref)
    return deal


def public_parties() -> QuerySet[Organisation]:
    """Organisations that are, or were, party to a public deal; nobody else's name is public."""
    public = Party.objects.filter(organisation=OuterRef("pk"), deal__published_at__isnull=False)
    return Organisation.objects.filter(Exists(public))


def with_surroundings(parties: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """With their district, and with what a link reads of their city."""
    unread = (
        f"city__{column.name}" for column in City._meta.concrete_fields if column.name not in {"id", *CITY}
    )
    return parties.select_related("city", "district").defer(*unread)


def find_party(slug: str, ref: str) -> Organisation:
    """A party with a public deal; raises `Http404`."""
    party = with_surroundings(public_parties()).filter(city__slug=slug, ref=ref).first()
    if party is None:
        raise Http404(ref)
    return party
