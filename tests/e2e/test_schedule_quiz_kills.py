"""kill -9 amid a quiz that began by itself: it is played once, to its end."""

import contextlib
import sqlite3

import pytest

from tests.e2e.quizzing import QUICK, recap
from tests.e2e.scheduling import CAP_S, cards, schedule, settled, states
from tests.e2e.stage import killed, until
from tests.e2e.test_schedule_kills import world

SHORT = QUICK | {"CLIO_TIMING_QUIZ_IDLE_PAUSE_S": "0.05", "CLIO_TIMING_QUIZ_PACE": "0.02"}
"""Nobody answers: three questions, and it is over."""


def quizzes(folder):
    """The states of all quizzes."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        return [state for (state,) in database.execute("SELECT state FROM quiz_sessions")]


def without_grace(folder):
    """No question stays open longer than it says."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database, database:
        database.execute("UPDATE guild_settings SET grace_ms = 0")


def said(discord, words):
    """How many messages say it."""
    return sum(words in seen.text for seen in discord.messages("general"))


MOMENTS = {
    "claimed": lambda discord, folder: states(folder) == ["claimed"],
    "lobby": lambda discord, folder: said(discord, "Quiz: ") == 1,
    "begun": lambda discord, folder: quizzes(folder) == ["lobby"],
    "end": lambda discord, folder: said(discord, "Quiz over") == 1,
}


@pytest.mark.parametrize("moment", MOMENTS)
async def test_a_kill_amid_a_scheduled_quiz_leaves_one(tmp_path, moment):
    """One lobby, one quiz, one end; what is due is done with."""
    async with world(tmp_path) as here:
        discord = here.discord
        await schedule(discord, tmp_path, kind="quiz")
        without_grace(tmp_path)
        with here.slowly():
            async with here.clio(**SHORT) as bot:
                await until(lambda: MOMENTS[moment](discord, tmp_path), CAP_S)
                await killed(bot)
        async with here.clio(**SHORT):
            await recap(discord)
            await settled(tmp_path)
            await until(lambda: quizzes(tmp_path) == ["over"], CAP_S)
    assert 1 == len(cards(discord, "general"))
    assert [1, 1] == [said(discord, words) for words in ("Quiz: ", "Quiz over")]
    assert ["posted"] == states(tmp_path)
