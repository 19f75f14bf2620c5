"""Parties put into their shapes."""

from greenpact.api.addresses import Addresses
from greenpact.api.clauses.telling import iso
from greenpact.api.common.links import city_link, deals_by_key, district_link, party_link, position_of
from greenpact.api.parties import shapes
from greenpact.deals.models import Party
from greenpact.parties.models import Organisation


def party_head(row: Organisation, here: Addresses) -> shapes.PartyHead:
    """An organisation whose city and district were loaded."""
    slug = row.city.slug
    return {
        **party_link(row.ref, row.name, row.kind, slug, here),
        "url": here.page(slug, "parties", row.ref),
        "city": city_link(row.city, here),
        "count": row.count,
        "text": row.text,
        "identifiers": row.identifiers,
        "address": {
            "street": row.street or None,
            "postal_code": row.postal_code or None,
            "place": row.place or None,
        },
        "district": district_link(row.district.ref, row.district.name, slug, here) if row.district else None,
        "position": position_of(row),
        "nuts3": row.nuts3 or None,
        "web": row.web or None,
        "source": row.source_url or None,
    }


def whole_party(row: Organisation, here: Addresses) -> shapes.Party:
    """An organisation with its public deals, the last changed ones first (four queries)."""
    parties = Party.objects.filter(organisation=row, deal__published_at__isnull=False)
    found = list(
        parties.order_by("-deal__changed_at", "-deal_id").values_list(
            "deal_id", "role", "joined_on", "left_on"
        )
    )
    deals = deals_by_key({deal for deal, _role, _joined, _left in found}, here)
    return {
        "@context": here.context,
        **party_head(row, here),
        "role_addresses": [
            {"label": one.label, "email": one.email} for one in row.role_addresses.order_by("pk")
        ],
        "deals": [
            {"deal": deals[deal], "role": role, "joined_on": iso(joined_on), "left_on": iso(left_on)}
            for deal, role, joined_on, left_on in found
        ],
    }
