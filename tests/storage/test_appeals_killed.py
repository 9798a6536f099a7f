"""Appeals whose process is killed between any two statements: decided once, and paid once."""

from pathlib import Path

import pytest

from bot.storage.database import Database
from tests.storage.appealing import everything, go_through
from tests.storage.killing import SLICES, killed
from tests.storage.quizzing import sums, sums_of_the_log


async def gone_through(db: Database) -> None:
    """Two appeals and a third, from their sending to their end."""
    await go_through(db, told=print)


@pytest.mark.torture(few=1, many=SLICES)
async def test_a_kill_between_any_two_statements_pays_neither_half_nor_twice(tmp_path: Path, seed: int) -> None:
    """What was told is there, sums are those of the log, and whoever does all again ends as if nothing had happened."""
    *cut, whole = await killed(gone_through, tmp_path / "killed", seed, least=60)
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
