"""Dates as historians write them: calendar, precision, circa, ranges, and BC without a year 0.

The written form is the stored form: `parse_date` reads what an editor typed, `str()` gives the canonical text back.

    21 August 1940 · August 1940 · 1940 · 1920s · 14th century · 5th century BC · c. 1347 · by 1347
    1337–1453 · 431–404 BC · 20–21 August 1940 · 30 April – 2 May 1945 · September 1939 – 2 September 1945
    7 November 1917 (25 October OS) · 15 March 44 BC · 24 August AD 79 · 10,000 BC

A day before 15 October 1582 is read as Julian, a later one as Gregorian, unless "(Julian)" or "(Gregorian)" says
otherwise.
`(… OS)` marks a New Style day whose Old Style (Julian) day is shown beside it; the two are checked against each other.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.calendars import MONTHS, Calendar, Moment, days_in, grouped, to_julian, usual_calendar
from bot.errors import Refusal

__all__ = ["MONTHS", "DateField", "HistoricalDate", "NotADate", "parse_date", "parse_month_day"]


class NotADate(ValueError):
    """The text is no date; the message says what is wrong in words for a reader."""


@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A moment or a range; `old_style` asks that the Julian day is shown beside the Gregorian one."""

    start: Moment
    end: Moment | None = None
    circa: bool = False
    old_style: bool = False
    by: bool = False
    """Then at the latest, perhaps earlier."""

    def __str__(self) -> str:
        """The canonical text, which `parse_date` reads back as the same value."""
        text = f"{'by ' if self.by else ''}{'c. ' if self.circa else ''}{self._span()}"
        if self.old_style:
            other = to_julian(self.start)
            year = "" if other.year == self.start.year else f" {other.year}"
            return f"{text} ({other.month_and_day}{year} OS)"
        days = [moment for moment in (self.start, self.end) if moment and moment.precision == "day"]
        if any(moment.calendar != usual_calendar(moment) for moment in days):
            text = f"{text} ({days[0].calendar.capitalize()})"
        return text

    def _span(self) -> str:
        """Both ends, without saying twice what they share."""
        start, end = self.start, self.end
        if end is None:
            return str(start)
        if start.precision == end.precision == "year" and end.year < 0:
            return f"{grouped(-start.year)}–{end}"
        if start.precision == end.precision == "year" and start.year > 0:
            return f"{start}–{end.year}"
        if end.precision == "year" and start.year < 0:
            return f"{start} – AD {end.year}" if end.year > 0 else f"{start} – {end}"
        if start.year == end.year and start.precision == end.precision == "day":
            same_month = start.month == end.month
            return f"{start.day}–{end}" if same_month else f"{start.month_and_day} – {end}"
        if start.year == end.year and start.precision == end.precision == "month":
            return f"{start.month_and_day} – {end}"
        return f"{start} – {end}"

    @property
    def month_day(self) -> tuple[int, int] | None:
        """Month and day for "on this day", in the date's own calendar; None where no single day is known."""
        if self.start.precision != "day" or self.end or self.circa or self.by:
            return None
        return self.start.month, self.start.day

    @property
    def calendar(self) -> Calendar:
        """The calendar in which the date is given."""
        return self.start.calendar


_MONTH_NUMBER = {name.lower(): n for n, name in enumerate(MONTHS, 1)}
_ERA = r"(?:\s*(?P<era>BCE|BC|CE|AD))?"
_CENTURY = re.compile(rf"(?P<n>\d{{1,2}})(?:st|nd|rd|th) century{_ERA}", re.IGNORECASE)
_DECADE = re.compile(rf"(?P<y>\d{{1,3}}0)s{_ERA}", re.IGNORECASE)
_MOMENT = re.compile(
    rf"(?:(?:(?P<d>\d{{1,2}}) )?(?P<m>(?!AD )[A-Za-z]+) )?(?P<ad>AD )?(?P<y>\d{{1,3}},\d{{3}}|\d{{1,6}}){_ERA}",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\s*\((?:(?P<calendar>Julian|Gregorian)|(?P<day>\d{1,2}) (?P<month>[A-Za-z]+)(?: (?P<year>\d{1,4}))? OS)\)$",
    re.IGNORECASE,
)
_BY = re.compile(r"by ", re.IGNORECASE)
_CIRCA = re.compile(r"(?:circa|ca?\.?) |ca?\.(?=\d)", re.IGNORECASE)
_RANGE = re.compile(r"\s*–\s*|\s+(?:-|to)\s+|(?<=\d)-(?=\d)")


