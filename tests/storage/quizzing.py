"""Quizzes that are played against the storage alone, by plans that say who guesses what and what it pays."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from bot.domain.quiz import Guess, Round, Rules, Session
from bot.domain.scoring import Result
from bot.storage.database import Database, Row
from bot.storage.quizzes import Quizzes
from tests.domain.samples import question

GUILD = 10
START = 1_780_000_000_000
SPANS = ("2026-11-22", "2026-11", "all")

Paid = dict[int, int]
"""Points by user; 0 is a wrong answer."""


@dataclass(frozen=True)
class RoundPlan:
    """Who is paid what when the round closes, what more before the quiz is over, and what more after it."""

    paid: Paid
    late: Paid = field(default_factory=dict)
    too_late: Paid = field(default_factory=dict)
    pack_id: str = "rr"


@dataclass(frozen=True)
class Plan:
    """A quiz from its lobby to its recap."""

    rounds: tuple[RoundPlan, ...]
    counts: bool = True
    guild_id: int = GUILD
    counts_late: bool = False
    """Where it did not count at its end: whether it does with what is paid after it."""


_points = st.dictionaries(st.integers(1, 4), st.integers(0, 3), max_size=4)
_rounds = st.builds(RoundPlan, _points, _points, _points, st.sampled_from(["rr", "succession"]))
plans = st.lists(
    st.builds(Plan, st.lists(_rounds, max_size=3).map(tuple), st.booleans(), st.integers(10, 11), st.booleans()),
    max_size=3,
)


def session(number: int = 1, *, guild_id: int = GUILD, channel_id: int | None = None, **rules: Any) -> Session:
    """A quiz; its number makes its id and, unless another is given, its channel."""
    return Session(number, guild_id, channel_id or 100 + number, 3, Rules(**rules), seed=7)


def topics(number: int) -> list[str]:
    """What a round is about: one topic is that of all, another that of every second one."""
    return ["war", "diplomacy" if number % 2 else "culture"]


def asked(number: int = 1, *, posting: int = 0, message_id: int = 0) -> Round:
    """A round, posted where it has a message."""
    posted_at = START + number * 1_000 if message_id else 0
    opened = Round(number, question(number, topics=topics(number)), "typed", (), 20.0, posting)
    return replace(opened, message_id=message_id, posted_at=posted_at, deadline_at=posted_at and posted_at + 20_000)


def guess(guess_id: int, user_id: int = 1, **changes: Any) -> Guess:
    """A right guess, some time after the start."""
    plain = Guess(guess_id, user_id, START + guess_id, 1_500, "Kronstadt", "accept", "exact", "kronstadt", "Kronstadt")
    return replace(plain, **changes)


def result(guess_id: int, user_id: int = 1, points: int = 90) -> Result:
    """What the guess was paid; nothing for a wrong one."""
    return Result(user_id, guess_id, is_right=points > 0, points=points, elapsed_ms=1_500)


Step = Callable[..., Awaitable[None]]
"""Does something, named by a text: the name, a coroutine function, and what it is given."""


async def play(
    quizzes: Quizzes, wanted: list[Plan], *, times: int = 1, told: Callable[[str], object] = lambda _: None
) -> None:
    """Plays the quizzes one after another, each step so many times; `told` hears of each step after it returned."""

    async def step(name: str, do: Callable[..., Awaitable[object]], *given: Any, **named: Any) -> None:
        for _ in range(times):
            await do(*given, **named)
        told(name)

    for number, plan in enumerate(wanted, 1):
        await _play(quizzes, session(number, guild_id=plan.guild_id), plan, step)


async def _play(quizzes: Quizzes, played: Session, plan: Plan, step: Step) -> None:
    at, place = START, played.id
    await step("begin", quizzes.begin, played, lobby_until_at=at, at=at)
    await step("join", quizzes.join, place, 1, "Anna", at=at)
    for number, round_plan in enumerate(plan.rounds, 1):
        opened = asked(number, message_id=number)
        await step("ask", quizzes.ask, played, opened, pack_id=round_plan.pack_id, at=at)
        await step("posted", quizzes.posted, place, opened, at=at)
        paid = await _guessed(quizzes, place, number, round_plan.paid, step)
        await step(f"closed {place} {number}", quizzes.close, place, number, results(paid), at=at)
        await step("revealed", quizzes.revealed, place, number)
        more = await _guessed(quizzes, place, number, round_plan.late, step)
        await step("late", quizzes.pay_late, place, number, results(more))
    await step(f"over {place}", quizzes.end, place, reason="done", counts=plan.counts, periods=SPANS, at=at + 1)
    for number, round_plan in enumerate(plan.rounds, 1):
        most = await _guessed(quizzes, place, number, round_plan.too_late, step)
        await step("late", quizzes.pay_late, place, number, results(most), counts=plan.counts_late)
    await step("recap", quizzes.recapped, place, 901)


def results(paid: dict[int, tuple[int, int]]) -> list[Result]:
    """Results of (guess, points) by user."""
    return [result(guess_id, user_id, points) for user_id, (guess_id, points) in paid.items()]


async def _guessed(quizzes: Quizzes, place: int, number: int, paid: Paid, step: Step) -> dict[int, tuple[int, int]]:
    """Records the guesses of all at once; an id says to which round and how many points it belongs."""
    ids = {user: place * 100_000 + number * 10_000 + user * 100 + points for user, points in paid.items()}

    async def record(user: int, guess_id: int) -> None:
        kept = guess(guess_id, user, verdict="accept" if paid[user] else "reject")
        await step(f"guess {guess_id}", quizzes.record, place, number, kept, f"Player {user}")

    await asyncio.gather(*(record(user, guess_id) for user, guess_id in ids.items()))
    return {user: (ids[user], points) for user, points in paid.items()}


async def everything(db: Database) -> dict[str, list[Row]]:
    """All rows of all tables of quizzes."""
    tables = ("sessions", "joiners", "players", "rounds", "guesses", "results", *SUMS, "round_topics")
    return {name: sorted(await db.read(f"SELECT * FROM quiz_{name}"), key=repr) for name in tables}


SUMS = ("totals", "topic_totals", "played")


async def sums(db: Database) -> dict[str, list[Row]]:
    """All that is kept beside the log because it would take long to add up."""
    return {name: sorted(await db.read(f"SELECT * FROM quiz_{name}")) for name in SUMS}


async def sums_of_the_log(db: Database) -> dict[str, list[Row]]:
    """What they have to be."""
    results = await db.read(
        "SELECT s.counts, s.id, s.guild_id, r.pack_id, p.number, p.user_id, p.points, p.is_right, p.at, p.elapsed_ms, "
        "p.form FROM quiz_results p JOIN quiz_sessions s ON s.id = p.session_id "
        "JOIN quiz_rounds r USING (session_id, number)"
    )
    totals: dict[tuple[Any, ...], list[int]] = {}
    of_topics: dict[tuple[Any, ...], list[int]] = {}
    played: dict[tuple[Any, ...], list[Row]] = {}
    for counts, session_id, guild_id, pack_id, number, user_id, points, is_right, at, elapsed_ms, form in results:
        time = elapsed_ms if is_right and form != "estimate" else None
        played.setdefault((session_id, user_id, guild_id), []).append((number, points, is_right, at, time))
        for pack in (pack_id, "") if counts else ():
            for span in SPANS:
                _grow(totals, (guild_id, span, pack, user_id), points, is_right)
            for topic in topics(number):
                _grow(of_topics, (guild_id, topic, pack, user_id), points, is_right)
    return {
        "totals": sorted((*key, *row) for key, row in totals.items()),
        "topic_totals": sorted((*key, *row) for key, row in of_topics.items()),
        "played": sorted((*key, *_played(rows)) for key, rows in played.items()),
    }


def _grow(totals: dict[tuple[Any, ...], list[int]], key: tuple[Any, ...], points: int, is_right: int) -> None:
    row = totals.setdefault(key, [0, 0, 0])
    totals[key] = [row[0] + points, row[1] + is_right, row[2] + 1]


def _played(rows: list[Row]) -> tuple[int | None, ...]:
    numbers, points, right, at, times = zip(*rows, strict=True)
    fastest = min((time for time in times if time is not None), default=None)
    right_rounds = sum(2**number for number, is_right in zip(numbers, right, strict=True) if is_right)
    return sum(points), sum(right), len(rows), max(at), fastest, sum(2**number for number in numbers), right_rounds
