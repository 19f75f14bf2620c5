"""Which ways of signing are open to whom, whose turn it is, and when a round is through: every row of the tables."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.telling import REACHES
from greenpact.deals.rules import Nature
from greenpact.deals.signing_rules import (
    ROUND_FOLLOWS,
    TOLERANCE,
    Form,
    Level,
    RoundState,
    Route,
    SeatStand,
    Signatory,
    is_complete,
    is_over,
    is_set_back,
    may_round_become,
    need,
    pause_after,
    reach_for,
    reaches,
    whose_turn,
)
from greenpact.parties.mandate_rules import (
    FOLLOWS,
    MandateState,
    Reach,
    WhyNoMandate,
    are_enough,
    covers,
    may_become,
    why_not,
)

HEIDELBERG = Signatory("city", "DE", "DE125")
HAMBURG = Signatory("city", "DE", "DE600")
UNPLACED = Signatory("city", "DE")
BIRMINGHAM = Signatory("city", "GB", "UKG31")
COMPANY = Signatory("company", "DE", "DE125")

ALL = {Route.CLICK, Route.QUALIFIED, Route.PAPER}
WRITTEN = {Route.QUALIFIED, Route.PAPER}

#: By nature and signatory: the open routes, the level of a PDF signature, and the rule that is named.
TABLE = {
    (Nature.INTENT, HEIDELBERG): (ALL, Level.ADVANCED, Form.FREE),
    (Nature.INTENT, HAMBURG): (ALL, Level.ADVANCED, Form.FREE),
    (Nature.INTENT, UNPLACED): (ALL, Level.ADVANCED, Form.FREE),
    (Nature.INTENT, BIRMINGHAM): (ALL, Level.ADVANCED, Form.FREE),
    (Nature.INTENT, COMPANY): (ALL, Level.ADVANCED, Form.FREE),
    (Nature.BINDING, HEIDELBERG): (WRITTEN, Level.QUALIFIED, Form.GEMO_BW_54),
    (Nature.BINDING, HAMBURG): (WRITTEN, Level.QUALIFIED, Form.MUNICIPAL_CODE),
    (Nature.BINDING, UNPLACED): (WRITTEN, Level.QUALIFIED, Form.MUNICIPAL_CODE),
    (Nature.BINDING, BIRMINGHAM): (WRITTEN, Level.QUALIFIED, Form.WRITTEN_CONTRACT),
    (Nature.BINDING, COMPANY): (WRITTEN, Level.QUALIFIED, Form.WRITTEN_CONTRACT),
    (Nature.ANNEX, HEIDELBERG): (WRITTEN, Level.QUALIFIED, Form.GEMO_BW_54),
    (Nature.ANNEX, HAMBURG): (WRITTEN, Level.QUALIFIED, Form.MUNICIPAL_CODE),
    (Nature.ANNEX, UNPLACED): (WRITTEN, Level.QUALIFIED, Form.MUNICIPAL_CODE),
    (Nature.ANNEX, BIRMINGHAM): (WRITTEN, Level.QUALIFIED, Form.WRITTEN_CONTRACT),
    (Nature.ANNEX, COMPANY): (WRITTEN, Level.QUALIFIED, Form.WRITTEN_CONTRACT),
    (Nature.UNKNOWN, HEIDELBERG): (set(), Level.QUALIFIED, Form.NATURE_UNKNOWN),
    (Nature.UNKNOWN, HAMBURG): (set(), Level.QUALIFIED, Form.NATURE_UNKNOWN),
    (Nature.UNKNOWN, UNPLACED): (set(), Level.QUALIFIED, Form.NATURE_UNKNOWN),
    (Nature.UNKNOWN, BIRMINGHAM): (set(), Level.QUALIFIED, Form.NATURE_UNKNOWN),
    (Nature.UNKNOWN, COMPANY): (set(), Level.QUALIFIED, Form.NATURE_UNKNOWN),
}


def test_the_table_is_whole() -> None:
    assert set(TABLE) == set(product(Nature, (HEIDELBERG, HAMBURG, UNPLACED, BIRMINGHAM, COMPANY)))


@pytest.mark.parametrize(("nature", "signatory"), list(TABLE))
def test_each_nature_names_routes_level_and_rule(nature: Nature, signatory: Signatory) -> None:
    found = need(nature, signatory)
    assert (set(found.routes), found.level, found.rule) == TABLE[(nature, signatory)]
    assert all(found.allows(route) == (route in found.routes) for route in Route)


def test_what_binds_needs_a_mandate_for_what_binds() -> None:
    assert {nature: reach_for(nature) for nature in Nature} == {
        Nature.INTENT: Reach.INTENT,
        Nature.BINDING: Reach.BINDING,
        Nature.ANNEX: Reach.BINDING,
        Nature.UNKNOWN: Reach.BINDING,
    }
    found = {(reach, needed): covers(reach, needed) for reach, needed in product(Reach, Reach)}
    assert [pair for pair, does in found.items() if not does] == [(Reach.INTENT, Reach.BINDING)]


def test_whoever_verifies_holds_mandates_to_the_same_rule() -> None:
    """The verifier knows nothing of the platform, so it keeps the rule in words of its own."""
    for reach, nature in product(Reach, (Nature.INTENT, Nature.BINDING, Nature.ANNEX)):
        assert (nature.value in REACHES[reach.value]) == covers(reach, reach_for(nature))


def test_a_level_reaches_itself_and_what_is_below() -> None:
    words = ["qualified", "advanced", "simple", ""]
    assert [reaches(word, Level.QUALIFIED) for word in words] == [True, False, False, False]
    assert [reaches(word, Level.ADVANCED) for word in words] == [True, True, False, False]


@pytest.mark.parametrize("state", MandateState)
@pytest.mark.parametrize("reach", Reach)
@pytest.mark.parametrize("needed", Reach)
@pytest.mark.parametrize("day", [9, 10, 19, 20])
def test_a_mandate_counts_when_checked_in_force_and_wide_enough(
    state: MandateState, reach: Reach, needed: Reach, day: int
) -> None:
    period = {"since": date(2026, 1, 10), "until": date(2026, 1, 20)}
    found = why_not(state=state, reach=reach, needed=needed, on=date(2026, 1, day), **period)
    if state is not MandateState.CHECKED:
        refused = state is MandateState.REFUSED
        assert found == (WhyNoMandate.REFUSED if refused else WhyNoMandate.NOT_CHECKED)
    elif day == 9:
        assert found == WhyNoMandate.NOT_YET
    elif day == 20:
        assert found == WhyNoMandate.ENDED
    else:
        too_narrow = reach is Reach.INTENT and needed is Reach.BINDING
        assert found == (WhyNoMandate.TOO_NARROW if too_narrow else None)


def test_mandates_are_decided_once() -> None:
    allowed = {(now, then) for now, then in product(MandateState, MandateState) if may_become(now, then)}
    assert allowed == {
        (MandateState.STATED, MandateState.CHECKED),
        (MandateState.STATED, MandateState.REFUSED),
    }
    assert set(FOLLOWS) == set(MandateState)


@given(st.lists(st.booleans(), max_size=6))
def test_one_who_may_alone_is_enough_and_so_are_any_two(joint: list[bool]) -> None:
    assert are_enough(joint) == (False in joint or len(joint) >= 2)


seats = st.lists(st.lists(st.booleans(), max_size=3), min_size=1, max_size=8).map(
    lambda given: [SeatStand(place, tuple(joint)) for place, joint in enumerate(given)]
)


@given(seats, st.booleans())
def test_whoever_is_missing_gets_a_turn_and_nobody_else(stands: list[SeatStand], is_ordered: bool) -> None:
    turns = whose_turn(stands, is_ordered=is_ordered)
    missing = {seat.position for seat in stands if not seat.is_filled}
    assert turns <= missing
    assert turns == (frozenset({min(missing)}) if missing and is_ordered else missing)
    assert is_complete(stands) == (not missing)


def test_a_round_without_seats_is_never_complete() -> None:
    assert not is_complete([])


def test_a_round_goes_forward_only() -> None:
    allowed = {(now, then) for now, then in product(RoundState, RoundState) if may_round_become(now, then)}
    assert allowed == {
        (RoundState.OPEN, RoundState.COMPLETE),
        (RoundState.OPEN, RoundState.CANCELLED),
        (RoundState.COMPLETE, RoundState.SEALED),
    }
    assert set(ROUND_FOLLOWS) == set(RoundState)


def test_a_clock_counts_as_set_back_beyond_its_tolerance() -> None:
    last = datetime(2026, 6, 15, 10, tzinfo=UTC)
    assert not is_set_back(last, None)
    assert not is_set_back(last - TOLERANCE, last)
    assert is_set_back(last - TOLERANCE - timedelta(seconds=1), last)


def test_the_last_day_is_a_day_for_signing() -> None:
    day = date(2026, 6, 15)
    assert [is_over(day, day + timedelta(days=more)) for more in (-1, 0, 1)] == [False, False, True]
    assert not is_over(None, day)


def test_the_pauses_of_the_seal_grow_up_to_an_hour() -> None:
    pauses = [pause_after(attempts) for attempts in range(40)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == timedelta(hours=1)
