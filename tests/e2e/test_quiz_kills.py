"""kill -9 at any moment of a quiz: what a player was told is kept and paid once, and the quiz goes on."""

import asyncio
import random
import re
import signal
import time
from collections import Counter

import pytest

from playground import Playground
from tests.e2e.quizzing import (
    CAP_S,
    PLAYERS,
    QUICK,
    begun,
    crowd,
    faults_of_the_log,
    is_open,
    question,
    recap,
    revealed,
    sessions,
)
from tests.e2e.stage import killed, ready_process, rows, until


def started(discord, folder, **given):
    """The bot's process, whose quizzes are quick."""
    return ready_process(discord, folder, **QUICK | given)


@pytest.mark.torture(few=5, many=50)
async def test_a_kill_loses_no_answer_and_pays_none_twice(tmp_path, catalogue, seed):
    """Whoever was told "You chose" is in the log and paid by its rules; the recap comes once and says the same."""
    dice = random.Random(seed)
    async with Playground(check="strict", rate_limits=False) as discord, crowd(discord, dice) as people:
        async with started(discord, tmp_path) as bot:
            await begun(discord, *PLAYERS[: dice.randint(0, 6)])
            await asyncio.sleep(4 * dice.random())
            await killed(bot)
        while dice.random() < 0.3:
            async with started(discord, tmp_path) as bot:
                await asyncio.sleep(dice.random())
                await killed(bot)
        async with started(discord, tmp_path) as bot:
            over = await recap(discord)
            await asyncio.sleep(0.1)  # for a second recap, if there were one
            bot.send_signal(signal.SIGTERM)
            await bot.wait()
        left_open = [seen.text for seen in discord.messages("general") if is_open(seen)]
        recaps = [seen for seen in discord.messages("general") if "Quiz over" in seen.text]

    [kept] = await sessions(tmp_path)
    logged = {guess.id: (guess.user_id, guess.text) for row in kept.rounds for guess in row.guesses}
    points: Counter[int] = Counter()
    for row in kept.rounds:
        for result in row.results:
            points[result.user_id] += result.points
    members = {discord.member(name).user.global_name: discord.member(name).id for name in PLAYERS}
    said = {members[name]: int(paid) for name, paid in re.findall(r"\*\*(\w+)\*\* (\d+) point", over.text)}

    assert people.told.items() <= logged.items()
    assert [] == await faults_of_the_log(tmp_path, catalogue)
    assert 5 == len(kept.rounds)
    assert all(row.is_closed and row.is_revealed for row in kept.rounds)
    assert ("over", "done", True) == (kept.state, kept.over_reason, kept.is_recapped)
    assert dict(points) == said
    assert 1 == len(recaps)
    assert [] == left_open


async def test_a_killed_quiz_goes_on_within_three_seconds(tmp_path):
    """The question that was open is asked again; what was answered before stands."""
    async with Playground(check="strict", rate_limits=False) as discord:
        async with started(discord, tmp_path) as bot:
            await begun(discord, "ben", "chiara", seconds=120)
            first = await question(discord, 1)
            assert "You chose" in (await discord.member("ben").click(first, first.buttons[0])).text
            await killed(bot)
        since = discord.moment
        async with started(discord, tmp_path):
            ready_at = time.monotonic()
            again = await question(discord, 1, since=since)
            assert time.monotonic() - ready_at < 3
            await discord.member("chiara").click(again, again.buttons[0])
            await revealed(discord, again)

    assert first.buttons == again.buttons
    [kept] = await sessions(tmp_path)
    assert {0, 1} == {guess.posting for guess in kept.rounds[0].guesses}
    assert 2 == len(kept.rounds[0].results)


async def test_a_lobby_whose_quiz_never_began_says_what_to_do(tmp_path):
    """Killed when Discord had shown it, and before the quiz of its thread began; another one can be started there."""
    async with Playground(check="strict", rate_limits=False) as discord:
        anna, ben = discord.member("anna"), discord.member("ben")
        async with started(discord, tmp_path) as bot:
            unheard = discord.faults.fail("POST", "/interactions/*/callback*", status=502, after_effect=True)
            lobby = await anna.slash("general", "quiz start", questions=5, thread=True)
            assert 1 == unheard.seen
            await killed(bot)
        async with started(discord, tmp_path):
            pressed = await ben.click(lobby, "Join")
            again = await anna.slash("general", "quiz start", questions=5, thread=True)
            joined = await ben.click(again, "Join")

    assert "has not begun" in pressed.text
    assert "start another one" in pressed.text
    assert "You are in" in joined.text


async def test_a_quiz_whose_thread_was_never_opened_ends_and_staff_hear_of_it(tmp_path):
    """Killed when it had begun, and Discord had no thread for it yet."""
    async with Playground(check="strict", rate_limits=False) as discord:
        anna = discord.member("anna")
        async with started(discord, tmp_path) as bot:
            await anna.slash("general", "admin settings", staff_channel=discord.channel("staff"))
            refused = discord.faults.fail("POST", "/channels/*/threads", status=500, times=None)
            lobby = await anna.slash("general", "quiz start", questions=5, thread=True)
            await discord.until(lambda: refused.seen > 0, timeout=CAP_S)
            await killed(bot)
        refused.end()
        async with started(discord, tmp_path) as bot:
            told = await discord.wait_for_message("staff", lambda seen: "was interrupted" in seen.text, timeout=CAP_S)
            await until(lambda: rows(tmp_path, "SELECT is_recapped FROM quiz_sessions") == [(1,)], CAP_S)
            pressed = await discord.member("ben").click(lobby, "Join")
            bot.send_signal(signal.SIGTERM)
            await bot.wait()

    assert "not there any more" in told.text
    assert "This quiz is over" in pressed.text
    [kept] = await sessions(tmp_path)
    assert ("over", "gone", True) == (kept.state, kept.over_reason, kept.is_recapped)
    assert [None] == [row.message_id for row in kept.rounds]  # what nobody has seen is not paid


async def test_a_planned_stop_is_told_within_five_seconds(tmp_path):
    """On SIGTERM the channel hears of it, and the process ends well."""
    async with Playground(check="strict", rate_limits=False) as discord, started(discord, tmp_path) as bot:
        await begun(discord, "ben", seconds=120)
        await question(discord, 1)
        bot.send_signal(signal.SIGTERM)
        await discord.wait_for_message("general", lambda seen: "being restarted" in seen.text, timeout=5)
        assert 0 == await asyncio.wait_for(bot.wait(), 5)
