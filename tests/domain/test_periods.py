"""Spans of time begin at midnight of the guild's own clocks and follow one another without a gap."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.periods import PERIODS, Period, began_at, period, periods

# Whole and odd offsets, clocks that change at midnight or a minute after it, a day that never was, none that change.
ZONES = ("UTC", "Europe/Berlin", "America/Havana", "America/St_Johns", "Asia/Kathmandu", "Pacific/Apia", "Asia/Beirut")
FIRST, LAST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) * 1000 for year in (2000, 2060))


def ms(*moment: int, zone: str = "UTC") -> int:
    """A moment on the clocks of a zone."""
    return int(datetime(*moment, tzinfo=ZoneInfo(zone)).timestamp() * 1000)  # type: ignore[arg-type, misc]


def test_a_moment_lies_in_one_span_of_each_kind() -> None:
    """Day, ISO week, month, year, and all time."""
    at = ms(2026, 11, 22, 12)
    assert ("2026-11-22", "2026-W47", "2026-11", "2026", "all") == periods(at, UTC)


@pytest.mark.parametrize(
    ("zone", "day"), [("UTC", "2026-12-31"), ("Pacific/Auckland", "2027-01-01"), ("America/New_York", "2026-12-31")]
)
def test_the_guilds_clocks_decide(zone: str, day: str) -> None:
    """The same moment is another day elsewhere."""
    assert day == period("day", ms(2026, 12, 31, 12), ZoneInfo(zone))


def test_a_week_may_belong_to_the_year_before() -> None:
    """The first of January 2027 is a Friday of the last week of 2026."""
    assert "2026-W53" == period("week", ms(2027, 1, 1), UTC)
    assert ms(2026, 12, 28) == began_at("week", ms(2027, 1, 1), UTC)


@pytest.mark.parametrize(
    ("kind", "began"),
    [("day", (2026, 11, 22)), ("week", (2026, 11, 16)), ("month", (2026, 11, 1)), ("year", (2026, 1, 1))],
)
def test_spans_begin_at_midnight(kind: Period, began: tuple[int, int, int]) -> None:
    """On the guild's clocks, also where they have changed since."""
    zone = ZoneInfo("Europe/Berlin")
    at = ms(2026, 11, 22, 23, 59, zone=zone.key)
    assert ms(*began, zone=zone.key) == began_at(kind, at, zone)


def test_where_midnight_is_skipped_a_day_begins_after_it() -> None:
    """In Havana the clocks went from midnight to one on 8 March 2026."""
    zone = ZoneInfo("America/Havana")
    at = ms(2026, 3, 8, 12, zone=zone.key)
    assert ms(2026, 3, 8, 1, zone=zone.key) == began_at("day", at, zone)


def test_all_time_begins_at_the_beginning() -> None:
    """Whatever the moment."""
    assert 0 == began_at("all", ms(2026, 11, 22), UTC)


@given(kind=st.sampled_from(PERIODS), at=st.integers(FIRST, LAST), zone=st.sampled_from(ZONES).map(ZoneInfo))
def test_spans_follow_one_another(kind: Period, at: int, zone: ZoneInfo) -> None:
    """A span's first moment lies in it and the moment before it does not, whatever the clocks do."""
    first = began_at(kind, at, zone)
    assert first <= at
    assert period(kind, at, zone) == period(kind, first, zone)
    if kind != "all":
        assert period(kind, at, zone) != period(kind, first - 1, zone)
