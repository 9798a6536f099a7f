"""How a knockout of many matches at once begins, how fast its guesses are acknowledged, and what its draw costs."""

import asyncio
import random
import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.load import Answers, acts_of, at_moments, on_timetable
from benchmarks.players import Players
from benchmarks.quizzes import MEDIAN_LIMIT, P99_LIMIT
from benchmarks.runs import BARE, CLIO, Run, rested, running
from benchmarks.table import Row, at_most
from benchmarks.worlds import quiz_world
from bot.domain.bracket import first_stage, seeded
from bot.domain.competition import Entrant, Plan
from bot.domain.placing import placing
from bot.domain.quiz import SECONDS, Rules
from bot.drawing import Drawing
from bot.presentation.brackets import Box, Column, Slot
from bot.storage.competitions import Competition, Competitions
from bot.storage.database import Database
from playground import Playground
from playground.events import Event
from playground.world import Guild, Message

ANNOUNCED_LIMIT_S, LAST_ROOM_LIMIT_S = 2.0, 15.0
DRAWN_LIMIT_S, PICTURE_LIMIT_S = 0.1, 0.3
MANY, PICTURED = 10_000, 64

_TITLE = "Grand cup"
_PLACE = "quiz"
_QUESTIONS = 5
_ROOM_S = 1.05  # Discord lets a bot open ten threads in ten seconds
_EARLY = 0.8  # of the entrants say before the start that they are there
_READY_S = (2.0, 12.0)  # after the card of their match, or after the start
_INTERMISSION_S = 2.5
_SETTLED_S = 1.0
_LATER_S = 60.0  # a cap on what a knockout takes longer than it has to
_TIMES = 7
_MENTION = re.compile(r"<@(\d+)>")


@dataclass(frozen=True)
class Plans:
    """How much is done."""

    entrants: int = 256
    pace: float = 1.0
    """What part of its ten seconds each question has."""
    bare_s: float = 10.0
    lead_s: float = 15.0
    """For the start of the bot, before rooms are opened."""

    @property
    def matches(self) -> int:
        """Of the first stage."""
        return self.entrants // 2

    @property
    def limit_s(self) -> float:
        """For a question."""
        return SECONDS[0] * self.pace

    @property
    def round_s(self) -> float:
        """From a question to the next one."""
        return self.limit_s + Rules().grace_ms / 1000 + _INTERMISSION_S * self.pace

    @property
    def rate(self) -> float:
        """Guesses a second while all play."""
        return self.entrants / self.round_s


class Entrants(Players):
    """Who meets in the rooms; all say that they are there, some before the start, and answer at random moments."""

    def __init__(self, playground: Playground, dice: random.Random, starts_at_s: float, pace: float) -> None:
        super().__init__(playground, dice)
        self.announced_s: list[float] = []
        """When the announcement of the stage was posted or edited, in seconds since 1970."""
        self.rooms_s: list[float] = []
        self.asked_s: list[float] = []
        """When each match had its first question."""
        self._starts_at_s = starts_at_s
        self._pace = pace
        self._here: dict[int, list[int]] = {}

    async def play_stage(self, matches: int, *, answer_within_s: float, most_s: float) -> None:
        """Returns when so many quizzes are over.

        Raises:
            TimeoutError: it takes longer than it can.
        """
        self._answer_within_s = answer_within_s
        gives_up_at = time.perf_counter() + most_s
        while self.over < matches:
            if time.perf_counter() > gives_up_at:
                raise TimeoutError(f"{len(self.rooms_s)} rooms, {len(self.asked_s)} asked, {self.over} ended")
            await self._act()

    def hear(self, event: Event) -> None:
        """Takes what happened, whoever may see it."""
        now_s = time.time()
        if event.name == "THREAD_CREATE":
            self.rooms_s.append(now_s)
        elif event.name in ("MESSAGE_CREATE", "MESSAGE_UPDATE") and not event.data["flags"] & 64:
            said = str(event.data["components"])
            if f"{_TITLE}: round" in said and "comp-status:" in said:
                self.announced_s.append(now_s)
            if event.name == "MESSAGE_CREATE" and "comp-ready:" in said:
                self._call(self._message(event.data), said, now_s)
        super().hear(event)

    def _call(self, card: Message, said: str, now_s: float) -> None:
        here = self._here[card.channel_id] = [int(user_id) for user_id in _MENTION.findall(said)]
        for user_id in here:
            until_s = 0.0 if self._dice.random() < _EARLY else max(0.0, self._starts_at_s - now_s)
            after_s = until_s + self._pace * self._dice.uniform(*_READY_S)
            self._plan(time.perf_counter() + after_s, self._press(card, user_id))

    def _take(self, question: Message) -> None:
        if question.channel_id not in self._questions:
            self.asked_s.append(time.time())
        super()._take(question)

    def _players(self, on: Message) -> list[int]:
        return self._here.get(on.channel_id, [])


