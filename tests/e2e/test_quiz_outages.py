"""Discord out of hearing, out of order or out of turn, and a disk that is full: nobody loses a point by it."""

import contextlib
import re
import resource
import time
from datetime import timedelta

import pytest

from bot.domain.scoring import COUNTS_FROM
from playground import InteractionFailed
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

OUTAGE_S = 30.0
"""Longer than the question is open."""


@pytest.fixture
async def stage(tmp_path):
    """A stage on which a quiz takes seconds."""
    async with quick_stage(tmp_path) as started:
        yield started


async def passed(discord, seen):
    """Returns when the question has been over for a moment."""
    await discord.until(lambda: time.time() > shown_end(seen) + 0.5, timeout=CAP_S)


def shown_end(seen):
    """The second at which the question says that it closes."""
    return int(re.findall(r"<t:(\d+):R>", seen.text)[0])


async def test_no_round_closes_while_its_shard_hears_nothing(stage, catalogue):
    """An answer that was given in the outage, in time, is paid when it arrives; the question stays open until then."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "chiara")
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    discord.gateway_down()
    ben.press(first, label)
    await passed(discord, first)
    assert is_open(first.now())
    discord.gateway_up()
    told = await revealed(discord, first)

    assert "**Ben** +" in told.text
    assert not [seen for seen in discord.messages("general") if "lost her connection" in seen.text]


async def test_half_a_minute_without_the_gateway_costs_nobody_a_point(stage, tmp_path, catalogue):
    """A question of five seconds stays open for all of it; the answer of its first second is paid, and the quiz ends.

    How soon afterwards Clio connects again is discord.py's own affair, which waits longer after each failure.
    """
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben", seconds=120)
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    down_s = time.monotonic()
    discord.gateway_down()
    pressed = ben.press(first, label)
    await discord.until(lambda: time.monotonic() > down_s + OUTAGE_S, timeout=2 * CAP_S)
    assert is_open(first.now())
    discord.gateway_up()
    await discord.until(
        lambda: any("**Ben** +" in seen.text for seen in discord.messages("general")), timeout=4 * CAP_S
    )
    await stage.stop()

    [kept] = await sessions(tmp_path)
    assert [pressed.id] == [result.guess_id for result in kept.rounds[0].results]
    assert [] == await faults_of_the_log(tmp_path, catalogue)


async def test_a_long_outage_pauses_the_quiz_and_the_question_comes_again(tmp_path, catalogue):
    """The channel is told; what was answered before stands, also where it arrives only now."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_OFFLINE_S="0.1") as stage:
        discord, ben, chiara = stage.discord, stage.discord.member("ben"), stage.discord.member("chiara")
        await begun(discord, "ben", "chiara")
        first = await question(discord, 1)
        label, _ = right(first, catalogue)
        since = discord.moment
        discord.gateway_down()
        ben.press(first, label)
        await discord.wait_for_message("general", lambda seen: "lost her connection" in seen.text, timeout=CAP_S)
        discord.gateway_up()
        again = await question(discord, 1, since=since)
        with contextlib.suppress(InteractionFailed):
            await chiara.click(again, again.buttons[0])
        told = await revealed(discord, again)

    assert "**Ben** +" in told.text
    assert f"/{again.id})" in first.now().text


async def test_where_answers_may_be_lost_the_question_comes_again(stage):
    """A session that cannot be resumed tells nothing of what was missed: everybody may answer once more."""
    discord, chiara = stage.discord, stage.discord.member("chiara")
    await begun(discord, "ben", "chiara")
    first = await question(discord, 1)
    since = discord.moment
    discord.invalidate_session()
    again = await question(discord, 1, since=since)
    assert "You chose" in (await chiara.click(again, again.buttons[0])).text

    assert f"/{again.id})" in (await discord.wait_for_change(first, timeout=CAP_S)).text


async def test_an_answer_in_time_that_arrives_after_the_reveal_is_paid(stage, tmp_path, catalogue):
    """The reveal is edited, and nobody has less by it."""
    discord, ben, chiara = stage.discord, stage.discord.member("ben"), stage.discord.member("chiara")
    await begun(discord)
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    await chiara.click(first, label)
    held = discord.faults.hold("INTERACTION_CREATE", by=ben.id)
    ben.press(first, label)
    told = await revealed(discord, first)
    assert "**Ben**" not in told.text
    held.release()
    mended = await discord.wait_for_change(told, lambda seen: "**Ben** +" in seen.text, timeout=CAP_S)

    assert re.findall(r"\*\*Chiara\*\* \+\d+", told.text) == re.findall(r"\*\*Chiara\*\* \+\d+", mended.text)
    await stage.stop()
    assert [] == await faults_of_the_log(tmp_path, catalogue)


