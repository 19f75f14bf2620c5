"""Statements stand side by side, and a dispute has its steps and its end."""

from datetime import date, timedelta

import pytest

from greenpact.journal.models import Entry
from greenpact.measures.models import Measure, Statement
from greenpact.measures.rules import State
from greenpact.measures.statement_rules import DisputeState, Stance, Voice, WhyNotSaid
from greenpact.measures.stating import (
    NotSaid,
    Said,
    Speaker,
    answer_dispute,
    end_dispute,
    open_dispute,
    reply,
    state,
)
from tests.makers import AT, an_organisation
from tests.measures.check_ins import a_measure

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
CITY = Speaker(Voice.CITY, None, "account:city")


@pytest.fixture
def measure() -> Measure:
    return a_measure()


@pytest.fixture
def owner(measure: Measure) -> Speaker:
    return Speaker(Voice.OWNER, measure.clause.party, "account:owner")


@pytest.fixture
def observer(measure: Measure) -> Speaker:
    return Speaker(Voice.OBSERVER, an_organisation(measure.city, "agency"), "account:agency")


def says(
    measure: Measure, speaker: Speaker, now: State = State.DONE, text: str = "", stance: Stance | None = None
) -> Statement:
    return state(measure, Said(now, TODAY, "en", text, stance), speaker=speaker, at=AT)


def test_each_voice_has_one_current_statement_and_none_replaces_anothers(
    measure: Measure, owner: Speaker, observer: Speaker
) -> None:
    first = says(measure, owner, State.UNDER_WAY)
    says(measure, owner)
    says(measure, observer, State.UNDER_WAY, "Only half of it is there.")
    says(measure, CITY)
    assert Statement.objects.filter(is_current=True).count() == 3
    first.refresh_from_db()
    assert not first.is_current
    assert Entry.objects.filter(verb="measure.stated", is_public=True).count() == 4


def test_not_as_promised_needs_its_reason(measure: Measure, owner: Speaker) -> None:
    with pytest.raises(NotSaid) as refusal:
        says(measure, owner, stance=Stance.EXPLAINED)
    assert refusal.value.reason is WhyNotSaid.REASON_MISSING


def test_a_dispute_is_opened_answered_and_settled(
    measure: Measure, owner: Speaker, observer: Speaker
) -> None:
    said = says(measure, owner)
    dispute = open_dispute(said, "The meters say otherwise.", language="en", speaker=observer, at=AT)
    assert dispute.answer_until == date(2026, 7, 6)
    with pytest.raises(NotSaid):
        end_dispute(dispute, DisputeState.SETTLED, "So.", language="en", speaker=observer, at=AT)
    with pytest.raises(NotSaid) as refusal:
        answer_dispute(dispute, "It is true.", language="en", speaker=CITY, at=AT)
    assert refusal.value.reason is WhyNotSaid.NOT_YOURS
    answer_dispute(dispute, "We read them again.", language="en", speaker=owner, at=AT)
    with pytest.raises(NotSaid):
        end_dispute(dispute, DisputeState.SETTLED, "So.", language="en", speaker=owner, at=AT)
    end_dispute(dispute, DisputeState.SETTLED, "Agreed.", language="en", speaker=observer, at=AT)
    dispute.refresh_from_db()
    assert dispute.state == "settled"
    verbs = Entry.objects.filter(verb__startswith="dispute.").values_list("verb", flat=True)
    assert sorted(verbs) == ["dispute.answered", "dispute.ended", "dispute.opened"]


def test_who_gets_no_answer_in_time_leaves_it_standing(
    measure: Measure, owner: Speaker, observer: Speaker
) -> None:
    dispute = open_dispute(says(measure, owner), "No.", language="en", speaker=observer, at=AT)
    later = AT + timedelta(days=30)
    with pytest.raises(NotSaid):
        end_dispute(dispute, DisputeState.LEFT_STANDING, "So.", language="en", speaker=CITY, at=AT)
    end_dispute(
        dispute, DisputeState.LEFT_STANDING, "Nobody answered.", language="en", speaker=CITY, at=later
    )


def test_nobody_replies_to_or_disputes_themselves(measure: Measure, owner: Speaker) -> None:
    said = says(measure, owner)
    with pytest.raises(NotSaid):
        reply(said, "Yes", language="en", speaker=owner, at=AT)
    with pytest.raises(NotSaid):
        open_dispute(said, "No", language="en", speaker=owner, at=AT)
    reply(said, "We see it alike.", language="en", speaker=CITY, at=AT)
    assert said.replies.count() == 1


def test_one_dispute_at_a_time(measure: Measure, owner: Speaker, observer: Speaker) -> None:
    said = says(measure, owner)
    open_dispute(said, "No.", language="en", speaker=observer, at=AT)
    with pytest.raises(NotSaid) as refusal:
        open_dispute(said, "No.", language="en", speaker=CITY, at=AT)
    assert refusal.value.reason is WhyNotSaid.DISPUTED_ALREADY


def test_no_words_reach_the_journal(measure: Measure, owner: Speaker) -> None:
    says(measure, owner, text="A secret garden")
    assert "secret" not in str(list(Entry.objects.values_list("payload", flat=True)))
