"""What Clio says where something is refused, missing or out of date."""

import sqlite3

import pytest

from playground import Permission


async def test_a_button_of_an_older_version_is_answered(stage, ben):
    """A custom id that nothing answers is told, and names what still works."""
    card = await ben.slash("general", "fact")
    card.button("Another")["custom_id"] = "gone:fact"
    reply = await ben.click(card, custom_id="gone:fact")

    assert reply.ephemeral
    assert "older version" in reply.text


async def test_another_of_a_kind_that_is_gone_is_answered(stage, ben):
    """A button that names a kind nobody draws any more says so too."""
    card = await ben.slash("general", "fact")
    card.button("Another")["custom_id"] = "another:poem:"

    assert "older version" in (await ben.click(card, custom_id="another:poem:")).text


async def test_a_question_is_not_found_by_its_id(stage, ben):
    """A quiz may be asking it: /search with its id lists other things or nothing."""
    reply = await ben.slash("general", "search", text="rr-k001")

    assert reply.ephemeral
    assert "mortally wounded" not in reply.text


async def test_settings_are_cleared(stage, anna):
    """Clearing unsets the channel; set and clear at once is refused."""
    staff = stage.discord.channel("staff").id
    both = await anna.slash("staff", "admin settings", staff_channel=staff, clear="staff channel")
    await anna.slash("staff", "admin settings", staff_channel=staff)
    cleared = await anna.slash("staff", "admin settings", clear="staff channel")

    assert "at once" in both.text
    assert "not set; reports are kept" in cleared.text


async def test_discord_failing_at_a_report_keeps_it(stage, anna, ben):
    """Where the staff channel fails the report is kept and comes with the next one."""
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    stage.deny("staff", "Clio", Permission.SEND_MESSAGES)
    thanked = await ben.slash("general", "report", id="rr-f001", reason="the first reason")
    stage.discord.staff.set_overwrite(
        stage.discord.channel("staff"), stage.discord.world.application.bot, allow=Permission.SEND_MESSAGES
    )
    await ben.slash("general", "report", id="rr-f002", reason="the second reason")
    first = await stage.discord.wait_for_message("staff", where=lambda m: "the first reason" in m.text)

    assert "Thank you" in thanked.text
    assert "rr-f001" in first.text


async def test_a_deleted_notice_is_posted_anew(stage, anna, ben):
    """A moderator deletes the notice of an item; its next report makes a new one with both reasons."""
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    await ben.slash("general", "report", id="rr-f001", reason="the first reason")
    notice = await stage.discord.wait_for_message("staff", where=lambda m: "the first reason" in m.text)
    stage.discord.staff.delete_message(notice.record)
    await ben.slash("general", "report", id="rr-f001", reason="the second reason")
    again = await stage.discord.wait_for_message("staff", where=lambda m: "the second reason" in m.text)

    assert notice.id != again.id
    assert "the first reason" in again.text


async def test_a_forum_without_usable_tags_is_explained(stage, anna):
    """A forum that wants a tag and has none for members cannot be posted in."""
    forum = stage.discord.channel("what-if")
    forum.flags |= 1 << 4  # REQUIRE_TAG; Discord, Channel Flags
    forum.tags.clear()
    stage.discord.staff.set_overwrite(forum, anna.user)
    card = await anna.slash("general", "whatif", id="wh-w101")
    refused = await anna.select(await anna.click(card, "Discuss"), custom_id="forum:wh-w101", values=[forum.id])

    assert "none that Clio may use" in refused.text


async def test_a_forum_in_which_the_presser_may_not_post(stage, anna, ben):
    """The presser's permission in the forum decides, not Clio's."""
    stage.deny("what-if", "ben", Permission.SEND_MESSAGES)
    card = await anna.slash("general", "whatif", id="wh-w101")
    forum = stage.discord.channel("what-if")
    refused = await ben.select(await ben.click(card, "Discuss"), custom_id="forum:wh-w101", values=[forum.id])

    assert "You may not post" in refused.text
    assert not [thread for thread in stage.discord.guild().threads.values() if thread.parent_id == forum.id]


async def test_discord_failing_at_a_thread_is_told(stage, anna):
    """A thread that Discord does not make is told to the presser, and can be tried again."""
    card = await anna.slash("general", "whatif", id="wh-w101")
    where = await anna.click(card, "Discuss")
    stage.discord.faults.fail("POST", "/channels/*/messages/*/threads", status=400, times=1)
    refused = await anna.click(where, "Thread on this card")
    opened = await anna.click(where, "Thread on this card")

    assert "Discord did not take" in refused.text
    assert "The discussion is open" in opened.text


@pytest.mark.parametrize("reason", ["    a    ", "\u200b" * 8])
async def test_a_report_without_a_reason_is_refused(ben, reason):
    """Blanks are no reason."""
    refused = await ben.slash("general", "report", id="rr-f001", reason=reason)

    assert "The reason is too short" in refused.text


async def test_what_fails_after_the_answer_is_told_after_it(stage, anna):
    """The answer stays, and a second message to the same member says what went wrong."""
    with sqlite3.connect(stage.settings().database) as database:
        database.execute("DROP TABLE reports")
    answered = await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    told = await stage.discord.wait_for_message("staff", where=lambda m: "Something went wrong" in m.text)

    assert "where reports are posted" in answered.text
    assert told.ephemeral
