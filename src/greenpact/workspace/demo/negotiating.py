"""A negotiation of the invented city to click through: open changes, one with an objection, one countered."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.changes.operations import add, alter
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.changes.terms import Terms
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.models import Deal
from greenpact.deals.negotiation.answering import consent, object_to
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.negotiation.proposing import counter, propose
from greenpact.deals.negotiation.talking import say
from greenpact.deals.versions import terms_of
from greenpact.parties.models import Organisation
from greenpact.workspace.demo.loading import BY

CITY, DEAL = "musterstadt", "abwaerme-testfeld"
TOWN, UTILITY, UNIVERSITY = "stadt-musterstadt", "stadtwerke-musterstadt", "hochschule-musterstadt"

SOONER = {
    "de": "Das Testfeld heizt ab 2031 ohne Gas",
    "en": "The Testfeld quarter heats without gas from 2031 on",
}
STEADY = {
    "de": "Die Hochschule sichert zehn Jahre lang eine Abgabe von mindestens 1.200 MWh im Jahr zu.",
    "en": "The university guarantees at least 1,200 MWh a year for ten years.",
}
PERHAPS = {
    "de": "Die Hochschule sichert fünf Jahre lang eine Abgabe von mindestens 1.000 MWh im Jahr zu.",
    "en": "The university guarantees at least 1,000 MWh a year for five years.",
}
WHY_NOT = "So lange kann sich die Hochschule nicht binden, ehe der Neubau bewilligt ist."
QUESTION = "Wer trägt die Kosten der Messung im ersten Jahr?"


@transaction.atomic
def negotiate(*, at: datetime) -> None:
    """Open the room of a deal and let its parties propose and answer; nothing where it is open already."""
    city = City.objects.get(slug=CITY)
    deal = Deal.objects.select_related("city").get(city=city, ref=DEAL)
    if hasattr(deal, "room"):
        return
    town, utility, university = (
        Organisation.objects.get(city=city, ref=ref) for ref in (TOWN, UTILITY, UNIVERSITY)
    )
    open_room(deal, city_party=town, rule=RuleKind.ALL, by=BY, at=at)
    goal = _first(terms_of(deal), ClauseKind.GOAL)
    entered = propose(
        deal, [alter(goal, replace(goal, text=SOONER, due_year=2031))], party=utility, by=BY, at=at
    )
    consent(entered, party=university, seen=entered.fingerprint, by=BY, at=at)
    owed = Clause(ref="c2", kind=ClauseKind.COMMITMENT, text=STEADY, party=UNIVERSITY)
    wanted = propose(deal, [add(owed, behind="c1")], party=utility, by=BY, at=at)
    object_to(wanted, party=university, reason=WHY_NOT, by=BY, at=at)
    counter(wanted, [add(replace(owed, text=PERHAPS), behind="c1")], party=university, by=BY, at=at)
    say(deal, QUESTION, clause="c1", party=utility, by=BY, at=at)


def _first(terms: Terms, kind: ClauseKind) -> Clause:
    return next(clause for clause in terms.clauses if clause.kind is kind)
