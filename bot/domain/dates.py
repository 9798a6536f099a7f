"""Dates as historians write them: calendar, precision, circa, ranges, and BC without a year 0.

The written form is the stored form: `parse_date` reads what an editor typed, `str()` gives the canonical text back.

    21 August 1940 · August 1940 · 1940 · 1920s · 14th century · 5th century BC · c. 1347 · 1337–1453
    7 November 1917 (25 October OS) · 15 March 44 BC · September 1939 – 2 September 1945

A day before 15 October 1582 is read as Julian, a later one as Gregorian, unless "(Julian)" or "(Gregorian)" says otherwise.
`(… OS)` marks a New Style day whose Old Style (Julian) day is shown beside it; the two are checked against each other.
"""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

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
_GREGORIAN_FROM = (1582, 10, 15)  # the first day of the Gregorian calendar; Inter gravissimas, 1582


class NotADate(ValueError):
    """The text is no date; the message says what is wrong in words for a reader."""


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
        bc = self.year < 0
        year = f"{-self.year} BC" if bc else str(self.year)
        if self.precision == "century":
            number = (-self.year - 1) // 100 + 1 if bc else (self.year - 1) // 100 + 1
            return f"{ordinal(number)} century{' BC' if bc else ''}"
        if self.precision == "decade":
            return f"{-self.year}s BC" if bc else f"{self.year}s"
        if self.precision == "year":
            # A bare year under 100 would read as a day or an age.
            return year if bc or self.year > 99 else f"AD {year}"
        month = MONTHS[self.month - 1]
        return f"{month} {year}" if self.precision == "month" else f"{self.day} {month} {year}"


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A moment or a range; `old_style` asks that the Julian day is shown beside the Gregorian one."""

    start: Moment
    end: Moment | None = None
    circa: bool = False
    old_style: bool = False

    def __str__(self) -> str:
        """The canonical text, which `parse_date` reads back as the same value."""
        text = str(self.start)
        if self.end:
            close = f"{self.start.year}–{self.end.year}"
            plain = self.start.precision == self.end.precision == "year" and self.start.year > 99
            text = close if plain else f"{text} – {self.end}"
        if self.circa:
            text = f"c. {text}"
        if self.old_style:
            other = to_julian(self.start)
            year = "" if other.year == self.start.year else f" {other.year}"
            return f"{text} ({other.day} {MONTHS[other.month - 1]}{year} OS)"
        if self.start.precision == "day" and self.start.calendar != _usual_calendar(self.start):
            text = f"{text} ({self.start.calendar.capitalize()})"
        return text

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day for "on this day", in the date's own calendar; None where no single day is known."""
        if self.start.precision != "day" or self.end or self.circa:
            return None
        return self.start.month, self.start.day

    @property
    def calendar(self) -> Calendar:
        """The calendar in which the date is given."""
        return self.start.calendar


def ordinal(number: int) -> str:
    """The English ordinal in figures.

    >>> ordinal(1), ordinal(12), ordinal(23)
    ('1st', '12th', '23rd')
    """
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def days_in(month: int, year: int, calendar: Calendar) -> int:
    """How many days the month has; `year` as in `Moment`."""
    astronomical = year + 1 if year < 0 else year
    leap = astronomical % 4 == 0
    if calendar == "gregorian" and astronomical % 100 == 0 and astronomical % 400 != 0:
        leap = False
    return 29 if month == 2 and leap else _DAYS_IN_MONTH[month - 1]