@pytest.mark.parametrize("names", [("chiara", "dmitri", "emeka"), ("chiara", "dmitri")])
async def test_an_answer_after_the_end_of_the_quiz_is_paid_where_it_was_in_time(stage, tmp_path, catalogue, names):
    """It counts in the totals, and in the recap with its picture; where it is the third player's, the quiz does too."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord)
    for number in range(1, 6):
        seen = await question(discord, number)
        label, _ = right(seen, catalogue)
        for name in names:
            await discord.member(name).click(seen, label)
        if number == 5:
            held = discord.faults.hold("INTERACTION_CREATE", by=ben.id)
            ben.press(seen, label)
    over = await recap(discord)
    held.release()
    await discord.wait_for_change(seen, lambda now: "**Ben** +" in now.text, timeout=CAP_S)
    mended = await discord.wait_for_change(over, lambda now: "**Ben** " in now.text, timeout=CAP_S)
    await stage.stop()

    assert "**Ben**" not in over.text
    assert "· 1 of 5 right" in mended.text
    assert ["standings.png"] == [file["filename"] for file in mended.attachments]
    assert over.attachments[0]["id"] != mended.attachments[0]["id"]
    assert [len(names) >= COUNTS_FROM, True] == ["counts for the leaderboard" in told.text for told in (over, mended)]
    [kept] = await sessions(tmp_path)
    assert (len(names) + 1, True) == (len(kept.rounds[-1].results), kept.counts)
    assert [] == await faults_of_the_log(tmp_path, catalogue)


async def test_answers_count_in_the_order_in_which_they_were_given(stage, tmp_path):
    """Delivered the wrong way round, the last press still counts, by its own time."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "chiara")
    first = await question(discord, 1)
    held = discord.faults.hold("INTERACTION_CREATE", by=ben.id)
    pressed = [ben.press(first, label) for label in first.buttons[:3]]
    held.release(newest_first=True)
    for interaction in pressed:
        await interaction.first
    await revealed(discord, first)
    await stage.stop()

    [kept] = await sessions(tmp_path)
    assert [interaction.id for interaction in pressed] == [guess.id for guess in kept.rounds[0].guesses]
    assert [pressed[-1].id] == [result.guess_id for result in kept.rounds[0].results]


async def test_an_answer_that_is_delivered_twice_is_one(stage, tmp_path):
    """One guess in the log, one result."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord, "ben")
    first = await question(discord, 1)
    discord.deliver_twice("INTERACTION_CREATE")
    assert "You chose" in (await ben.click(first, first.buttons[0])).text
    await revealed(discord, first)
    await stage.stop()

    [kept] = await sessions(tmp_path)
    assert (1, 1) == (len(kept.rounds[0].guesses), len(kept.rounds[0].results))


async def test_an_answer_of_a_silence_that_nobody_noticed_is_paid(stage, catalogue):
    """Where the connection stands and is dumb, the round closes; what comes when it speaks again mends the reveal."""
    discord, ben = stage.discord, stage.discord.member("ben")
    await begun(discord)
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    discord.gateway_down(how="stall")
    ben.press(first, label)
    told = await revealed(discord, first)
    discord.gateway_up()
    await discord.wait_for_change(told, lambda seen: "**Ben** +" in seen.text, timeout=CAP_S)

    assert "**Ben**" not in told.text


async def test_a_post_that_was_carried_out_in_spite_of_an_error_is_not_repeated(stage):
    """Discord answers 500 and has posted: the same nonce again gives the same message."""
    discord, ben = stage.discord, stage.discord.member("ben")
    discord.faults.fail("POST", "/channels/*/messages", status=500, after_effect=True)
    await begun(discord, "ben")
    first = await question(discord, 1)
    interaction = ben.press(first, first.buttons[0])
    assert "You chose" in discord.see((await interaction.first).message).text
    await revealed(discord, first)

    assert 1 == len([seen for seen in discord.messages("general") if "Question 1 of" in seen.text])


async def test_a_question_whose_post_is_answered_late_gives_as_much_time(stage, tmp_path):
    """It then shows a later end, and a press that came before Clio knew of the message is kept."""
    discord, ben = stage.discord, stage.discord.member("ben")
    discord.faults.delay("POST", "/channels/*/messages", seconds=3.2, after_effect=True)
    await begun(discord, "chiara")
    first = await question(discord, 1)
    pressed = ben.press(first, first.buttons[0])
    later = await discord.wait_for_change(first, is_open, timeout=CAP_S)
    await revealed(discord, later)
    await stage.stop()

    assert shown_end(first) + 2 <= shown_end(later)
    [kept] = await sessions(tmp_path)
    assert [pressed.id] == [guess.id for guess in kept.rounds[0].guesses]


async def test_a_clock_of_ours_that_is_wrong_costs_nobody_time(tmp_path):
    """The question shows its end by Discord's clock, and takes answers until then."""
    async with quick_stage(tmp_path, CLIO_TIMING_QUIZ_PACE="1") as stage:
        discord, ben = stage.discord, stage.discord.member("ben")
        discord.world.clock.move(timedelta(hours=1))
        await begun(discord, "ben", "chiara", seconds=120)
        first = await question(discord, 1)
        seen = await discord.wait_for_change(first, timeout=CAP_S)
        left_s = shown_end(seen) - discord.world.clock()
        assert "You chose" in (await ben.click(seen, seen.buttons[0])).text

    assert 90 < left_s < 125


