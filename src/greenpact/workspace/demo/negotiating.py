"""A negotiation of the invented city: changes that entered, lapsed, were countered and withdrawn, and open ones."""

from dataclasses import replace
from datetime import datetime

from greenpact.cities.models import City
from greenpact.deals.changes.checks import Answer, CheckName
from greenpact.deals.changes.operations import Operation, add, alter, set_head
from greenpact.deals.changes.rules import RuleKind
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.models import Change, Deal
from greenpact.deals.negotiation.answering import consent, object_to
from greenpact.deals.negotiation.checking import answer_check
from greenpact.deals.negotiation.opening import open_room
from greenpact.deals.negotiation.proposing import counter, propose, withdraw
from greenpact.deals.negotiation.talking import note, say, say_inside
from greenpact.deals.versions import terms_of
from greenpact.parties.models import Organisation
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step

DEAL = "abwaerme-testfeld"
TOWN, UTILITY, UNIVERSITY = "stadt-musterstadt", "stadtwerke-musterstadt", "hochschule-musterstadt"

SOONER = {
    "de": "Das Testfeld heizt ab 2031 ohne Gas",
    "en": "The Testfeld quarter heats without gas from 2031 on",
}
CLEARER = {
    "de": "Alle Gebäude im Testfeld heizen ab 2031 ohne Gas",
    "en": "All buildings in the Testfeld quarter heat without gas from 2031 on",
}
STEADY = {
    "de": "Die Hochschule sichert zehn Jahre lang eine Abgabe von mindestens 1.200 MWh im Jahr zu.",
    "en": "The university guarantees at least 1,200 MWh a year for ten years.",
}
PERHAPS = {
    "de": "Die Hochschule sichert fünf Jahre lang eine Abgabe von mindestens 1.000 MWh im Jahr zu.",
    "en": "The university guarantees at least 1,000 MWh a year for five years.",
}
PIPE = {
    "de": "Die Stadtwerke verlegen die Leitung bis an die Grundstücke.",
    "en": "The utility lays the line up to the plots.",
}
TITLE = {"de": "Abwärme für das Testfeld", "en": "Waste heat for the Testfeld quarter"}
WHY_NOT = "So lange kann sich die Hochschule nicht binden, ehe der Neubau bewilligt ist."
TOO_COSTLY = "Ohne einen Anteil an den Kosten des Tiefbaus können wir dem noch nicht zustimmen."
QUESTION = "Wer trägt die Kosten der Messung im ersten Jahr?"
ANSWER = "Im ersten Jahr die Stadt, danach teilen sich Stadtwerke und Hochschule die Kosten."
INSIDE = "Die Kämmerei hat die Messung für ein Jahr zugesagt, nicht länger."
OWN_NOTE = "Mit dem Aufsichtsrat klären, ob eine Abnahme über fünf Jahre genügt."
GOAL, MEASURED = "g1", "c1"


def steps() -> list[Step]:
    """The story of the room, in the order of its days."""
    return [
        Step(70, _open),
        Step(66, lambda at: _wish(UTILITY, _goal(text=SOONER), at=at)),
        Step(61, lambda at: _agree(UNIVERSITY, at=at)),
        Step(58, lambda at: _wish(UTILITY, [_new("c2", STEADY, UNIVERSITY)], at=at)),
        Step(55, lambda at: object_to(_last(), party=_body(UNIVERSITY), reason=WHY_NOT, by=BY, at=at)),
        Step(49, lambda at: _counter(UNIVERSITY, [_new("c2", PERHAPS, UNIVERSITY)], at=at)),
        Step(44, lambda at: say(_deal(), QUESTION, clause=MEASURED, party=_body(UTILITY), by=BY, at=at)),
        Step(43, lambda at: say(_deal(), ANSWER, clause=MEASURED, party=None, by=BY, at=at)),
        Step(42, lambda at: say_inside(_deal(), INSIDE, clause=MEASURED, by=BY, at=at)),
        Step(40, lambda at: note(_deal(), OWN_NOTE, party=_body(UTILITY), by=BY, at=at)),
        Step(36, lambda at: _wish(UNIVERSITY, [set_head(terms_of(_deal()), "title", TITLE)], at=at)),
        Step(34, lambda at: withdraw(_last(), party=_body(UNIVERSITY), by=BY, at=at)),
        Step(30, lambda at: _wish(UTILITY, _goal(text=CLEARER), at=at)),
        Step(28, lambda at: _wish(UNIVERSITY, _goal(due_year=2031), at=at)),
        Step(26, lambda at: _agree(UTILITY, at=at)),
        Step(20, lambda at: _wish(UNIVERSITY, [_new("c3", PIPE, UTILITY)], at=at)),
        Step(16, lambda at: object_to(_last(), party=_body(UTILITY), reason=TOO_COSTLY, by=BY, at=at)),
        Step(12, _check),
    ]


def _deal() -> Deal:
    return Deal.objects.select_related("city").get(city__slug=CITY, ref=DEAL)


def _body(ref: str) -> Organisation:
    return Organisation.objects.get(city=City.objects.get(slug=CITY), ref=ref)


def _last() -> Change:
    return _deal().changes.order_by("-number")[0]


def _open(at: datetime) -> None:
    open_room(_deal(), city_party=_body(TOWN), rule=RuleKind.ALL, by=BY, at=at)


def _wish(party: str, operations: list[Operation], *, at: datetime) -> None:
    propose(_deal(), operations, party=_body(party), by=BY, at=at)


def _agree(party: str, *, at: datetime) -> None:
    change = _last()
    consent(change, party=_body(party), seen=change.fingerprint, by=BY, at=at)


def _counter(party: str, operations: list[Operation], *, at: datetime) -> None:
    counter(_last(), operations, party=_body(party), by=BY, at=at)


def _goal(**differently: object) -> list[Operation]:
    """The goal in other words or with another year."""
    goal = next(clause for clause in terms_of(_deal()).clauses if clause.ref == GOAL)
    return [alter(goal, replace(goal, **differently))]  # type: ignore[arg-type]


def _new(ref: str, text: dict[str, str], party: str) -> Operation:
    return add(Clause(ref=ref, kind=ClauseKind.COMMITMENT, text=text, party=party), behind=MEASURED)


def _check(at: datetime) -> None:
    """Answer some of the checks: one in order, one not needed, one with a problem, one looked at and left open."""
    for name, answer, reason in (
        (CheckName.COMPETENCE, Answer.FINE, "Die Wärmeplanung ist Aufgabe der Stadt."),
        (CheckName.DATA_PROTECTION, Answer.NOT_NEEDED, "Es werden keine Daten von Personen verarbeitet."),
        (
            CheckName.STATE_AID,
            Answer.PROBLEM,
            "Der Zuschuss zur Leitung könnte eine Beihilfe sein; wird geprüft.",
        ),
        (CheckName.PROCUREMENT, Answer.OPEN, "Die Vergabestelle antwortet bis Ende des Monats."),
    ):
        answer_check(_deal(), name, answer, reason=reason, by=BY, at=at)
