"""The room of a deal as it stands: terms, parties, open changes with everybody's answers."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from greenpact.deals.changes.operations import operations_from
from greenpact.deals.changes.rules import Proposal, Rule, RuleKind, State, Turn, Voice, turns
from greenpact.deals.changes.terms import Terms
from greenpact.deals.models import Change, ClauseRow, Deal, Party, Room, Stance
from greenpact.deals.versions import terms_in
from greenpact.parties.models import Organisation


@dataclass
class Table:
    """What lies on the table of a deal; made anew for every activity and every page."""

    deal: Deal
    room: Room
    parties: list[Party]
    clauses: list[ClauseRow]
    changes: dict[str, Change]
    terms: Terms
    proposals: dict[str, Proposal] = field(default_factory=dict)

    @property
    def rule(self) -> Rule:
        return Rule(RuleKind(self.room.rule), frozenset(self.room.named))

    @property
    def organisations(self) -> dict[str, Organisation]:
        return {party.organisation.ref: party.organisation for party in self.parties}

    @property
    def turns(self) -> dict[str, list[Turn]]:
        """Whose move it is; see `changes.rules.turns`."""
        return turns(self.proposals.values(), self.terms, self.rule)


def lay_table(deal: Deal, room: Room, clauses: Iterable[ClauseRow] | None = None) -> Table:
    """Read a deal's room with its open changes (four queries; three with `clauses` given)."""
    parties = list(deal.parties.present().select_related("organisation"))
    rows = list(deal.clauses.standing() if clauses is None else clauses)
    changes = {change.ref: change for change in deal.changes.filter(state=State.OPEN).select_related("party")}
    stances = Stance.objects.standing().filter(change__in=[change.pk for change in changes.values()])
    return Table(
        deal=deal,
        room=room,
        parties=parties,
        clauses=rows,
        changes=changes,
        terms=terms_in(deal, parties, rows),
        proposals=proposals_in(changes.values(), stances.select_related("party")),
    )


def proposals_in(changes: Iterable[Change], stances: Iterable[Stance]) -> dict[str, Proposal]:
    """Open changes as the rules see them, with the answers that stand."""
    voices: dict[int, list[Voice]] = {}
    for stance in stances:
        voice = Voice(stance.party.ref, stance.consents, stance.fingerprint, stance.at)
        voices.setdefault(stance.change_id, []).append(voice)
    return {change.ref: proposal_in(change, voices.get(change.pk, [])) for change in changes}


def proposal_in(change: Change, voices: Iterable[Voice]) -> Proposal:
    return Proposal(
        ref=change.ref,
        number=change.number,
        subject=change.subject,
        by=change.party.ref if change.party else "",
        operations=operations_from(change.operations),
        fingerprint=change.fingerprint,
        since=change.since,
        is_stale=change.is_stale,
        voices=tuple(voices),
    )
