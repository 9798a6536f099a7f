"""Of the anniversaries in the days ahead the roundest is found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.anniversary import Anniversary, anniversary
from bot.domain.dates import HistoricalDate, parse_date

DAY = date(2027, 5, 1)


def dated(*texts: str) -> list[tuple[str, HistoricalDate]]:
    """Items that are called as they are dated."""
    return [(text, parse_date(text)) for text in texts]


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("1 May 1927", "3 May 1527"), "3 May 1527"),
        (("1 May 1977", "3 May 1927"), "3 May 1927"),
        (("1 May 2002", "3 May 1977"), "3 May 1977"),
        (("1 May 2017", "3 May 2002"), "3 May 2002"),
        (("1 May 1918", "3 May 2017"), "3 May 2017"),
        (("3 May 1527", "1 May 1027"), "1 May 1027"),
        (("3 May 1918", "2 May 1940"), "2 May 1940"),
        (("2 May 1918", "2 May 918"), "2 May 918"),
        (("8 May 1527", "7 May 1918"), "7 May 1918"),
        (("30 April 1527", "7 May 1918"), "7 May 1918"),
    ],
)
def test_the_roundest_within_a_week_is_found(texts: tuple[str, ...], found: str) -> None:
    """500 before 100, 50, 25, 10 and the rest; then the nearest day, then the most years."""
    for order in (texts, texts[::-1]):
        best = anniversary(dated(*order), DAY)
        assert best
        assert found == best.item_id


@pytest.mark.parametrize(
    "text", ["1527", "May 1527", "c. 1527", "1–2 May 1527", "1 May 2027", "1 May 2077", "1 June 1527"]
)
def test_without_a_single_day_in_the_past_there_is_none(text: str) -> None:
    """Nor with a day at another time of the year."""
    assert None is anniversary(dated(text), DAY)
    assert None is anniversary([], DAY)


def test_the_day_and_the_years_are_told() -> None:
    """Also across the turn of the year, where the anniversary is the next year's."""
    assert Anniversary("2 January 1528", 500, date(2028, 1, 2)) == anniversary(
        dated("2 January 1528"), date(2027, 12, 29)
    )


def test_there_was_no_year_0() -> None:
    """From 15 March 44 BC to 15 March 2057 it is 2100 years."""
    assert Anniversary("15 March 44 BC", 2100, date(2057, 3, 15)) == anniversary(
        dated("15 March 44 BC"), date(2057, 3, 15)
    )


@pytest.mark.parametrize(("year", "on"), [(2027, date(2027, 2, 28)), (2028, date(2028, 2, 29))])
def test_the_29th_of_february_has_an_anniversary_each_year(year: int, on: date) -> None:
    """On the last day of the month."""
    best = anniversary(dated("29 February 1720"), date(year, 2, 24))
    assert Anniversary("29 February 1720", year - 1720, on) == best


@given(
    happened=st.lists(st.dates(date(1600, 1, 1), date(2026, 12, 31)), max_size=20),
    day=st.dates(date(2027, 1, 1), date(2040, 1, 1)),
)
def test_one_is_found_if_and_only_if_there_is_one(happened: list[date], day: date) -> None:
    """By going through the week day by day."""
    week = [day + timedelta(days=number) for number in range(7)]
    matching = {
        str(then)
        for then in happened
        for on in week
        if f"{then:%m-%d}" == f"{on:%m-%d}" or (f"{then:%m-%d}" == "02-29" and (on + timedelta(days=1)).day == 1)
        if on.month == then.month
    }
    items = [(str(then), parse_date(f"{then.day} {then:%B} {then.year}")) for then in happened]
    best = anniversary(items, day)
    assert bool(matching) == bool(best)
    assert best is None or best.item_id in matching
