"""A season whose process is killed between any two statements: it is closed once, and followed once."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from bot.storage.database import Database, Row
from bot.storage.seasons import Seasons
from tests.storage.copies import ROOT
from tests.storage.quizzing import GUILD, START
from tests.storage.test_seasons import DAY_MS, plan, quiz

AT = START + 50 * DAY_MS

KILLED = """
import asyncio, os, shutil, signal, sys
from pathlib import Path
from bot.storage.database import Database
from tests.storage.test_seasons_killed import begin, turn

async def turned(place, statements):
    def die_at_last(_):
        nonlocal statements
        statements -= 1
        if not statements:
            signal.raise_signal(signal.SIGKILL)

    async with await Database.open(place / "clio.sqlite3") as db:
        await db._writer.set_trace_callback(die_at_last)
        await turn(db)

folder = Path(sys.argv[1])
begun = folder.with_name("begun.sqlite3")
asyncio.run(begin(begun))
statements, status = 0, signal.SIGKILL
while status == signal.SIGKILL:
    statements += 1
    place = folder / str(statements)
    place.mkdir(parents=True)
    shutil.copy(begun, place / "clio.sqlite3")
    child = os.fork()
    if not child:
        asyncio.run(turned(place, statements))
        os._exit(0)
    status = os.waitpid(child, 0)[1]
print(status)
"""
"""Turns a season again and again, killed at one more of the statements that are sent to the database."""


async def begin(path: Path) -> None:
    """A season that repeats, with a quiz in it; it was over before Clio came back."""
    async with await Database.open(path) as db:
        season, _ = await Seasons(db).start(GUILD, plan(10, repeat="monthly", role_id=77), by=3, at=START)
        assert season
        await quiz(db, 1, {1: 90, 2: 90, 3: 10}, at=season.starts_at)


async def turn(db: Database) -> None:
    """What is done after the start, and a quiz of the season that follows; again it changes nothing."""
    seasons = Seasons(db)
    while ended := await seasons.to_end(AT):  # the next one is made when the first is closed
        for season in ended:
            await seasons.close(season, at=AT)
    for season in await seasons.to_tell():
        for user_id in await seasons.champions(season.id):
            await seasons.has_role(season.id, user_id, has_role=True)
        await seasons.role_moved(season.id)
        await seasons.told(season.id, 901)
    await quiz(db, 2, {4: 90}, at=AT)


async def everything(db: Database) -> list[list[Row]]:
    """All that is kept of seasons, and their sums."""
    tables = ("seasons", "season_champions", "quiz_totals WHERE period LIKE 'season:%'")
    return [sorted(await db.read(f"SELECT * FROM {table}"), key=repr) for table in tables]


async def test_a_kill_between_any_two_statements_turns_a_season_once(tmp_path: Path) -> None:
    """Whoever does all again, not knowing how far it had come, ends with the rows of one that was never killed."""
    folder = tmp_path / "killed"
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", KILLED, str(folder), stdout=PIPE, cwd=ROOT)
    async with asyncio.timeout(180):
        out, _ = await child.communicate()
    assert b"0\n" == out
    *cut, whole = sorted(folder.iterdir(), key=lambda place: int(place.name))
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
    names = [row[2] for row in expected[0]]
    assert ["Cup 1", "Cup 2", "Cup 3"] == names
    assert [(1, 1, 1), (1, 2, 1)] == expected[1]
    assert {(1, 90), (2, 90), (3, 10)} == {
        (row[3], row[4]) for row in expected[2] if row[1] == "season:1" and not row[2]
    }
    assert {(4, 90)} == {(row[3], row[4]) for row in expected[2] if row[1] == "season:3" and not row[2]}
    assert len(cut) > 40
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            found = await db.read("SELECT COUNT(*), (SELECT COUNT(*) FROM season_champions) FROM seasons")
            assert found[0] in ((1, 0), (3, 2)), place.name
            await turn(db)
            assert expected == await everything(db), place.name
