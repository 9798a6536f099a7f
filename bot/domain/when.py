"""Moments that members type, such as "Saturday 20:00", "31 March" and "in 3 months", by the clocks of a zone."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from bot.domain.calendars import MONTHS, days_in
from bot.domain.dates import parse_month_day
from bot.domain.numerals import CARDINALS
from bot.domain.rhythm_text import parse_rhythm, parse_time
from bot.domain.schedule import EveryDays, Rhythm, Rule, Weekly, next_due
from bot.errors import Refusal

LONGEST_TEXT = 100  # characters; longer ones name no moment
_STAMP = re.compile(r"<t:(\d{1,11})(?::[a-z])?>")
_FORWARD = re.compile(r"in (?P<steps>.+?)(?: at (?P<at>.+))?|(?P<before>.+?) from now")
_STEP = re.compile(r"(?P<n>\d{1,6}|half an|[a-z]+) ?(?P<unit>minute|min|m|hour|hr|h|day|d|week|w|month|year|y)s?")
_BETWEEN_STEPS = re.compile(r",? and | (?=\d)")
_MINUTES = {"m": 1, "min": 1, "minute": 1, "h": 60, "hr": 60, "hour": 60}
_DAYS = {"d": 1, "day": 1, "w": 7, "week": 7}
_MONTHS = {"month": 1, "y": 12, "year": 12}
_NUMBERS = CARDINALS | {"a": 1, "an": 1}
_FILLERS = re.compile(r"\b(?:on|at|by|until|this|next|coming|the)\b|(?<=\d)t(?=\d\d:)|,|@")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_END_OF = re.compile(r"end of (?P<span>month|year|[a-z]+)(?: (?P<year>\d{4}))?")
_DAILY = Weekly(frozenset(range(7)))
_LEAP_YEARS_APART = 8  # at most, as from 1896 to 1904


def moment_of(text: str, zone: tzinfo, now_at: int) -> int | None:
    """The moment that is meant, in milliseconds UTC as `now_at` is; None where the text names none, or more than one.

    A day without a time means its midnight. A weekday or a time alone means the next one to come, a day without its
    year the next that is not over; what names its year may be past, so that whoever asks can say which moment was
    understood. Where clocks skip the time, it is when they do; where they show it twice, the first.

    >>> from zoneinfo import ZoneInfo
    >>> berlin, now_at = ZoneInfo("Europe/Berlin"), 1_795_345_200_000  # Sunday 22 November 2026, 12:00
    >>> texts = ("Saturday 20:00", "31 March", "in 2 hours", "2026-12-05 20:00")
    >>> for text in texts:
    ...     print(datetime.fromtimestamp(moment_of(text, berlin, now_at) / 1000, berlin))
    2026-11-28 20:00:00+01:00
    2027-03-31 00:00:00+02:00
    2026-11-22 14:00:00+01:00
    2026-12-05 20:00:00+01:00
    """
    body = " ".join(unicodedata.normalize("NFKC", text[: LONGEST_TEXT + 1]).lower().split())
    now = datetime.fromtimestamp(now_at / 1000, UTC)
    try:
        if len(body) > LONGEST_TEXT:
            return None
        if stamp := _STAMP.fullmatch(body):
            return int(stamp[1]) * 1000
        if body == "now":
            return now_at
        if forward := _FORWARD.fullmatch(body):
            meant = _forward(forward["steps"] or forward["before"], forward["at"], zone, now)
        else:
            meant = _named(" ".join(_FILLERS.sub(" ", body).split()), zone, now)
    except (Refusal, ValueError, OverflowError):
        return None
    return None if meant is None else round(meant.timestamp() * 1000)


def months_later(day: date, months: int, day_of_month: int) -> date:
    """The day of that number so many months after the month of `day`; the last one of a month that has fewer.

    >>> str(months_later(date(2027, 1, 31), 1, 31)), str(months_later(date(2027, 2, 28), 1, 31))
    ('2027-02-28', '2027-03-31')
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day_of_month, days_in(month + 1, year, "gregorian")))


def shown_at(day: date, at: time, zone: tzinfo) -> datetime:
    """When the clocks of the zone first show this time of that day, or a later one where they skip it."""
    before = datetime.combine(day, time.min, UTC) - timedelta(days=2)
    return next_due(Rule(EveryDays(1, day), at, zone), before)


