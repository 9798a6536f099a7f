"""What staff may do to a running quiz, and mistakes of ours: it pauses or ends, says why, and frees its channel."""

import contextlib
import sqlite3

import pytest

from playground import Permission
from tests.e2e.quizzing import CAP_S, begun, question, quick_stage, recap, revealed, sessions
from tests.e2e.stage import until


@pytest.fixture
async def stage(tmp_path):
    """A stage on which a quiz takes seconds, and a server whose staff have a channel."""
    async with quick_stage(tmp_path) as started:
        discord = started.discord
        await discord.member("anna").slash("general", "admin settings", staff_channel=discord.channel("staff"))
        yield started


async def told_staff(discord):
    """What the staff are told of an interrupted quiz."""
    return await discord.wait_for_message("staff", lambda seen: "was interrupted" in seen.text, timeout=CAP_S)


async def test_a_deleted_channel_ends_its_quiz(stage, tmp_path, caplog):
    """Staff are told; what was answered is paid; nothing fails."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", "chiara", place="quiz")
    first = await question(discord, 1, place="quiz")
    await ben.click(first, first.buttons[0])
    discord.staff.delete_channel(discord.channel("quiz"))
    said = await told_staff(discord)
    await until(lambda: "recap not posted" in caplog.messages, CAP_S)
    await stage.stop()

    assert "not there any more" in said.text
    [kept] = await sessions(tmp_path)
    assert ("over", "gone", True, None) == (kept.state, kept.over_reason, kept.is_recapped, kept.recap_message_id)
    assert 1 == len(kept.rounds[0].results)
    assert [] == errors(caplog)


async def test_a_channel_that_was_deleted_while_clio_was_away_ends_its_quiz(stage, tmp_path):
    """Staff are told; what was answered before is paid."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", "chiara", place="quiz")
    first = await question(discord, 1, place="quiz")
    assert "You chose" in (await ben.click(first, first.buttons[0])).text
    await stage.stop()
    discord.staff.delete_channel(discord.channel("quiz"))
    await stage.start()
    said = await told_staff(discord)
    await until(lambda: over(tmp_path), CAP_S)
    await stage.stop()

    assert "not there any more" in said.text
    [kept] = await sessions(tmp_path)
    assert ("gone", None) == (kept.over_reason, kept.recap_message_id)
    assert 1 == len(kept.rounds[0].results)


async def test_buttons_of_a_quiz_that_is_over_say_so(stage):
    """The button to join, and those of a question that could not be taken away; after a restart too."""
    discord, ben = stage.discord, stage.discord.member("ben")
    lobby = await begun(discord, "ben")
    first = await question(discord, 1)
    discord.faults.fail("PATCH", f"/channels/*/messages/{first.id}", status=403, times=None)
    await ben.click(first, first.buttons[0])
    await recap(discord)
    late = await ben.click(first, first.buttons[1])
    joined = await ben.click(lobby, "Join")
    await stage.restart()
    pressed = [await ben.click(seen, seen.buttons[0]) for seen in (first, lobby.seen)]

    assert "closed" in late.text
    for said in (joined, *pressed):
        assert said.ephemeral
        assert "This quiz is over" in said.text


async def test_a_lost_permission_ends_the_quiz_and_frees_the_channel(stage, caplog):
    """Staff are told what to allow; allowed again, another quiz can begin there."""
    discord, anna = stage.discord, stage.discord.member("anna")
    bot = discord.world.application.bot
    await begun(discord, "ben")
    first = await question(discord, 1)
    discord.staff.set_overwrite(discord.channel("general"), bot, deny=Permission.SEND_MESSAGES)
    await discord.member("ben").click(first, first.buttons[0])
    said = await told_staff(discord)
    await until(lambda: "quiz over" in caplog.messages, CAP_S)
    refused = await anna.slash("general", "quiz start", questions=5)
    discord.staff.clear_overwrite(discord.channel("general"), bot)
    again = await anna.slash("general", "quiz start", questions=5)

    assert "allow View Channel and Send Messages" in said.text
    assert "Send Messages" in refused.text
    assert "Join" in again.buttons
    assert [] == errors(caplog)


