"""Times of day and rhythms as members type them."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, time, timedelta

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.domain.calendars import MONTHS
from bot.domain.dates import parse_date
from bot.domain.numerals import CARDINALS, ORDINALS
from bot.domain.schedule import WEEKDAYS, EveryDays, Monthly, Rhythm, Weekly
from bot.errors import Refusal

LONGEST_GAP = 366  # days between two runs, and until the first
_TIME_ALLOWED = "A time from 00:00 to 23:59, such as 18:00, 6 pm, 18h, noon or midnight."
_NO_RHYTHM = (
    "A schedule repeats by weekdays, by a number of days, or by the day of the month.",
    "Such as Monday, Mon and Thu, weekdays, every 3 days, or day 31.",
)

_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}
_TIME = re.compile(
    r"(?P<hour>\d{1,2})(?: ?[:.h] ?(?P<minute>\d\d))?(?: ?h)?(?: ?(?P<half>[ap])\.? ?m\.?)?"
    r"|(?P<military_hour>\d\d)(?P<military_minute>\d\d)"
)
_ORDINAL_END = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_EVERY = re.compile(
    r"(?:every|each)(?: (?P<n>[a-z]+|\d{1,9}))? (?P<unit>day|week)s?"
    r"(?: (?:from|starting|beginning)(?: on)? (?P<start>.+))?"
)
_MONTHLY = re.compile(
    r"(?:monthly )?(?:on )?(?:every )?(?:the )?"
    r"(?:day (?P<day>\d{1,9})|(?P<figure>\d{1,9})(?:st|nd|rd|th)|last)(?: day)?"
    r"(?: (?:of |in )?(?:the|a|each|every) month)?"
)
_BEFORE_NAMES = re.compile(r"(?:(?:every week|each week|weekly|every|each) )?(?:on )?")
_BETWEEN_NAMES = re.compile(r"(?:[\s,/+&;.]|\band\b)+")
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_NUMBERS = CARDINALS | ORDINALS | {"other": 2}
_DASH = re.compile(r" ?[-–] ?| to ")
_SEVERAL = {"daily": range(7), "weekdays": range(5), "weekday": range(5), "weekends": (5, 6), "weekend": (5, 6)}


def parse_time(text: str, command: str = "/schedule add time:") -> time:
    """A time of day as members write it, by 12 or 24 hours; midnight is the beginning of a day.

    >>> [f"{parse_time(text):%H:%M}" for text in ("18:00", "6:30 pm", "18h", "noon")]
    ['18:00', '18:30', '18:00', '12:00']

    Raises:
        Refusal: it is no time, or could be two; `command` stands before the example.
    """
    body = _plain(text).removeprefix("at ")
    if named := _NAMED_TIMES.get(body.removeprefix("12 ")):
        return named
    match = _TIME.fullmatch(body)
    if not match:
        raise Refusal("That is no time of day.", _TIME_ALLOWED, f"{command}18:00")
    hour = int(match["hour"] or match["military_hour"])
    minute = int(match["minute"] or match["military_minute"] or 0)
    if half := match["half"]:
        if not 1 <= hour <= 12:
            raise Refusal(f"With {half}m the hours go from 1 to 12.", _TIME_ALLOWED, f"{command}6:30 pm")
        hour = hour % 12 + (12 if half == "p" else 0)
    elif body.isdecimal() and len(body) < 3 and 1 <= hour <= 12:
        morning, evening = f"{hour % 12:02}:00", f"{hour % 12 + 12}:00"
        raise Refusal(f"{hour} can be {morning} or {evening}.", _TIME_ALLOWED, f"{command}{evening}")
    if hour > 23 or minute > 59:
        example = "00:00" if (hour, minute) == (24, 0) else "18:00"
        raise Refusal(f"There is no {hour:02}:{minute:02} on a clock.", _TIME_ALLOWED, f"{command}{example}")
    return time(hour, minute)


def parse_rhythm(text: str, today: date, command: str = "/schedule add day:") -> Rhythm:
    """The days that members mean; "every 3 days" begins today where no other day is named.

    >>> today = date(2027, 5, 1)
    >>> [str(parse_rhythm(text, today)) for text in ("mon & thu", "every 3 days", "day 31")]
    ['every Monday and Thursday', 'every 3 days from 1 May 2027', 'the 31st of each month']

    Raises:
        Refusal: no schedule has that rhythm, or it begins in the past; `command` stands before the example.
    """
    body = _plain(text)
    if match := _EVERY.fullmatch(_ORDINAL_END.sub("", body)):
        return _every(match, today, command)
    if match := _MONTHLY.fullmatch(body):
        day = int(match["day"] or match["figure"] or 31)
        if not 1 <= day <= 31:
            raise Refusal(f"No month has a day {day}.", "A day from 1 to 31.", f"{command}day {min(max(day, 1), 31)}")
        return Monthly(day)
    names = _BEFORE_NAMES.sub("", _DASH.sub("-", body), count=1)
    weekdays = frozenset(day for name in _BETWEEN_NAMES.split(names) if name for day in _weekdays(name, command))
    if not weekdays:
        raise Refusal(*_NO_RHYTHM, f"{command}Monday")
    return Weekly(weekdays)


def _every(match: re.Match[str], today: date, command: str) -> Rhythm:
    word = match["n"] or "1"
    n = int(word) if word.isdecimal() else _NUMBERS.get(word, 0)
    if match["unit"] == "week":
        if not match["n"] and not match["start"]:
            raise Refusal("A week has seven days.", "One or more of them.", f"{command}Monday")
        n *= 7
    if not 1 <= n <= LONGEST_GAP:
        raise Refusal("That is no number of days.", f"A number from 1 to {LONGEST_GAP}.", f"{command}every 3 days")
    if n == 1 and not match["start"]:
        return Weekly(frozenset(range(7)))
    return EveryDays(n, _start(match["start"] or "today", today, f"{command}every {n} days from "))


def _start(text: str, today: date, command: str) -> date:
    """The first day of a rhythm, from today to a year ahead."""
    latest = today + timedelta(days=LONGEST_GAP)
    start = _day(text, today)
    if start is None or not today <= start <= latest:
        problem = (
            "That is no day with its year."
            if start is None
            else "That day is past."
            if start < today
            else "That is far off."
        )
        example = f"{today.day} {MONTHS[today.month - 1]} {today.year}"
        raise Refusal(problem, f"A day from {today} to {latest}, with its year.", f"{command}{example}")
    return start


def _day(text: str, today: date) -> date | None:
    if text in ("today", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    try:
        if _ISO.fullmatch(text):
            return date.fromisoformat(text)
        written = parse_date(text)
        return date(written.start.year, *written.month_day) if written.month_day else None
    except ValueError:
        return None


def _weekdays(name: str, command: str) -> Iterable[int]:
    """Those that a name, a span of names or a word for several stands for."""
    if name in _SEVERAL:
        return _SEVERAL[name]
    first, _, last = name.partition("-")
    start = _weekday(first, command)
    span = (_weekday(last or first, command) - start) % 7
    return [(start + number) % 7 for number in range(span + 1)]


def _weekday(name: str, command: str) -> int:
    """The number of a weekday, also cut short, in the plural or misspelt."""
    stem = name.removesuffix("s")
    for number, weekday in enumerate(WEEKDAYS):
        if len(stem) > 1 and weekday.lower().startswith((name, stem)):
            return number
    near = process.extract(stem, [weekday.lower() for weekday in WEEKDAYS], scorer=OSA.distance, score_cutoff=2)
    meant = [number for _, edits, number in near if edits == near[0][1]]
    if len(stem) > 4 and len(meant) == 1:
        return meant[0]
    raise Refusal(*_NO_RHYTHM, f"{command}{WEEKDAYS[meant[0]] if meant else 'Monday'}")


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).lower().split())
