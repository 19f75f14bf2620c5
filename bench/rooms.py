"""A large negotiation room: many clauses, many open changes of every kind, each with an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from bench.sizes import OFFICER, ROOM_CHANGES, ROOM_CLAUSES
from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.changes.operations import (
    Operation,
    alter,
    fingerprint,
    move,
    operations_data,
    remove,
    subject_of,
)
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.changes.terms import Terms
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry, draft
from greenpact.deals.models import Change, ClauseRow, Deal, Stance
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.versions import terms_of
from greenpact.parties.granting import grant
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role

AT = datetime(2026, 6, 15, 10, 0, tzinfo=UTC)
BY = "account:bench"
TEXT = (
    "The parties put solar panels on the roofs of schools, depots and halls, beginning with those that are renewed "
    "anyway, and report every year what was built and what it yields."
)


def seed_room(city: City, organisations: Sequence[Organisation]) -> None:
    """A deal of three parties in the middle of being negotiated, and an officer who looks at it."""
    parties = [PartyEntry(organisation, "signatory") for organisation in organisations[:3]]
    title = {"de": "Verhandlung", "en": "Negotiation"}
    parts = Parts(
        head={"title": title, "summary": title, "work_state": "negotiating"}, parties=parties, clauses=[]
    )
    deal = draft(city, "room-1", parts, by=BY, at=AT)
    open_room(deal, city_party=organisations[0], rule=RuleKind.ALL, by=BY, at=AT)
    fill_room(deal, clauses=ROOM_CLAUSES, changes=ROOM_CHANGES)
    officer = Account.objects.create_user(OFFICER)
    grant(officer, city=city, role=Role.PROGRAMME_OFFICE, since=date(2020, 1, 1), by=BY, at=AT)


def fill_room(deal: Deal, *, clauses: int, changes: int) -> None:
    """Fill the room of a deal, past the activities: what is measured is the reading of it."""
    parties = list(deal.parties.present().select_related("organisation"))
    have = deal.clauses.standing().count()
    ClauseRow.objects.bulk_create(
        ClauseRow(
            deal=deal,
            ref=f"c{100 + number}",
            kind=ClauseKind.COMMITMENT.value,
            position=have + number,
            text={"en": f"{TEXT} ({number})", "de": f"{TEXT} ({number}, deutsch)"},
            party=parties[number % len(parties)].organisation,
        )
        for number in range(clauses - have)
    )
    terms = terms_of(deal)
    made = []
    for number in range(changes):
        operations = [_operation(terms, terms.clauses[number % len(terms.clauses)], number)]
        made.append(
            Change(
                deal=deal,
                number=number + 1,
                subject=subject_of(operations),
                operations=operations_data(operations),
                fingerprint=fingerprint(operations),
                party=parties[number % len(parties)].organisation,
                by=BY,
                proposed_at=AT,
                since=AT,
            )
        )
    Change.objects.bulk_create(made)
    Stance.objects.bulk_create(
        Stance(change=change, party=change.party, consents=True, fingerprint=change.fingerprint, by=BY, at=AT)
        for change in made
        if change.party
    )


def _operation(terms: Terms, clause: Clause, number: int) -> Operation:
    """Mostly other wordings, some moves and removals."""
    if number % 20 == 0:
        return move(terms, clause.ref, behind="")
    if number % 20 == 1:
        return remove(terms, clause)
    words = clause.text["en"].replace("schools", f"{number} schools").replace("every year", "twice a year")
    return alter(clause, replace(clause, text={**clause.text, "en": f"{words} More follows."}))
