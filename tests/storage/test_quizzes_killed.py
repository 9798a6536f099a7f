"""A quiz whose process is killed between any two statements: what was told is kept, and nothing is paid twice."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import re
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from bot.storage.database import Database, Row
from bot.storage.quizzes import Quizzes
from tests.storage.copies import ROOT
from tests.storage.quizzing import Plan, RoundPlan, everything, play, sums, sums_of_the_log

PLANS = [Plan((RoundPlan({1: 90, 2: 0}, late={3: 50}), RoundPlan({1: 0}, late={1: 60}, too_late={2: 80})))]

KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from tests.storage.quizzing import play
from tests.storage.test_quizzes_killed import PLANS

async def played(place, statements):
    def die_at_last(_):
        nonlocal statements
        statements -= 1
        if not statements:
            signal.raise_signal(signal.SIGKILL)

    async with await Database.open(place / "clio.sqlite3") as db:
        await db._writer.set_trace_callback(die_at_last)
        with (place / "told").open("w") as told:
            await play(Quizzes(db), PLANS, told=lambda step: print(step, file=told, flush=True))

statements, status = 0, signal.SIGKILL
while status == signal.SIGKILL:
    statements += 1
    place = Path(sys.argv[1]) / str(statements)
    place.mkdir(parents=True)
    child = os.fork()
    if not child:
        asyncio.run(played(place, statements))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
print(status)
"""
"""Plays the quizzes again and again, killed at one more of the statements that are sent to the database."""


async def killed(folder: Path) -> list[Path]:
    """Where the quizzes were killed at each statement in turn, and last where they were played to the end."""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder), stdout=PIPE, cwd=ROOT)
    async with asyncio.timeout(180):
        out, _ = await child.communicate()
    assert b"0\n" == out
    places = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert len(places) > 60
    return places


STEPS = ("guess", "closed", "over")


def numbers(told: str, step: str) -> set[tuple[int, ...]]:
    """What was told of the steps of one name."""
    return {tuple(map(int, found.split())) for found in re.findall(rf"^{step}((?: \d+)+)$", told, re.MULTILINE)}


async def lost(db: Database, told: str) -> list[Row]:
    """What was told and is not there."""
    guesses = await db.read("SELECT id FROM quiz_guesses")
    closed = await db.read("SELECT session_id, number FROM quiz_rounds WHERE is_closed = 1")
    over = await db.read("SELECT id FROM quiz_sessions WHERE state = 'over'")
    return [
        (step, row)
        for step, rows in zip(STEPS, (guesses, closed, over), strict=True)
        for row in numbers(told, step) - set(rows)
    ]


async def test_a_kill_between_any_two_statements_loses_nothing_that_was_told(tmp_path: Path) -> None:
    """Whoever does all again, not knowing how far it had come, ends with the rows of a quiz that was never killed."""
    *cut, whole = await killed(tmp_path / "killed")
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
        assert (6, 2, 1) == tuple(len(numbers((whole / "told").read_text(), step)) for step in STEPS)
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            assert [] == await lost(db, (place / "told").read_text()), place.name
            assert await sums_of_the_log(db) == await sums(db), place.name
            await play(Quizzes(db), PLANS)
            assert expected == await everything(db), place.name