async def test_a_question_that_a_moderator_deletes_pauses_the_quiz(stage):
    """Channel and staff are told; it goes on by itself or with /quiz resume."""
    discord, anna, ben = stage.discord, stage.discord.member("anna"), stage.discord.member("ben")
    await begun(discord, "ben", "chiara")
    first = await question(discord, 1)
    assert "You chose" in (await ben.click(first, first.buttons[0])).text
    await anna.delete(first)
    await discord.wait_for_message("general", lambda seen: "question was deleted" in seen.text, timeout=CAP_S)
    await told_staff(discord)
    await question(discord, 2)


async def test_a_guild_that_sends_clio_away_ends_its_quiz(stage, caplog):
    """There is nobody left to tell, and nothing fails."""
    discord = stage.discord
    await begun(discord, "ben")
    await question(discord, 1)
    discord.staff.remove(discord.guild(), discord.world.application.bot)
    await until(lambda: "quiz over" in caplog.messages, CAP_S)

    assert [] == errors(caplog)


async def test_a_mistake_of_ours_ends_the_quiz_with_its_recap(stage, caplog):
    """Here an answer of Discord's that nobody can read: the log has the traceback, the channel is free again."""
    discord, anna = stage.discord, stage.discord.member("anna")
    await begun(discord, "ben")
    first = await question(discord, 1)
    discord.faults.fail("PATCH", "/channels/*/messages/*", status=200, times=1)
    await discord.member("ben").click(first, first.buttons[0])
    over = await recap(discord)
    again = await anna.slash("general", "quiz start", questions=5)

    assert "a mistake of Clio's own" in over.text
    assert "Join" in again.buttons
    assert ["quiz failed"] == errors(caplog)


async def test_a_mistake_even_at_the_end_frees_the_channel(stage, tmp_path, caplog):
    """The quiz ends without a word, is not begun again by the next start, and its points are kept."""
    discord, anna, ben = stage.discord, stage.discord.member("anna"), stage.discord.member("ben")
    await begun(discord, "ben")
    first = await question(discord, 1)
    fault = discord.faults.fail("*", f"/channels/{discord.channel('general').id}/messages*", status=200, times=None)
    await ben.click(first, first.buttons[0])
    await until(lambda: "end of quiz failed" in caplog.messages, CAP_S)
    fault.end()
    await until(lambda: "quiz over" in caplog.messages, CAP_S)
    again = await anna.slash("general", "quiz start", questions=5)
    await stage.stop()

    assert "Join" in again.buttons
    kept = (await sessions(tmp_path))[0]
    assert ("over", "failed", True) == (kept.state, kept.over_reason, kept.is_recapped)
    assert 1 == len(kept.rounds[0].results)


async def test_a_recap_that_cannot_be_drawn_or_attached_comes_in_words(stage):
    """Without Attach Files it has no picture."""
    discord, anna, ben = stage.discord, stage.discord.member("anna"), stage.discord.member("ben")
    discord.staff.set_overwrite(discord.channel("general"), discord.world.application.bot, deny=Permission.ATTACH_FILES)
    await begun(discord, "ben")
    first = await question(discord, 1)
    await ben.click(first, first.buttons[0])
    await revealed(discord, first)
    await anna.slash("general", "quiz stop")
    over = await recap(discord)

    assert [] == over.attachments
    assert "**Ben**" in over.text


def over(folder):
    """Whether all is said of every quiz."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        return database.execute("SELECT MIN(is_recapped) FROM quiz_sessions").fetchone() == (1,)


def errors(caplog):
    """What the log calls an error."""
    return [record.getMessage() for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]
