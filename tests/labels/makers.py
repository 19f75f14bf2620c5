"""Short ways to a signed deal and its label for tests; every activity goes the real way."""

from datetime import date, datetime, timedelta

from greenpact.cities.models import City
from greenpact.deals.document import Clause, ClauseKind
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.deals.progressing import move_signature
from greenpact.deals.rules import Signature
from greenpact.labels.applying import apply
from greenpact.labels.assessing import Given, answer, begin, conclude, name_observer, results_of
from greenpact.labels.awarding import award
from greenpact.labels.models import Assessment, Label, SchemeVersion
from greenpact.labels.publishing import publish_scheme
from greenpact.labels.rules import Answer, Level
from greenpact.labels.scheme import delivered
from greenpact.measures.models import Measure
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from tests.makers import AT, BY, a_commitment, a_deal, a_goal, an_organisation

#: Somebody else of the programme office.
OTHER = "account:other"


def later(days: int) -> datetime:
    """So many days after the moment at which tests begin."""
    return AT + timedelta(days=days)


def a_scheme(city: City, *, at: datetime = AT) -> SchemeVersion:
    return publish_scheme(city, delivered(), valid_from=city.day(at), by=BY, at=at)


def a_signed_deal(city: City, ref: str = "sun", *organisations: Organisation) -> Deal:
    """A public deal that meets every criterion of the first level, signed here by the city and others."""
    deal = a_complete_deal(city, ref, *organisations)
    sign(deal)
    return deal


def a_complete_deal(city: City, ref: str, *organisations: Organisation) -> Deal:
    """The same before anybody has signed it."""
    administration = Organisation.objects.filter(city=city, kind="city").first() or an_organisation(
        city, "the-city", "city"
    )
    others = organisations or (an_organisation(city),)
    signatories = [administration, *others]
    commitments = [
        a_commitment(one, f"c{number}", quantity="10", unit="MWh", ends_on="2027-12-31")
        for number, one in enumerate(signatories, 1)
    ]
    reporting = Clause(ref="p1", kind=ClauseKind.PROVISION, text={"en": "Each reports."}, topic="reporting")
    parts = Parts(
        parties=[PartyEntry(one, "signatory") for one in signatories],
        clauses=[a_goal(), *commitments, reporting],
    )
    return a_deal(city, ref, parts=parts, legal_nature="intent")


def sign(deal: Deal) -> None:
    move_signature(deal, Signature.SIGNING, by=BY, at=AT)
    deal.refresh_from_db()
    move_signature(deal, Signature.SIGNED, signed_on=deal.city.day(AT), by=BY, at=AT)
    deal.refresh_from_db()


def begin_work(deal: Deal, then: State = State.UNDER_WAY, *, at: datetime = AT) -> None:
    for measure in Measure.objects.filter(clause__deal=deal):
        record_state(measure, then, by=BY, at=at)


def answered(assessment: Assessment, *, at: datetime = AT, by: str = BY) -> Assessment:
    """The assessment with every criterion that is left open answered as met."""
    for result in results_of(assessment, on=assessment.label.city.day(at)):
        if result.answer is Answer.OPEN:
            given = Given(Answer.MET, reason="Looked at the file.")
            answer(assessment, result.criterion.ref, given, by=by, at=at)
    return assessment


def a_label(deal: Deal, level: Level = Level.COMMITTED, *, at: datetime = AT) -> Label:
    """A label that was applied for, assessed and awarded."""
    if not SchemeVersion.objects.filter(city=deal.city).exists():
        a_scheme(deal.city, at=at)
    label = apply(deal, level=level, organisation=None, by=BY, at=at)
    assess(label, level, at=at)
    award(label, by=BY, at=at)
    label.refresh_from_db()
    return label


def assess(
    label: Label, level: Level, *, at: datetime = AT, observer: Organisation | None = None
) -> Assessment:
    assessment = begin(label, level=level, by=BY, at=at)
    if observer:
        name_observer(assessment, observer, by=BY, at=at)
        assessment.refresh_from_db()
    conclude(answered(assessment, at=at), by=BY, at=at)
    assessment.refresh_from_db()
    return assessment


def day(text: str) -> date:
    return date.fromisoformat(text)
