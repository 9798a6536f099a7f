"""The highest rate that a bot on one core sustains, and whether the playground could have told more."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.load import Act, acts_of, on_timetable, saturated
from benchmarks.runs import Run, rested
from benchmarks.table import Row

P99_S = 0.25  # what "sustains" allows
RATIO, HEADROOM = 0.8, 2.0  # Clio to the bare bot; the null client to the bare bot
_STEP = 1.04


@dataclass(frozen=True)
class Step:
    """A rate that was held, and what an answer cost the bot then."""

    rate: float = 0.0
    cpu_s: float = 0.0


async def highest_rate(run: Run, acts: Iterator[Act], seconds: float) -> Step:
    """The highest rate whose 99th percentile stays below the limit, by steps down from the most that it answers at all.

    A higher rate may look well for some seconds, while what waits becomes ever more.
    """
    rate = await saturated(run, acts, seconds)
    while rate > 1:
        answers = await on_timetable(run, acts, rate, seconds)
        if answers.p99_s <= P99_S:
            return Step(rate, answers.cpu_s)
        await rested(run, 0.2)  # what it was sent must be worked off
        rate /= _STEP
    return Step()


async def rows(bare: Run, clio: Run, null: Run, searches: int, step_s: float) -> list[Row]:
    """The ratio, which counts only where the playground has headroom, and the playground's own highest rate.

    They are searched by turns, and compared within a turn: a shared machine may be twice as fast in one minute as in
    the next, so the best of each would not have met the same machine.
    """
    given = [(run, acts_of(run.playground)) for run in (bare, clio, null)]
    return compared([[await highest_rate(run, acts, step_s) for run, acts in given] for _ in range(searches)])


def compared(turns: Sequence[Sequence[Step]]) -> list[Row]:
    """The rows of searches for the bare bot, Clio and the null client by turns; of everything the middle one."""
    bare, clio, null = (
        Step(median(step.rate for step in steps), median(step.cpu_s for step in steps))
        for steps in zip(*turns, strict=True)
    )
    ratio, headroom = (median(_times(turn[one].rate, turn[0].rate) for turn in turns) for one in (1, 2))
    counts = headroom >= HEADROOM
    what = "/fact, highest rate on one core"
    return [
        Row(
            what if counts else f"{what}; does not count, the playground is the limit",
            f"{bare.rate:,.0f}/s",
            f"{clio.rate:,.0f}/s",
            f"{ratio:.2f} ×",
            f"≥ {RATIO:.2f} ×",
            ratio >= RATIO if counts else None,
        ),
        Row(
            "the playground's own, with a client that only answers",
            "",
            f"{null.rate:,.0f}/s",
            f"{headroom:.2f} × bare",
            f"≥ {HEADROOM:.2f} × bare",
            counts,
        ),
        Row(
            "CPU of the bot for each at that rate",
            f"{bare.cpu_s * 1e3:.2f} ms",
            f"{clio.cpu_s * 1e3:.2f} ms",
            f"{_times(clio.cpu_s, bare.cpu_s):.2f} ×",
        ),
    ]


def _times(one: float, other: float) -> float:
    """How many times the other; not a number where the other held no rate at all."""
    return one / other if other else math.nan
