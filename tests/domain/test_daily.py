"""Whatever a guild does with its clocks, a day of the daily challenge comes once and no streak is lost by it."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.content import Item
from bot.domain.daily import (
    Answer,
    Daily,
    Placed,
    Play,
    Result,
    day_at,
    ends_at,
    judged,
    next_number,
    number_of,
    place_among,
    places,
    questions_of,
    result_of,
    shortened,
    streak,
)
from tests.domain.clocks import ZONES
from tests.domain.samples import fact, question

HOUR_MS = 3_600_000
DAY = timedelta(days=1)
START = round(datetime(2026, 1, 5, tzinfo=UTC).timestamp() * 1000)
EXTREMES = ("Pacific/Kiritimati", "Pacific/Niue", "Pacific/Auckland", "UTC")

moments = st.integers(START, START + 3 * 365 * 24 * HOUR_MS)
names = st.sampled_from([*ZONES, *EXTREMES])


def ms(text: str, zone: str = "UTC") -> int:
    """The moment when the clocks of a zone show this."""
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).timestamp() * 1000)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, str]]:
    """The zones of a guild that changes them at some hours of forty days."""
    hours = sorted(draw(st.lists(st.integers(24, 900), max_size=5)))
    return [(0, draw(names)), *((START + hour * HOUR_MS, draw(names)) for hour in hours)]


def lived(zones: list[tuple[int, str]]) -> dict[date, int]:
    """The days of forty days, and how many hours each had."""
    days: dict[date, int] = {}
    for hour in range(40 * 24):
        day = day_at(zones, START + hour * HOUR_MS)
        days[day] = days.get(day, 0) + 1
    return days


@given(name=names, at=moments)
def test_without_a_change_it_is_the_day_of_the_zone(name: str, at: int) -> None:
    """Also on the days on which its clocks change."""
    assert datetime.fromtimestamp(at / 1000, ZoneInfo(name)).date() == day_at([(0, name)], at)


@given(zones=histories(), at=st.integers(START, START + 960 * HOUR_MS))
def test_a_day_ends_when_the_next_begins(zones: list[tuple[int, str]], at: int) -> None:
    """At a midnight of the zone that holds, unless the zone is changed before."""
    day = day_at(zones, at)
    known = [change for change in zones if change[0] <= at]
    end = ends_at(known, day)
    assert at < end
    assert [day, day + DAY] == [day_at(known, end - 1), day_at(known, end)]


@given(zones=histories())
def test_days_never_go_back(zones: list[tuple[int, str]]) -> None:
    """Each is one span of time, however often the zone changes; and they are not more than those of the calendar."""
    days = list(lived(zones))
    assert sorted(days) == days
    hours = [day_at(zones, START + hour * HOUR_MS) for hour in range(40 * 24)]
    assert all(before <= after for before, after in pairwise(hours))
    assert len(days) <= 40 + 3


@given(zones=histories())
def test_a_change_of_zone_breaks_no_streak(zones: list[tuple[int, str]]) -> None:
    """Who plays on every day that was not cut short has all of them in a row, and none counts twice."""
    days = lived(zones)
    free = shortened(zones)
    played = [day for day in days if day not in free]
    assert len(played) == streak(played, max(days), free)
    assert len(days) == streak(days, max(days), free)


@given(zones=histories())
def test_a_day_that_must_be_played_is_long_enough(zones: list[tuple[int, str]]) -> None:
    """What a change took hours from is free; all others have as many hours as their clocks give them."""
    days, free = lived(zones), shortened(zones)
    assert [] == [day for day in sorted(days)[1:-1] if day not in free and days[day] < 22]


@given(zones=histories(), missing=st.integers(3, 35))
def test_a_day_that_was_missed_ends_a_streak(zones: list[tuple[int, str]], missing: int) -> None:
    """It begins again with the day after it, unless it was a free one."""
    days, free = sorted(lived(zones)), shortened(zones)
    left_out = days[min(missing, len(days) - 2)]
    later = len([day for day in days if day > left_out])
    expected = len(days) - 1 if left_out in free else later
    assert expected == streak([day for day in days if day != left_out], days[-1], free)


def test_a_zone_further_west_makes_a_day_longer() -> None:
    """The day that was played does not come again, and the next begins at the new midnight."""
    change = ms("2026-11-23T09:00", "Pacific/Auckland")
    zones = [(0, "Pacific/Auckland"), (change, "Pacific/Honolulu")]
    assert date(2026, 11, 23) == day_at(zones, change - 1) == day_at(zones, change)
    assert date(2026, 11, 23) == day_at(zones, ms("2026-11-23T23:59", "Pacific/Honolulu"))
    assert ms("2026-11-24T00:00", "Pacific/Honolulu") == ends_at(zones, date(2026, 11, 23))
    assert frozenset() == shortened(zones)


def test_a_zone_further_east_may_leave_a_day_out() -> None:
    """What is left out, and the days that it begins and ends in, need not be played."""
    change = ms("2026-11-21T23:30", "Pacific/Niue")
    zones = [(0, "Pacific/Niue"), (change, "Pacific/Kiritimati")]
    assert [21, 23] == [day_at(zones, moment).day for moment in (change - 1, change)]
    assert {date(2026, 11, day) for day in (21, 22, 23)} == shortened(zones)
    assert 2 == streak([date(2026, 11, 20), date(2026, 11, 24)], date(2026, 11, 24), shortened(zones))


def test_a_zone_that_held_for_no_time_changes_nothing() -> None:
    """Two changes in one moment are one."""
    at = ms("2026-11-22T12:00")
    assert date(2026, 11, 22) == day_at([(0, "UTC"), (at, "Pacific/Kiritimati"), (at, "UTC")], at + 1)


def test_where_clocks_skip_midnight_the_day_begins_when_they_do() -> None:
    """In Beirut the day of summer time begins at one o'clock."""
    day = date(2027, 3, 27)
    end = ends_at([(0, "Asia/Beirut")], day)
    assert time(1) == datetime.fromtimestamp(end / 1000, ZoneInfo("Asia/Beirut")).time()