def parse_date(text: str) -> HistoricalDate:
    """Reads the notation shown at the top of this file.

    Raises:
        NotADate: the text does not follow the notation, or names a day that does not exist.
    """
    body = " ".join(unicodedata.normalize("NFKC", text).split())
    mark = _MARK.search(body)
    if mark:
        body = body[: mark.start()]
    if by := _BY.match(body):
        body = body[by.end() :]
    if circa := _CIRCA.match(body):
        body = body[circa.end() :]
    parts = _RANGE.split(body)
    if len(parts) > 2 or not all(parts):
        raise NotADate(f'"{text}" is no date; a range has two ends and is written 1337–1453')
    wanted = mark and mark["calendar"]
    end = _moment(parts[1], wanted) if len(parts) == 2 else None
    start = _moment(_completed(parts[0], parts[1]) if end else parts[0], wanted)
    if end and start.year < 0 < end.year and parts[1].isdigit():
        raise NotADate(f'"{text}" does not say whether {end.year} is BC or AD; write the era at both ends')
    if end and (end.year, end.month, end.day) <= (start.year, start.month, start.day):
        raise NotADate(f'"{text}" ends before it begins')
    date = HistoricalDate(start, end, bool(circa), bool(mark and mark["day"]), bool(by))
    if mark:
        _check_mark(text, date, mark)
    return date


def _check_mark(text: str, date: HistoricalDate, mark: re.Match[str]) -> None:
    """Refuses a calendar where no day is given, and an Old Style day that is not the New Style one."""
    start = date.start
    if not date.old_style:
        if "day" not in (start.precision, date.end and date.end.precision):
            raise NotADate(f'"{text}": a calendar is named only with a day, as in 11 February 1732 (Julian)')
        return
    if start.precision != "day" or date.end:
        raise NotADate(
            f'"{text}": an Old Style day needs one New Style day before it, as in 7 November 1917 (25 October OS)'
        )
    right = to_julian(start)
    given = (int(mark["year"] or start.year), _month(mark["month"]), int(mark["day"]))
    if given != (right.year, right.month, right.day):
        raise NotADate(f'"{text}": the Old Style day of {start} is {right}')


def _completed(first: str, last: str) -> str:
    """The beginning of a range with the month, year and era that it shares with its end.

    >>> _completed("20", "21 August 1940"), _completed("30 April", "2 May 1945"), _completed("431", "404 BC")
    ('20 August 1940', '30 April 1945', '431 BC')
    """
    end = _MOMENT.fullmatch(last)
    if not end:
        return first
    if first.isdigit() and len(first) < 3 and end["d"]:
        return f"{first}{last[end.end('d') :]}"
    if first.rsplit(maxsplit=1)[-1].lower() in _MONTH_NUMBER:
        return f"{first}{last[end.end('m') :]}"
    return f"{first} {end['era']}" if first.replace(",", "").isdigit() and _is_bc(end) else first


def _month(name: str) -> int:
    number = _MONTH_NUMBER.get(name.lower())
    if number is None:
        raise NotADate(f'"{name}" is no month; write it out in English, as in 21 August 1940')
    return number


def _moment(text: str, wanted: str | None) -> Moment:
    if match := _CENTURY.fullmatch(text):
        number = int(match["n"])
        if number == 0:
            raise NotADate("there is no century 0; the 1st century BC is followed by the 1st century")
        return Moment(-number * 100 if _is_bc(match) else (number - 1) * 100 + 1, precision="century")
    if match := _DECADE.fullmatch(text):
        year = int(match["y"])
        if year == 0:
            raise NotADate(f'"{text}" is no decade; the first is the 10s')
        # Years BC count down, so the first of the 340s BC is 349 BC.
        return Moment(-year - 9 if _is_bc(match) else year, precision="decade")
    match = _MOMENT.fullmatch(text)
    if not match:
        raise NotADate(
            f'"{text}" is no date; write it like 21 August 1940, c. 1347, 1337–1453, 1920s or 5th century BC'
        )
    year = int(match["y"].replace(",", "")) * (-1 if _is_bc(match) else 1)
    if year == 0:
        raise NotADate("there is no year 0; 1 BC is followed by AD 1")
    if year > 9999:
        raise NotADate(f'"{text}" lies in the far future; a year BC says so, as in 10,000 BC')
    if not match["m"]:
        return Moment(year)
    if not match["d"] and 0 < year < 100 and not (match["ad"] or match["era"]):
        raise NotADate(
            f'"{text}" could be a day or a year; write {year} {match["m"]} with a year, or {match["m"]} AD {year}'
        )
    month = _month(match["m"])
    if not match["d"]:
        return Moment(year, month, precision="month")
    day = int(match["d"])
    rough = Moment(year, month, day, "day")
    calendar: Calendar = usual_calendar(rough)
    if wanted:
        calendar = "julian" if wanted.lower() == "julian" else "gregorian"
    if not 1 <= day <= days_in(month, year, calendar):
        raise NotADate(f"{Moment(year, month, precision='month')} has {days_in(month, year, calendar)} days")
    return Moment(year, month, day, "day", calendar)


def _is_bc(match: re.Match[str]) -> bool:
    return (match["era"] or "").upper() in ("BC", "BCE")


