"""A quiz over a restart: its lobby, its pause, its open question, its old buttons, and its end where it was dead."""

import contextlib
import re
import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest
from discord.utils import time_snowflake

from bot.domain.quiz import Rules, Session
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes
from tests.e2e.quizzing import (
    CAP_S,
    begun,
    faults_of_the_log,
    is_open,
    question,
    quick_stage,
    recap,
    revealed,
    right,
    sessions,
)
from tests.e2e.scheduling import schedule, settled

LONG_S = "120"
"""Of a lobby that no test waits for."""


@pytest.fixture
async def stage(tmp_path):
    """A stage on which a quiz takes its time only where it is told how much."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1", CLIO_TIMING_QUIZ_LOBBY_S="0.5") as started:
        yield started


async def after_the_lobby(stage, tmp_path):
    """The lobby ends while Clio is away, so that however slow the machine is, nobody has come too late for it."""
    await stage.stop()
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database, database:
        database.execute("UPDATE quiz_sessions SET lobby_until_at = 0")
    await stage.start()


async def test_the_question_comes_again_with_fresh_time(stage, tmp_path):
    """Who has answered cannot again, the others can; the old message has no buttons and links to the new one."""
    discord = stage.discord
    ben, chiara = discord.member("ben"), discord.member("chiara")
    await begun(discord, "ben", "chiara", seconds=120)
    first = await question(discord, 1)
    assert "You chose" in (await ben.click(first, first.buttons[0])).text
    since = discord.moment
    await stage.restart()
    again = await question(discord, 1, since=since)
    moved = await discord.wait_for_change(first, lambda seen: not is_open(seen), timeout=CAP_S)
    twice = await ben.click(again, again.buttons[1])
    assert "You chose" in (await chiara.click(again, again.buttons[1])).text
    await revealed(discord, again)
    await stage.stop()

    assert first.buttons == again.buttons
    assert f"/{again.id})" in moved.text
    assert "Your answer from before the restart stands" in twice.text
    assert re.search(r"\d+ unseen of \d+", again.text)
    [kept] = await sessions(tmp_path)
    assert {0, 1} == {guess.posting for guess in kept.rounds[0].guesses}
    assert 2 == len(kept.rounds[0].results)
    assert again.id == kept.rounds[0].message_id
    assert kept.rounds[0].deadline_at - kept.rounds[0].posted_at >= 120_000


async def test_old_buttons_that_cannot_be_taken_away_say_where_the_question_went(stage):
    """Here Discord refuses the edit of the old message; a press on it counts nowhere and is told the link."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", seconds=120)
    first = await question(discord, 1)
    discord.faults.fail("PATCH", f"/channels/*/messages/{first.id}", status=403)
    since = discord.moment
    await stage.restart()
    again = await question(discord, 1, since=since)
    pressed = await ben.click(first, first.buttons[0])

    assert f"asked again here](https://discord.com/channels/{discord.guild().id}/{first.channel_id}/{again.id})" in (
        pressed.text
    )


async def test_a_question_that_everybody_has_answered_is_not_asked_again(stage):
    """A stop between the last answer and the reveal: the reveal comes in the place of the question."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await stage.stop()
    stage.given["CLIO_TIMING_QUIZ_SETTLE_S"] = "10"
    await stage.start()
    await begun(discord, "ben", seconds=120)
    first = await question(discord, 1)
    assert "You chose" in (await ben.click(first, first.buttons[0])).text
    await stage.restart()
    told = await revealed(discord, first)

    assert "Question 1 of 5" in told.text
    assert 1 == len([seen for seen in discord.messages("general") if "Question 1 of 5" in seen.text])


async def test_a_question_whose_post_was_cut_short_points_to_its_successor(stage):
    """Stopped between the post and Discord's answer, nobody knows its id; it is found and linked all the same."""
    discord, ben = stage.discord, stage.discord.member("ben")
    discord.faults.delay("POST", "/channels/*/messages", seconds=20, after_effect=True)
    await begun(discord, "ben", seconds=120)
    orphan = await question(discord, 1)
    since = discord.moment
    await stage.restart()
    again = await question(discord, 1, since=since)
    moved = await discord.wait_for_change(orphan, lambda seen: not is_open(seen), timeout=CAP_S)

    assert f"/{again.id})" in moved.text
    assert "You chose" in (await ben.click(again, again.buttons[0])).text


