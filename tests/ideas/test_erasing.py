"""Erasing ideas after the city's period: what goes, what stays, and that the journal can still be verified."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from greenpact.files.kinds import FileKind
from greenpact.files.models import Content
from greenpact.files.taking import take
from greenpact.ideas.answer_rules import Decision
from greenpact.ideas.conversing import ask, remark
from greenpact.ideas.deciding import Verdict, decide
from greenpact.ideas.erasing import (
    NotErased,
    WhyNotErased,
    erase,
    erase_due,
    erased_on,
    months_after,
    months_before,
    to_be_erased,
)
from greenpact.ideas.merging import merge
from greenpact.ideas.models import Attachment, Idea
from greenpact.ideas.setting_terms import Terms, set_terms
from greenpact.ideas.submitting import withdraw
from greenpact.journal.models import Entry
from greenpact.journal.verifying import verify_chain
from tests.ideas.making import REASON, a_judged_idea, an_idea, fresh
from tests.makers import AT, BY, a_city

SIX_MONTHS_ON = datetime.fromisoformat("2026-12-15T12:00:00+00:00")


def decided(idea: Idea, decision: Decision, **where: str) -> Idea:
    decide(idea, Verdict(decision, REASON, **where), account=None, by=BY, at=AT)  # type: ignore[arg-type]
    return fresh(idea)


@pytest.mark.django_db
def test_declined_and_kept_ideas_go_after_six_months_and_not_a_day_sooner() -> None:
    city = a_city()
    declined, kept = decided(a_judged_idea(city), Decision.DECLINED), decided(an_idea(city), Decision.KEPT)
    deal, waiting = decided(a_judged_idea(city), Decision.DEAL, deal="x"), an_idea(city)
    assert erased_on(declined, 6) == date(2026, 12, 15)
    assert erased_on(deal, 6) is erased_on(waiting, 6) is None
    assert not erase_due(SIX_MONTHS_ON - timedelta(days=1))
    assert to_be_erased(city, on=date(2026, 12, 15)) == [declined, kept]
    assert erase_due(SIX_MONTHS_ON)
    assert not erase_due(SIX_MONTHS_ON)
    states = [fresh(idea).state for idea in (declined, kept, deal, waiting)]
    assert states == ["erased", "erased", "decided", "open"]


@pytest.mark.django_db
def test_the_period_is_the_citys_own() -> None:
    city = a_city()
    idea = decided(an_idea(city), Decision.KEPT)
    set_terms(city, Terms(retention_months=1), by=BY, at=AT)
    assert to_be_erased(city, on=date(2026, 7, 15)) == [idea]


@pytest.mark.django_db
def test_nothing_that_somebody_wrote_or_sent_is_left_and_the_journal_is_whole() -> None:
    city = a_city()
    idea = a_judged_idea(city, partners="SECRET", needs="SECRET", lat=49.4, lon=8.7)
    csv = SimpleUploadedFile("secret.csv", b"a;b\n1;2\n")
    Attachment.objects.create(idea=idea, file=take(csv, kinds=set(FileKind), at=AT))
    ask(idea, "SECRET", account=None, by=BY, at=AT)
    remark(idea, "SECRET", account=None, by=BY, at=AT)
    before = list(Entry.objects.values_list("hash", flat=True))
    decided(idea, Decision.DECLINED)
    erase(idea, by=BY, at=SIX_MONTHS_ON)
    row = fresh(idea)
    left = [row.title, row.text, row.partners, row.needs, row.organisation, row.name, row.email, row.phone]
    assert left == [""] * 8
    assert (row.lat, row.lon) == (None, None)
    assert (row.messages.count(), row.remarks.count(), row.attachments.count(), Content.objects.count()) == (
        0,
    ) * 4
    assert (
        {check.reason for check in row.checks.all()}
        == {answer.reason for answer in row.answers.all()}
        == {""}
    )
    assert (row.decision, row.erased_at) == ("declined", SIX_MONTHS_ON)
    assert list(Entry.objects.order_by("number").values_list("hash", flat=True))[: len(before)] == before
    assert verify_chain(city.chain) is None


@pytest.mark.django_db
def test_what_was_brought_together_goes_together() -> None:
    city = a_city()
    idea, twin = a_judged_idea(city), an_idea(city)
    merge(twin, idea, by=BY, at=AT)
    decided(fresh(idea), Decision.DECLINED)
    assert to_be_erased(city, on=date(2026, 12, 15)) == [idea, twin]
    erase_due(SIX_MONTHS_ON)
    assert {fresh(idea).state, fresh(twin).state} == {"erased"}


@pytest.mark.django_db
def test_what_its_sender_took_back_goes_after_the_same_time() -> None:
    city = a_city()
    idea = an_idea(city)
    withdraw(idea, by=BY, at=AT)
    assert erased_on(fresh(idea), 6) == date(2026, 12, 15)
    assert to_be_erased(city, on=date(2026, 12, 14)) == []
    assert to_be_erased(city, on=date(2026, 12, 15)) == [idea]
    erase_due(SIX_MONTHS_ON)
    assert fresh(idea).state == "erased"


@pytest.mark.django_db
def test_what_is_still_to_be_answered_stays() -> None:
    idea = an_idea(a_city())
    with pytest.raises(NotErased) as refusal:
        erase(idea, by=BY, at=AT)
    assert refusal.value.reason is WhyNotErased.STILL_NEEDED


days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
months = st.integers(1, 60)


@given(days, months)
def test_a_period_ends_on_the_same_day_of_its_last_month_or_on_that_months_last(
    day: date, period: int
) -> None:
    end = months_after(day, period)
    assert (end.year * 12 + end.month) - (day.year * 12 + day.month) == period
    assert end.day == day.day or (end.day < day.day and (end + timedelta(days=1)).day == 1)


@given(days, months)
def test_looking_back_and_looking_ahead_agree(day: date, period: int) -> None:
    last = months_before(day, period)
    assert months_after(last, period) <= day < months_after(last + timedelta(days=1), period)
