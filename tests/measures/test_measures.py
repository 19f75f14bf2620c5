"""Measures: one for each commitment, late by computation, never unknown again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from greenpact.deals.drafting import Parts, alter
from greenpact.deals.models import ClauseRow
from greenpact.deals.versions import document_of
from greenpact.journal.models import Entry
from greenpact.measures.models import Measure, MeasureState
from greenpact.measures.planning import (
    NotPlanned,
    Plan,
    Step,
    WhyNotPlanned,
    plan_commitments,
    plan_of,
    replan,
)
from greenpact.measures.recording import NotRecorded, WhyNotRecorded, record_state
from greenpact.measures.rules import (
    FOLLOWS,
    MOST_STEPS,
    OPEN,
    Lateness,
    State,
    lateness,
    may_become,
    time_gone,
)
from tests.makers import AT, BY, TODAY, a_city, a_commitment, a_deal

days = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def test_every_state_has_its_row_and_its_words() -> None:
    assert set(FOLLOWS) == set(State)
    assert [state.value for state in State] == MeasureState.values


@given(st.sampled_from(State))
def test_nothing_becomes_unknown_again(state: State) -> None:
    assert not may_become(state, State.UNKNOWN)


@given(st.sampled_from(State), st.none() | days, st.lists(days, max_size=4), days)
def test_only_open_measures_are_late_and_only_after_their_day(
    state: State, due_on: date | None, milestones: list[date], today: date
) -> None:
    late = lateness(state, due_on, milestones, today=today)
    overdue = [day for day in [*milestones, *([due_on] if due_on else [])] if day < today]
    assert bool(late) == (state in OPEN and bool(overdue))


def test_the_measure_itself_counts_before_its_milestones() -> None:
    assert lateness(State.PLANNED, date(2026, 6, 10), [date(2026, 1, 1)], today=TODAY) == Lateness(5)
    assert lateness(State.PLANNED, None, [date(2026, 6, 14)], today=TODAY) == Lateness(1, by_milestone=True)
    assert not lateness(State.PLANNED, TODAY, [], today=TODAY)


@given(days, days, days)
def test_time_gone_is_a_share(starts_on: date, ends_on: date, today: date) -> None:
    share = time_gone(starts_on, ends_on, today=today)
    assert (share is None) == (ends_on <= starts_on)
    assert share is None or 0.0 <= share <= 1.0


def test_time_gone_is_not_known_without_both_ends() -> None:
    assert time_gone(None, TODAY, today=TODAY) is None
    assert time_gone(date(2026, 1, 1), date(2027, 1, 1), today=date(2026, 7, 2)) == pytest.approx(182 / 365)


@pytest.mark.django_db
class TestInTheRegister:
    def test_every_commitment_has_one_measure_and_gets_no_second(self) -> None:
        deal = a_deal(a_city())
        assert Measure.objects.filter(clause__deal=deal).count() == 2
        assert plan_commitments(deal, state=State.PLANNED) == 0

    def test_it_takes_over_the_promised_dates(self) -> None:
        deal = a_deal(a_city())
        company = deal.parties.all()[1].organisation
        promised = a_commitment(company, "c9", starts_on="2026-01-01", ends_on="2026-12-31")
        alter(deal, Parts(clauses=[*document_of(deal).clauses, promised]), by=BY, at=AT)
        plan_commitments(deal, state=State.PLANNED)
        measure = Measure.objects.get(clause__ref="c9")
        assert (measure.starts_on, measure.due_on) == (date(2026, 1, 1), date(2026, 12, 31))

    def test_a_dropped_commitment_keeps_its_measure_out_of_sight(self) -> None:
        deal = a_deal(a_city())
        alter(deal, Parts(clauses=[c for c in document_of(deal).clauses if c.ref != "c1"]), by=BY, at=AT)
        assert Measure.objects.count() == 2
        assert Measure.objects.standing().count() == 1

    def test_states_follow_their_table(self) -> None:
        measure = self.measure()
        record_state(measure, State.DONE, done_on=TODAY, by=BY, at=AT)
        with pytest.raises(NotRecorded) as refusal:
            record_state(measure, State.PLANNED, by=BY, at=AT)
        assert refusal.value.reason is WhyNotRecorded.NOT_FROM_HERE
        record_state(measure, State.UNDER_WAY, by=BY, at=AT)
        measure.refresh_from_db()
        assert (measure.state, measure.done_on) == ("under_way", None)

    def test_nothing_is_done_tomorrow(self) -> None:
        with pytest.raises(NotRecorded) as refusal:
            record_state(self.measure(), State.DONE, done_on=TODAY + timedelta(days=1), by=BY, at=AT)
        assert refusal.value.reason is WhyNotRecorded.DAY_IN_FUTURE

    def test_the_entry_stands_with_the_deal_and_is_as_public_as_it(self) -> None:
        deal = a_deal(a_city(), public=False)
        measure = Measure.objects.filter(clause__deal=deal).first()
        assert measure is not None
        record_state(measure, State.UNDER_WAY, by=BY, at=AT)
        entry = Entry.objects.get(verb="measure.state_recorded")
        assert entry.subject == f"deal:{deal.ref}"
        assert not entry.is_public

    def test_a_plan_is_replaced_whole_or_not_at_all(self) -> None:
        measure = self.measure()
        plan = Plan(
            {"en": "How"}, date(2026, 1, 1), date(2026, 12, 1), (Step({"en": "First"}, date(2026, 3, 1)),)
        )
        assert replan(measure, plan, by=BY, at=AT, seen=1)
        measure.refresh_from_db()
        assert plan_of(measure) == plan
        assert not replan(measure, plan, by=BY, at=AT)
        with pytest.raises(NotPlanned):
            replan(measure, Plan(starts_on=TODAY, due_on=TODAY - timedelta(days=1)), by=BY, at=AT)
        with pytest.raises(NotPlanned):
            replan(measure, Plan(), by=BY, at=AT, seen=1)
        assert plan_of(measure) == plan

    def test_a_milestone_is_not_reached_tomorrow_and_there_are_not_too_many(self) -> None:
        measure = self.measure()
        tomorrow = Step({"en": "First"}, done_on=TODAY + timedelta(days=1))
        for steps, reason in (
            ((tomorrow,), WhyNotPlanned.DAY_IN_FUTURE),
            ((Step({"en": "First"}),) * (MOST_STEPS + 1), WhyNotPlanned.TOO_MANY),
        ):
            with pytest.raises(NotPlanned) as refusal:
                replan(measure, Plan(steps=steps), by=BY, at=AT)
            assert refusal.value.reason is reason

    def test_a_milestone_in_no_language_is_refused_and_the_others_stay(self) -> None:
        measure = self.measure()
        replan(measure, Plan(steps=(Step({"en": "First"}),)), by=BY, at=AT)
        with pytest.raises(ValidationError):
            replan(measure, Plan(steps=(Step({"xx": "?"}),)), by=BY, at=AT)
        assert [step.text for step in measure.milestones.all()] == [{"en": "First"}]

    def test_what_is_no_longer_promised_is_not_recorded(self) -> None:
        deal = a_deal(a_city())
        measure = Measure.objects.get(clause__ref="c1")
        alter(deal, Parts(clauses=[c for c in document_of(deal).clauses if c.ref != "c1"]), by=BY, at=AT)
        with pytest.raises(NotRecorded) as refusal:
            record_state(measure, State.DONE, by=BY, at=AT)
        assert refusal.value.reason is WhyNotRecorded.CHANGED_MEANWHILE

    def test_the_public_sees_what_is_promised_in_public_deals(self) -> None:
        city, trial = a_city(), a_city("trial", is_invented=True)
        seen, draft, invented = a_deal(city), a_deal(city, public=False), a_deal(trial)
        alter(seen, Parts(clauses=[c for c in document_of(seen).clauses if c.ref != "c2"]), by=BY, at=AT)
        public = {(clause.deal_id, clause.ref) for clause in ClauseRow.objects.public()}
        assert (
            public
            == {(seen.pk, "g1"), (seen.pk, "c1")}
            == {(clause.deal_id, clause.ref) for clause in ClauseRow.objects.public(city)}
        )
        assert {clause.deal_id for clause in ClauseRow.objects.public(trial)} == {invented.pk}
        measures = Measure.objects.public().filter(city=city)
        assert [measure.clause.ref for measure in measures] == ["c1"]
        assert not measures.filter(clause__deal=draft).exists()

    def test_the_database_finds_the_same_late_ones(self) -> None:
        measure = self.measure()
        replan(measure, Plan(steps=(Step({"en": "First"}, TODAY - timedelta(days=1)),)), by=BY, at=AT)
        late = set(Measure.objects.late(TODAY))
        assert late == {row for row in Measure.objects.all() if row.lateness(TODAY)} == {measure}

    @staticmethod
    def measure() -> Measure:
        a_deal(a_city())
        return Measure.objects.order_by("pk")[0]