@dataclass(frozen=True)
class Played:
    """What came of it, in seconds after the start."""

    answers: Answers
    announced_s: float
    last_room_s: float
    last_asked_s: float
    refused: int


async def rows(folder: Path, packs: Sequence[Path], plan: Plans) -> list[Row]:
    """The rows: one knockout at the pace of the real Discord, with the bare bot asked as often; draws and pictures."""
    dice = random.Random(1)
    lead_s = plan.lead_s + _ROOM_S * plan.matches
    world = quiz_world(1, plan.entrants)
    guild = next(iter(world.guilds.values()))
    [place] = [channel.id for channel in guild.channels.values() if channel.name == _PLACE]
    folder /= "competitions"
    folder.mkdir(parents=True)
    async with running(BARE, folder / "bare", quiz_world(1, plan.entrants)) as bare:
        acts = acts_of(bare.playground)
        await on_timetable(bare, acts, plan.rate, 1)
        moments = sorted(dice.uniform(0, plan.bare_s) for _ in range(round(plan.rate * plan.bare_s)))
        theirs = await at_moments(bare, acts, moments)
    starts_at_s = time.time() + lead_s
    await _planned(folder / "clio.sqlite3", guild, place, starts_at_s)
    timing = {"QUIZ_INTERMISSION_S": _INTERMISSION_S * plan.pace, "QUIZ_PACE": plan.pace}
    async with running(CLIO, folder, world, packs=packs, timing=timing) as clio:
        played = await _played(clio, Entrants(clio.playground, dice, starts_at_s, plan.pace), plan, starts_at_s)
    return [*_while_played(plan, theirs, played), *await _drawn()]


async def _planned(database: Path, guild: Guild, place_id: int, starts_at_s: float) -> None:
    """A knockout of all members, whose sign-up is over."""
    now_at = time.time_ns() // 1_000_000
    people = [member.user for member in guild.members.values() if not member.user.bot]
    people = [user for user in people if user.username.startswith("player")]
    competition = Competition(
        id=guild.id + 1,
        guild_id=guild.id,
        channel_id=place_id,
        creator_id=people[0].id,
        title=_TITLE,
        plan=Plan("knockout", questions=_QUESTIONS, limit_s=SECONDS[0], break_s=1_800),
        seed=1,
        time_zone="UTC",
        created_at=now_at,
        starts_at=int(1000 * starts_at_s),
        signup_until_at=now_at + 1_000,
    )
    async with await Database.open(database) as db:
        kept = Competitions(db)
        await kept.create(competition)
        entered = (Entrant(user.id, user.username, (user.id,), user.id) for user in people)
        await asyncio.gather(*(kept.enter(competition.id, entrant, at=now_at) for entrant in entered))


async def _played(clio: Run, entrants: Entrants, plan: Plans, starts_at_s: float) -> Played:
    await rested(clio, _SETTLED_S)
    most_s = starts_at_s - time.time() + _READY_S[1] + _QUESTIONS * plan.round_s + _LATER_S
    await entrants.play_stage(plan.matches, answer_within_s=plan.limit_s, most_s=most_s)
    latencies, unanswered = await entrants.latencies()
    announced_s = min(at_s for at_s in entrants.announced_s if at_s >= starts_at_s)
    [(began_at,)] = await asyncio.to_thread(_began, clio.database)
    return Played(
        Answers(latencies, unanswered, 0.0),
        announced_s - starts_at_s,
        max(entrants.rooms_s) - starts_at_s,
        max(entrants.asked_s) - began_at / 1000,
        clio.playground.limits.hits,
    )


