"""Seasons: their days, what follows them, what they are called, and what cannot be."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.season import (
    MONTHS_OF,
    Plan,
    Repeat,
    Season,
    clash,
    current,
    days_in_words,
    following,
    next_name,
    overlapping,
    read_days,
    span,
    turns_on,
)
from bot.errors import Refusal

BERLIN = "Europe/Berlin"
NOW = round(datetime(2026, 11, 22, 12, tzinfo=ZoneInfo(BERLIN)).timestamp() * 1000)


def plan(starts: str = "2027-01-01", ends: str = "2027-03-31", repeat: Repeat = "none", zone: str = BERLIN) -> Plan:
    """A season with these days."""
    ends_on = date.fromisoformat(ends)
    return Plan("Cup", date.fromisoformat(starts), ends_on, zone, 7, repeat=repeat, turns_on=turns_on(ends_on))


def season(number: int, of: Plan) -> Season:
    """The season as it is kept."""
    return Season(number, 10, of, *span(of, 0), 3)


def test_a_season_goes_from_midnight_to_midnight() -> None:
    """By the clocks of its zone, through their change; one that begins today begins now."""
    starts_at, ends_at = span(plan(), NOW)
    assert (datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 3, 31, 22, tzinfo=UTC)) == tuple(
        datetime.fromtimestamp(at / 1000, UTC) for at in (starts_at, ends_at)
    )
    assert NOW == span(plan("2026-11-22"), NOW)[0]


def test_a_season_covers_its_first_moment_and_not_its_last() -> None:
    """So that two that follow one another share none."""
    one = season(1, plan())
    assert [False, True, True, False] == [
        one.covers(at) for at in (one.starts_at - 1, one.starts_at, one.ends_at - 1, one.ends_at)
    ]
    assert "season:1" == one.key


@pytest.mark.parametrize(
    ("repeat", "ends", "turns"),
    [
        ("monthly", "2027-03-31", ["2027-04-30", "2027-05-31", "2027-06-30"]),
        ("monthly", "2027-01-30", ["2027-02-27", "2027-03-30", "2027-04-29"]),
        ("monthly", "2027-03-14", ["2027-04-14", "2027-05-14", "2027-06-14"]),
        ("quarterly", "2027-03-31", ["2027-06-30", "2027-09-30", "2027-12-31"]),
        ("yearly", "2028-02-28", ["2029-02-27", "2030-02-27", "2031-02-27"]),
    ],
)
def test_the_next_season_begins_when_one_ends(repeat: Repeat, ends: str, turns: list[str]) -> None:
    """It is a month, a quarter or a year later on the same day of the month, where the month has it."""
    of, found = plan(ends=ends, repeat=repeat), []
    for _ in turns:
        after = following(of)
        assert after
        assert 1 == (after.starts_on - of.ends_on).days
        found.append(after.ends_on.isoformat())
        of = after
    assert turns == found


def test_a_season_that_does_not_repeat_is_followed_by_none() -> None:
    """As most are."""
    assert following(plan()) is None


@given(st.dates(date(2027, 1, 1), date(2040, 1, 1)), st.sampled_from(sorted(MONTHS_OF)), st.integers(1, 40))
def test_seasons_that_follow_one_another_leave_no_day_out(ends: date, repeat: Repeat, count: int) -> None:
    """However many there are, each is about as long as it should be."""
    of = Plan("Cup", ends, ends, "UTC", 7, repeat=repeat, turns_on=turns_on(ends))
    for _ in range(count):
        after = following(of)
        assert after
        assert 1 == (after.starts_on - of.ends_on).days
        days = (after.ends_on - after.starts_on).days + 1
        assert abs(days - 30.44 * MONTHS_OF[repeat]) < 6
        of = after


@pytest.mark.parametrize(
    ("name", "ended", "ends", "then"),
    [
        ("January 2027", "2027-01-31", "2027-02-28", "February 2027"),
        ("December 2026", "2026-12-31", "2027-01-31", "January 2027"),
        ("Q4 2026", "2026-12-31", "2027-03-31", "Q1 2027"),
        ("The cup of 2026", "2026-12-31", "2027-12-31", "The cup of 2027"),
        ("Season 9", "2026-12-31", "2027-01-31", "Season 10"),
        ("Season 2026", "2026-11-30", "2026-12-31", "Season 2026 (2)"),
        ("Season 2026 (2)", "2026-11-30", "2026-12-31", "Season 2026 (3)"),
        ("Winter cup", "2026-12-31", "2027-01-31", "Winter cup (2)"),
        ("7", "2026-12-31", "2027-01-31", "8"),
        ("x" * 80, "2026-12-31", "2027-01-31", "x" * 76 + " (2)"),
        ("x" * 79 + "9", "2026-12-31", "2027-01-31", "x" * 78 + "10"),
    ],
)
def test_the_next_season_has_a_name_of_its_own(name: str, ended: str, ends: str, then: str) -> None:
    """Month, quarter and year go on; else a number is counted on, within the limit."""
    assert then == next_name(name, date.fromisoformat(ended), date.fromisoformat(ends))


def test_days_are_read_as_they_are_typed() -> None:
    """Without a start it is today, and the last day is one of the season."""
    days = [
        read_days(start, end, BERLIN, NOW, "/s") for start, end in ((None, "31 March"), ("1 January", "in 3 months"))
    ]
    assert [
        (date(2026, 11, 22), date(2027, 3, 31)),
        (date(2027, 1, 1), date(2027, 2, 22)),
    ] == days


@pytest.mark.parametrize(
    ("start", "end", "problem", "example"),
    [
        (None, "soon", "That names no day, or more than one.", "/s end:2027-02-22"),
        ("12/05/2026", "2027-03-31", "That names no day, or more than one.", "/s start:2026-11-22"),
        (
            None,
            "2020-05-01",
            "It would end on 1 May 2020, which is past: today is 22 November 2026 in Europe/Berlin.",
            "/s end:2027-02-22",
        ),
        (
            "2020-05-01",
            "2027-05-01",
            "It would begin on 1 May 2020, which is past: today is 22 November 2026 in Europe/Berlin.",
            "/s start:2026-11-22 end:2027-02-22",
        ),
        (
            "2027-05-01",
            "2027-04-30",
            "It would begin on 1 May 2027 and end on 30 April 2027, before it begins.",
            "/s start:2027-05-01 end:2027-08-22",
        ),
        (None, "2031-12-01", "From 22 November 2026 to 1 December 2031 it would last 1,836 days.", "/s end:2027-02-22"),
    ],
)
def test_days_that_cannot_be_are_refused_as_they_were_understood(
    start: str | None, end: str, problem: str, example: str
) -> None:
    """With an example that works."""
    with pytest.raises(Refusal) as refusal:
        read_days(start, end, BERLIN, NOW, "/s")
    assert (problem, example) == (refusal.value.problem, refusal.value.example)


def test_two_seasons_do_not_share_a_day() -> None:
    """Neighbours do not clash; one that repeats clashes with all that comes after, unless another has followed it."""
    winter, spring = season(1, plan("2027-01-01", "2027-01-31")), plan("2027-02-01", "2027-02-28")
    assert clash(spring, *span(spring, 0), [winter]) is None
    late = plan("2027-01-31", "2027-02-28")
    assert winter == clash(late, *span(late, 0), [season(2, plan("2027-05-01", "2027-05-31")), winter])
    monthly = season(1, plan("2027-01-01", "2027-01-31", "monthly"))
    assert monthly == clash(spring, *span(spring, 0), [monthly])
    last = season(2, plan("2027-02-01", "2027-02-28"))
    late = plan("2027-03-01", "2027-03-31")
    assert clash(late, *span(late, 0), [monthly, last]) is None
    before = plan("2026-12-01", "2026-12-31", "monthly")
    assert winter == clash(before, *span(before, 0), [winter])
    single = plan("2026-12-01", "2026-12-31")
    assert clash(single, *span(single, 0), [winter, monthly]) is None


@pytest.mark.parametrize(
    ("mine", "other", "allowed", "example"),
    [
        ("none", "none", "A server has one season at a time.", "/s start:2027-04-01 end:2027-07-01"),
        ("none", "monthly", "It repeats (monthly), so the days after it", "/season end"),
        ("monthly", "none", "One that repeats takes all the days after it", "/season list"),
    ],
)
def test_an_overlap_is_refused_with_the_days(mine: Repeat, other: Repeat, allowed: str, example: str) -> None:
    """Those of both, and what can be done."""
    wanted, there = plan("2027-03-01", "2027-05-31", mine), season(1, plan(repeat=other))
    refusal = overlapping(wanted, there, ("B", "A"), "/s")
    days = "“A” is 1 January to 31 March 2027; “B” would be 1 March to 31 May 2027."
    assert (days, True, example) == (refusal.problem, refusal.allowed.startswith(allowed), refusal.example)


def test_days_are_written_without_repeating_what_they_share() -> None:
    """One day, days of a year, and of two years."""
    assert ["1 May 2027", "1 May to 2 June 2027", "1 May 2027 to 2 June 2028"] == [
        days_in_words(plan("2027-05-01", ends)) for ends in ("2027-05-01", "2027-06-02", "2028-06-02")
    ]


def test_the_season_that_is_meant_without_a_name() -> None:
    """The one under way, else the last, else the next, else none."""
    first, second = season(1, plan("2027-01-01", "2027-01-31")), season(2, plan("2027-03-01", "2027-03-31"))
    moments = (first.starts_at, first.ends_at, second.starts_at, 0)
    assert [first, first, second, first] == [current([second, first], at) for at in moments]
    assert current([], 0) is None