@pytest.mark.parametrize("after_effect", [False, True])
async def test_a_quiz_outlives_a_while_in_which_discord_fails(stage, tmp_path, catalogue, after_effect):
    """Questions, reveals and the recap come later; one that was posted in spite of the error leads to its successor."""
    discord, ben = stage.discord, stage.discord.member("ben")
    channel = discord.channel("general").id
    await begun(discord, "ben")
    for method, path in (("POST", f"/channels/{channel}/messages"), ("PATCH", f"/channels/{channel}/messages/*")):
        discord.faults.fail(method, path, status=503, times=2, after_effect=after_effect)
        discord.faults.cut(method, path, times=1, after_effect=after_effect)
        discord.faults.fail(method, path, status=429, times=1)
    for number in range(1, 6):
        await discord.until(
            lambda number=number: (
                any(
                    f"Question {number} of" in seen.text and seen.buttons[-1] == "Report"
                    for seen in discord.messages("general")
                    if seen.buttons
                )
                or answered(discord, ben, number)
            ),
            timeout=CAP_S,
        )
        if number == 5:
            fault = discord.faults.fail("POST", f"/channels/{channel}/messages", status=503, times=2)
    await recap(discord)
    await stage.stop()

    assert 2 == fault.seen
    assert 1 == len([seen for seen in discord.messages("general") if "Quiz over" in seen.text])
    assert [] == [seen for seen in discord.messages("general") if is_open(seen)]
    [kept] = await sessions(tmp_path)
    assert ("done", 5) == (kept.over_reason, len(kept.rounds))
    assert [] == await faults_of_the_log(tmp_path, catalogue)


def answered(discord, member, number):
    """Presses on the open question of this number, if there is one; never says that all is done."""
    for seen in discord.messages("general"):
        if is_open(seen) and f"Question {number} of" in seen.text:
            member.press(seen, seen.buttons[0])
    return False


async def test_discord_out_of_order_for_too_long_ends_the_quiz(stage, tmp_path):
    """Staff are told why, and the channel is free for another one."""
    discord, anna = stage.discord, stage.discord.member("anna")
    await anna.slash("general", "admin settings", staff_channel=discord.channel("staff"))
    fault = discord.faults.fail("POST", f"/channels/{discord.channel('general').id}/messages", status=503, times=None)
    await begun(discord)
    said = await discord.wait_for_message("staff", lambda seen: "was interrupted" in seen.text, timeout=CAP_S)
    fault.end()
    await discord.until(lambda: "Quiz over" in discord.messages("general")[-1].text, timeout=CAP_S)
    assert "Join" in (await anna.slash("general", "quiz start", questions=5)).buttons

    assert "Discord took no post there for too long" in said.text


@contextlib.contextmanager
def full_disk(folder):
    """Within the block no file grows."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, ((folder / "clio.sqlite3-wal").stat().st_size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


async def test_nothing_is_told_that_a_full_disk_did_not_keep(stage, tmp_path, catalogue):
    """An answer that could not be kept is not acknowledged and may be given again; the reveal waits for the disk."""
    discord, ben, chiara = stage.discord, stage.discord.member("ben"), stage.discord.member("chiara")
    await begun(discord, "ben", "chiara")
    first = await question(discord, 1)
    label, _ = right(first, catalogue)
    assert "You chose" in (await chiara.click(first, label)).text
    with full_disk(tmp_path):
        refused = await ben.click(first, label)
        await passed(discord, first)
        assert is_open(first.now())
    told = await revealed(discord, first)
    second = await question(discord, 2)
    assert "You chose" in (await ben.click(second, second.buttons[0])).text
    await stage.stop()

    assert "You chose" not in refused.text
    assert "**Ben**" not in told.text
    assert "**Chiara** +" in told.text
    assert [] == await faults_of_the_log(tmp_path, catalogue)
