"""A season whose process is killed between any two statements: it is closed once, and followed once."""

from pathlib import Path

import pytest

from bot.storage.database import Database, Row
from bot.storage.seasons import Seasons
from tests.storage.killing import SLICES, killed
from tests.storage.quizzing import GUILD, START
from tests.storage.test_seasons import DAY_MS, plan, quiz

AT = START + 50 * DAY_MS


async def begin(db: Database) -> None:
    """A season that repeats, with a quiz in it; it was over before Clio came back."""
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


@pytest.mark.torture(few=1, many=SLICES)
async def test_a_kill_between_any_two_statements_turns_a_season_once(tmp_path: Path, seed: int) -> None:
    """Whoever does all again, not knowing how far it had come, ends with the rows of one that was never killed."""
    *cut, whole = await killed(turn, tmp_path / "killed", seed, least=40, begin=begin)
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
    names = [row[2] for row in expected[0]]
    assert ["Cup 1", "Cup 2", "Cup 3"] == names
    assert [(1, 1, 1), (1, 2, 1)] == expected[1]
    assert {(1, 90), (2, 90), (3, 10)} == {
        (row[3], row[4]) for row in expected[2] if row[1] == "season:1" and not row[2]
    }
    assert {(4, 90)} == {(row[3], row[4]) for row in expected[2] if row[1] == "season:3" and not row[2]}
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            found = await db.read("SELECT COUNT(*), (SELECT COUNT(*) FROM season_champions) FROM seasons")
            assert found[0] in ((1, 0), (3, 2)), place.name
            await turn(db)
            assert expected == await everything(db), place.name
