"""In which parts somebody may speak about a measure."""

from dataclasses import dataclass

from greenpact.deals.rules import PartyRole
from greenpact.measures.models import Measure
from greenpact.measures.statement_rules import Voice
from greenpact.measures.stating import Speaker
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.parties.rules import Deed, Role
from greenpact.workspace.access import Visit
from greenpact.workspace.frame import name_of


@dataclass(frozen=True, slots=True)
class Part:
    """A part in which the visitor may speak; `key` names it in forms."""

    key: str
    name: str
    speaker: Speaker


def parts_of(visit: Visit, measure: Measure) -> list[Part]:
    """As its owner, as the city, as an observer: only for one's own organisation, never for another's."""
    owner = measure.clause.party
    found: list[Part] = []
    is_office = visit.standing.may(Deed.EDIT_DEALS)
    owner_is_city = owner is not None and owner.kind == OrganisationKind.CITY
    if owner is not None and ((is_office and owner_is_city) or owner.pk in visit.standing.own_organisations):
        found.append(_part(Voice.OWNER, owner, visit))
    if is_office and not owner_is_city:
        found.append(_part(Voice.CITY, None, visit))
    return [*found, *(_part(Voice.OBSERVER, one, visit) for one in _observing(visit, measure))]


def _observing(visit: Visit, measure: Measure) -> list[Organisation]:
    """The evaluators of the deal for which the visitor speaks or observes, apart from the owner itself."""
    standing = visit.standing
    mine = standing.own_organisations
    if Role.OBSERVER in standing.roles:
        mine |= standing.organisations
    deal = measure.clause.deal
    parties = deal.parties.present().filter(role=PartyRole.EVALUATOR, organisation__in=mine)
    rows = parties.exclude(organisation=measure.clause.party_id).select_related("organisation")
    return [party.organisation for party in rows]


def _part(voice: Voice, organisation: Organisation | None, visit: Visit) -> Part:
    key = f"{voice.value}-{organisation.ref}" if organisation else voice.value
    name = organisation.name if organisation else name_of(visit.city)
    return Part(key, name, Speaker(voice, organisation, visit.by))
