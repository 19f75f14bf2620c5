"""Labels of the invented city, one in each state that can be clicked through; every activity goes the real way."""

from datetime import datetime

from django.db import transaction

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.labels.applying import apply
from greenpact.labels.assessing import Given, answer, begin, conclude, results_of
from greenpact.labels.awarding import award, decline
from greenpact.labels.models import Assessment, Label
from greenpact.labels.publishing import publish_scheme, scheme_in_force
from greenpact.labels.rules import Answer, Level, Suspension
from greenpact.labels.scheme import delivered
from greenpact.labels.suspending import suspend
from greenpact.workspace.demo.loading import BY

CITY = "musterstadt"
REASON = "Für die Demo beantwortet. / Answered for the demo."

AWARDED, SUSPENDED, DECLINED, WAITING = "wasserwaerme", "kantine-ohne-reste", "klimapakt", "solardaecher"


@transaction.atomic
def label_deals(*, at: datetime) -> None:
    """Publish the rules and award, suspend, decline and leave open; nothing where the city has rules already."""
    city = City.objects.select_related("chain").get(slug=CITY)
    if scheme_in_force(city, city.day(at)) is not None:
        return
    publish_scheme(city, delivered(), valid_from=city.day(at), by=BY, at=at)
    award(_assessed(city, AWARDED, at=at), by=BY, at=at)
    resting = _assessed(city, SUSPENDED, at=at)
    award(resting, by=BY, at=at)
    suspend(resting, Suspension.EVIDENCE_DOUBTED, by=BY, at=at)
    decline(_assessed(city, DECLINED, at=at), by=BY, at=at)
    waiting = _applied(city, WAITING, at=at)
    begin(waiting, level=Level.COMMITTED, by=BY, at=at)


def _applied(city: City, ref: str, *, at: datetime) -> Label:
    deal = Deal.objects.select_related("city").get(city=city, ref=ref)
    company = deal.parties.present().exclude(organisation__kind="city").select_related("organisation")[0]
    return apply(deal, level=Level.COMMITTED, organisation=company.organisation, by=BY, at=at)


def _assessed(city: City, ref: str, *, at: datetime) -> Label:
    label = _applied(city, ref, at=at)
    assessment = begin(label, level=Level.COMMITTED, by=BY, at=at)
    _answer_all(assessment, at=at)
    conclude(assessment, by=BY, at=at)
    return label


def _answer_all(assessment: Assessment, *, at: datetime) -> None:
    for result in results_of(assessment, on=assessment.label.city.day(at)):
        if result.answer is Answer.OPEN:
            answer(assessment, result.criterion.ref, Given(Answer.MET, REASON), by=BY, at=at)
