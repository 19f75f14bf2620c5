"""A report is compiled, checked by somebody else, published and never changed; what differs is told with reasons."""

import json

import pytest

from greenpact.deals.publishing import publish as publish_deal
from greenpact.journal.models import Entry
from greenpact.measures.models import Reading
from greenpact.measures.reading import correct
from greenpact.measures.recording import record_state
from greenpact.measures.rules import State as MeasureState
from greenpact.reports.checking import check, hand_back
from greenpact.reports.compiling import compile_anew, write_texts
from greenpact.reports.formats.changes import row_of
from greenpact.reports.models import Report
from greenpact.reports.publishing import publish, withdraw
from greenpact.reports.recording import NotReported
from greenpact.reports.rules import WhyNotReported
from tests.makers import AT, BY, a_deal
from tests.measures.makers import YEAR, measure_of, taken
from tests.reports.makers import CHECKER, a_city_with_much, a_draft, a_published

pytestmark = pytest.mark.django_db


def test_nobody_checks_what_they_compiled_or_wrote() -> None:
    city, _deal = a_city_with_much()
    draft = a_draft(city)
    write_texts(draft, {"proposal": {"de": "Zur Kenntnis."}}, by="account:writer", at=AT)
    for person in (BY, "account:writer"):
        with pytest.raises(NotReported) as refused:
            check(draft, by=person, at=AT)
        assert refused.value.reason is WhyNotReported.OWN_REPORT
    checked = check(draft, by=CHECKER, at=AT)
    assert checked.is_unaltered
    assert json.loads(checked.canonical)["texts"] == {"proposal": {"de": "Zur Kenntnis."}}


def test_what_is_checked_stays_as_it_is_until_it_is_handed_back() -> None:
    city, _deal = a_city_with_much()
    checked = check(a_draft(city), by=CHECKER, at=AT)
    for act in (compile_anew, check):
        with pytest.raises(NotReported):
            act(checked, by="account:somebody", at=AT)
    with pytest.raises(NotReported):
        write_texts(checked, {"proposal": {"de": "Anders."}}, by=BY, at=AT)
    assert hand_back(checked, by=CHECKER, at=AT).canonical == ""


def test_a_published_report_does_not_follow_the_rows() -> None:
    city, deal = a_city_with_much()
    report = a_published(city)
    before = report.canonical
    record_state(measure_of(deal), MeasureState.DONE, by=BY, at=AT)
    again = Report.objects.get(pk=report.pk)
    assert again.canonical == before
    assert again.snapshot["deals"][0]["commitments"][0]["measure"]["state"] == "under_way"
    with pytest.raises(NotReported):
        publish(again, by=BY, at=AT)


def test_a_correction_names_the_old_report_and_happens_once() -> None:
    city, _deal = a_city_with_much()
    old = a_published(city)
    new = a_published(city, corrects=old)
    assert json.loads(new.canonical)["corrects"] == {"report": old.ref, "sha256": old.sha256}
    with pytest.raises(NotReported):
        a_draft(city, corrects=old)


def test_what_changed_is_told_with_the_entries_that_tell_why() -> None:
    city, deal = a_city_with_much()
    old = a_published(city)
    record_state(measure_of(deal), MeasureState.DONE, by=BY, at=AT)
    last = Reading.objects.get(first_on__year=YEAR)
    correct(last, taken(YEAR, 12.0), reason="A meter was misread.", by=BY, at=AT)
    a_deal(city, "another")
    draft = a_draft(city, compared_with=old)
    found = {one["what"]: one for one in draft.snapshot["changes"]}
    assert {"measure_state", "reading_replaced", "value", "deal_came"} <= found.keys()
    assert (found["measure_state"]["before"], found["measure_state"]["after"]) == ("under_way", "done")
    assert found["reading_replaced"]["reason"] == "A meter was misread."
    for what, verb in (("measure_state", "measure.state_recorded"), ("value", "reading.corrected")):
        entry = found[what]["entries"][-1]
        assert Entry.objects.get(chain=city.chain_id, number=entry["number"]).verb == verb
    lines = [row_of(one, draft.snapshot) for one in draft.snapshot["changes"]]
    assert any("A meter was misread." in why for *_rest, why in lines)


def test_a_report_of_a_deal_waits_until_the_deal_is_public() -> None:
    city, _deal = a_city_with_much()
    hidden = a_deal(city, "hidden", public=False)
    checked = check(a_draft(city, hidden), by=CHECKER, at=AT)
    with pytest.raises(NotReported) as refused:
        publish(checked, by=BY, at=AT)
    assert refused.value.reason is WhyNotReported.DEAL_NOT_PUBLIC
    publish_deal(hidden, by=BY, at=AT)
    report = publish(checked, by=BY, at=AT)
    assert Report.objects.public().get() == report
    assert withdraw(report, by=BY, at=AT).state == "withdrawn"


def test_only_what_was_published_is_told_in_public() -> None:
    city, _deal = a_city_with_much()
    report = a_published(city)
    told = Entry.objects.filter(chain=city.chain_id, subject=f"report:{report.ref}")
    assert [(entry.verb, entry.is_public) for entry in told.order_by("number")] == [
        ("report.compiled", False),
        ("report.checked", False),
        ("report.published", True),
    ]
