"""/prompts: past what-ifs with their results, and the recap that comes before the next one."""

import contextlib
import json
import sqlite3
import time
from datetime import timedelta

import pytest

from playground import Permission
from tests.e2e.scheduling import CAP_S, cards, polls, schedule, scheduled_stage, settled, threads, told
from tests.e2e.stage import until

WEEK = timedelta(days=7)
HOUR_MS = 3_600_000
EARLIER = (
    "INSERT INTO scheduled_posts (schedule_id, due_at, state, item_id, first_try_at, card_message_id, posted_at, "
    "poll_message_id, poll_ends_at, poll_result) "
    "SELECT schedule_id, due_at - ?, state, 'gone-w1', first_try_at, 1000 + ?, posted_at - ?, 2000, 1, ? "
    "FROM scheduled_posts WHERE card_message_id = ?"
)
"""One more post, before one that is there."""


def change(folder, sql, *values):
    """Changes what is kept, while Clio is away."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database, database:
        database.execute(sql, values)


def kept(folder, column):
    """A column of all posts, in the order of their due moments."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database:
        return [value for (value,) in database.execute(f"SELECT {column} FROM scheduled_posts ORDER BY due_at")]


async def posted(stage, folder, **plan):
    """A what-if that has just come, by a Clio who runs."""
    await schedule(stage.discord, folder, **{"opens_thread": True, "has_poll": True} | plan)
    await stage.start()
    await settled(folder)


