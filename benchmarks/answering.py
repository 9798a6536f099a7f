"""How fast /fact is answered at an even rate, the two bots by turns."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from statistics import median

from benchmarks.load import Act, Answers, acts_of, on_timetable
from benchmarks.runs import Run
from benchmarks.table import Row, at_most

RATE = 100.0  # commands a second
MEDIAN_LIMIT, P99_LIMIT = 1.2, 1.5  # times the bare bot's


@dataclass
class Answering:
    """The rounds of one bot."""

    run: Run
    acts: Iterator[Act]
    rounds: list[Answers] = field(default_factory=list)

    def middle(self, figure: Callable[[Answers], float]) -> float:
        """The median over the rounds."""
        return median(map(figure, self.rounds))

    @property
    def cpu_s(self) -> float:
        """What an answer costs the bot."""
        return self.middle(lambda answers: answers.cpu_s)


async def rows(bare: Run, clio: Run, rounds: int, seconds: float) -> list[Row]:
    """Median and 99th percentile with their targets, what an answer costs each bot, and what was not answered."""
    both = await _by_turns([bare, clio], rounds, seconds)
    found = []
    for name, figure, limit in (
        ("median", attrgetter("median_s"), MEDIAN_LIMIT),
        ("99th percentile", attrgetter("p99_s"), P99_LIMIT),
    ):
        theirs, ours = (one.middle(figure) for one in both)
        what = f"/fact at {RATE:.0f}/s, {name}"
        found.append(at_most(what, f"{theirs * 1e3:.2f} ms", f"{ours * 1e3:.2f} ms", ours / theirs, limit, "{:.2f} ×"))
    lost = [sum(answers.unanswered for answers in one.rounds) for one in both]
    found.append(at_most("not answered", str(lost[0]), str(lost[1]), sum(lost), 0, "{:.0f}"))
    return [*found, _cost("CPU of the bot for each", *both)]


async def cost_of_logging(quiet: Run, talkative: Run, rounds: int, seconds: float) -> Row:
    """What an answer costs Clio at WARNING, in the place of the bare bot, and at INFO."""
    return _cost("the same, Clio at WARNING and at INFO", *await _by_turns([quiet, talkative], rounds, seconds))


async def _by_turns(runs: Sequence[Run], rounds: int, seconds: float) -> list[Answering]:
    """Every bot answers for so long, then all again in reverse order, after a second to warm up."""
    found = [Answering(run, acts_of(run.playground)) for run in runs]
    for one in found:
        await on_timetable(one.run, one.acts, RATE, 1)
    for number in range(rounds):
        for one in found if number % 2 == 0 else reversed(found):
            one.rounds.append(await on_timetable(one.run, one.acts, RATE, seconds))
    return found


def _cost(what: str, one: Answering, other: Answering) -> Row:
    return Row(what, f"{one.cpu_s * 1e3:.2f} ms", f"{other.cpu_s * 1e3:.2f} ms", f"{other.cpu_s / one.cpu_s:.2f} ×")
