"""Seasons: named spans of a server's days whose quizzes count together."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.domain.calendars import MONTHS
from bot.domain.when import moment_of, months_later, shown_at
from bot.errors import Refusal

Repeat = Literal["none", "monthly", "quarterly", "yearly"]
Counted = Literal["ranked", "scheduled", "competitions"]

MONTHS_OF: dict[Repeat, int] = {"monthly": 1, "quarterly": 3, "yearly": 12}
LONGEST = 1_830
"""Days of a season, five years."""

NAME_LIMIT = 80
LEAST = range(1, 101)
"""Quizzes that somebody may have to play for a place."""

_DAY = timedelta(days=1)
_COUNT = re.compile(r"^(?P<name>.*?)(?: \((?P<again>\d{1,4})\)|(?P<number>(?<!\d)(?!(?:19|20|21)\d\d$)\d{1,6}))$")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a season was started with."""

    name: str
    starts_on: date
    ends_on: date
    """Its last day."""
    time_zone: str
    """A name of the IANA's; days begin and end at its midnight."""
    channel_id: int
    """Where its result is posted."""
    repeat: Repeat = "none"
    turns_on: int = 1
    """Of one that repeats: the day of the month on which the next begins, as far as months have it."""
    counted: Counted = "ranked"
    """Of the quizzes that count for the leaderboards all, those of schedules, or matches of competitions."""
    packs: tuple[str, ...] = ()
    """Only answers to questions of these; of all where there are none."""
    least: int = 1
    """Quizzes that somebody must have played for a place."""
    role_id: int | None = None
    """The champion's."""


@dataclass(frozen=True, slots=True)
class Season:
    """A season as it stands; moments are milliseconds UTC."""

    id: int
    guild_id: int
    plan: Plan
    starts_at: int
    ends_at: int
    creator_id: int
    over_at: int | None = None
    """When its champions were found; later than its end where Clio was away then."""

    @property
    def key(self) -> str:
        """The period under which its quizzes are added up."""
        return f"season:{self.id}"

    def covers(self, at: int) -> bool:
        """Whether what ends at the moment belongs to it."""
        return self.starts_at <= at < self.ends_at


def span(plan: Plan, now_at: int) -> tuple[int, int]:
    """When such a season begins, which is now where its first day has begun, and when it ends; milliseconds UTC."""
    zone = ZoneInfo(plan.time_zone)
    begins_at, ends_at = (
        round(shown_at(day, time.min, zone).timestamp() * 1000) for day in (plan.starts_on, plan.ends_on + _DAY)
    )
    return max(begins_at, now_at), ends_at


def turns_on(ends_on: date) -> int:
    """The day of the month on which the next season begins where one ends on that day."""
    return (ends_on + _DAY).day


def current(seasons: Iterable[Season], at: int) -> Season | None:
    """The season under way, else the one that ended last, else the one that comes first; None where there is none."""
    there = sorted(seasons, key=lambda season: season.starts_at)
    begun = [season for season in there if season.starts_at <= at]
    return begun[-1] if begun else there[0] if there else None


def following(plan: Plan) -> Plan | None:
    """The season that begins when this one ends; None where it does not repeat.

    >>> cup = Plan("Cup of January 2027", date(2027, 1, 1), date(2027, 1, 31), "UTC", 7, repeat="monthly")
    >>> after = following(cup)
    >>> after.name, str(after.starts_on), str(after.ends_on)
    ('Cup of February 2027', '2027-02-01', '2027-02-28')
    """
    months = MONTHS_OF.get(plan.repeat)
    if months is None:
        return None
    starts_on = plan.ends_on + _DAY
    ends_on = months_later(starts_on, months, plan.turns_on) - _DAY
    return replace(plan, name=next_name(plan.name, plan.ends_on, ends_on), starts_on=starts_on, ends_on=ends_on)


def next_name(name: str, ended_on: date, ends_on: date) -> str:
    """The name of the season after one of this name, by the last days of both.

    Month, quarter and year of the one become those of the other; else what the name ends with is counted on.

    >>> [next_name(name, date(2026, 12, 31), date(2027, 3, 31)) for name in ("Q4 2026", "Season 9", "Winter cup")]
    ['Q1 2027', 'Season 10', 'Winter cup (2)']
    """
    parts = {
        MONTHS[ended_on.month - 1]: MONTHS[ends_on.month - 1],
        f"Q{_quarter(ended_on)}": f"Q{_quarter(ends_on)}",
        str(ended_on.year): str(ends_on.year),
    }
    renamed = re.sub(rf"\b(?:{'|'.join(parts)})\b", lambda found: parts[found[0]], name)
    if renamed != name:
        return renamed[:NAME_LIMIT]
    match = _COUNT.match(name)
    if match and match["number"]:
        counted = str(int(match["number"]) + 1)
        return f"{match['name'][: NAME_LIMIT - len(counted)]}{counted}"
    again = f" ({int(match['again']) + 1})" if match else " (2)"
    return f"{(match['name'] if match else name)[: NAME_LIMIT - len(again)]}{again}"


