"""Appeals whose process is killed between any two statements: decided once, and paid once."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from bot.storage.database import Database
from tests.storage.appealing import everything, go_through
from tests.storage.copies import ROOT
from tests.storage.quizzing import sums, sums_of_the_log

KILLED = """
import asyncio, os, signal, sys
from pathlib import Path
from bot.storage.database import Database
from tests.storage.appealing import go_through

async def gone_through(place, statements):
    def die_at_last(_):
        nonlocal statements
        statements -= 1
        if not statements:
            signal.raise_signal(signal.SIGKILL)

    async with await Database.open(place / "clio.sqlite3") as db:
        await db._writer.set_trace_callback(die_at_last)
        with (place / "told").open("w") as told:
            await go_through(db, told=lambda step: print(step, file=told, flush=True))

statements, status = 0, signal.SIGKILL
while status == signal.SIGKILL:
    statements += 1
    place = Path(sys.argv[1]) / str(statements)
    place.mkdir(parents=True)
    child = os.fork()
    if not child:
        asyncio.run(gone_through(place, statements))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
print(status)
"""
"""Goes through the appeals again and again, killed at one more of the statements that are sent to the database."""


async def test_a_kill_between_any_two_statements_pays_neither_half_nor_twice(tmp_path: Path) -> None:
    """What was told is there, sums are those of the log, and whoever does all again ends as if nothing had happened."""
    folder = tmp_path / "killed"
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder), stdout=PIPE, cwd=ROOT)
    async with asyncio.timeout(180):
        out, _ = await child.communicate()
    assert b"0\n" == out
    *cut, whole = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert len(cut) > 60
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
        await go_through(db, times=2)
        assert expected == await everything(db)
    for place in cut:
        told = (place / "told").read_text()
        async with await Database.open(place / "clio.sqlite3") as db:
            accepted = await db.read("SELECT 1 FROM appeals WHERE state = 'accepted'")
            assert len(accepted) == len(await db.read("SELECT 1 FROM aliases")), place.name
            assert 2 * len(accepted) == len(await db.read("SELECT 1 FROM quiz_guesses WHERE rule = 'appeal'"))
            assert accepted or "accepted" not in told, place.name
            assert await sums_of_the_log(db) == await sums(db), place.name
            await go_through(db)
            assert expected == await everything(db), place.name
