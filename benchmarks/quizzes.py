"""How fast guesses are acknowledged while two hundred quizzes run, and whether each was on the disk by then."""

import asyncio
import math
import random
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import median

from benchmarks.highest_rate import Step, highest_rate
from benchmarks.load import Act, Answers, acts_of, at_moments, on_timetable, send
from benchmarks.players import PLAYERS, Players
from benchmarks.runs import BARE, CLIO, Run, rested, running
from benchmarks.table import Row, at_least, at_most
from benchmarks.worlds import quiz_world
from bot.domain.quiz import SECONDS, Rules

MEDIAN_LIMIT, P99_LIMIT = 2.0, 3.0  # times the bare bot's
LATE_LIMIT_S, MEMORY_LIMIT_KB, RATIO = 1.0, 100.0, 0.6

_LOBBY_S, _INTERMISSION_S = 3.0, 2.5
_STARTS_S = 0.03  # between starts, where all are to run soon
_LONG_S = float(SECONDS[-1])
_LAST = 200  # guesses sent at once, amid which Clio is killed
_SETTLED_S = 1.0
_LOOK_S = 0.25  # between looks at the memory


@dataclass(frozen=True)
class Plan:
    """How much is done."""

    quizzes: int = 200
    pace: float = 1.0
    """What part of its ten seconds each question has."""
    bare_s: float = 6.0
    searches: int = 2
    step_s: float = 1.5

    @property
    def limit_s(self) -> float:
        """For a question: the least that can be asked for, by this pace."""
        return SECONDS[0] * self.pace

    @property
    def timing(self) -> dict[str, float]:
        """The waits of a quiz."""
        return {
            "QUIZ_LOBBY_S": _LOBBY_S,
            "QUIZ_INTERMISSION_S": _INTERMISSION_S * self.pace,
            "QUIZ_PACE": self.pace,
        }

    @property
    def round_s(self) -> float:
        """From a question to the next one."""
        return self.limit_s + Rules().grace_ms / 1000 + self.timing["QUIZ_INTERMISSION_S"]

    @property
    def rate(self) -> float:
        """Guesses a second while all quizzes run."""
        return self.quizzes * PLAYERS / self.round_s


@dataclass(frozen=True)
class Played:
    """What came of quizzes that were played to their end."""

    answers: Answers
    slowest_reveal_s: float
    """After deadline and grace."""
    memory_kb: float
    """What the bot grew by while all ran, for each quiz."""
    most_mib: float
    """What it grew by at its most, while the quizzes ended."""
    share: float
    """What the bot took of its core."""


async def rows(folder: Path, packs: Sequence[Path], plan: Plan) -> list[Row]:
    """The rows of both bots in worlds alike, the bare one before and after the quizzes."""
    dice = random.Random(1)
    async with (
        running(BARE, folder / "quizzes-bare", quiz_world(plan.quizzes, PLAYERS)) as bare,
        running(CLIO, folder / "quizzes", quiz_world(plan.quizzes, PLAYERS), packs=packs, timing=plan.timing) as clio,
    ):
        players = Players(clio.playground, dice)
        acts = acts_of(bare.playground)
        await on_timetable(bare, acts, plan.rate, 1)
        before = await at_moments(bare, acts, _moments(plan, dice))
        played = await _played(clio, players, plan)
        after = await at_moments(bare, acts, _moments(plan, dice))
        steps = await _limits(bare, acts, clio, players, plan)
        kept = await asyncio.to_thread(_kept, clio.database)
    lost = len(players.told - kept)
    return [*_while_played(plan, (before, after), played), *_at_the_limit(steps, lost, len(players.told))]


def _moments(plan: Plan, dice: random.Random) -> list[float]:
    """Seconds at which the bare bot is asked: as often as Clio is, and at random as she is."""
    return sorted(dice.uniform(0, plan.bare_s) for _ in range(round(plan.rate * plan.bare_s)))


async def _played(clio: Run, players: Players, plan: Plan) -> Played:
    """Plays a short quiz in each guild, from the first start to the last recap."""
    await rested(clio, _SETTLED_S)
    rested_mib = running_mib = most_mib = clio.memory_mib

    async def weigh() -> None:
        nonlocal running_mib, most_mib
        while players.over < plan.quizzes:
            most_mib = max(most_mib, clio.memory_mib)
            if not players.is_ending:
                running_mib = most_mib
            await asyncio.sleep(_LOOK_S)

    weighing = asyncio.create_task(weigh())
    began_s, worked_s = time.perf_counter(), clio.cpu_s
    await players.play(apart_s=plan.round_s / plan.quizzes, limit_s=SECONDS[0], answer_within_s=plan.limit_s)
    worked_s, took_s = clio.cpu_s - worked_s, time.perf_counter() - began_s
    await weighing
    latencies, unanswered = await players.latencies()
    due_at = await asyncio.to_thread(_due_at, clio.database)
    late_ms = [players.revealed_at.get(message_id, math.inf) - at for message_id, at in due_at.items()]
    return Played(
        Answers(latencies, unanswered, worked_s / len(latencies)),
        max(late_ms) / 1000,
        (running_mib - rested_mib) * 1024 / plan.quizzes,
        most_mib - rested_mib,
        worked_s / took_s,
    )


