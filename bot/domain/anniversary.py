"""The item whose anniversary is the roundest in the days ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendars import days_in
from bot.domain.dates import HistoricalDate

_ROUND = (500, 100, 50, 25, 10)  # years; multiples count too


@dataclass(frozen=True, slots=True)
class Anniversary:
    """An item, how many years ago it happened, and the day on which that is so."""

    item_id: str
    years: int
    on: date


def anniversary(dated: Iterable[tuple[str, HistoricalDate]], day: date, days_ahead: int = 7) -> Anniversary | None:
    """The roundest of the anniversaries from this day on, with it as the first of `days_ahead` days; None without any.

    Of equally round ones it is the nearest day's, then that of the most years. Only what is dated to a single day has
    an anniversary, in the calendar of its date; that of a 29 February is the 28th in years without one.

    >>> from bot.domain.dates import parse_date
    >>> dated = [("odessa", parse_date("2 May 1918")), ("rome", parse_date("6 May 1527"))]
    >>> anniversary(dated, date(2027, 5, 1))
    Anniversary(item_id='rome', years=500, on=datetime.date(2027, 5, 6))
    """
    ahead: dict[tuple[int, int] | None, date] = {}
    for on in (day + timedelta(days=number) for number in range(days_ahead)):
        ahead[on.month, on.day] = on
        if (on.month, on.day) == (2, days_in(2, on.year, "gregorian")):
            ahead[2, 29] = on
    found = [
        Anniversary(item_id, _years(happened, ahead[happened.month_day]), ahead[happened.month_day])
        for item_id, happened in dated
        if happened.month_day in ahead
    ]
    past = (one for one in found if one.years > 0)
    return min(past, key=lambda one: (_roundness(one.years), one.on, -one.years, one.item_id), default=None)


def _years(happened: HistoricalDate, on: date) -> int:
    year = happened.start.year
    return on.year - (year if year > 0 else year + 1)  # 1 BC is followed by AD 1


def _roundness(years: int) -> int:
    """Its place among the round numbers; behind all of them for any other."""
    return next((place for place, number in enumerate(_ROUND) if years % number == 0), len(_ROUND))
