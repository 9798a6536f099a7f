"""Months, leap years and the two calendars."""

from itertools import pairwise

import pytest

from bot.domain.calendars import Moment, days_in, ordinal, to_julian


@pytest.mark.parametrize(
    ("new_style", "old_style"),
    [
        # The day after 4 October 1582 was called 15 October (Inter gravissimas).
        ((1582, 10, 15), (1582, 10, 5)),
        # The day after 2 September 1752 was called 14 September (Calendar (New Style) Act 1750).
        ((1752, 9, 14), (1752, 9, 3)),
        ((1643, 1, 4), (1642, 12, 25)),  # Newton's birth
        ((1732, 2, 22), (1732, 2, 11)),  # Washington's birth
        ((1799, 6, 6), (1799, 5, 26)),  # Pushkin's birth
        ((1825, 12, 26), (1825, 12, 14)),  # the Decembrists
        ((1900, 3, 13), (1900, 2, 29)),  # a day that only the Julian year 1900 had
        ((1905, 1, 22), (1905, 1, 9)),  # Bloody Sunday
        ((1917, 3, 15), (1917, 3, 2)),  # the abdication of Nicholas II
        ((1917, 11, 7), (1917, 10, 25)),
        # The day after 31 January 1918 was called 14 February (decree of the People's Commissars).
        ((1918, 2, 14), (1918, 2, 1)),
        # The day after 15 February 1923 was called 1 March in Greece.
        ((1923, 3, 1), (1923, 2, 16)),
        ((2000, 1, 7), (1999, 12, 25)),
        # Both calendars agreed for the whole of this century.
        ((250, 6, 1), (250, 6, 1)),
        # Day 0 of the Julian day count.
        ((-4714, 11, 24), (-4713, 1, 1)),
    ],
)
def test_known_days_are_the_same_day_in_both_calendars(
    new_style: tuple[int, int, int], old_style: tuple[int, int, int]
) -> None:
    """Days whose names in both calendars are on record come out so."""
    assert Moment(*old_style, "day", "julian") == to_julian(Moment(*new_style, "day"))


def test_a_julian_day_is_already_julian() -> None:
    """What is Julian stays as it is."""
    day = Moment(1066, 10, 14, "day", "julian")
    assert day is to_julian(day)


def test_consecutive_days_stay_consecutive_in_the_other_calendar() -> None:
    """Across BC and AD, leap centuries and the ends of years, no Julian day is skipped or given twice."""

    def days(first: int, last: int) -> list[Moment]:
        years = (year for year in range(first, last) if year)
        return [
            Moment(year, month, day, "day")
            for year in years
            for month in range(1, 13)
            for day in range(1, days_in(month, year, "gregorian") + 1)
        ]

    def following(moment: Moment) -> tuple[int, int, int]:
        if moment.day < days_in(moment.month, moment.year, "julian"):
            return moment.year, moment.month, moment.day + 1
        if moment.month < 12:
            return moment.year, moment.month + 1, 1
        return (moment.year + 1) or 1, 1, 1

    for first, last in ((-5, 5), (-102, -98), (1580, 1584), (1698, 1702), (1898, 1920)):
        for today, tomorrow in pairwise(map(to_julian, days(first, last))):
            assert (tomorrow.year, tomorrow.month, tomorrow.day) == following(today)


def test_leap_years_differ_between_the_calendars() -> None:
    """1900 is a leap year only in the Julian calendar, 2000 in both, and 1 BC is one as no year 0 is."""
    assert [29, 28, 29, 29, 29, 28] == [
        days_in(2, 1900, "julian"),
        days_in(2, 1900, "gregorian"),
        days_in(2, 2000, "gregorian"),
        days_in(2, -1, "julian"),
        days_in(2, -5, "julian"),
        days_in(2, -4, "julian"),
    ]


def test_ordinals_end_as_english_has_them() -> None:
    """11, 12 and 13 take th, also after hundreds."""
    assert ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th", "122nd"] == [
        ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 111, 122)
    ]
