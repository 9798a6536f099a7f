"""The days there are: months, leap years, and one day in two calendars."""

from dataclasses import dataclass
from typing import Literal

Calendar = Literal["gregorian", "julian"]
Precision = Literal["day", "month", "year", "decade", "century"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SUFFIX = {1: "st", 2: "nd", 3: "rd"}
_GREGORIAN_FROM = (1582, 10, 15)  # the first day of the Gregorian calendar; Inter gravissimas, 1582


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """One end of a date. `year` is never 0 and negative for BC; for a decade or century it is the first year of it.

    `month` and `day` are 0 where the precision does not reach them.
    """

    year: int
    month: int = 0
    day: int = 0
    precision: Precision = "year"
    calendar: Calendar = "gregorian"

    def __str__(self) -> str:
        """The canonical English text, without the calendar."""
        if self.precision == "century":
            number = (abs(self.year) - 1) // 100 + 1
            return f"{ordinal(number)} century{' BC' if self.year < 0 else ''}"
        if self.precision == "decade":
            return f"{abs(self.year) // 10 * 10}s{' BC' if self.year < 0 else ''}"
        # A bare year under 100 would read as a day or an age.
        year = f"{grouped(-self.year)} BC" if self.year < 0 else str(self.year) if self.year > 99 else f"AD {self.year}"
        return f"{self.month_and_day} {year}".lstrip()

    @property
    def month_and_day(self) -> str:
        """The text without the year, as far as it is known."""
        if not self.month:
            return ""
        month = MONTHS[self.month - 1]
        return f"{self.day} {month}" if self.day else month


def grouped(year: int) -> str:
    """The year in figures, with a comma from 10,000 on."""
    return f"{year:,}" if year > 9999 else str(year)


def ordinal(number: int) -> str:
    """The English ordinal in figures.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    teen = number % 100 in (11, 12, 13)
    return f"{number}th" if teen else f"{number}{_SUFFIX.get(number % 10, 'th')}"


def days_in(month: int, year: int, calendar: Calendar) -> int:
    """How many days the month has; `year` as in `Moment`."""
    astronomical = year + 1 if year < 0 else year
    leap = astronomical % 4 == 0
    if calendar == "gregorian" and astronomical % 100 == 0 and astronomical % 400 != 0:
        leap = False
    return 29 if month == 2 and leap else _DAYS_IN_MONTH[month - 1]


def to_julian(moment: Moment) -> Moment:
    """The same day in the Julian calendar.

    By the Julian day number (E. G. Richards, in Explanatory Supplement to the Astronomical Almanac, 3rd ed.,
    section 15.11).

    >>> str(to_julian(Moment(1917, 11, 7, "day")))
    '25 October 1917'
    """
    if moment.calendar == "julian":
        return moment
    year = moment.year + 1 if moment.year < 0 else moment.year
    shift = (14 - moment.month) // 12
    y = year + 4800 - shift
    m = moment.month + 12 * shift - 3
    number = moment.day + (153 * m + 2) // 5 + 365 * y + y // 4 - y // 100 + y // 400 - 32045
    c = number + 32082
    d = (4 * c + 3) // 1461
    e = c - 1461 * d // 4
    m = (5 * e + 2) // 153
    result = d - 4800 + m // 10
    return Moment(
        result if result > 0 else result - 1,
        m + 3 - 12 * (m // 10),
        e - (153 * m + 2) // 5 + 1,
        "day",
        "julian",
    )


def usual_calendar(moment: Moment) -> Calendar:
    """The calendar in which a day is given where nothing else is said: Julian until the first Gregorian day."""
    return "gregorian" if (moment.year, moment.month, moment.day) >= _GREGORIAN_FROM else "julian"
