"""What members do, sent on a fixed timetable whatever becomes of the answers, and how long each answer took."""

import asyncio
import gc
import math
import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle

from benchmarks.runs import Run
from playground import Playground
from playground.interactions import COMMAND, COMPONENT, IN_GUILD, Interaction
from playground.wire import Json
from playground.world import Channel, Message, User

_SPIN_S = 0.0015  # timers are a millisecond coarse; the rest is waited for in turns of the loop
_IN_A_ROW = 8  # sent by a playground that is behind its timetable before it reads what has arrived
_IN_FLIGHT = 50
_LOST_S = 0.5  # so many seconds' commands without an answer, and the timetable is given up


@dataclass(frozen=True, slots=True)
class Act:
    """A member who runs a command in a channel, or presses a button on a message there."""

    user: User
    channel: Channel
    data: Json
    source: Message | None = None


@dataclass(frozen=True)
class Answers:
    """What came of a timetable: seconds from each planned sending to the arrival of its answer."""

    latencies_s: Sequence[float]
    unanswered: int
    """Not answered within Discord's three seconds, or not sent because too many others waited."""
    cpu_s: float
    """The bot's, for each answer."""

    @property
    def median_s(self) -> float:
        """The middle one; infinite where less than half were answered."""
        return percentile([*self.latencies_s, *[math.inf] * self.unanswered], 50)

    @property
    def p99_s(self) -> float:
        """The 99th percentile; infinite where more than one in a hundred was not answered."""
        return percentile([*self.latencies_s, *[math.inf] * self.unanswered], 99)


def percentile(values: Sequence[float], percent: float) -> float:
    """The smallest value that so many percent of all do not exceed.

    >>> percentile(range(1, 101), 99), percentile([3, 1, 2], 50)
    (99, 2)
    """
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def acts_of(playground: Playground, command: str = "fact", seed: int = 1) -> Iterator[Act]:
    """The command without options by every member of every guild again and again, in an order of dice with a seed."""
    known = next(one for one in playground.world.application.commands.values() if one["name"] == command)
    data = {"id": known["id"], "name": known["name"], "type": known["type"]}
    acts = [
        Act(member.user, playground.channel("general", guild), data)
        for guild in playground.world.guilds.values()
        for member in guild.members.values()
        if not member.user.bot
    ]
    random.Random(seed).shuffle(acts)
    return cycle(acts)


def send(playground: Playground, act: Act) -> Interaction:
    """The member's client sends it."""
    kind = COMPONENT if act.source else COMMAND
    return playground.interactions.start(act.user, act.channel, kind, act.data, source=act.source, context=IN_GUILD)


async def on_timetable(run: Run, acts: Iterator[Act], rate: float, seconds: float) -> Answers:
    """Sends `rate` acts a second for so long, each at its time, and waits for the answers."""
    return await at_moments(run, acts, [number / rate for number in range(max(1, round(rate * seconds)))])


async def at_moments(run: Run, acts: Iterator[Act], moments_s: Sequence[float]) -> Answers:
    """Sends an act at each of the moments, given in order and from the first on, and waits for the answers.

    It ends early where half a second's acts wait.
    """
    count = len(moments_s)
    most_waiting = _LOST_S * count / (moments_s[-1] or math.inf) + _IN_A_ROW
    sent: list[tuple[float, Interaction]] = []
    answered = 0

    def count_answer(_: object) -> None:
        nonlocal answered
        answered += 1

    worked_s = run.cpu_s
    with undisturbed():
        begins = time.perf_counter() + 0.05
        for number, moment_s in enumerate(moments_s):
            due = begins + moment_s
            await until(due)
            if number % _IN_A_ROW == 0:
                await asyncio.sleep(0)
            if len(sent) - answered > most_waiting:
                break
            behind_s = time.perf_counter() - due
            interaction = send(run.playground, next(acts))
            interaction.first.add_done_callback(count_answer)
            sent.append((behind_s, interaction))
        await asyncio.wait([interaction.first for _, interaction in sent])
    latencies = [
        behind_s + interaction.first.result().seconds
        for behind_s, interaction in sent
        if interaction.first.exception() is None
    ]
    return Answers(latencies, count - len(latencies), (run.cpu_s - worked_s) / max(1, len(latencies)))


async def saturated(run: Run, acts: Iterator[Act], seconds: float) -> float:
    """Answers a second while so many acts are always waiting that the bot never rests."""
    answered = 0
    with undisturbed():
        begins = time.perf_counter()

        async def repeat() -> None:
            nonlocal answered
            while time.perf_counter() < begins + seconds:
                await send(run.playground, next(acts)).first
                answered += 1

        await asyncio.gather(*(repeat() for _ in range(_IN_FLIGHT)))
        return answered / (time.perf_counter() - begins)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collects no garbage inside, so that the playground's own pauses are not taken for the bot's."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


async def until(moment: float) -> None:
    """Returns at the moment of the clock that counts on, or at once where it is over."""
    while (left_s := moment - time.perf_counter()) > 0:  # noqa: ASYNC110 - time itself is waited for
        await asyncio.sleep(max(0, left_s - _SPIN_S))
