"""/admin setup: from nothing to a weekly what-if, step by step."""

import sqlite3
from contextlib import closing

import pytest

from playground import Permission
from playground.world import REQUIRE_TAG

PLAN = "kind, rhythm, at_minute, time_zone, channel_id, is_forum, opens_thread, tag, has_poll, state"


def kept(stage, query=f"SELECT {PLAN} FROM schedules"):
    """What the database holds."""
    with closing(sqlite3.connect(stage.settings().database)) as database:
        return database.execute(query).fetchall()


def menu(reply, what):
    """The id of the select that asks for it, with all that was chosen before in it."""
    ids = [part.get("custom_id", "") for part in reply.seen.now().components]
    return next(name for name in ids if name == f"setup:{what}" or name.startswith(f"setup:{what}:"))


async def chosen(member, reply, **values):
    """What stands there once these were chosen."""
    for what, value in values.items():
        answer = await member.select(reply, menu(reply, what), values=[value])
    return answer


async def test_a_server_is_set_up_in_a_dozen_presses(stage, anna):
    """Every step replaces the one before, for one pair of eyes; at the end a what-if comes every week."""
    card = await anna.slash("staff", "admin setup")
    await chosen(anna, card, zone="Europe/Berlin")
    await chosen(anna, card, staff="staff")
    await anna.click(card, "Next")
    await chosen(anna, card, host="Host", reviewer="Reviewer")
    await anna.click(card, "Next")
    await chosen(anna, card, place="what-if", day="Friday", hour="20:00", tag="Challenge")
    await anna.click(card, "Post it every Friday at 20:00")
    await chosen(anna, card, quiz="quiz")
    end = await anna.click(card, "Finish")
    checked = await anna.slash("staff", "admin check")

    named = {channel.name: channel.id for channel in stage.discord.guild().channels.values()}
    roles = {role.name: role.id for role in stage.discord.guild().roles.values()}
    assert card.ephemeral
    assert card.seen.id == end.seen.id
    assert "every Friday at 20:00 (Europe/Berlin)" in end.text
    assert 3 == end.text.count("Friday ") - end.text.count("every Friday ")
    assert [("whatif", "weekly 4", 1200, "Europe/Berlin", named["what-if"], 1, 0, "Challenge", 1, "active")] == kept(
        stage
    )
    settings = "SELECT staff_channel_id, time_zone, host_role_id, reviewer_role_id, quiz_channel_id FROM guild_settings"
    assert [(named["staff"], "Europe/Berlin", roles["Host"], roles["Reviewer"], named["quiz"])] == kept(stage, settings)
    assert 1 == checked.text.count("⚠️")
    assert "There is no backup yet" in checked.text


async def test_setting_up_goes_on_after_a_restart(stage, anna):
    """At any step: what was chosen before is on the card or in the database."""
    card = await anna.slash("staff", "admin setup")
    await stage.restart()
    await anna.click(card, "Keep UTC")
    await stage.restart()
    await anna.click(card, "Skip")
    await anna.click(card, "Skip")
    await chosen(anna, card, place="general", day="Wednesday")
    await stage.restart()
    await chosen(anna, card, hour="09:00")
    await anna.click(card, "Post it every Wednesday at 09:00")
    await stage.restart()
    end = await anna.click(card, "Finish")

    general = stage.discord.channel("general").id
    assert [("whatif", "weekly 2", 540, "UTC", general, 0, 1, "", 1, "active")] == kept(stage)
    assert "Clio is set up" in end.text


async def test_a_zone_can_be_typed(stage, anna):
    """A city is enough; an unknown one is refused with the nearest, and the step stays."""
    card = await anna.slash("staff", "admin setup")
    form = await anna.click(card, "Another zone")
    refused = await anna.submit(form.modal, {"zone": "Mars/Base"})
    form = await anna.click(card, "Another zone")
    after = await anna.submit(form.modal, {"zone": "kathmandu"})

    assert "No time zone is called “Mars/Base”" in refused.text
    assert "Where shall Clio tell the staff" in after.text
    assert [("Asia/Kathmandu",)] == kept(stage, "SELECT time_zone FROM guild_settings")


async def test_one_what_if_is_made_however_often_it_is_pressed(stage, anna):
    """At once, and when one goes back."""
    card = await anna.slash("staff", "admin setup")
    for _ in range(3):
        await anna.click(card, "Skip" if "Skip" in card.seen.now().buttons else "Keep UTC")
    await chosen(anna, card, place="general")
    presses = [anna.press(card, "Post it every Monday at 18:00") for _ in range(3)]
    for press in presses:
        await press.first
    back = await anna.click(card, "Back")
    await chosen(anna, card, place="general")
    await anna.click(card, "Post it every Monday at 18:00")

    assert "Already there:" in back.text
    assert 1 == len(kept(stage))


async def test_missing_permissions_are_named_before_anything_is_made(stage, anna):
    """The step stays; given back, the same button works. A poll is left out where Clio may not make one."""
    stage.deny("general", "Clio", Permission.CREATE_PUBLIC_THREADS | Permission.SEND_POLLS)
    stage.deny("quiz", "Clio", Permission.SEND_MESSAGES)
    card = await anna.slash("staff", "admin setup")
    await anna.click(card, "Keep UTC")
    unseen = await chosen(anna, card, staff="quiz")
    await anna.click(card, "Skip")
    await anna.click(card, "Skip")
    await chosen(anna, card, place="general")
    refused = await anna.click(card, "Post it every Monday at 18:00")
    stage.deny("general", "Clio", Permission.SEND_POLLS)
    await anna.click(card, "Post it every Monday at 18:00")

    assert "Clio needs the permission Send Messages" in unseen.text
    assert "Clio needs the permission Create Public Threads" in refused.text
    assert [0] == [row[-2] for row in kept(stage)]


async def test_a_forum_that_wants_tags_gets_one(stage, anna):
    """The first is chosen beforehand."""
    stage.discord.channel("what-if").flags |= REQUIRE_TAG
    await stage.restart()
    card = await anna.slash("staff", "admin setup")
    for button in ("Keep UTC", "Skip", "Skip"):
        await anna.click(card, button)
    await chosen(anna, card, place="what-if")
    await anna.click(card, "Post it every Monday at 18:00")

    assert ["20th century"] == [row[-3] for row in kept(stage)]


async def test_everybody_is_no_host(stage, anna):
    """Nor a bot; the step stays."""
    card = await anna.slash("staff", "admin setup")
    await anna.click(card, "Keep UTC")
    await anna.click(card, "Skip")
    refused = await chosen(anna, card, host="@everyone")

    assert "belongs to everybody" in refused.text
    assert [] == kept(stage, "SELECT * FROM guild_settings WHERE host_role_id IS NOT NULL")


@pytest.mark.parametrize("button", ["Keep UTC", "Another zone"])
async def test_only_managers_set_up(stage, anna, ben, button):
    """Each press is looked at anew."""
    for command in stage.discord.world.application.commands.values():
        command["default_member_permissions"] = None
    refused = await ben.slash("general", "admin setup")
    card = await anna.slash("staff", "admin setup")
    stage.discord.staff.set_roles(stage.discord.guild(), anna.user, [])
    late = await anna.click(card, button) if "staff" in card.text else None

    assert "Manage Server" in refused.text
    assert late is None or "Manage Server" in late.text
