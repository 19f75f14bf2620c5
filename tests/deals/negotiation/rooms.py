"""A room for tests: a city, a utility and a school negotiate one deal."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from greenpact.deals.changes.operations import Operation, alter
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.changes.terms import Terms
from greenpact.deals.document import Clause
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Change, Deal
from greenpact.deals.negotiation.answering import consent
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.negotiation.proposing import propose
from greenpact.deals.versions import terms_of
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation


@dataclass
class ARoom:
    deal: Deal
    city: Organisation
    utility: Organisation
    school: Organisation

    @property
    def all(self) -> tuple[Organisation, ...]:
        return (self.city, self.utility, self.school)

    @property
    def terms(self) -> Terms:
        return terms_of(Deal.objects.get(pk=self.deal.pk))

    def clause(self, ref: str) -> Clause:
        found = self.terms.clause(ref)
        assert found is not None
        return found

    def worded(self, ref: str, text: str, **values: Any) -> list[Operation]:
        """The change that words a clause otherwise."""
        now = self.clause(ref)
        return [alter(now, replace(now, text={"en": text}, **values))]

    def propose(self, operations: list[Operation], party: Organisation | None, at: datetime = AT) -> Change:
        return propose(self.deal, operations, party=party, by=BY, at=at)

    def consent(self, change: Change, *parties: Organisation, at: datetime = AT) -> Change:
        for party in parties:
            change.refresh_from_db()
            consent(change, party=party, seen=change.fingerprint, by=BY, at=at)
        change.refresh_from_db()
        return change


def a_room(
    *,
    rule: RuleKind = RuleKind.ALL,
    named: tuple[str, ...] = (),
    public: bool = False,
    slug: str = "heidelberg",
    languages: tuple[str, ...] = (),
) -> ARoom:
    city = a_city(slug, **({"languages": list(languages)} if languages else {}))
    town = an_organisation(city, "the-city", "city")
    utility = an_organisation(city, "utility", "utility")
    school = an_organisation(city, "school", "school")
    parts = Parts(
        parties=[PartyEntry(row, "signatory") for row in (town, utility, school)],
        clauses=[
            a_goal(),
            a_commitment(utility),
            a_commitment(town, "c2", "Opens its own roofs"),
            a_commitment(school, "c3", "Teaches with the panels"),
        ],
    )
    deal = a_deal(city, "solar", public=public, parts=parts, work_state="negotiating")
    open_room(deal, city_party=town, rule=rule, named=named, by=BY, at=AT)
    return ARoom(deal, town, utility, school)


def later(minutes: int) -> datetime:
    return AT + timedelta(minutes=minutes)
