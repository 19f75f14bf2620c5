"""Which deliveries somebody may see: those of the offices, or of the organisations that they speak for."""

from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from greenpact.measures.models import Delivery, DeliveryQuerySet
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Deed
from greenpact.workspace.access import Visit

TEND = (Deed.EDIT_DEALS, Deed.EDIT_OWN_MEASURES)


def senders(visit: Visit) -> list[Organisation | None]:
    """For whom the visitor may send: the city's offices (None), or organisations."""
    if visit.standing.may(Deed.EDIT_DEALS):
        return [None]
    own = Organisation.objects.filter(city=visit.city, pk__in=visit.standing.own_organisations)
    return list(own.order_by("folded_name"))


def visible(visit: Visit) -> DeliveryQuerySet:
    """What an organisation sends is its own until it counts; so is what the offices send."""
    deliveries = Delivery.objects.filter(city=visit.city).select_related("organisation", "deal", "city")
    if visit.standing.may(Deed.EDIT_DEALS):
        return deliveries.filter(organisation__isnull=True)
    return deliveries.filter(Q(organisation__in=visit.standing.own_organisations))


def find_delivery(visit: Visit, ref: str) -> Delivery:
    """A delivery that the visitor may see; raises `Http404`."""
    found = get_object_or_404(visible(visit), ref=ref)
    if not senders(visit):
        raise Http404(ref)
    found.city = visit.city
    return found
