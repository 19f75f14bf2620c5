"""Short ways to cities with something to report, and to reports."""

from datetime import date
from typing import Any

from greenpact.cities.keeping import keep
from greenpact.cities.models import City, Field, Target
from greenpact.deals.drafting import Parts, PartyEntry
from greenpact.deals.models import Deal
from greenpact.measures.indicator_rules import Point
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.reports.checking import check
from greenpact.reports.compiling import Wish, compile_report
from greenpact.reports.models import Report
from greenpact.reports.publishing import publish
from greenpact.reports.rules import Period
from tests.makers import AT, BY, a_city, a_commitment, a_deal, a_goal, an_organisation
from tests.measures.makers import YEAR, a_reading, an_indicator, measure_of

CHECKER = "account:checker"
PERIOD = Period.year(YEAR)


def a_city_with_much(slug: str = "heidelberg") -> tuple[City, Deal]:
    """A city with a target, a field and one deal with money, staff, a measure under way and three years counted."""
    city = a_city(slug, languages=["de", "en"])
    field, _outcome = keep(
        Field,
        city,
        "energy",
        {"name": {"en": "Energy", "de": "Energie"}, "sectors": ["energy"]},
        by=BY,
        at=AT,
    )
    keep(
        Target,
        city,
        "neutral",
        {"text": {"en": "Less by 2030", "de": "Weniger bis 2030"}, "target_year": 2030},
        by=BY,
        at=AT,
    )
    body, company = an_organisation(city, "the-city", "city"), an_organisation(city, "solar-company")
    parts = Parts(
        parties=[PartyEntry(body, "signatory"), PartyEntry(company, "signatory")],
        clauses=[
            a_goal(target="50", unit="%", due_year=2030),
            a_commitment(
                company, quantity="12", unit="MWh", money_eur="25000", staff_fte="0.5", ends_on="2027-12-31"
            ),
            a_commitment(body, "c2", "Opens its own roofs"),
        ],
    )
    deal = a_deal(city, "solar-roofs", parts=parts, field=field, sdgs=[7, 13])
    record_state(measure_of(deal), State.UNDER_WAY, by=BY, at=AT)
    indicator = an_indicator(
        measure_of(deal),
        start_value=4.0,
        start_on=date(YEAR - 3, 1, 1),
        targets=(Point(date(2030, 12, 31), 20.0),),
    )
    for year, value in ((YEAR - 2, 6.0), (YEAR - 1, 7.5), (YEAR, 10.0)):
        a_reading(indicator, year, value)
    return city, deal


def a_draft(city: City, deal: Deal | None = None, **wish: Any) -> Report:
    return compile_report(city, Wish(wish.pop("period", PERIOD), deal=deal, **wish), by=BY, at=AT)


def a_published(city: City, deal: Deal | None = None, **wish: Any) -> Report:
    return publish(check(a_draft(city, deal, **wish), by=CHECKER, at=AT), by=BY, at=AT)


def company_of(deal: Deal) -> Organisation:
    return Organisation.objects.get(city=deal.city, ref="solar-company")
