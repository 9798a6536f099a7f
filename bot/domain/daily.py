"""The daily challenge: which day it is for a guild, what an answer pays, streaks and the board of a day.

Which day it is follows from the guild's clocks: it is the latest day that they have shown. Where the guild changes its
zone the day never goes back, so that nobody plays one twice; and a day that the change took hours from needs not be
played: missing it ends no streak, and it adds nothing to one unless it was played.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from bot.domain.content import Item, Question
from bot.domain.quiz import Guess, Rules, limit_s
from bot.domain.scoring import points

QUESTIONS = 5
"""How many everybody is asked in a day."""

FIRST = date(2026, 1, 1)
"""The day of the challenge number 1."""

_DAY = timedelta(days=1)

Zones = Sequence[tuple[int, str]]
"""Since when a guild has had which zone: milliseconds UTC, the first 0, in their order; names of the IANA."""


@dataclass(frozen=True, slots=True)
class Daily:
    """What a guild is asked on a day."""

    guild_id: int
    day: date
    seed: int
    question_ids: tuple[str, ...]
    drawn_at: int


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody made of a question. Moments are milliseconds UTC of Discord's clock."""

    shown_at: int
    """When they first saw it."""
    option: str = ""
    """What they chose; empty as long as they have not."""
    answered_at: int | None = None
    is_right: bool = False
    points: int = 0
    elapsed_ms: int = 0


@dataclass(frozen=True, slots=True)
class Play:
    """How far somebody has come on a day; answers by the number of the question, from 1."""

    answers: Mapping[int, Answer] = field(default_factory=dict)
    finished_at: int | None = None
    """When they had answered every question; only on the day itself."""
    shared_at: int | None = None
    excluded_role_id: int | None = None
    """A role whose members do not score, which they had when they answered: they have no place on the board."""

    @property
    def answered(self) -> Mapping[int, Answer]:
        """The questions that they have answered."""
        return {number: one for number, one in self.answers.items() if one.answered_at is not None}


@dataclass(frozen=True, slots=True)
class Result:
    """What somebody who has finished made of a day."""

    user_id: int
    name: str
    right: int
    elapsed_ms: int
    points: int

    @property
    def order(self) -> tuple[int, int]:
        """By right answers, then by time as it is told, in tenths of a second: who shares both shares a place."""
        return -self.right, self.elapsed_ms // 100


@dataclass(frozen=True, slots=True)
class Placed:
    """A result and its place."""

    rank: int
    result: Result


def day_at(zones: Zones, at: int) -> date:
    """The latest day that the guild's clocks have shown by a moment.

    >>> day_at([(0, "Pacific/Auckland"), (1_795_300_000_000, "Pacific/Honolulu")], 1_795_300_000_000).isoformat()
    '2026-11-22'
    """
    lasts = [until_at - 1 for until_at, _ in zones[1:]]
    spans = zip(zones, [*lasts, at], strict=True)
    return max(_clock(name, min(last, at)).date() for (since_at, name), last in spans if since_at <= min(last, at))


def ends_at(zones: Zones, day: date) -> int:
    """When the next day begins, as long as the zone stays as it is; where clocks skip midnight, when they do."""
    return round(datetime.combine(day + _DAY, time.min, ZoneInfo(zones[-1][1])).timestamp() * 1000)


def shortened(zones: Zones) -> frozenset[date]:
    """The days that a change of zone took hours from, or all of them: every change that put the clocks forward."""
    days: set[date] = set()
    for (_, before), (at, after) in pairwise(zones):
        if _clock(after, at) > _clock(before, at):
            first, last = (day_at(zones, moment) for moment in (at - 1, at))
            days |= {first + _DAY * number for number in range((last - first).days + 1)}
    return frozenset(days)


def streak(finished: Collection[date], today: date, free: Collection[date]) -> int:
    """How many days in a row somebody has finished, up to today, or to yesterday as long as today can be.

    >>> days = [date(2026, 11, day) for day in (18, 20, 21)]
    >>> streak(days, date(2026, 11, 22), ()), streak(days, date(2026, 11, 22), [date(2026, 11, 19)])
    (2, 3)
    """
    count, day = 0, today if today in finished else today - _DAY
    while day in finished or day in free:
        count += day in finished
        day -= _DAY
    return count


def number_of(day: date) -> int:
    """The number of a day's challenge, the same in every guild.

    >>> number_of(date(2026, 11, 22))
    326
    """
    return (day - FIRST).days + 1


def questions_of(daily: Daily, item_of: Callable[[str], Item | None]) -> dict[int, Question]:
    """The day's questions by their numbers; one that the packs have no more counts for nobody and is left out."""
    found = {number: item_of(question_id) for number, question_id in enumerate(daily.question_ids, 1)}
    return {number: item for number, item in found.items() if isinstance(item, Question)}


def next_number(there: Collection[int], play: Play) -> int | None:
    """The first question that is still to be answered; None where all are."""
    return min(set(there) - set(play.answered), default=None)


def judged(question: Question, option: str, *, shown_at: int, at: int, factor: float) -> Answer:
    """An answer given at a moment. There is no deadline: who is slower than a quiz waits is paid as at its bell."""
    rules = Rules(factor=factor)
    elapsed_ms = max(0, at - shown_at)
    guess = Guess(0, 0, at, elapsed_ms, option, "accept", "option")
    is_right = option == question.answer
    paid = points(rules, "buttons", guess, limit_ms=round(1000 * limit_s(question, rules))) if is_right else 0
    return Answer(shown_at, option, at, is_right, paid, elapsed_ms)


def result_of(user_id: int, name: str, there: Collection[int], play: Play) -> Result:
    """What somebody made of the questions that are still there."""
    counted = [one for number, one in play.answered.items() if number in there]
    right = sum(one.is_right for one in counted)
    return Result(user_id, name, right, sum(one.elapsed_ms for one in counted), sum(one.points for one in counted))


def places(results: Sequence[Result]) -> tuple[Placed, ...]:
    """Everybody's place: by right answers, then by time; equal in both share a place."""
    placed: list[Placed] = []
    for position, result in enumerate(sorted(results, key=lambda one: (one.order, one.user_id)), 1):
        is_same = bool(placed) and placed[-1].result.order == result.order
        placed.append(Placed(placed[-1].rank if is_same else position, result))
    return tuple(placed)


def place_among(results: Sequence[Result], own: Result) -> Placed:
    """The place of somebody whom the others do not see."""
    return Placed(1 + sum(one.order < own.order for one in results), own)


def _clock(name: str, at: int) -> datetime:
    """What the clocks of a zone show at a moment, without saying whose they are."""
    return datetime.fromtimestamp(at / 1000, UTC).astimezone(ZoneInfo(name)).replace(tzinfo=None)