def _quarter(day: date) -> int:
    return (day.month + 2) // 3


def read_days(start: str | None, end: str, time_zone: str, now_at: int, command: str) -> tuple[date, date]:
    """The first and the last day that are meant; today where no start is given.

    Raises:
        Refusal: a text names no day, or a season cannot have these days; with the days as they were understood.
            `command` stands before the example.
    """
    today = day_at(now_at, time_zone)
    starts_on = today if start is None else _day(start, time_zone, now_at, f"{command} start:")
    ends_on = _day(end, time_zone, now_at, f"{command} end:", ahead=3)
    later = months_later(max(today, starts_on), 3, today.day)
    example = f"{command} end:{later}"
    if starts_on < today:
        raise Refusal(
            f"It would begin on {in_words(starts_on)}, which is past: today is {in_words(today)} in {time_zone}.",
            "A season begins today or later.",
            f"{command} start:{today} end:{later}",
        )
    if ends_on < today:
        raise Refusal(
            f"It would end on {in_words(ends_on)}, which is past: today is {in_words(today)} in {time_zone}.",
            "Its last day is today or later.",
            example,
        )
    if ends_on < starts_on:
        raise Refusal(
            f"It would begin on {in_words(starts_on)} and end on {in_words(ends_on)}, before it begins.",
            "The last day comes after the first, or is the same.",
            f"{command} start:{starts_on} end:{later}",
        )
    days = (ends_on - starts_on).days + 1
    if days > LONGEST:
        raise Refusal(
            f"From {in_words(starts_on)} to {in_words(ends_on)} it would last {days:,} days.",
            f"At most {LONGEST:,} days, which is five years.",
            example,
        )
    return starts_on, ends_on


def _day(text: str, time_zone: str, now_at: int, command: str, *, ahead: int = 0) -> date:
    at = moment_of(text, ZoneInfo(time_zone), now_at)
    if at is None:
        today = day_at(now_at, time_zone)
        raise Refusal(
            "That names no day, or more than one.",
            "A day such as 2027-03-31, 31 March, Saturday or in 3 months.",
            f"{command}{months_later(today, ahead, today.day)}",
        )
    return day_at(at, time_zone)


def day_at(at: int, time_zone: str) -> date:
    """The day at a moment (milliseconds UTC) by the clocks of a zone."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(time_zone)).date()


def clash(plan: Plan, starts_at: int, ends_at: int, others: Iterable[Season]) -> Season | None:
    """The first other season of the guild that has some of the time; what repeats has all that comes after."""
    there = sorted(others, key=lambda season: season.starts_at)
    for other in there:
        goes_on = other.plan.repeat != "none" and other is there[-1]
        if (goes_on or starts_at < other.ends_at) and (plan.repeat != "none" or other.starts_at < ends_at):
            return other
    return None


def overlapping(plan: Plan, other: Season, names: tuple[str, str], command: str) -> Refusal:
    """Says that another season has some days, and which are free; `names` are both, escaped, this one's first."""
    mine, theirs = names
    problem = f"“{theirs}” is {days_in_words(other.plan)}; “{mine}” would be {days_in_words(plan)}."
    if other.plan.repeat != "none":
        return Refusal(
            problem,
            f"It repeats ({other.plan.repeat}), so the days after it are taken too, until it is ended.",
            "/season end",
        )
    if plan.repeat != "none":
        return Refusal(
            problem,
            "One that repeats takes all the days after it, so no season may be planned there.",
            "/season list",
        )
    free = other.plan.ends_on + _DAY
    return Refusal(
        problem,
        "A server has one season at a time.",
        f"{command} start:{free} end:{months_later(free, 3, free.day)}",
    )


def days_in_words(plan: Plan) -> str:
    """First and last day, without saying twice what they share.

    >>> days_in_words(Plan("Cup", date(2027, 1, 1), date(2027, 3, 31), "UTC", 7))
    '1 January to 31 March 2027'
    """
    starts_on, ends_on = plan.starts_on, plan.ends_on
    if starts_on == ends_on:
        return in_words(ends_on)
    year = f" {starts_on.year}" if starts_on.year != ends_on.year else ""
    return f"{starts_on.day} {MONTHS[starts_on.month - 1]}{year} to {in_words(ends_on)}"


def in_words(day: date) -> str:
    """The day as it is written in sentences.

    >>> in_words(date(2027, 3, 31))
    '31 March 2027'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
