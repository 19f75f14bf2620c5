"""A bus company's meters arrive by NGSI-LD, in a real browser and in both languages: the indicator of a late measure
reaches its way again, and what is overdue by its date stays so until its owner says that it is done."""

import json
import re
import urllib.request
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from greenpact.measures.indicator_rules import Counted, Figure, Point, Provenance, Rhythm, Wanted
from greenpact.measures.models import Indicator, Measure
from greenpact.measures.reading import Taken, take
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State
from greenpact.parties.models import Organisation
from greenpact.parties.rules import Role
from tests.journeys.words import LANGUAGES, Say
from tests.makers import AT, BY, a_city, a_deal, a_member
from tests.measures.makers import an_indicator, measure_of
from tests.sensors.makers import bus, notification, work

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

#: The year before the tests' clock, on the clock of Heidelberg.
YEAR = AT.year - 1
BEGINS = datetime(YEAR - 1, 12, 31, 23, tzinfo=UTC)


def a_late_measure() -> tuple[Measure, Indicator, Organisation]:
    """Electric buses, due in spring and not done; so far they drove far less than was promised."""
    deal = a_deal(a_city("heidelberg", languages=["de", "en"]))
    measure = measure_of(deal)
    record_state(measure, State.UNDER_WAY, by=BY, at=AT)
    Measure.objects.filter(pk=measure.pk).update(due_on=date(AT.year, 3, 31))
    indicator = an_indicator(
        measure,
        name={"de": "Geladener Strom", "en": "Electricity charged"},
        unit="MWh",
        rhythm=Rhythm.YEAR,
        wanted=Wanted.MORE,
        counted=Counted.SUM,
        start_value=0.0,
        start_on=date(YEAR - 2, 12, 31),
        targets=[Point(date(YEAR, 12, 31), 300.0)],
    )
    taken = Taken(date(YEAR - 1, 1, 1), date(YEAR, 1, 1), Figure(20.0), provenance=Provenance.DECLARED)
    take(indicator, taken, by=BY, at=AT)
    party = measure.clause.party
    assert party
    return measure, indicator, party


def tell(address: str, token: str, first: int, until: int) -> int:
    """Send the counter of some days as a platform does; the status of the answer."""
    told = [bus(1_000.0 * day, BEGINS + timedelta(days=day)) for day in range(first, until)]
    call = urllib.request.Request(
        address,
        json.dumps(notification(*told)).encode(),
        {"Authorization": f"Bearer {token}", "Content-Type": "application/ld+json"},
    )
    with urllib.request.urlopen(call, timeout=30) as answer:
        return int(answer.status)


def connected(visitor: Any, say: Say) -> tuple[str, str]:
    """Connect the company's platform; the address that it sends to, and its token."""
    page = visitor.page
    visitor.go("/workspace/heidelberg/sensors/")
    expect(page.get_by_role("main")).to_contain_text(say("No meters are connected yet"))
    page.get_by_role("link", name=say("Connect meters")).click()
    page.locator("input[name=name]").fill("Depot")
    assert visitor.barriers() == []
    page.get_by_role("button", name=say("Connect"), exact=True).click()
    token = page.locator("#token").inner_text()
    assert visitor.barriers() == []
    page.reload()
    expect(page.locator("#token")).to_have_count(0)
    return page.locator("code").filter(has_text=re.compile(r"^http")).inner_text(), token


def mapped(visitor: Any, say: Say) -> None:
    """Say which indicator the bus's counter belongs to."""
    page = visitor.page
    page.reload()
    page.get_by_role("link", name=re.compile("bus-12")).click()
    page.get_by_label(say("Rhythm in minutes")).fill("1440")
    page.get_by_role("button", name=say("Save"), exact=True).click()
    expect(page.get_by_role("main")).to_contain_text(say("Becomes readings of"))
    assert visitor.barriers() == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("_mails_lead_here")
def test_meters_arrive_and_the_indicator_reaches_its_way(
    opened: Any, time_machine: Any, language: str
) -> None:
    say = Say(language)
    time_machine.move_to(AT, tick=True)
    measure, indicator, party = a_late_measure()
    public = f"/heidelberg/deals/{measure.clause.deal.ref}/measures/{measure.clause.ref}/"
    editor = a_member(measure.city, Role.PARTY_EDITOR, party)
    with opened(locale=language, account=editor) as visitor:
        main = visitor.page.get_by_role("main")
        visitor.go(public)
        expect(main).to_contain_text(say("behind its way"))
        late = main.locator(".gp-badge").first.inner_text()
        address, token = connected(visitor, say)
        assert tell(address, token, 0, 200) == 204
        mapped(visitor, say)
        assert tell(address, token, 150, 366) == 204  # late ones and replays among them
        work(AT)
        visitor.go(public)
        expect(main).to_contain_text("365")
        expect(main).to_contain_text(say("on its way"))
        expect(main).not_to_contain_text(say("behind its way"))
        expect(main).to_contain_text("Depot")
        # Its day is past, and nobody has said yet that it is done: a meter cannot say so.
        expect(main.locator(".gp-badge").first).to_have_text(late)
    record_state(measure, State.DONE, by=editor.actor, at=AT)
    with opened(locale=language, width=375) as stranger:
        stranger.go(public)
        badge = stranger.page.get_by_role("main").locator(".gp-badge").first
        expect(badge).to_have_text(say("Done"))
        assert stranger.barriers() == []
    assert indicator.readings.current().count() == 2
