"""What of a city measures can be narrowed to and grouped by: its fields, deals and parties."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from greenpact.cities.models import City, Field
from greenpact.deals.models import ClauseRow, ClauseRowQuerySet, Deal
from greenpact.parties.models import Organisation
from greenpact.portal import addresses
from greenpact.portal.frame import in_language
from greenpact.portal.progress.counting import Named
from greenpact.portal.progress.filtering import NONE


@dataclass(frozen=True, slots=True)
class DealGround:
    """A deal as far as measures are told apart by it: `field` is the key of its field, if that is the city's own."""

    ref: str
    title: str
    field: int | None


@dataclass(frozen=True, slots=True)
class Grounds:
    """Fields and parties by name, and deals by their keys."""

    fields: list[Named]
    parties: list[Named]
    deals: dict[int, DealGround]

    @property
    def refs(self) -> dict[str, Collection[str]]:
        return {
            "field": {one.ref for one in self.fields},
            "party": {one.ref for one in self.parties},
            "deal": {one.ref for one in self.deals.values()},
        }


def grounds_of(city: City, *, shared: Collection[int]) -> Grounds:
    """The grounds of a city (three queries); `shared` are the keys of deals in other cities' registers.

    Fields stand as the city orders them and parties by name, so that no order says who is ahead.
    """
    deals = Deal.objects.published().of_city(city, shared=shared).order_by()
    fields = list(Field.objects.filter(city=city))
    own = {field.pk for field in fields}
    rows = deals.values_list("pk", "ref", "title", "field")
    return Grounds(
        [
            *(
                Named(row.pk, row.ref, in_language(row.name), addresses.field(city.slug, row.ref))
                for row in fields
            ),
            Named(None, NONE, _("In no field of the city")),
        ],
        [
            *_parties(ClauseRow.objects.standing().filter(deal__in=deals.values("pk"))),
            Named(None, NONE, _("Whose is not stated")),
        ],
        {
            pk: DealGround(ref, in_language(title), field if field in own else None)
            for pk, ref, title, field in rows
        },
    )


def _parties(clauses: ClauseRowQuerySet) -> list[Named]:
    rows = Organisation.objects.filter(pk__in=clauses.filter(party__isnull=False).values("party"))
    values = rows.order_by("folded_name", "pk").values_list("pk", "ref", "name", "city__slug")
    return [Named(pk, ref, name, addresses.party(slug, ref)) for pk, ref, name, slug in values]
