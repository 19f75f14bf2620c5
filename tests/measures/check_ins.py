"""Short ways to a check-in that waits for its answer."""

from datetime import UTC, datetime, timedelta

from greenpact.cities.models import City
from greenpact.deals.models import Deal
from greenpact.measures.addressing import set_contact
from greenpact.measures.asking import Rules, ask, set_rules
from greenpact.measures.check_in_links import path_of
from greenpact.measures.check_in_rules import Asking, Window
from greenpact.measures.models import CheckIn, CheckInLink, Measure
from tests.makers import AT, BY, a_city, a_deal
from tests.measures.makers import measure_of

#: A Wednesday in the morning, when the second quarter of 2026 is over.
THEN = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
CONTACT, DEPUTY = "energy@example.org", "deputy@example.org"
WINDOW = Window(14, 7, 12)


def a_working_deal(city: City | None = None, ref: str = "sun") -> Deal:
    """A deal whose owners are asked each quarter, since before the quarter's end."""
    deal = a_deal(city or a_city(languages=["de", "en"]), ref, work_state="implementing")
    set_rules(deal, Rules(True, Asking.QUARTER, WINDOW), by=BY, at=AT)
    owner = measure_of(deal).clause.party
    assert owner is not None
    set_contact(deal, owner, email=CONTACT, deputy_email=DEPUTY, language="en", by=BY, at=AT)
    return deal


def a_measure(city: City | None = None) -> Measure:
    return measure_of(a_working_deal(city))


def a_check_in(measure: Measure | None = None, at: datetime = THEN) -> CheckIn:
    check_in = ask(measure or a_measure(), by=BY, at=at)
    assert check_in is not None
    return check_in


def a_link(measure: Measure | None = None, at: datetime = THEN) -> CheckInLink:
    return a_check_in(measure, at).links.select_related("check_in__city", "account").get()


def page_of(link: CheckInLink) -> str:
    return path_of(link)


def days(count: int) -> timedelta:
    return timedelta(days=count)
