"""What a public address leads to: a city, a deal, a party, or nothing (404)."""

from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.cities.models import City
from greenpact.deals.models import Deal, Party
from greenpact.deals.previewing import may_preview
from greenpact.parties.models import Organisation

#: Whether an organisation is, or once was, party to a deal that is public.
IN_PUBLIC = Party.objects.filter(organisation=OuterRef("pk"), deal__published_at__isnull=False)


def find_city(slug: str) -> City:
    """The city at an address; raises `Http404`."""
    return get_object_or_404(City, slug=slug)


def find_deal(city: str, ref: str, *, token: str = "") -> Deal:
    """The public deal at an address, with its city and field; raises `Http404`.

    One that is not public is found with its preview token alone.
    """
    deal = get_object_or_404(Deal.objects.select_related("city", "field"), city__slug=city, ref=ref)
    if not deal.is_published and not (token and may_preview(deal, token)):
        raise Http404(ref)
    return deal


def find_party(city: str, ref: str) -> Organisation:
    """The organisation at an address, with its city and district; raises `Http404` when it is in no public deal."""
    rows = Organisation.objects.select_related("city", "district").filter(Exists(IN_PUBLIC))
    return get_object_or_404(rows, city__slug=city, ref=ref)