async def _limits(bare: Run, acts: Iterator[Act], clio: Run, players: Players, plan: Plan) -> list[tuple[Step, Step]]:
    """The highest rates of commands and of guesses by turns; at the end Clio is killed amid guesses."""
    await players.play(apart_s=_STARTS_S, limit_s=_LONG_S)
    presses = players.presses()
    steps = [
        (await highest_rate(bare, acts, plan.step_s), await highest_rate(clio, presses, plan.step_s))
        for _ in range(plan.searches)
    ]
    last = [send(clio.playground, press).first for press in islice(presses, _LAST)]
    await asyncio.wait(last, return_when=asyncio.FIRST_COMPLETED)
    clio.process.kill()
    await asyncio.wait(last, timeout=_SETTLED_S)  # what was on its way
    return steps


def _kept(database: Path) -> set[int]:
    """The ids of all guesses on the disk."""
    with closing(sqlite3.connect(database)) as connection:
        return {guess_id for (guess_id,) in connection.execute("SELECT id FROM quiz_guesses")}


def _due_at(database: Path) -> dict[int, int]:
    """When the answer to each question was to be shown, by message; everybody was waited for until the bell."""
    with closing(sqlite3.connect(database)) as connection:
        asked = connection.execute("SELECT message_id, deadline_at FROM quiz_rounds").fetchall()
    return {message_id: deadline_at + Rules().grace_ms for message_id, deadline_at in asked}


def _while_played(plan: Plan, bare: Sequence[Answers], played: Played) -> list[Row]:
    ours = played.answers
    of_all = f"in {plan.quizzes} quizzes"
    found = []
    for name, theirs_s, ours_s, limit in (
        ("median", median(one.median_s for one in bare), ours.median_s, MEDIAN_LIMIT),
        ("99th percentile", median(one.p99_s for one in bare), ours.p99_s, P99_LIMIT),
    ):
        what = f"guesses {of_all}, {plan.rate:.0f}/s, {name}"
        compared = ours_s / theirs_s
        found.append(at_most(what, f"{theirs_s * 1e3:.2f} ms", f"{ours_s * 1e3:.2f} ms", compared, limit, "{:.2f} ×"))
    lost = sum(one.unanswered for one in bare)
    theirs_s = median(one.cpu_s for one in bare)
    return [
        *found,
        at_most("not answered", str(lost), str(ours.unanswered), lost + ours.unanswered, 0, "{:.0f}"),
        Row(
            "CPU of the bot for each, questions and reveals included",
            f"{theirs_s * 1e3:.2f} ms",
            f"{ours.cpu_s * 1e3:.2f} ms",
            f"{played.share:.2f} cores",
        ),
        at_most("slowest reveal after deadline and grace", "", "", played.slowest_reveal_s, LATE_LIMIT_S, "{:.2f} s"),
        at_most("memory for each running quiz", "", "", played.memory_kb, MEMORY_LIMIT_KB, "{:.0f} kB"),
        Row("memory more than before, while all of them end", "", f"{played.most_mib:+.0f} MiB"),
    ]


def _at_the_limit(steps: Sequence[tuple[Step, Step]], lost: int, told: int) -> list[Row]:
    bare, clio = zip(*steps, strict=True)
    theirs, ours = (median(step.rate for step in one) for one in (bare, clio))
    their_s, our_s = (median(step.cpu_s for step in one) for one in (bare, clio))
    ratio = median(ours.rate / theirs.rate if theirs.rate else math.nan for theirs, ours in steps)
    return [
        at_least("guesses, highest rate on one core", f"{theirs:,.0f}/s", f"{ours:,.0f}/s", ratio, RATIO, "{:.2f} ×"),
        Row(
            "CPU of the bot for each at that rate",
            f"{their_s * 1e3:.2f} ms",
            f"{our_s * 1e3:.2f} ms",
            f"{ours * our_s:.2f} of the core",
        ),
        at_most(f"of {told:,} guesses told, missing after kill -9", "", str(lost), lost, 0, "{:.0f}"),
    ]