_ISO_DAY = re.compile(r"(?:-?-|\d{4}-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})")
_DOTTED_DAY = re.compile(r"(?P<day>\d{1,2})\. ?(?P<month>\d{1,2})\.?(?: ?\d{4})?")
_SLASHED_DAY = re.compile(r"(?P<first>\d{1,2})/(?P<second>\d{1,2})(?:/\d{4})?")
_DAY_WORDS = re.compile(
    r"(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)?\.?[ -]?(?:of )?(?P<month>(?!century)[a-z]{3,})\.?"
    r"(?:[ -]\d{1,4}(?: (?:bce?|ad|ce))?)?"
    r"|(?P<month_first>[a-z]{3,})\.? (?:the )?(?P<then_day>\d{1,2})(?:st|nd|rd|th)?(?: \d{3,4})?"
)
_DAY_ALLOWED = "A day and a month, such as 7 November, November 7, 7.11. or 11-07."


def parse_month_day(text: str, command: str = "/onthisday date:") -> tuple[int, int]:
    """Month and day as a player writes them; a year is read over, and 29 February is a day.

    With slashes the day may stand first or second, so 25/12 is read and 7/11 refused.

    >>> parse_month_day("the 7th of Nov."), parse_month_day("11-07"), parse_month_day("25/12")
    ((11, 7), (11, 7), (12, 25))

    Raises:
        Refusal: it names no day, two days, or one that does not exist; `command` stands before the example.
    """
    body = " ".join(unicodedata.normalize("NFKC", text).lower().replace(",", " ").split())
    if match := _ISO_DAY.fullmatch(body) or _DOTTED_DAY.fullmatch(body):
        return _real_day(int(match["month"]), int(match["day"]), command)
    if match := _SLASHED_DAY.fullmatch(body):
        first, second = int(match["first"]), int(match["second"])
        if first != second and 1 <= first <= 12 and 1 <= second <= 12:
            day_first, month_first = f"{first} {MONTHS[second - 1]}", f"{second} {MONTHS[first - 1]}"
            raise Refusal(
                f"{first}/{second} can be {day_first} or {month_first}.",
                "Write the month as a word.",
                f"{command}{day_first}",
            )
        return _real_day(first, second, command) if second > 12 else _real_day(second, first, command)
    if match := _DAY_WORDS.fullmatch(body):
        month = _month_meant(match["month"] or match["month_first"], command)
        return _real_day(month, int(match["day"] or match["then_day"]), command)
    raise Refusal(_why_no_day(body), _DAY_ALLOWED, f"{command}7 November")


def _month_meant(word: str, command: str) -> int:
    """The number of a month, also cut short or misspelt."""
    begun = [number for name, number in _MONTH_NUMBER.items() if name.startswith(word)]
    if len(begun) == 1:
        return begun[0]
    edits = 1 if len(word) < 7 else 2
    near = process.extract(word, _MONTH_NUMBER.keys(), scorer=OSA.distance, score_cutoff=edits)
    if len(word) > 4 and len(near) == 1:
        return _MONTH_NUMBER[near[0][0]]
    raise Refusal("No month has that name.", f"The months are {', '.join(MONTHS)}.", f"{command}7 November")


def _real_day(month: int, day: int, command: str) -> tuple[int, int]:
    if not 1 <= month <= 12:
        raise Refusal(f"There is no month {month}.", "A month from 1 to 12, or its name.", f"{command}7 November")
    longest = days_in(month, 2000, "gregorian")
    name = MONTHS[month - 1]
    if not 1 <= day <= longest:
        at_most = " at most" if month == 2 else ""
        raise Refusal(
            f"{name} has {longest} days{at_most}.",
            f"A day from 1 to {longest} {name}.",
            f"{command}{min(max(day, 1), longest)} {name}",
        )
    return month, day


def _why_no_day(body: str) -> str:
    """What is missing in a text that is no day of the year."""
    if re.fullmatch(r"(?:ad |year )?0+(?: ?(?:ad|bc|ce|bce))?", body):
        return "There is no year 0, as 1 BC is followed by AD 1; and a year alone names no day."
    if body.endswith(("century", "century bc", "century bce", "century ad", "century ce")):
        return "A century names no day."
    if re.fullmatch(r"(?:ad )?\d{1,4}s?(?: ?(?:ad|bc|ce|bce))?", body):
        return "A day needs its month beside it." if len(body) < 3 else "A year alone names no day."
    if any(body.startswith(name.lower()[:3]) for name in MONTHS):
        return "A month alone names no day."
    return "That is no day of the year."


def _read(value: object) -> object:
    return parse_date(value) if isinstance(value, str) else value


DateField = Annotated[
    HistoricalDate,
    BeforeValidator(_read),
    PlainSerializer(str, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "description": "A date: 21 August 1940, August 1940, 1940, 1920s, 14th century, c. 1347, by 1347, "
            "1337–1453, 20–21 August 1940, 44 BC, 431–404 BC, 7 November 1917 (25 October OS), "
            "11 February 1732 (Julian)",
        }
    ),
]
