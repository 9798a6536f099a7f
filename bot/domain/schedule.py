"""When a schedule is due, by the clocks of its zone."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import islice, takewhile

from bot.domain.calendars import MONTHS, days_in, ordinal

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@dataclass(frozen=True, slots=True)
class Weekly:
    """Days of the week, from Monday 0 to Sunday 6; at least one."""

    weekdays: frozenset[int]

    def __contains__(self, day: date) -> bool:
        return day.weekday() in self.weekdays

    def __str__(self) -> str:
        """Such as: every Monday, Wednesday and Friday."""
        *others, last = (WEEKDAYS[number] for number in sorted(self.weekdays))
        if len(others) == 6:
            return "every day"
        return f"every {', '.join(others)} and {last}" if others else f"every {last}"


@dataclass(frozen=True, slots=True)
class EveryDays:
    """A first day and each that is `n` days after the one before, whatever months and weeks do."""

    n: int
    starts_on: date

    def __contains__(self, day: date) -> bool:
        return day >= self.starts_on and (day - self.starts_on).days % self.n == 0

    def __str__(self) -> str:
        """Such as: every 3 days from 1 May 2027."""
        start = self.starts_on
        return (
            f"every {f'{self.n} days' if self.n > 1 else 'day'} from {start.day} {MONTHS[start.month - 1]} {start.year}"
        )


@dataclass(frozen=True, slots=True)
class Monthly:
    """A day of each month, from 1 to 31; the last day of a month that has fewer."""

    day: int

    def __contains__(self, day: date) -> bool:
        return day.day == min(self.day, days_in(day.month, day.year, "gregorian"))

    def __str__(self) -> str:
        """Such as: the 31st of each month."""
        return f"the {ordinal(self.day)} of each month"


Rhythm = Weekly | EveryDays | Monthly
"""The days on which something is due, as a set of days; its text is shown to members, who may type it back."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What is due on the days of a rhythm at one time of day, as the clocks of a zone show it.

    Keep the name of the zone, not the rule: the rules of a zone change with the database of time zones.
    """

    rhythm: Rhythm
    at: time
    """Whole minutes, without a zone of its own."""
    zone: tzinfo


def caveat(rhythm: Rhythm) -> str:
    """What months do to the rhythm, as a sentence; empty where they do nothing.

    >>> caveat(Monthly(31))
    'In months without a 31st it is due on their last day.'
    """
    if isinstance(rhythm, Monthly) and rhythm.day > 28:
        return f"In months without a {ordinal(rhythm.day)} it is due on their last day."
    return ""


def next_due(rule: Rule, after_at: datetime) -> datetime:
    """The first due moment later than `after_at`, both with UTC as their zone.

    A rule is due when the clocks first show the wanted time or, where they skip it, a later one: once where they show
    it twice, and at the first minute after a gap.

    >>> from zoneinfo import ZoneInfo
    >>> rule = Rule(Weekly(frozenset({6})), time(2, 30), ZoneInfo("Europe/Berlin"))
    >>> str(next_due(rule, datetime(2027, 3, 22, tzinfo=UTC)))  # clocks go from 02:00 to 03:00 on Sunday 28 March
    '2027-03-28 01:00:00+00:00'
    """
    # The wanted time of any day before this one has been shown or skipped by now.
    day = after_at.astimezone(rule.zone).date()
    while True:
        if day in rule.rhythm:
            due_at = _first_shown(day, rule.at, rule.zone)
            if due_at > after_at:
                return due_at
        day += timedelta(days=1)


def upcoming(rule: Rule, after_at: datetime, count: int = 3) -> list[datetime]:
    """The next due moments after a moment, as `next_due` gives them."""
    return list(islice(_all_due(rule, after_at), count))


def due_between(rule: Rule, after_at: datetime, until_at: datetime) -> list[datetime]:
    """The due moments later than the one and no later than the other."""
    return list(takewhile(lambda due_at: due_at <= until_at, _all_due(rule, after_at)))


def _all_due(rule: Rule, after_at: datetime) -> Iterator[datetime]:
    while True:
        after_at = next_due(rule, after_at)
        yield after_at


def _first_shown(day: date, at: time, zone: tzinfo) -> datetime:
    """When the clocks of the zone first show this time or a later one."""
    wall = datetime.combine(day, at)
    due_at = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if _shown(due_at, zone) == wall:
        return due_at
    # Clocks skip it. PEP 495: fold 0 then reads it with the offset before the gap, which gives a moment after the gap,
    # and fold 1 the other way about; the change lies between the two.
    earlier_at = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    seconds = range(int((due_at - earlier_at).total_seconds()))
    return earlier_at + timedelta(
        seconds=bisect_left(seconds, wall, key=lambda second: _shown(earlier_at + timedelta(seconds=second), zone))
    )


def _shown(at: datetime, zone: tzinfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None)