def to_julian(moment: Moment) -> Moment:
    """The same day in the Julian calendar.

    By the Julian day number (E. G. Richards, in Explanatory Supplement to the Astronomical Almanac, 3rd ed., section 15.11).

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


def _usual_calendar(moment: Moment) -> Calendar:
    if moment.precision != "day":
        return "gregorian"
    return "gregorian" if (moment.year, moment.month, moment.day) >= _GREGORIAN_FROM else "julian"


_MONTH_NUMBER = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
_ERA = r"(?:\s*(?P<era>BCE|BC|CE|AD))?"
_CENTURY = re.compile(rf"(?P<n>\d{{1,2}})(?:st|nd|rd|th) century{_ERA}", re.IGNORECASE)
_DECADE = re.compile(rf"(?P<y>\d{{1,4}}0)s{_ERA}", re.IGNORECASE)
_MOMENT = re.compile(rf"(?:(?:(?P<d>\d{{1,2}}) )?(?P<m>(?!AD )[A-Za-z]+) )?(?:AD )?(?P<y>\d{{1,4}}){_ERA}", re.IGNORECASE)
_MARK = re.compile(r"\s*\((?:(?P<calendar>Julian|Gregorian)|(?P<day>\d{1,2}) (?P<month>[A-Za-z]+)(?: (?P<year>\d{1,4}))? OS)\)$")
_RANGE = re.compile(r"\s+(?:–|-|to)\s+|(?<=\d)[–-](?=\d)")


def parse_date(text: str) -> HistoricalDate:
    """Reads the notation shown at the top of this file.

    Raises:
        NotADate: the text does not follow the notation, or names a day that does not exist.
    """
    body = " ".join(text.split())
    mark = _MARK.search(body)
    if mark:
        body = body[: mark.start()]
    circa = body.lower().startswith(("c. ", "circa "))
    if circa:
        body = body.split(" ", 1)[1]
    wanted = mark and mark["calendar"]
    ends = [_moment(part, wanted) for part in _RANGE.split(body)]
    if len(ends) > 2:
        raise NotADate(f'"{text}" has more than two ends; a range is written 1337–1453')
    start = ends[0]
    end = ends[1] if len(ends) == 2 else None
    if end and start.year < 0 < end.year and _RANGE.split(body)[1].isdigit():
        raise NotADate(f'"{text}" does not say whether {end.year} is BC or AD; write the era at both ends')
    if end and (end.year, end.month, end.day) < (start.year, start.month, start.day):
        raise NotADate(f'"{text}" ends before it begins')
    old_style = bool(mark and mark["day"])
    if mark and old_style:
        if start.precision != "day" or end:
            raise NotADate(f'"{text}": an Old Style day needs one New Style day before it, as in 7 November 1917 (25 October OS)')
        right = to_julian(start)
        year = int(mark["year"]) if mark["year"] else start.year
        given = (year, _month(mark["month"]), int(mark["day"]))
        if given != (right.year, right.month, right.day):
            raise NotADate(f'"{text}": the Old Style day of {start} is {right}')
    return HistoricalDate(start, end, circa, old_style)


def _month(name: str) -> int:
    number = _MONTH_NUMBER.get(name.lower())
    if number is None:
        raise NotADate(f'"{name}" is no month; write it out in English, as in 21 August 1940')
    return number


def _moment(text: str, wanted: str | None) -> Moment:
    text = text.strip()
    if match := _CENTURY.fullmatch(text):
        number = int(match["n"])
        if number == 0:
            raise NotADate("there is no century 0; the 1st century BC is followed by the 1st century")
        return Moment(-number * 100 if _is_bc(match) else (number - 1) * 100 + 1, precision="century")
    if match := _DECADE.fullmatch(text):
        year = int(match["y"])
        return Moment(-year if _is_bc(match) else year, precision="decade")
    match = _MOMENT.fullmatch(text)
    if not match:
        raise NotADate(f'"{text}" is no date; write it like 21 August 1940, c. 1347, 1337–1453, 1920s or 5th century BC')
    year = int(match["y"]) * (-1 if _is_bc(match) else 1)
    if year == 0:
        raise NotADate("there is no year 0; 1 BC is followed by AD 1")
    if not match["m"]:
        return Moment(year)
    month = _month(match["m"])
    if not match["d"]:
        return Moment(year, month, precision="month")
    day = int(match["d"])
    rough = Moment(year, month, day, "day")
    calendar: Calendar = _usual_calendar(rough)
    if wanted:
        calendar = "julian" if wanted == "Julian" else "gregorian"
    if not 1 <= day <= days_in(month, year, calendar):
        raise NotADate(f"{MONTHS[month - 1]} {rough.year if year > 0 else f'{-year} BC'} has {days_in(month, year, calendar)} days")
    return Moment(year, month, day, "day", calendar)


def _is_bc(match: re.Match[str]) -> bool:
    return (match["era"] or "").upper() in ("BC", "BCE")


def _read(value: object) -> object:
    return parse_date(value) if isinstance(value, str) else value


DateField = Annotated[
    HistoricalDate,
    BeforeValidator(_read),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A date: 21 August 1940, August 1940, 1940, 1920s, 14th century, c. 1347, 1337–1453, 44 BC, 7 November 1917 (25 October OS)",
        }
    ),
]