async def a_week_later(stage, folder, *, next_in_ms=HOUR_MS // 2, are_counted=True):
    """Clio is away for a week: the poll is over there, and the next what-if is near."""
    await stage.stop()
    stage.discord.move_clock(WEEK)
    await until(lambda: all(seen.is_counted == are_counted for seen in _polls(stage.discord)), CAP_S)
    now_at = round(time.time() * 1000)
    change(folder, "UPDATE scheduled_posts SET posted_at = posted_at - ?", WEEK // timedelta(milliseconds=1))
    change(folder, "UPDATE scheduled_posts SET poll_ends_at = ? WHERE poll_ends_at IS NOT NULL", now_at - HOUR_MS // 4)
    change(folder, "UPDATE schedules SET next_due_at = ?", now_at + next_in_ms)
    await stage.start()


def _polls(discord):
    places = [*threads(discord, "general"), *threads(discord, "what-if"), "general"]
    return [seen for place in places for seen in polls(discord, place)]


def recaps(discord, place="general"):
    """The recaps in a channel."""
    return [seen for seen in discord.messages(place) if "Looking back" in seen.text]


async def recapped(stage, place="general"):
    """The recap that comes by itself."""
    return await stage.discord.wait_for_message(place, lambda seen: "Looking back" in seen.text, timeout=CAP_S)


async def test_a_whatif_is_recapped_before_the_next_comes(tmp_path):
    """With its vote as a picture, who took part, the replies that stood out but for who hides, and what is next."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await posted(stage, tmp_path)
        anna, ben, chiara, dmitri = (discord.member(name) for name in ("anna", "ben", "chiara", "dmitri"))
        [thread] = threads(discord, "general")
        [poll] = polls(discord, thread)
        for voter, answer in ((anna, "Likely"), (ben, "Likely"), (chiara, "Unlikely")):
            await voter.vote(poll, answer)
        await ben.slash("general", "privacy hide")
        first = await anna.say(thread, "The railways would have come later.")
        hidden = await ben.say(thread, "They would not.")
        await chiara.say(thread, "Who would have paid for them?")
        best = await chiara.say(thread, "The banks of Paris.")
        for member in (anna, chiara, dmitri):
            await member.react(hidden, "✅")
        for member in (anna, dmitri):
            await member.react(best, "✅")
        await dmitri.react(first, "✅")
        await a_week_later(stage, tmp_path)
        recap = await recapped(stage)

        assert "**Likely**: 2 of 3 votes." in recap.text
        assert f"4 posts by 3 members in <#{thread.id}>." in recap.text
        links = f"https://discord.com/channels/{discord.guild().id}/{thread.id}"
        assert f"**1.** [Reply]({links}/{best.id}) by <@{chiara.id}> · 2 reactions" in recap.text
        assert f"**2.** [Reply]({links}/{first.id}) by <@{anna.id}> · 1 reaction" in recap.text
        assert str(hidden.id) not in recap.text
        assert "Paris" not in recap.text
        assert [] == recap.data["mentions"]
        assert "The next what-if comes <t:" in recap.text
        [picture] = [one for one in recap.components if one["type"] == 12]
        assert "Likely: 2 of 3, 67%" in picture["items"][0]["description"]
        assert {"Likely": 2, "Unlikely": 1} == {
            answer: votes for answer, votes in json.loads(kept(tmp_path, "poll_result")[0]).items() if votes
        }
        await until(lambda: kept(tmp_path, "recap_message_id") == [recap.id], CAP_S)


async def test_a_recap_comes_once(tmp_path):
    """Also where Clio was killed between posting it and noting so, long ago."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        await a_week_later(stage, tmp_path)
        recap = await recapped(stage)
        await until(lambda: kept(tmp_path, "recap_message_id") == [recap.id], CAP_S)
        await stage.stop()
        change(tmp_path, "UPDATE scheduled_posts SET recap_message_id = NULL")
        stage.discord.move_clock(timedelta(minutes=20))
        await stage.start()
        await until(lambda: kept(tmp_path, "recap_message_id") == [recap.id], CAP_S)

        assert [recap.id] == [seen.id for seen in recaps(stage.discord)]


async def test_a_forums_recap_stands_in_its_post(tmp_path):
    """As a forum takes no messages itself; nobody voted, and nobody wrote."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path, place="what-if", tag="20th century", opens_thread=False)
        [post] = threads(stage.discord, "what-if")
        await a_week_later(stage, tmp_path)
        recap = await recapped(stage, post)

        assert "Nobody voted." in recap.text
        assert f"Nobody has written in <#{post.id}> yet" in recap.text
        assert [] == [one for one in recap.components if one["type"] == 12]


async def test_what_is_gone_is_said_with_grace(tmp_path):
    """A deleted thread takes its poll along; the recap says so."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        [thread] = threads(stage.discord, "general")
        stage.discord.staff.delete_channel(thread)
        await a_week_later(stage, tmp_path)
        recap = await recapped(stage)

        assert "The poll was deleted." in recap.text
        assert "Its thread is gone, or Clio may not read it." in recap.text
        assert ["{}"] == kept(tmp_path, "poll_result")


async def test_a_result_that_is_not_final_is_looked_at_again(tmp_path):
    """Discord counts some time after the end, and says so in an event that may be missed."""
    async with scheduled_stage(tmp_path) as stage:
        stage.discord.hub.polls_counted_after_s = timedelta(days=8).total_seconds()
        await posted(stage, tmp_path)
        looks = stage.discord.faults.delay("GET", "/channels/*/messages/*", seconds=0.001, times=None)
        await a_week_later(stage, tmp_path, are_counted=False)
        await until(lambda: looks.seen > 1, CAP_S)
        assert [None] == kept(tmp_path, "poll_result")
        assert [] == recaps(stage.discord)
        await stage.stop()
        stage.discord.move_clock(2 * WEEK)
        await stage.start()
        recap = await recapped(stage)

        assert "Nobody voted." in recap.text


async def test_a_long_discussion_is_read_to_its_end(tmp_path):
    """Page by page; what bots write is no part of it."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        anna = discord.member("anna")
        await posted(stage, tmp_path, has_poll=False)
        [thread] = threads(discord, "general")
        for number in range(110):
            thought = await anna.say(thread, f"thought {number}")
        await discord.other_bot("Trivia Bot").say(thread, "beep")
        last = await discord.member("ben").say(thread, "And then?", reply_to=thought, ping=False)
        await anna.react(last, "✅")
        recap = await (await anna.slash("general", "prompts recap")).finished()

        assert "111 posts by 2 members" in recap.text
        assert f"/{last.id})" in recap.text


async def test_what_clio_may_not_read_is_said(tmp_path):
    """Without Read Message History she sees neither votes nor posts."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        stage.deny("general", "Clio", Permission.READ_MESSAGE_HISTORY)
        recap = await (await stage.discord.member("anna").slash("general", "prompts recap")).finished()

        assert "The poll could not be read." in recap.text
        assert "Its thread is gone, or Clio may not read it." in recap.text


async def test_a_recap_waits_until_the_next_is_near(tmp_path):
    """The result of the poll is kept before."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        await a_week_later(stage, tmp_path, next_in_ms=2 * HOUR_MS)
        await until(lambda: kept(tmp_path, "poll_result") != [None], CAP_S)

        assert [None] == kept(tmp_path, "recap_message_id")
        assert [] == recaps(stage.discord)


async def test_without_permission_for_files_the_recap_is_in_words(tmp_path):
    """The result is told, and nothing fails."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        [thread] = threads(stage.discord, "general")
        [poll] = polls(stage.discord, thread)
        await stage.discord.member("anna").vote(poll, "Likely")
        stage.deny("general", "Clio", Permission.ATTACH_FILES)
        await a_week_later(stage, tmp_path)
        recap = await recapped(stage)

        assert "**Likely**: 1 of 1 vote." in recap.text
        assert [] == recap.attachments


async def superseded(stage, folder, *, ago_ms):
    """The next what-if came so long ago, while Clio was about to look back on the first."""
    await stage.stop()
    now_at = round(time.time() * 1000)
    since_at = now_at - ago_ms
    [first_at, _] = kept(folder, "due_at")
    change(folder, "UPDATE scheduled_posts SET posted_at = ? WHERE due_at = ?", since_at - 7 * HOUR_MS, first_at)
    change(folder, "UPDATE scheduled_posts SET posted_at = ? WHERE due_at > ?", since_at, first_at)
    await stage.start()


async def two_posted(stage, folder, **plan):
    """Two what-ifs of one schedule."""
    await posted(stage, folder, has_poll=False, **plan)
    anna = stage.discord.member("anna")
    await anna.click(await anna.slash("staff", "schedule now", schedule="1"), "As well as the next run")
    await settled(folder, 2)


async def test_a_recap_that_clio_slept_through_is_made_up_for(tmp_path):
    """Soon after the next what-if has come, which it names; once."""
    async with scheduled_stage(tmp_path) as stage:
        await two_posted(stage, tmp_path)
        await superseded(stage, tmp_path, ago_ms=HOUR_MS)
        recap = await recapped(stage)
        first, second = cards(stage.discord, "general")
        assert str(first.id) in recap.text
        assert "After it came" in recap.text
        assert str(second.id) in recap.text
        await until(lambda: kept(tmp_path, "recap_message_id") == [recap.id, None], CAP_S)
        await stage.restart()
        assert [recap.id] == [seen.id for seen in recaps(stage.discord)]
        assert [] == told(stage.discord)


async def test_a_recap_that_is_half_a_day_late_is_said_to_have_been_missed(tmp_path):
    """To the staff, once; it is not posted."""
    async with scheduled_stage(tmp_path) as stage:
        await two_posted(stage, tmp_path)
        await superseded(stage, tmp_path, ago_ms=13 * HOUR_MS)
        await until(lambda: len(told(stage.discord)) == 1, CAP_S)
        await stage.restart()
        assert ["missed", ""] == kept(tmp_path, "recap_fault")
        [said] = told(stage.discord)
        assert "was missed" in said
        assert "`/prompts recap`" in said
        assert [] == recaps(stage.discord)


async def test_the_staff_hears_once_of_a_recap_that_cannot_be_posted(tmp_path):
    """Also over a restart; it comes when the cause is gone."""
    async with scheduled_stage(tmp_path) as stage:
        discord = stage.discord
        await posted(stage, tmp_path)
        stage.deny("general", "Clio", Permission.SEND_MESSAGES)
        await a_week_later(stage, tmp_path)
        await until(lambda: len(told(discord)) == 1, CAP_S)
        refused = discord.faults.delay("POST", "/channels/*/messages", seconds=0.001, times=None)
        await stage.restart()
        await until(lambda: refused.seen > 0, CAP_S)
        [said] = told(discord)
        assert "did not come yet" in said
        assert "allow View Channel and Send Messages there" in said
        discord.staff.clear_overwrite(discord.channel("general"), discord.world.application.bot)
        await stage.restart()
        await recapped(stage)
        assert 1 == len(told(discord))


async def test_a_schedule_without_recaps_has_none(tmp_path):
    """The result of the poll is kept all the same, and a host may ask for what came of it."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path, has_recap=False)
        await a_week_later(stage, tmp_path)
        await until(lambda: kept(tmp_path, "poll_result") != [None], CAP_S)
        asked = await (await stage.discord.member("anna").slash("staff", "prompts recap")).finished()

        assert "Looking back" in asked.text
        assert [] == recaps(stage.discord)
        assert [None] == kept(tmp_path, "recap_message_id")


async def test_a_forum_post_that_went_to_sleep_has_its_recap(tmp_path):
    """Discord archives a post in which nobody writes for some days; what is posted there wakes it."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path, place="what-if", tag="20th century", opens_thread=False)
        [post] = threads(stage.discord, "what-if")
        stage.discord.staff.archive(post)
        await a_week_later(stage, tmp_path)
        await recapped(stage, post)

        assert not post.archived
        assert [] == told(stage.discord)


async def test_a_host_can_ask_for_a_recap(tmp_path):
    """At any time, and others cannot; while the poll is open it says how it stands so far."""
    async with scheduled_stage(tmp_path) as stage:
        anna, ben = stage.discord.member("anna"), stage.discord.member("ben")
        await posted(stage, tmp_path)
        [thread] = threads(stage.discord, "general")
        [poll] = polls(stage.discord, thread)
        nobody = await (await anna.slash("general", "prompts recap")).finished()
        await ben.vote(poll, "Possible")
        some = await (await anna.slash("general", "prompts recap")).finished()
        refused = await ben.slash("general", "prompts recap")

        assert "Nobody has voted yet." in nobody.text
        assert "**Possible**: 1 of 1 vote so far." in some.text
        assert some.attachments or [one for one in some.components if one["type"] == 12]
        assert "Only members with Manage Server may do that." in refused.text
        assert refused.ephemeral
        assert [None] == kept(tmp_path, "recap_message_id")


async def test_an_older_whatif_is_chosen_from_a_list(tmp_path):
    """Its recap names the one that came after it."""
    async with scheduled_stage(tmp_path) as stage:
        anna = stage.discord.member("anna")
        await posted(stage, tmp_path, has_poll=False)
        asked = await anna.slash("general", "schedule now", schedule="1")
        await anna.click(asked, "As well as the next run")
        await settled(tmp_path, 2)
        newer, older = await anna.autocomplete("general", "prompts recap", focused="prompt", value="")
        recap = await (await anna.slash("general", "prompts recap", prompt=older["value"])).finished()
        wrong = await anna.slash("general", "prompts recap", prompt="the one about the railways")

        first, second = cards(stage.discord, "general")
        assert str(first.id) in recap.text
        assert "After it came" in recap.text
        assert str(second.id) in recap.text
        assert newer["name"] != older["name"]
        assert "Poll" not in recap.text
        assert "No such what-if has been posted here." in wrong.text


async def test_the_archive_is_turned_by_buttons_that_survive_a_restart(tmp_path):
    """Who asked turns the card itself; everybody else gets one of their own."""
    async with scheduled_stage(tmp_path) as stage:
        anna, ben = stage.discord.member("anna"), stage.discord.member("ben")
        await posted(stage, tmp_path)
        [card] = cards(stage.discord, "general")
        await stage.stop()
        for number in range(1, 7):
            votes = {"Likely": number % 2, "Unlikely": 1} if number > 1 else {}
            change(tmp_path, EARLIER, number * HOUR_MS, number, number * HOUR_MS, json.dumps(votes), card.id)
        await stage.start()
        shown = await anna.slash("general", "prompts archive")
        assert "Page 1 of 2 · 7 what-ifs" in shown.text
        assert f"/{card.id})" in shown.text
        assert "the poll's result comes after <t:" in shown.text
        assert "the poll was deleted" in shown.text
        assert "**Unlikely**: 1 of 1 vote" in shown.text
        assert "**Likely and Unlikely**: 1 each of 2 votes" in shown.text
        assert shown.button("Previous")["disabled"]
        mine = await ben.click(shown, "Next")
        assert mine.ephemeral
        assert "Page 2 of 2" in mine.text
        assert "Page 1 of 2" in shown.seen.now().text
        await stage.restart()
        await anna.click(shown, "Next")
        assert "Page 2 of 2" in shown.seen.now().text
        await ben.click(mine, "Previous")
        assert "Page 1 of 2" in mine.seen.now().text


async def test_a_recap_leads_to_the_archive(tmp_path):
    """For the eyes of who presses, and the recap stays."""
    async with scheduled_stage(tmp_path) as stage:
        await posted(stage, tmp_path)
        recap = await (await stage.discord.member("anna").slash("general", "prompts recap")).finished()
        archive = await stage.discord.member("anna").click(recap, "Past what-ifs")

        assert archive.ephemeral
        assert "Page 1 of 1 · 1 what-if" in archive.text
        assert "Looking back" in recap.now().text


@pytest.mark.parametrize(
    ("command", "said"), [("archive", "No what-if has been posted here yet"), ("recap", "No what-if")]
)
async def test_a_server_without_prompts_is_told_how_to_get_them(stage, anna, command, said):
    """Neither command fails."""
    reply = await anna.slash("general", f"prompts {command}")

    assert said in reply.text
    assert "/schedule add kind:whatif" in reply.text
