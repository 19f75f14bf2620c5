"""The parts of a deal's page: parties, goals, what each party brings, provisions, sources and versions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from django.db.models import prefetch_related_objects
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from greenpact.deals.choices import ProvisionTopic, RoleInDeal
from greenpact.deals.document import ClauseKind
from greenpact.deals.models import ClauseRow, Deal, Party, Source, Version
from greenpact.parties.models import Organisation, OrganisationKind
from greenpact.portal import addresses
from greenpact.portal.deals.commitments import CommitmentRow, amount, commitment_row, measure_of
from greenpact.ui import figures
from greenpact.ui.templatetags.ui import worded


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party of a deal. `address` is empty where the party has no page."""

    ref: str
    name: str
    address: str
    kind: str
    role: str
    is_city: bool
    joined_on: date | None
    left_on: date | None


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal, numbered on its page. `text` and `indicator` are safe HTML."""

    ref: str
    number: int
    text: str
    indicator: str
    target: str
    due_year: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """What one party brings; without a party, what the source names no owner for."""

    party: PartyRow | None
    commitments: list[CommitmentRow]


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    ref: str
    topic: str
    text: str
    heading: str


@dataclass(frozen=True, slots=True)
class SourceRow:
    """Where a record was read. `note` is safe HTML."""

    address: str
    host: str
    checked_on: date | None
    note: str


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A version of the document, with the addresses of its pages; the first has nothing to be compared with."""

    number: int
    published_on: date
    sha256: str
    address: str
    file: str
    comparison: str


def clauses_of(deal: Deal) -> list[ClauseRow]:
    """All clauses with party and measure, also those taken out, which the history names (two queries)."""
    rows = list(deal.clauses.select_related("party", "measure"))
    measures = [measure for row in rows if (measure := measure_of(row)) is not None]
    prefetch_related_objects(measures, "milestones")
    return rows


def party_rows(deal: Deal, parties: Iterable[Party]) -> list[PartyRow]:
    """The parties in the order of the document, those that left at the end."""
    rows = [party_row(deal, party.organisation, party) for party in parties]
    return sorted(rows, key=lambda row: row.left_on is not None)


def party_row(deal: Deal, organisation: Organisation, party: Party | None = None) -> PartyRow:
    return PartyRow(
        ref=organisation.ref,
        name=organisation.name,
        address=addresses.party(deal.city.slug, organisation.ref) if deal.is_published else "",
        kind=kind_in_words(organisation),
        role=str(RoleInDeal(party.role).label) if party else "",
        is_city=organisation.kind == OrganisationKind.CITY,
        joined_on=party.joined_on if party else None,
        left_on=party.left_on if party else None,
    )


def kind_in_words(organisation: Organisation) -> str:
    """The kind of an organisation; a group with the number of organisations behind it."""
    label = str(OrganisationKind(organisation.kind).label)
    if organisation.count is None:
        return label
    return _("%(kind)s (%(count)s)") % {
        "kind": label,
        "count": figures.number(organisation.count, _language()),
    }


def goal_rows(clauses: Iterable[ClauseRow]) -> list[GoalRow]:
    return [
        GoalRow(
            ref=clause.ref,
            number=number,
            text=worded(clause.text),
            indicator=worded(clause.indicator),
            target=amount(clause.target, clause.unit),
            due_year=clause.due_year,
        )
        for number, clause in enumerate(
            (clause for clause in clauses if clause.kind == ClauseKind.GOAL), start=1
        )
    ]


def groups_of(
    deal: Deal, clauses: Sequence[ClauseRow], parties: Sequence[PartyRow], *, today: date
) -> list[Group]:
    """Commitments by party: the city's own first, also when it has none, then the others', ownerless ones last."""
    order = {row.ref: row for row in parties}
    goals = {goal.ref: goal.number for goal in goal_rows(clauses)}
    found = {row.ref: Group(row, []) for row in parties if row.is_city and row.left_on is None}
    for clause in clauses:
        if clause.kind != ClauseKind.COMMITMENT:
            continue
        ref = clause.party.ref if clause.party else ""
        if ref not in found:
            owner = order.get(ref) or (party_row(deal, clause.party) if clause.party else None)
            found[ref] = Group(owner, [])
        found[ref].commitments.append(commitment_row(clause, today=today, goals=goals))
    places = list(order)
    return sorted(found.values(), key=lambda group: _place(group, places))


def _place(group: Group, places: Sequence[str]) -> tuple[bool, bool, int]:
    if group.party is None:
        return True, True, 0
    place = places.index(group.party.ref) if group.party.ref in places else len(places)
    return False, not group.party.is_city, place


def provision_rows(clauses: Iterable[ClauseRow]) -> list[ProvisionRow]:
    return [
        ProvisionRow(
            clause.ref,
            str(ProvisionTopic(clause.topic).label) if clause.topic else "",
            worded(clause.text),
            worded(clause.heading),
        )
        for clause in clauses
        if clause.kind == ClauseKind.PROVISION
    ]


def source_rows(sources: Iterable[Source]) -> list[SourceRow]:
    return [
        SourceRow(
            source.url, urlsplit(source.url).hostname or source.url, source.checked_on, worded(source.note)
        )
        for source in sources
    ]


def version_rows(deal: Deal, versions: Iterable[Version]) -> list[VersionRow]:
    slug = deal.city.slug
    return [
        VersionRow(
            number=version.number,
            published_on=deal.city.day(version.published_at),
            sha256=version.sha256,
            address=addresses.version(slug, deal.ref, version.number),
            file=addresses.version_file(slug, deal.ref, version.number),
            comparison=addresses.comparison(slug, deal.ref, version.number - 1, version.number)
            if version.number > 1
            else "",
        )
        for version in versions
    ]


def _language() -> str:
    return get_language() or "en"
