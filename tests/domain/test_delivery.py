"""What is posted for after a time away, and how often it is tried."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.delivery import LATENESS_LIMIT, TRIES, Agenda, agenda, is_expired, is_late, retry_at
from bot.domain.schedule import Rule, Weekly, due_between, next_due

DAILY = Rule(Weekly(frozenset(range(7))), time(18), UTC)
MADE_AT = datetime(2027, 4, 30, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def may(day: int, hour: int = 18, minute: int = 0) -> datetime:
    """A moment in May 2027, UTC."""
    return datetime(2027, 5, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "agenda_then"),
    [
        (may(2, 17, 59), Agenda(None, (), may(2))),
        (may(2), Agenda(may(2), (), may(3))),
        (may(3, 6), Agenda(may(2), (), may(3))),
        (may(3, 6, 1), Agenda(None, (may(2),), may(3))),
        (may(3), Agenda(may(3), (may(2),), may(4))),
        (may(4, 17), Agenda(None, (may(2), may(3)), may(4))),
        (may(4, 20), Agenda(may(4), (may(2), may(3)), may(5))),
    ],
)
def test_after_a_time_away_one_is_posted_at_most(now: datetime, agenda_then: Agenda) -> None:
    """The last one, if it is no more than 12 hours old; the others are noted as skipped."""
    assert agenda_then == agenda(DAILY, now, MADE_AT, may(1))


def test_what_was_due_before_a_schedule_was_made_is_not_missed() -> None:
    """Neither is what was due while it was paused."""
    assert Agenda(None, (), may(2)) == agenda(DAILY, may(1, 19), may(1, 19))
    assert Agenda(may(2), (), may(3)) == agenda(DAILY, may(2), may(1, 19))
    assert Agenda(None, (), may(20)) == agenda(DAILY, may(19, 19), may(19, 18, 30), may(2))


def test_a_schedule_made_shortly_before_its_time_is_due_then() -> None:
    """An hour is enough, also where it was resumed shortly after a run."""
    assert Agenda(may(1), (), may(2)) == agenda(DAILY, may(1), may(1, 17))


def test_a_clock_that_goes_back_makes_nothing_due_again() -> None:
    """What was handled stays handled; the next comes after it."""
    assert Agenda(None, (), may(3)) == agenda(DAILY, may(2, 17), MADE_AT, may(2))


def test_a_run_brought_forward_leaves_the_next_one_out() -> None:
    """A due moment ahead that counts as handled is passed over."""
    assert Agenda(None, (), may(3)) == agenda(DAILY, may(2), MADE_AT, may(2))


@pytest.mark.parametrize("newer", ["Europe/London", "Europe/Helsinki"])
def test_a_newer_database_of_time_zones_posts_nothing_twice(newer: str) -> None:
    """The run of 18:00 was handled when it was due; by the newer rules it would be an hour later or earlier."""
    handled_at = next_due(Rule(DAILY.rhythm, DAILY.at, ZoneInfo("Europe/Berlin")), may(2, 0))
    moved = Rule(DAILY.rhythm, DAILY.at, ZoneInfo(newer))
    assert next_due(moved, may(2, 0)) != handled_at
    for minutes in range(0, 6 * 60, 30):
        then = agenda(moved, handled_at + timedelta(minutes=minutes), MADE_AT, handled_at)
        assert Agenda(None, (), next_due(moved, may(3, 0))) == then


@given(
    handled_at=st.datetimes(datetime(2027, 5, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    away=st.timedeltas(timedelta(days=-3), timedelta(days=40)),
    weekdays=st.frozensets(st.integers(0, 6), min_size=1),
)
def test_each_due_moment_is_posted_for_or_skipped_or_next(
    handled_at: datetime, away: timedelta, weekdays: frozenset[int]
) -> None:
    """None is lost and none comes twice, however long nobody looked."""
    rule = Rule(Weekly(weekdays), time(18), UTC)
    handled_at, now = next_due(rule, handled_at), handled_at + away
    then = agenda(rule, now, MADE_AT, handled_at)
    told = [*then.skipped, *([then.due_at] if then.due_at else [])]
    assert due_between(rule, handled_at, then.next_at) == [*told, then.next_at]
    assert now < then.next_at
    assert all(due_at <= now for due_at in told)
    if then.due_at:
        assert now - then.due_at <= LATENESS_LIMIT
    elif told:
        assert now - told[-1] > LATENESS_LIMIT


def test_a_post_says_that_it_is_late_after_half_an_hour() -> None:
    """As long as it is tried it is not; and twelve hours on it is not made."""
    assert [False, True] == [is_late(may(1), may(1, 18, 30)), is_late(may(1), may(1, 18, 31))]
    assert [False, True] == [is_expired(may(1), may(2, 6)), is_expired(may(1), may(2, 6, 1))]


def test_five_tries_fill_thirty_minutes() -> None:
    """The waits between them grow; after the last there is none."""
    tried_at = [may(1), *(retry_at(may(1), tries) for tries in range(1, TRIES))]
    assert [may(1, 18, minute) for minute in (0, 1, 5, 14, 30)] == tried_at
    assert [None, None] == [retry_at(may(1), TRIES), retry_at(may(1), TRIES + 1)]
