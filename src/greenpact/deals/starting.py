"""Making a deal of an idea, and letting an idea join one that is there: the answer to the idea and the line to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from greenpact.accounts.models import Account
from greenpact.cities.keeping import keep
from greenpact.cities.models import City
from greenpact.deals.drafting import draft
from greenpact.deals.lineage import Lineage
from greenpact.deals.models import Deal
from greenpact.deals.parts import NotWritten, Parts, PartyEntry, WhyNotWritten
from greenpact.deals.recording import in_turn, record_of_deal
from greenpact.deals.rules import Kind, Nature, PartyRole, Tier
from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.models import Idea
from greenpact.journal.recording import take_turn
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.ui.folding import fold

#: The short name of a city's own entry in its register, where it has none yet.
CITY_ITSELF = "city"


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """An organisation that is not in the register yet."""

    ref: str
    name: str
    kind: str = OrganisationKind.COMPANY.value


@dataclass(frozen=True, slots=True)
class Start:
    """What a deal begins with: its short name, its texts, and who brings the idea, known already or new."""

    ref: str
    title: Mapping[str, str]
    summary: Mapping[str, str] = field(default_factory=dict)
    organisation: Organisation | NewOrganisation | None = None


@transaction.atomic
def start_from_idea(
    idea: Idea,
    start: Start,
    *,
    reason: str,
    account: Account | None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> Deal:
    """Draft a deal from an idea, with its sender's organisation and the city as parties, and answer the idea with it.

    Raises `deciding.NotDecided`, and what `draft` and `keep` raise; then nothing has happened.
    """
    city = idea.city
    take_turn(city.chain_id)
    verdict = Verdict(Decision.DEAL, reason, deal=start.ref)
    decide(idea, verdict, account=account, by=by, at=at, seen=seen)
    head = {
        "kind": Kind.DEAL.value,
        "tier": Tier.AGREEMENT.value,
        "legal_nature": Nature.INTENT.value,
        "title": dict(start.title),
        "summary": dict(start.summary),
        "field": idea.field,
        "sdgs": sorted(idea.sdgs),
    }
    parts = Parts(head=head, parties=_parties(city, start.organisation, by=by, at=at))
    deal = draft(city, start.ref, parts, by=by, at=at)
    _draw_line(deal, idea, began_it=True, by=by, at=at)
    return deal


@transaction.atomic
def join_idea(
    deal: Deal,
    idea: Idea,
    *,
    reason: str,
    account: Account | None,
    by: str,
    at: datetime,
    seen: int | None = None,
) -> None:
    """Answer an idea with a deal of the same city that is there already; raises as `start_from_idea`.

    Its sender becomes no party by this: that is negotiated.
    """
    current = in_turn(deal, seen=None, otherwise=NotWritten(WhyNotWritten.CHANGED_MEANWHILE))
    if current.city_id != idea.city_id:
        raise NotWritten(WhyNotWritten.OTHER_CITY)
    verdict = Verdict(Decision.JOINS, reason, deal=current.ref)
    decide(idea, verdict, account=account, by=by, at=at, seen=seen)
    _draw_line(current, idea, began_it=False, by=by, at=at)


def _draw_line(deal: Deal, idea: Idea, *, began_it: bool, by: str, at: datetime) -> None:
    Lineage.objects.create(deal=deal, idea=idea, began_it=began_it, at=at)
    is_public = deal.is_published and idea.public_at is not None
    record_of_deal(deal, "idea_joined", by=by, at=at, payload={"idea": idea.ref}, public=is_public)


def organisation_called(city: City, name: str) -> Organisation | None:
    """The organisation of a city's register with this very name, whatever its case and accents."""
    folded = fold(name)
    return Organisation.objects.filter(city=city, folded_name=folded).first() if folded else None


def _parties(
    city: City, who: Organisation | NewOrganisation | None, *, by: str, at: datetime
) -> list[PartyEntry]:
    """The city, and the organisation that brings the idea, which is kept in the register where it is new."""
    if isinstance(who, NewOrganisation):
        values = {"name": who.name, "kind": who.kind}
        who, _outcome = keep(Organisation, city, who.ref, values, by=by, at=at, seen=0)
    administration = _administration(city, by=by, at=at)
    bodies = dict.fromkeys(body for body in (administration, who) if body is not None)
    return [PartyEntry(body, PartyRole.SIGNATORY.value) for body in bodies]


def _administration(city: City, *, by: str, at: datetime) -> Organisation:
    found = Organisation.objects.filter(city=city, kind=OrganisationKind.CITY.value).order_by("pk").first()
    if found is not None:
        return found
    values = {"name": str(city), "kind": OrganisationKind.CITY.value}
    return keep(Organisation, city, CITY_ITSELF, values, by=by, at=at)[0]