def _forward(steps: str, at: str | None, zone: tzinfo, now: datetime) -> datetime | None:
    """Hours and minutes as they pass; days and longer by the calendar, at the same time of day or at another."""
    minutes = days = months = 0
    for step in _BETWEEN_STEPS.split(steps):
        match = _STEP.fullmatch(step)
        if match is None:
            return None
        word, unit = match["n"], match["unit"]
        if word == "half an" and unit == "hour":
            minutes += 30
            continue
        n = int(word) if word.isdecimal() else _NUMBERS.get(word)
        if n is None:
            return None
        minutes += n * _MINUTES.get(unit, 0)
        days += n * _DAYS.get(unit, 0)
        months += n * _MONTHS.get(unit, 0)
    if not days and not months:
        return None if at else now + timedelta(minutes=minutes)
    if at and minutes:
        return None
    local = now.astimezone(zone)
    day = months_later(local.date(), months, local.day) + timedelta(days=days)
    clock = parse_time(at) if at else local.time().replace(second=0, microsecond=0)
    return shown_at(day, clock, zone) + timedelta(minutes=minutes)


def _named(body: str, zone: tzinfo, now: datetime) -> datetime | None:
    """A day, a time or both, whichever stands first."""
    if body.endswith((" utc", " gmt", "0z")):
        body, zone = body.removesuffix("utc").removesuffix("gmt").removesuffix("z").strip(), UTC
    today = now.astimezone(zone).date()
    for day_text, time_text in _parts(body):
        days = _days(day_text, today) if day_text else _DAILY
        at = _time(time_text) if time_text else time.min
        if days is None or at is None or (not time_text and day_text in ("", "tonight")):
            continue
        if isinstance(days, date):
            return shown_at(days, at, zone)
        # Figures alone, such as 2027 and 5.12, are rather a year or a day than a time.
        return None if body.replace(".", "").isdecimal() else next_due(Rule(days, at, zone), now)
    return None


def _parts(body: str) -> Iterator[tuple[str, str]]:
    """Every way to part words into those of a day and those of a time, the most for the day first."""
    words = body.split()
    for number in range(len(words), -1, -1):
        yield " ".join(words[:number]), " ".join(words[number:])
    for number in range(1, len(words)):
        yield " ".join(words[number:]), " ".join(words[:number])


def _time(text: str) -> time | None:
    try:
        return parse_time(text)
    except Refusal:
        return None


def _days(text: str, today: date) -> date | Rhythm | None:
    """The day that is meant, or the weekday; None where the words name neither, or a weekday that the day is not."""
    if text in ("today", "tonight", "tomorrow"):
        return today + timedelta(days=text == "tomorrow")
    first, _, others = text.partition(" ")
    weekday = _weekday(first, today)
    if weekday is None or not others:
        return weekday or _date(text, today)
    day = _date(others, today)
    return day if day and day in weekday else None


def _weekday(word: str, today: date) -> Weekly | None:
    if not word.rstrip(".").isalpha():
        return None
    try:
        rhythm = parse_rhythm(word, today)
    except Refusal:
        return None
    return rhythm if isinstance(rhythm, Weekly) and len(rhythm.weekdays) == 1 else None


def _date(text: str, today: date) -> date | None:
    """A day with its year, or the next one of that month and number; the last day of a month or year too."""
    if end := _END_OF.fullmatch(text):
        return _end_of(end["span"], end["year"], today)
    if match := _YEAR_FIRST.fullmatch(text):
        return date(*map(int, match.groups()))
    year = _YEAR.search(text)
    has_word = any(len(word) > 2 for word in re.findall(r"[a-z]+", text))
    # A number too many is a time, or a year of two figures that could be one.
    if len(re.findall(r"\d+", text)) != 1 + bool(year) + (not has_word) or not (year or has_word):
        return None
    try:
        month, number = parse_month_day(text)
    except Refusal:
        return None
    if year:
        return date(int(year[0]), month, number)
    return next(
        day
        for later in range(_LEAP_YEARS_APART + 1)
        if number <= days_in(month, today.year + later, "gregorian")
        and (day := date(today.year + later, month, number)) >= today
    )


def _end_of(span: str, year: str | None, today: date) -> date | None:
    names = [name.lower() for name in MONTHS]
    if span not in (*names, "month", "year"):
        return None
    if span == "month" and year:
        raise ValueError("the month is that of today, so that a year beside it is no year")
    month = today.month if span == "month" else 12 if span == "year" else names.index(span) + 1
    number = int(year) if year else today.year + (month < today.month)
    return date(number, month, days_in(month, number, "gregorian"))