def _began(database: Path) -> list[tuple[int]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute("SELECT stage_began_at FROM competitions").fetchall()


def _while_played(plan: Plans, theirs: Answers, played: Played) -> list[Row]:
    ours, of_all = played.answers, f"knockout of {plan.entrants}, {plan.matches} matches at once"
    found = [
        at_most(f"{of_all}: announced after its start", "", "", played.announced_s, ANNOUNCED_LIMIT_S, "{:.2f} s"),
        at_most("last room open after its start", "", "", played.last_room_s, LAST_ROOM_LIMIT_S, "{:.0f} s"),
        Row("last first question, of who came last too", "", f"{played.last_asked_s:.1f} s"),
        Row("refused for their pace, and sent again", "", str(played.refused)),
    ]
    for name, their_s, our_s, limit in (
        ("median", theirs.median_s, ours.median_s, MEDIAN_LIMIT),
        ("99th percentile", theirs.p99_s, ours.p99_s, P99_LIMIT),
    ):
        what, compared = f"guesses in its matches, {plan.rate:.0f}/s, {name}", our_s / their_s
        found.append(at_most(what, f"{their_s * 1e3:.2f} ms", f"{our_s * 1e3:.2f} ms", compared, limit, "{:.2f} ×"))
    lost = theirs.unanswered + ours.unanswered
    return [*found, at_most("not answered", str(theirs.unanswered), str(ours.unanswered), lost, 0, "{:.0f}")]


async def _drawn() -> list[Row]:
    """The rows of what is computed at once."""
    plan = Plan("knockout", max_entrants=MANY)
    entered = [Entrant(user_id, f"Player {user_id}", (user_id,), user_id) for user_id in range(1, MANY + 1)]
    places = {user_id: user_id // 2 + 1 for user_id in range(1, MANY // 2)}
    drawn = seeded(entered, places, 7)
    matches = first_stage(plan, drawn)
    totals = {one.id: (one.id % 700, one.id % 7) for one in entered}
    draw_s = _middle(lambda: first_stage(plan, seeded(entered, places, 7)))
    standings_s = _middle(lambda: placing(plan, drawn, matches, totals))
    picture_s = await _picture_s()
    return [
        at_most(f"draw of {MANY:,} entrants", "", "", draw_s * 1e3, DRAWN_LIMIT_S * 1e3, "{:.0f} ms"),
        at_most(f"standings of {MANY:,} entrants", "", "", standings_s * 1e3, DRAWN_LIMIT_S * 1e3, "{:.0f} ms"),
        at_most(
            f"picture of a bracket of {PICTURED}, beside the loop",
            "",
            "",
            picture_s * 1e3,
            PICTURE_LIMIT_S * 1e3,
            "{:.0f} ms",
        ),
    ]


def _middle(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(_TIMES):
        began_s = time.perf_counter()
        work()
        taken.append(time.perf_counter() - began_s)
    return median(taken)


async def _picture_s() -> float:
    columns: list[Column] = []
    matches = PICTURED // 2
    while matches:
        boxes = tuple(
            Box(
                tuple(Slot(f"Member {2 * number + side}", number + 1, 80 * side, side == 1) for side in (0, 1)),
                (2 * number, 2 * number + 1) if columns else (),
            )
            for number in range(matches)
        )
        columns.append(Column(f"Round {len(columns) + 1}", boxes))
        matches //= 2
    drawing, taken = Drawing(), []
    try:
        for _ in range(_TIMES):
            began_s = time.perf_counter()
            if not await drawing.bracket(_TITLE, columns):
                raise RuntimeError("no picture was drawn")
            taken.append(time.perf_counter() - began_s)
    finally:
        await drawing.close()
    return median(taken)
