"""An idea of the invented city becomes a deal, which is written, published and ready to be signed."""

from datetime import datetime

from greenpact.cities.models import City
from greenpact.deals.document import Clause, ClauseKind, Duty
from greenpact.deals.drafting import alter
from greenpact.deals.models import Deal
from greenpact.deals.parts import Parts, PartyEntry
from greenpact.deals.progressing import move_work
from greenpact.deals.publishing import publish
from greenpact.deals.rules import PartyRole, Work
from greenpact.deals.starting import Start, start_from_idea
from greenpact.measures.models import Measure
from greenpact.measures.planning import plan_commitments
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.workspace.demo.handing_in import Ideas
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step

IDEA, DEAL = "werkstatt", "werkstatt-fuer-alle"
TOWN, CLUB, UNIVERSITY = "stadt-musterstadt", "klimaverein", "hochschule-musterstadt"
TITLE = {"de": "Eine Werkstatt für alle am Hafen", "en": "A workshop for everyone at the harbour"}
SUMMARY = {
    "de": "An drei Nachmittagen in der Woche hilft der Verein beim Reparieren; die Stadt gibt den Raum, die Hochschule "
    "die Ausbildung an den Maschinen. Angefangen hat es mit einer Idee, die auf dieser Seite eingereicht wurde.",
    "en": "On three afternoons a week the association helps with repairs; the city provides the room, the university "
    "the training at the machines. It began with an idea that was handed in on this site.",
}
REASON = (
    "Daraus machen wir gern einen Deal: Ein Raum am Hafen ist frei, und die Hochschule ist dabei. "
    "Das Amt für Umwelt und Energie meldet sich mit dem Entwurf."
)


def steps(ideas: Ideas) -> list[Step]:
    """What happens between the idea and the day on which its deal can be signed."""
    return [
        Step(157, lambda at: _start(ideas, at=at)),
        Step(150, _write),
        Step(149, lambda at: publish(_deal(), by=BY, at=at)),
        Step(130, lambda at: move_work(_deal(), Work.NEGOTIATING, by=BY, at=at)),
        Step(118, lambda at: move_work(_deal(), Work.AGREED, by=BY, at=at)),
        Step(90, lambda at: move_work(_deal(), Work.IMPLEMENTING, by=BY, at=at)),
        Step(88, _begin),
    ]


def _deal() -> Deal:
    return Deal.objects.select_related("city").get(city__slug=CITY, ref=DEAL)


def _start(ideas: Ideas, *, at: datetime) -> None:
    city = City.objects.get(slug=CITY)
    start = Start(DEAL, TITLE, SUMMARY, Organisation.objects.get(city=city, ref=CLUB))
    start_from_idea(ideas.row(IDEA), start, reason=REASON, account=None, by=BY, at=at)


def _write(at: datetime) -> None:
    deal = _deal()
    signatories = [Organisation.objects.get(city=deal.city, ref=ref) for ref in (TOWN, CLUB, UNIVERSITY)]
    parties = [PartyEntry(organisation, PartyRole.SIGNATORY.value) for organisation in signatories]
    year = deal.city.day(at).year
    head = {"start_year": year, "end_year": year + 2}
    alter(deal, Parts(head, parties=parties, clauses=_clauses(year)), by=BY, at=at)
    plan_commitments(deal, state=State.PLANNED)


def _begin(at: datetime) -> None:
    """The room is handed over and the workshop opens; the university's part is still to come."""
    for ref, state in (("c1", State.UNDER_WAY), ("c2", State.DONE)):
        measure = Measure.objects.get(clause__deal=_deal(), clause__ref=ref)
        record_state(measure, state, by=BY, at=at)


def _clauses(year: int) -> list[Clause]:
    ends_on = f"{year + 2}-12-31"
    return [
        Clause(
            ref="g1",
            kind=ClauseKind.GOAL,
            text={"de": "2.000 Geräte im Jahr werden wieder ganz", "en": "2,000 devices a year are repaired"},
            indicator={"de": "Reparierte Geräte", "en": "Devices repaired"},
            target="2000",
            due_year=year + 2,
        ),
        _owed(
            "c1", CLUB, "An drei Nachmittagen in der Woche öffnen", "Open on three afternoons a week", ends_on
        ),
        _owed("c2", TOWN, "80 Quadratmeter am Hafen mietfrei überlassen", "Provide 80 m² rent-free", ends_on),
        _owed(
            "c3",
            UNIVERSITY,
            "Zweimal im Jahr an den Maschinen ausbilden",
            "Train people twice a year",
            ends_on,
        ),
        Clause(
            ref="p1",
            kind=ClauseKind.PROVISION,
            text={
                "de": "Jede Partei berichtet jedes Jahr bis Ende März öffentlich.",
                "en": "Each party reports in public by the end of March every year.",
            },
            topic="reporting",
        ),
    ]


def _owed(ref: str, party: str, german: str, english: str, ends_on: str) -> Clause:
    return Clause(
        ref=ref,
        kind=ClauseKind.COMMITMENT,
        text={"de": german, "en": english},
        party=party,
        ends_on=ends_on,
        serves=("g1",),
        duty=Duty.ADDITIONAL,
    )