async def test_a_lobby_goes_on(stage, tmp_path):
    """Whoever joined is waited for, its button works, it is not shown twice, and the first question comes."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await stage.stop()
    stage.given["CLIO_TIMING_QUIZ_LOBBY_S"] = LONG_S
    await stage.start()
    lobby = await begun(discord, "ben")
    await stage.restart()
    again = await ben.click(lobby, "Join")
    joined = await discord.member("chiara").click(lobby, "Join")
    await after_the_lobby(stage, tmp_path)
    await question(discord, 1)

    assert "You have joined already" in again.text
    assert "You are in" in joined.text
    assert 1 == len([seen for seen in discord.messages("general") if "Join" in seen.buttons])


async def test_a_lobby_that_was_never_shown_is_shown_after_the_restart(stage, tmp_path):
    """A kill between what is kept of a start and its answer: rules and Join come all the same, once."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await stage.stop()
    place = (discord.guild().id, discord.channel("general").id)
    begun_at = int(1000 * time.time())
    async with await Database.open(tmp_path / "clio.sqlite3") as database:
        session = Session(time_snowflake(datetime.now(UTC)), *place, ben.id, Rules(questions=5), seed=1)
        await Quizzes(database).begin(session, lobby_until_at=begun_at, at=begun_at)
    stage.given["CLIO_TIMING_QUIZ_LOBBY_S"] = LONG_S
    await stage.start()
    lobby = await discord.wait_for_message("general", lambda seen: "Join" in seen.buttons, timeout=CAP_S)
    joined = await ben.click(lobby, "Join")
    await after_the_lobby(stage, tmp_path)
    await question(discord, 1)

    assert "Press a button" in lobby.text
    assert "Started by" not in lobby.text
    assert "You are in" in joined.text
    assert 1 == len([seen for seen in discord.messages("general") if "Join" in seen.buttons])


async def test_a_lobby_above_its_thread_is_not_shown_in_it(stage, tmp_path):
    """It was there before the quiz, whose thread stands on it."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await stage.stop()
    stage.given["CLIO_TIMING_QUIZ_LOBBY_S"] = LONG_S
    await stage.start()
    lobby = await ben.slash("general", "quiz start", questions=5, thread=True)
    await discord.until(lambda: lobby.seen.id in discord.world.channels, timeout=CAP_S)
    await stage.restart()
    thread = discord.channel(lobby.seen.id)
    joined = await ben.click(lobby, "Join")
    await after_the_lobby(stage, tmp_path)
    await question(discord, 1, place=thread)

    assert "You are in" in joined.text
    assert [] == [seen for seen in discord.messages(thread) if "Join" in seen.buttons]


async def test_the_lobby_of_a_scheduled_quiz_is_known_after_a_restart(stage, tmp_path):
    """Its button carries a mark beside."""
    discord, anna = stage.discord, stage.discord.member("anna")
    await stage.stop()
    stage.given["CLIO_TIMING_QUIZ_LOBBY_S"] = LONG_S
    await schedule(discord, tmp_path, kind="quiz", due=timedelta(hours=12))
    await stage.start()
    await anna.click(await anna.slash("quiz", "schedule now", schedule="1"), "Instead of the next run")
    await settled(tmp_path, count=2)  # this one and the run that it replaces
    await stage.restart()
    joined = await anna.click(await discord.wait_for_message("general", lambda seen: "Join" in seen.buttons), "Join")
    await after_the_lobby(stage, tmp_path)
    await question(discord, 1)

    assert "You are in" in joined.text
    assert 1 == len([seen for seen in discord.messages("general") if "Join" in seen.buttons])


async def test_a_recap_that_is_there_is_not_posted_again(stage, tmp_path):
    """A kill between the post and what is kept of it, so long ago that Discord has forgotten the nonce."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", seconds=120)
    first = await question(discord, 1)
    await ben.click(first, first.buttons[0])
    await revealed(discord, first)
    await discord.member("anna").slash("general", "quiz stop")
    over = await recap(discord)
    await stage.stop()
    [before] = await sessions(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database, database:
        database.execute("UPDATE quiz_sessions SET is_recapped = 0, recap_message_id = NULL")
    discord.world.clock.move(timedelta(minutes=20))
    await stage.start()
    await discord.wait_for_change(over, timeout=CAP_S)
    await stage.stop()
    [after] = await sessions(tmp_path)

    assert [over.id] == [seen.id for seen in discord.messages("general") if "Quiz over" in seen.text]
    assert (
        (True, over.id)
        == (after.is_recapped, after.recap_message_id)
        == (
            before.is_recapped,
            before.recap_message_id,
        )
    )


async def test_a_paused_quiz_stays_paused(stage):
    """Also where a question was open; an answer to that still counts while its time runs. Resumed, it comes again."""
    discord, anna = stage.discord, stage.discord.member("anna")
    await begun(discord, "ben", "chiara", seconds=120)
    first = await question(discord, 1)
    await anna.slash("general", "quiz pause", minutes=30)
    since = discord.moment
    await stage.restart()
    await begun(discord, place="quiz")  # by its first question the other one would have come, too
    await question(discord, 1, place="quiz")
    await stage.restart()
    busy = await anna.slash("general", "quiz start", questions=5)
    pressed = await discord.member("chiara").click(first, first.buttons[0])
    await anna.slash("general", "quiz resume")
    again = await question(discord, 1, since=since)

    assert "running in this channel already" in busy.text
    assert "You chose" in pressed.text
    assert busy.seen.id < again.id
    assert [first.id, again.id] == [seen.id for seen in discord.messages("general") if "Question 1" in seen.text]


async def test_a_hint_stays_given(stage, tmp_path, catalogue):
    """The question comes again with its hint, and an answer after it still pays half."""
    discord, ben, chiara = stage.discord, stage.discord.member("ben"), stage.discord.member("chiara")
    await begun(discord, "ben", "chiara", seconds=120)
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    await chiara.click(first, label)
    await discord.member("anna").slash("general", "quiz hint")
    since = discord.moment
    await stage.restart()
    again = await question(discord, 1, since=since)
    await ben.click(again, label)
    await revealed(discord, again)
    await stage.stop()

    assert "Hint:" in again.text
    [kept] = await sessions(tmp_path)
    points = {result.user_id: result.points for result in kept.rounds[0].results}
    assert 25 < points[ben.id] <= 30
    assert 50 < points[chiara.id] <= 60
    assert [] == await faults_of_the_log(tmp_path, catalogue)


async def test_quizzes_of_all_shards_go_on(tmp_path):
    """Each as soon as its own shard hears."""
    async with quick_stage(tmp_path, CLIO_SHARD_COUNT="2") as stage:
        discord = stage.discord
        await discord.until(lambda: len(discord.gateway.sessions) == 2, timeout=CAP_S)
        rooms = ("The Long Nineteenth", "The Reading Room")
        for room in rooms:
            await discord.member("anna", room).slash("general", "quiz start", questions=5, seconds=120)
        since = discord.moment
        await stage.restart()
        for room in rooms:
            await discord.wait_for_message(
                "general", lambda seen: "Question 1" in seen.text, guild=room, since=since, timeout=CAP_S
            )

    assert 2 == len({guild.id >> 22 & 1 for guild in map(discord.guild, rooms)})


async def test_an_answer_that_was_kept_and_not_paid_is_paid(stage, tmp_path, catalogue):
    """A kill can come between the two; the next start finds it, and the reveal is edited."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await stage.stop()
    stage.given["CLIO_TIMING_QUIZ_INTERMISSION_S"] = "60"
    await stage.start()
    await begun(discord, "ben")
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    await ben.click(first, label)
    told = await revealed(discord, first)
    await stage.stop()
    [before] = await sessions(tmp_path)
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database, database:
        database.execute("DELETE FROM quiz_results")
    await stage.start()
    await discord.wait_for_change(told, timeout=CAP_S)
    await stage.stop()
    [after] = await sessions(tmp_path)

    assert "**Ben** +" in told.text
    assert before.rounds[0].results == after.rounds[0].results


async def test_a_quiz_that_was_dead_for_over_half_an_hour_is_closed(stage, tmp_path, catalogue):
    """What was answered is paid, the open question is told, the recap says why, and the channel is free."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", "chiara", seconds=120)
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    assert "You chose" in (await ben.click(first, label)).text
    await stage.stop()
    age(tmp_path, minutes=31)
    await stage.start()
    over = await recap(discord)
    told = await revealed(discord, first)

    assert "Clio was away for too long" in over.text
    assert "**Ben**" in over.text
    assert "**Ben** +" in told.text
    assert "Join" in (await discord.member("anna").slash("general", "quiz start", questions=5)).buttons


