"""A quiz whose process is killed between any two statements: what was told is kept, and nothing is paid twice."""

import re
from pathlib import Path

import pytest

from bot.storage.database import Database, Row
from bot.storage.quizzes import Quizzes
from tests.storage.killing import SLICES, killed
from tests.storage.quizzing import Plan, RoundPlan, everything, play, sums, sums_of_the_log

PLANS = [Plan((RoundPlan({1: 90, 2: 0}, late={3: 50}), RoundPlan({1: 0}, late={1: 60}, too_late={2: 80})))]


async def played(db: Database) -> None:
    """The quiz, from its start to its end."""
    await play(Quizzes(db), PLANS, told=print)


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


@pytest.mark.torture(few=1, many=SLICES)
async def test_a_kill_between_any_two_statements_loses_nothing_that_was_told(tmp_path: Path, seed: int) -> None:
    """Whoever does all again, not knowing how far it had come, ends with the rows of a quiz that was never killed."""
    *cut, whole = await killed(played, tmp_path / "killed", seed, least=60)
    async with await Database.open(whole / "clio.sqlite3") as db:
        expected = await everything(db)
        assert (6, 2, 1) == tuple(len(numbers((whole / "told").read_text(), step)) for step in STEPS)
    for place in cut:
        async with await Database.open(place / "clio.sqlite3") as db:
            assert [] == await lost(db, (place / "told").read_text()), place.name
            assert await sums_of_the_log(db) == await sums(db), place.name
            await play(Quizzes(db), PLANS)
            assert expected == await everything(db), place.name
