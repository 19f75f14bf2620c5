"""When a mail may go out: quiet hours and digests on the city's clock, across the changes of the clocks."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from greenpact.notices.rules import CHOICES, USUAL, Kind, Quiet, Rhythm, after_quiet, digest_due, rhythm_of

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = st.sampled_from(
    [BERLIN, ZoneInfo("Europe/Lisbon"), ZoneInfo("Pacific/Chatham"), ZoneInfo("America/St_Johns")]
)
HOURS = st.integers(0, 23)
QUIETS = st.builds(Quiet, HOURS, HOURS, st.booleans())
MOMENTS = st.integers(0, 3 * 365 * 24 * 60).map(
    lambda minutes: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
USUALLY = Quiet()


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BERLIN)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


def test_in_the_day_nothing_waits() -> None:
    assert after_quiet(at(2026, 6, 15, 10, 30), USUALLY, BERLIN) == at(2026, 6, 15, 10, 30)


def test_what_is_posted_at_night_waits_for_the_morning() -> None:
    assert after_quiet(at(2026, 6, 15, 23), USUALLY, BERLIN) == at(2026, 6, 16, 7)
    assert after_quiet(at(2026, 6, 16, 3), USUALLY, BERLIN) == at(2026, 6, 16, 7)


def test_a_friday_evening_waits_for_monday() -> None:
    assert after_quiet(at(2026, 6, 19, 20), USUALLY, BERLIN) == at(2026, 6, 22, 7)
    assert after_quiet(at(2026, 6, 20, 12), Quiet(weekends=False), BERLIN) == at(2026, 6, 20, 12)


def test_the_night_in_which_the_clock_goes_forward_ends_at_seven_all_the_same() -> None:
    quiet = Quiet(weekends=False)
    morning = after_quiet(at(2026, 3, 28, 22), quiet, BERLIN)
    assert (morning.astimezone(BERLIN).hour, morning) == (7, datetime(2026, 3, 29, 5, tzinfo=UTC))


def test_an_hour_that_the_clock_skips_is_the_hour_after() -> None:
    quiet = Quiet(19, 2, weekends=False)
    assert after_quiet(at(2026, 3, 29, 1, 30), quiet, BERLIN) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_the_night_in_which_the_clock_goes_back_ends_at_seven_all_the_same() -> None:
    quiet = Quiet(weekends=False)
    assert after_quiet(at(2026, 10, 24, 22), quiet, BERLIN) == datetime(2026, 10, 25, 6, tzinfo=UTC)


def test_a_daily_digest_goes_out_the_next_morning_and_not_at_weekends() -> None:
    assert digest_due(at(2026, 6, 15, 10), Rhythm.DAILY, USUALLY, BERLIN) == at(2026, 6, 16, 7)
    assert digest_due(at(2026, 6, 16, 7), Rhythm.DAILY, USUALLY, BERLIN) == at(2026, 6, 17, 7)
    assert digest_due(at(2026, 6, 19, 10), Rhythm.DAILY, USUALLY, BERLIN) == at(2026, 6, 22, 7)


def test_a_weekly_digest_goes_out_on_monday() -> None:
    assert digest_due(at(2026, 6, 16, 10), Rhythm.WEEKLY, USUALLY, BERLIN) == at(2026, 6, 22, 7)
    assert digest_due(at(2026, 6, 22, 7), Rhythm.WEEKLY, USUALLY, BERLIN) == at(2026, 6, 29, 7)


@given(MOMENTS, QUIETS, ZONES)
def test_the_wait_ends_at_the_first_moment_that_is_not_quiet(
    moment: datetime, quiet: Quiet, zone: ZoneInfo
) -> None:
    found = after_quiet(moment, quiet, zone)
    assert found >= moment
    assert not quiet.holds(found.astimezone(zone))
    between = moment
    while between < found:
        assert quiet.holds(between.astimezone(zone))
        between += timedelta(minutes=15)


@given(MOMENTS, st.sampled_from([Rhythm.DAILY, Rhythm.WEEKLY]), QUIETS, ZONES)
def test_a_digest_is_always_yet_to_come_and_never_quiet(
    moment: datetime, rhythm: Rhythm, quiet: Quiet, zone: ZoneInfo
) -> None:
    due = digest_due(moment, rhythm, quiet, zone)
    assert moment < due <= moment + timedelta(days=11)
    assert not quiet.holds(due.astimezone(zone))


def test_a_rhythm_that_is_not_offered_is_passed_over() -> None:
    assert rhythm_of(Kind.ACCOUNT, {"account": "never"}) is Rhythm.AT_ONCE
    assert rhythm_of(Kind.IDEA, {"idea": "never"}) is USUAL[Kind.IDEA]
    assert rhythm_of(Kind.LABEL, {"label": "weekly"}) is Rhythm.WEEKLY
    assert all(USUAL[kind] in CHOICES[kind] for kind in Kind)
