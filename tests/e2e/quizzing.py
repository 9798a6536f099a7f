"""Quizzes for the tests of what may go wrong: a quick stage, members who press, and what the log says of it all."""

import asyncio
import contextlib
import json
import random
import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field, replace

from bot.domain.quiz import round_of
from bot.domain.scoring import results
from bot.opened import dice_of
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from playground import InteractionFailed, Playground, Refused
from tests.e2e.stage import Stage

PACE = 0.04
QUICK = {
    "CLIO_TIMING_QUIZ_LOBBY_S": "0.2",
    "CLIO_TIMING_QUIZ_INTERMISSION_S": "0.05",
    "CLIO_TIMING_QUIZ_SETTLE_S": "0.05",
    "CLIO_TIMING_QUIZ_IDLE_PAUSE_S": "0.3",
    "CLIO_TIMING_QUIZ_OFFLINE_S": "60",
    "CLIO_TIMING_QUIZ_RETRY_S": "0.1",
    "CLIO_TIMING_QUIZ_PACE": str(PACE),
}
PLAYERS = ("anna", "ben", "chiara", "dmitri", "emeka", "fatima")
CAP_S = 30.0
"""For everything that is waited for: a cap, on a machine that is busy."""

LATE = 6
"""Guesses that may be under way at once when a round closes."""


@contextlib.asynccontextmanager
async def quick_stage(folder, **given):
    """A stage on which a quiz takes seconds: limits of requests are off, as five posts take five seconds with them."""
    async with Playground(check="strict", rate_limits=False) as discord:
        stage = Stage(discord, folder, QUICK | given)
        await stage.start()
        try:
            yield stage
        finally:
            await stage.stop()


async def begun(discord, *joining, place="general", grace=0, **options):
    """A quiz that anna has started and these members have joined; gives the card of the lobby."""
    anna = discord.member("anna")
    await anna.slash(place, "admin settings", grace=grace)
    lobby = await anna.slash(place, "quiz start", **{"questions": 5, **options})
    for name in joining:
        await discord.member(name).click(lobby, "Join")
    return lobby


async def question(discord, number, *, place="general", since=0):
    """The question of this number, as soon as it can be answered."""
    return await discord.wait_for_message(
        place, lambda seen: f"Question {number} of" in seen.text and is_open(seen), since=since, timeout=CAP_S
    )


async def revealed(discord, seen):
    """The question with its answer."""
    return await discord.wait_for_change(seen, lambda now: "Why?" in now.buttons, timeout=CAP_S)


async def recap(discord, place="general"):
    """The end of the quiz."""
    return await discord.wait_for_message(place, lambda seen: "Quiz over" in seen.text, timeout=CAP_S)


def is_open(seen):
    """Whether it has buttons that take answers."""
    return any(_is_answer(component) for component in seen.components)


def _is_answer(component):
    return component.get("custom_id", "").startswith(("guess:", "answer:"))


def right(seen, catalogue):
    """The label of the button with the answer; the card names the question."""
    asked = catalogue.get(re.findall(r"(\S+-\w+)$", seen.text.split("unseen of")[1].splitlines()[0])[0])
    return next(label for label in seen.buttons if label.endswith(f"· {asked.answer}")), asked


@dataclass
class Crowd:
    """Members who answer whatever is open, and remember which answers were acknowledged."""

    discord: Playground
    dice: random.Random
    place: str = "general"
    told: dict[int, tuple[int, str]] = field(default_factory=dict)
    """Who was told what, by the id of the interaction."""

    async def play(self, name):
        """Answers, and now and then again, for ever."""
        member = self.discord.member(name)
        while True:
            await asyncio.sleep(self.dice.random() / 5)
            for seen in reversed(self.discord.messages(self.place)):
                if is_open(seen):
                    await self._press(member, seen)
                    break

    async def _press(self, member, seen):
        labels = [button["label"] for button in seen.components if _is_answer(button)]
        with contextlib.suppress(Refused, InteractionFailed):
            interaction = member.press(seen, self.dice.choice(labels))
            answer = await interaction.first
            said = self.discord.see(answer.message).text
            if chosen := re.match(r"You chose \*\*. · (.+)\*\*", said):
                self.told[interaction.id] = (member.id, chosen[1])


@contextlib.asynccontextmanager
async def crowd(discord, dice, names=PLAYERS, place="general"):
    """Members who keep answering until the end of the block."""
    people = Crowd(discord, dice, place)
    tasks = [asyncio.create_task(people.play(name)) for name in names]
    try:
        yield people
    finally:
        for task in tasks:
            task.cancel()
        faults = await asyncio.gather(*tasks, return_exceptions=True)
        assert [] == [fault for fault in faults if not isinstance(fault, asyncio.CancelledError)]


async def sessions(folder):
    """Every quiz as it is kept; the bot has stopped."""
    async with await Database.open(folder / "clio.sqlite3") as database:
        ids = await database.read("SELECT id FROM quiz_sessions ORDER BY id")
        return [await Quizzes(database).kept(session_id) for (session_id,) in ids]


async def faults_of_the_log(folder, catalogue):
    """What does not add up in the database: pay that the rules do not give, totals that are no sums."""
    found = []
    sums: dict[tuple[int, str, int], list[int]] = defaultdict(lambda: [0, 0, 0])
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        if database.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            found.append("the file is not whole")
        counting = dict(database.execute("SELECT id, periods FROM quiz_sessions WHERE counts = 1").fetchall())
        totals = {
            (guild_id, period, user_id): rest
            for guild_id, period, user_id, *rest in database.execute(
                "SELECT guild_id, period, user_id, points, right_answers, asked FROM quiz_totals WHERE pack_id = ''"
            )
        }
    for kept in await sessions(folder):
        for row in kept.rounds:
            paid = {result.user_id: (result.points, result.is_right) for result in row.results}
            if row.is_closed and paid not in (owed := list(due(kept, row, catalogue))):
                found.append(f"round {row.number} of {kept.session.id} paid {paid}, not {owed[0]}")
            if not row.is_closed and row.results:
                found.append(f"round {row.number} of {kept.session.id} is paid and open")
            for result in row.results if kept.session.id in counting else ():
                for period in json.loads(counting[kept.session.id]):
                    total = sums[kept.session.guild_id, period, result.user_id]
                    for place, more in enumerate((result.points, result.is_right, 1)):
                        total[place] += more
    if totals != dict(sums):
        found.append(f"totals are {totals}, not {dict(sums)}")
    return found


def due(kept, row, catalogue):
    """What the rules give for the guesses of a round, as {user: (points, right)}: for all of them at once.

    Or for all but the last few, where these came when the round was closed already and could only raise what was paid.
    """
    session = kept.session
    asked = round_of(session.rules, row.number, catalogue.get(row.question_id), dice_of(session, row.number))
    asked = replace(
        asked,
        posting=row.posting,
        posted_at=row.posted_at or 0,
        deadline_at=row.deadline_at or int(1000 * asked.limit_s * PACE),
        hint_at=row.hint_at,
    )

    def pay(guesses):
        by_user = defaultdict(list)
        for guess in guesses:
            by_user[guess.user_id].append(guess)
        return {paid.user_id: (paid.points, paid.is_right) for paid in results(session.rules, asked, by_user)}

    everything = pay(row.guesses)
    for late in range(min(LATE, len(row.guesses)) + 1):
        in_time = pay(row.guesses[: len(row.guesses) - late])
        yield {user_id: max(paid, in_time.get(user_id, paid)) for user_id, paid in everything.items()}
