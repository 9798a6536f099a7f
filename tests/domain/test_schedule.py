"""A rule is due at its time of day by the clocks of its zone, whatever they do."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.schedule import (
    WEEKDAYS,
    EveryDays,
    Monthly,
    Rhythm,
    Rule,
    Weekly,
    caveat,
    due_between,
    next_due,
    upcoming,
)
from tests.domain.clocks import DAY, MINUTE, ZONES, changes, expected, first_shown, wall, walls

BERLIN = ZoneInfo("Europe/Berlin")
DAILY = Weekly(frozenset(range(7)))
MONDAYS = Weekly(frozenset({0}))


def utc(*moment: int) -> datetime:
    """A moment in UTC."""
    return datetime(*moment, tzinfo=UTC)  # type: ignore[arg-type, misc]


def local_days(rule: Rule, after_at: datetime, count: int = 3) -> list[str]:
    """The local days of the next due moments, in figures."""
    return [f"{wall(at, rule.zone):%Y-%m-%d}" for at in upcoming(rule, after_at, count)]


def test_a_weekday_comes_back_each_week() -> None:
    """Through the change to winter time it stays at 18:00 local time, an hour later in UTC."""
    rule = Rule(MONDAYS, time(18), BERLIN)
    assert [utc(2026, 10, 19, 16), utc(2026, 10, 26, 17), utc(2026, 11, 2, 17)] == upcoming(rule, utc(2026, 10, 18))


def test_several_weekdays_take_turns() -> None:
    """Monday and Thursday."""
    rule = Rule(Weekly(frozenset({0, 3})), time(18), UTC)
    assert ["2027-05-03", "2027-05-06", "2027-05-10"] == local_days(rule, utc(2027, 5, 1))


def test_every_few_days_goes_on_across_months() -> None:
    """Counted from its first day, before which nothing is due."""
    rule = Rule(EveryDays(3, date(2027, 5, 27)), time(18), UTC)
    assert ["2027-05-27", "2027-05-30", "2027-06-02"] == local_days(rule, utc(2027, 1, 1))
    assert ["2028-03-01"] == local_days(rule, utc(2028, 2, 27, 18), 1)


@pytest.mark.parametrize(
    ("day", "days"),
    [
        (31, ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]),
        (30, ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"]),
        (1, ["2028-02-01", "2028-03-01", "2028-04-01", "2028-05-01"]),
    ],
)
def test_a_short_month_has_its_last_day(day: int, days: list[str]) -> None:
    """No month is left out, nor has one two."""
    assert days == local_days(Rule(Monthly(day), time(12), UTC), utc(2028, 1, 1, 12), 4)


def test_february_has_28_days_in_most_years() -> None:
    """The 29th is then the 28th."""
    assert ["2027-02-28"] == local_days(Rule(Monthly(29), time(12), UTC), utc(2027, 2, 1), 1)


@pytest.mark.parametrize(
    ("rhythm", "text", "sentence"),
    [
        (DAILY, "every day", ""),
        (MONDAYS, "every Monday", ""),
        (Weekly(frozenset({6, 0, 2})), "every Monday, Wednesday and Sunday", ""),
        (EveryDays(3, date(2027, 5, 1)), "every 3 days from 1 May 2027", ""),
        (EveryDays(1, date(2027, 12, 1)), "every day from 1 December 2027", ""),
        (Monthly(28), "the 28th of each month", ""),
        (Monthly(29), "the 29th of each month", "In months without a 29th it is due on their last day."),
        (Monthly(31), "the 31st of each month", "In months without a 31st it is due on their last day."),
    ],
)
def test_a_rhythm_says_what_it_is(rhythm: Rhythm, text: str, sentence: str) -> None:
    """In words, with what short months do to it."""
    assert (text, sentence) == (str(rhythm), caveat(rhythm))


def test_the_due_moment_itself_is_no_longer_ahead() -> None:
    """A second before it is."""
    rule = Rule(MONDAYS, time(18), UTC)
    assert utc(2027, 5, 3, 18) == next_due(rule, utc(2027, 5, 3, 17, 59, 59))
    assert utc(2027, 5, 10, 18) == next_due(rule, utc(2027, 5, 3, 18))


def test_due_moments_between_two_count_the_last() -> None:
    """The first of the two was handled before, the last is now."""
    rule = Rule(DAILY, time(18), UTC)
    assert [utc(2027, 5, 2, 18), utc(2027, 5, 3, 18)] == due_between(rule, utc(2027, 5, 1, 18), utc(2027, 5, 3, 18))
    assert [] == due_between(rule, utc(2027, 5, 1, 18), utc(2027, 5, 2, 17))
    assert [] == due_between(rule, utc(2027, 5, 3, 18), utc(2027, 5, 1, 18))


def test_where_a_day_is_skipped_its_run_is_at_the_beginning_of_the_next() -> None:
    """In Apia 30 December 2011 never was; what is due there on that Friday is due once, at midnight after it."""
    apia = ZoneInfo("Pacific/Apia")
    friday = Rule(Weekly(frozenset({4})), time(18), apia)
    assert utc(2011, 12, 30, 10) == next_due(friday, utc(2011, 12, 28))
    assert "2011-12-31 00:00:00" == str(wall(utc(2011, 12, 30, 10), apia))
    midnights = Rule(DAILY, time(0), apia)
    assert [utc(2011, 12, 29, 10), utc(2011, 12, 30, 10), utc(2011, 12, 31, 10)] == upcoming(
        midnights, utc(2011, 12, 28, 10)
    )


def test_the_rules_of_the_zone_are_asked_anew_each_time() -> None:
    """The same rule with another database of time zones gives what that one says."""
    old, new = (Rule(MONDAYS, time(18), ZoneInfo.no_cache(name)) for name in ("Europe/Berlin", "Europe/London"))
    assert (utc(2027, 5, 3, 16), utc(2027, 5, 3, 17)) == (
        next_due(old, utc(2027, 5, 1)),
        next_due(new, utc(2027, 5, 1)),
    )
    assert utc(2027, 5, 3, 16) == next_due(old, utc(2027, 5, 1))


@pytest.mark.parametrize("fold", [0, 1])
def test_a_repeated_time_is_due_once(fold: int) -> None:
    """The first time that the clocks show it, whichever of the two the wanted time was taken from."""
    rule = Rule(DAILY, time(2, 30, fold=fold), BERLIN)
    assert [utc(2027, 10, 31, 0, 30), utc(2027, 11, 1, 1, 30)] == upcoming(rule, utc(2027, 10, 30, 12), 2)


def rhythms_with(day: date) -> Iterator[Rhythm]:
    """One of each kind that has this day."""
    yield DAILY
    yield Weekly(frozenset({day.weekday()}))
    yield EveryDays(3, day - 30 * DAY)
    yield Monthly(day.day)


@pytest.mark.parametrize("name", ZONES)
def test_every_clock_change_from_2024_to_2030_is_right(name: str) -> None:
    """Around each, a time shown once is met, a skipped one is met at the first minute after it, a repeated one once."""
    zone = ZoneInfo(name)
    for change_at in changes(zone):
        shown = first_shown(change_at, zone)
        for wanted in walls(change_at, zone):
            due_at = expected(wanted, shown)
            for rhythm in rhythms_with(wanted.date()):
                rule = Rule(rhythm, wanted.time(), zone)
                found = [next_due(rule, due_at - MINUTE), next_due(rule, due_at - 20 * 60 * MINUTE)]
                assert [due_at, due_at] == found, (rule, wanted)
                assert due_at + 20 * 60 * MINUTE < next_due(rule, due_at), (rule, wanted)


def test_the_changes_are_many_and_of_every_kind() -> None:
    """The table above has skipped and repeated times, by half an hour, an hour and two."""
    found = {
        (name, wall(at, ZoneInfo(name)) - wall(at - MINUTE, ZoneInfo(name)) - MINUTE)
        for name in ZONES
        for at in changes(ZoneInfo(name))
    }
    assert {minutes * MINUTE for minutes in (-120, -60, -30, 30, 60, 120)} == {step for _, step in found}
    assert 20 <= len({name for name, _ in found})


RULES = st.builds(
    Rule,
    st.one_of(
        st.builds(Weekly, st.frozensets(st.integers(0, 6), min_size=1)),
        st.builds(EveryDays, st.integers(1, 366), st.dates(date(2023, 1, 1), date(2031, 1, 1))),
        st.builds(Monthly, st.integers(1, 31)),
    ),
    st.builds(time, st.integers(0, 23), st.integers(0, 59)),
    st.sampled_from((*ZONES, "UTC")).map(ZoneInfo),
)
MOMENTS = st.datetimes(datetime(2022, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def is_of(rhythm: Rhythm, day: date) -> bool:
    """Whether the rhythm has the day, by the day after it or by going there step by step."""
    match rhythm:
        case Weekly(weekdays):
            return f"{day:%A}" in {WEEKDAYS[number] for number in weekdays}
        case EveryDays(n, starts_on):
            return day.toordinal() in range(starts_on.toordinal(), day.toordinal() + 1, n)
        case Monthly(number):
            is_last = (day + DAY).day == 1
            return day.day == number or (is_last and day.day < number)


@given(rule=RULES, after_at=MOMENTS)
def test_the_next_due_moment_is_later_and_shows_the_wanted_time(rule: Rule, after_at: datetime) -> None:
    """Or the first one after it that exists; a second before, the clocks have not yet reached it."""
    due_at = next_due(rule, after_at)
    assert after_at < due_at
    assert UTC == due_at.tzinfo
    shown, before = wall(due_at, rule.zone), wall(due_at - timedelta(seconds=1), rule.zone)
    days = [day for day in (before.date(), shown.date()) if is_of(rule.rhythm, day)]
    assert any(before < datetime.combine(day, rule.at) <= shown for day in days)
    if shown.time() != rule.at:
        assert timedelta(seconds=1) < shown - before


@given(rule=RULES, after_at=MOMENTS)
def test_none_is_skipped_and_none_comes_twice(rule: Rule, after_at: datetime) -> None:
    """Due moments increase; each day of the rhythm has one, and no other day does."""
    found = upcoming(rule, after_at, 5)
    assert all(one < other for one, other in pairwise(found))
    first, last = wall(found[0], rule.zone).date(), wall(found[-1], rule.zone).date()
    span = [first + number * DAY for number in range(-1, (last - first).days + 1)]
    wanted = {datetime.combine(day, rule.at) for day in span if is_of(rule.rhythm, day)}
    met = [
        {minute for minute in wanted if wall(at - MINUTE, rule.zone) < minute <= wall(at, rule.zone)} for at in found
    ]
    assert [1] * 5 == [len(minutes) for minutes in met]
    left = wanted - set().union(*met)
    # What is left over was due before the first: on the day before it, or where the clocks had gone past midnight.
    assert all(minute <= wall(after_at, rule.zone) for minute in left)


@given(rule=RULES, after_at=MOMENTS, later=st.timedeltas(timedelta(0), timedelta(days=400)))
def test_looking_later_never_finds_an_earlier_one(rule: Rule, after_at: datetime, later: timedelta) -> None:
    """What is due next from a later moment on is the same one or a later one, the same as long as it is ahead."""
    due_at = next_due(rule, after_at)
    then_at = next_due(rule, after_at + later)
    assert (then_at == due_at) if after_at + later < due_at else (then_at > due_at)
