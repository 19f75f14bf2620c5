"""Labels of the invented city: applied for, of every level, resting, taken away, lapsed, declined, appealed."""

from dataclasses import replace
from datetime import datetime

from greenpact.accounts.models import Account
from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.labels import appealing
from greenpact.labels.applying import apply
from greenpact.labels.assessing import Given, answer, begin, conclude, name_observer, results_of
from greenpact.labels.awarding import award, decline
from greenpact.labels.models import Appeal, Assessment, Label
from greenpact.labels.publishing import publish_scheme
from greenpact.labels.rules import Answer, Level, Suspension, Verdict, Withdrawal
from greenpact.labels.scheme import delivered
from greenpact.labels.suspending import restore, suspend, withdraw
from greenpact.parties.models import Organisation
from greenpact.workspace.demo.loading import BY
from greenpact.workspace.demo.telling import CITY, Step

REASON = "Für die Demo beantwortet. / Answered for the demo."
OBSERVER = "institut-beispielforschung"
DECIDER = "office@demo.invalid"
#: At first a label of the invented city held half a year; what was awarded then has lapsed since.
SHORT_MONTHS = 6

PROVEN, DELIVERING, COMMITTED, APPLIED = (
    "kantine-ohne-reste",
    "sanieren-probenau",
    "wasserwaerme",
    "solardaecher",
)
SUSPENDED, WITHDRAWN, LAPSED, DECLINED = (
    "hafenquartier",
    "sichere-schulwege",
    "wald-am-phantasieberg",
    "klimapakt",
)
ENDED = "probebetrieb-solarfaehre"
WE_REPORT = (
    "Wir haben den Bericht zwei Tage nach dem Entzug nachgereicht und bitten, das Label wieder zu geben."
)
WE_SHOW = "Die Rechnung über die Wärmepumpe lag dem Bericht bei; wir senden sie noch einmal."
SEEN = "Die Rechnung lag vor und wurde übersehen. Das Label gilt wieder."
WE_DIFFER = "Der Klimapakt berichtet jedes Jahr am Bürgerabend; das sollte genügen."
NOT_ENOUGH = (
    "Die Regeln verlangen, dass die Berichtspflicht im Text des Deals steht; der Bürgerabend genügt nicht."
)


def steps() -> list[Step]:
    """What becomes of the labels, in the order of the days of each."""
    return [
        Step(246, lambda at: _publish(at, months=SHORT_MONTHS)),
        *_given(LAPSED, 240),
        *_given(ENDED, 214),
        *_given(PROVEN, 205),
        Step(187, _publish),
        *_given(DELIVERING, 186, Level.DELIVERING),
        Step(86, lambda at: restore(_label(DELIVERING), by=BY, at=at)),
        *_given(COMMITTED, 150),
        Step(101, lambda at: suspend(_label(COMMITTED), Suspension.EVIDENCE_DOUBTED, by=BY, at=at)),
        Step(94, lambda at: _appeal(COMMITTED, "stadtwerke-musterstadt", WE_SHOW, at=at)),
        Step(80, lambda at: _decide(COMMITTED, Verdict.UPHELD, SEEN, at=at)),
        *_given(WITHDRAWN, 145),
        *_given(SUSPENDED, 110),
        *_given(PROVEN, 74, Level.PROVEN),
        Step(50, lambda at: suspend(_label(WITHDRAWN), Suspension.REPORTING_STOPPED, by=BY, at=at)),
        Step(19, lambda at: withdraw(_label(WITHDRAWN), Withdrawal.REPORTING_STOPPED, by=BY, at=at)),
        Step(10, lambda at: _appeal(WITHDRAWN, "mustermobil", WE_REPORT, at=at)),
        Step(65, lambda at: _apply(DECLINED, at=at)),
        Step(59, lambda at: decline(_assessed(DECLINED, Level.COMMITTED, at=at), by=BY, at=at)),
        Step(53, lambda at: _appeal(DECLINED, "klimaverein", WE_DIFFER, at=at)),
        Step(35, lambda at: _decide(DECLINED, Verdict.DISMISSED, NOT_ENOUGH, at=at)),
        Step(29, lambda at: award(_assessed(DELIVERING, Level.DELIVERING, at=at), by=BY, at=at)),
        Step(24, lambda at: suspend(_label(SUSPENDED), Suspension.EVIDENCE_DOUBTED, by=BY, at=at)),
        Step(3, lambda at: _apply(APPLIED, at=at)),
        Step(1, lambda at: begin(_label(APPLIED), level=Level.COMMITTED, by=BY, at=at)),
    ]


def _given(ref: str, ago: int, level: Level = Level.COMMITTED) -> list[Step]:
    """A label is applied for, assessed a week later, and awarded or raised."""
    return [
        Step(ago, lambda at: _apply(ref, at=at)),
        Step(ago - 7, lambda at: award(_assessed(ref, level, at=at), by=BY, at=at)),
    ]


def _city() -> City:
    return City.objects.select_related("chain").get(slug=CITY)


def _label(ref: str) -> Label:
    return Label.objects.select_related("city", "deal__city").get(city__slug=CITY, deal__ref=ref)


def _publish(at: datetime, *, months: int | None = None) -> None:
    scheme = delivered()
    if months:
        scheme = replace(scheme, clocks=replace(scheme.clocks, valid_months=months))
    city = _city()
    publish_scheme(city, scheme, valid_from=city.day(at), by=BY, at=at)


def _apply(ref: str, *, at: datetime) -> None:
    """Apply for the first label of a deal; later ones are raised without a further application."""
    if Label.objects.filter(city__slug=CITY, deal__ref=ref).exists():
        return
    deal = Deal.objects.select_related("city").get(city__slug=CITY, ref=ref)
    company = deal.parties.present().exclude(organisation__kind="city").select_related("organisation")[0]
    apply(deal, level=Level.COMMITTED, organisation=company.organisation, by=BY, at=at)


def _assessed(ref: str, level: Level, *, at: datetime) -> Label:
    label = _label(ref)
    assessment = begin(label, level=level, by=BY, at=at)
    if level is Level.PROVEN:
        name_observer(assessment, _organisation(OBSERVER), by=BY, at=at)
        assessment.refresh_from_db()
    _answer_all(assessment, at=at)
    conclude(assessment, by=BY, at=at)
    return label


def _answer_all(assessment: Assessment, *, at: datetime) -> None:
    for result in results_of(assessment, on=assessment.label.city.day(at)):
        if result.answer is Answer.OPEN:
            answer(assessment, result.criterion.ref, Given(Answer.MET, REASON), by=BY, at=at)


def _appeal(ref: str, party: str, text: str, *, at: datetime) -> None:
    appealing.appeal(_label(ref), organisation=_organisation(party), text=text, by=BY, at=at)


def _decide(ref: str, verdict: Verdict, words: str, *, at: datetime) -> None:
    """Somebody else than whoever took the decision decides on the appeal."""
    appeal = Appeal.objects.select_related("label__city").get(label=_label(ref))
    decider = Account.objects.get(email=DECIDER)
    appealing.decide(appeal, verdict, answer=words, by=decider.actor, at=at)


def _organisation(ref: str) -> Organisation:
    return Organisation.objects.get(city__slug=CITY, ref=ref)