async def test_a_quiz_that_was_away_for_less_goes_on(stage, tmp_path):
    """After 29 minutes its question comes again."""
    discord = stage.discord
    await begun(discord, "ben", seconds=120)
    await question(discord, 1)
    await stage.stop()
    age(tmp_path, minutes=29)
    since = discord.moment
    await stage.start()
    await question(discord, 1, since=since)


async def test_a_quiz_whose_question_left_the_pack_ends_with_its_recap(stage, tmp_path):
    """A pack may change while Clio is away."""
    discord = stage.discord
    await begun(discord, "ben", seconds=120)
    await question(discord, 1)
    await stage.stop()
    with contextlib.closing(sqlite3.connect(tmp_path / "clio.sqlite3")) as database, database:
        database.execute("UPDATE quiz_rounds SET question_id = 'rr-gone'")
    await stage.start()
    await recap(discord)

    assert "Join" in (await discord.member("anna").slash("general", "quiz start", questions=5)).buttons


def age(folder, *, minutes):
    """Everything of the quizzes is so much older."""
    past_ms = minutes * 60_000
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database, database:
        database.execute("UPDATE quiz_sessions SET touched_at = touched_at - ?", (past_ms,))
        database.execute("UPDATE quiz_guesses SET at = at - ?", (past_ms,))
        database.execute(
            "UPDATE quiz_rounds SET posted_at = posted_at - ?, deadline_at = deadline_at - ?", (past_ms, past_ms)
        )