def test_today_can_still_be_finished() -> None:
    """A streak stands until the day that is missed is over."""
    days = [date(2026, 11, 20), date(2026, 11, 21)]
    assert [2, 2, 0] == [streak(days, date(2026, 11, day), ()) for day in (21, 22, 23)]
    assert 0 == streak([], date(2026, 11, 22), ())


@pytest.mark.parametrize(
    ("elapsed_s", "option", "expected"),
    [(0, "right", 60), (3600, "right", 36), (3600, "wrong", 0), (-1, "right", 60)],
)
def test_answers_pay_as_on_a_quizs_buttons(elapsed_s: int, option: str, expected: int) -> None:
    """Without a deadline: after the time of a quiz the points are those at its bell."""
    asked = question(1, answer="right", distractors=["wrong"])
    given_ = judged(asked, option, shown_at=5_000, at=5_000 + 1000 * elapsed_s, factor=1.0)
    assert Answer(5_000, option, 5_000 + 1000 * elapsed_s, option == "right", expected, max(0, 1000 * elapsed_s)) == (
        given_
    )


def test_a_server_that_stretches_time_pays_slowness_better() -> None:
    """Its factor holds here too."""
    asked = question(1)
    paid = [judged(asked, asked.answer, shown_at=0, at=8_000, factor=factor).points for factor in (1.0, 3.0)]
    assert paid[0] < paid[1]


def test_a_question_that_is_gone_counts_for_nobody() -> None:
    """It is not asked, and neither its points nor its time are counted of who had answered it."""
    items: dict[str, Item] = {"tt-k1": question(1), "tt-f1": fact(1), "tt-k3": question(3)}
    daily = Daily(1, date(2026, 11, 22), 7, ("tt-k1", "tt-f1", "tt-k9", "tt-k3"), 0)
    there = questions_of(daily, items.get)
    play = Play({1: Answer(0, "x", 10, True, 50, 10), 3: Answer(0, "x", 90, True, 60, 90), 4: Answer(5)})
    assert [1, 4] == list(there)
    assert 4 == next_number(there, play)
    assert next_number([1], play) is None
    assert Result(8, "Anna", 1, 10, 50) == result_of(8, "Anna", there, play)


results = st.lists(
    st.builds(Result, st.integers(1, 99), st.just("x"), st.integers(0, 5), st.integers(0, 900), st.integers(0, 300)),
    unique_by=lambda one: one.user_id,
)


@given(found=results)
def test_everybody_has_one_place(found: list[Result]) -> None:
    """More right answers come first, then less time; who is equal in tenths of a second shares a place."""
    placed = places(found)
    assert sorted(one.user_id for one in found) == sorted(one.result.user_id for one in placed)
    assert all(one.rank == 1 + sum(other.order < one.result.order for other in found) for one in placed)
    assert all(a.result.order <= b.result.order for a, b in pairwise(placed))
    assert all(place_among(found, one.result) == one for one in placed)


def test_time_is_compared_as_it_is_told() -> None:
    """23.41 and 23.49 seconds are both 23.4."""
    first, second, third = (Result(user, "x", 4, ms_, 0) for user, ms_ in ((1, 23_410), (2, 23_490), (3, 23_500)))
    assert (Placed(1, first), Placed(1, second), Placed(3, third)) == places([third, second, first])


def test_numbers_of_days_go_on_over_years() -> None:
    """The first day of the next year is one more than the last of this."""
    assert [1, 365, 366] == [number_of(date(2026, 1, 1)), number_of(date(2026, 12, 31)), number_of(date(2027, 1, 1))]


def test_an_answer_that_was_only_shown_is_none() -> None:
    """Whoever has seen a question has not answered it."""
    assert {} == Play({1: Answer(5)}).answered
