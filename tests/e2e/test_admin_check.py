"""/admin check: what keeps Clio from her work, and how it is mended."""

import os
import sqlite3
import time
from contextlib import closing
from datetime import date, timedelta

import pytest

from bot.storage.nights import file_of
from playground import Permission
from playground.world import REQUIRE_TAG

WEEKLY = {"kind": "whatif", "day": "Monday", "time": "18:00", "channel": "what-if"}


@pytest.fixture
async def used(stage, anna):
    """A server with a staff channel, a quiz channel, a schedule with tag and ping, and last night's backup."""
    role = stage.discord.staff.create_role(
        stage.discord.guild(), "Readers", members=[stage.discord.member("ben").user], mentionable=True
    )
    channels = {name: stage.discord.channel(name).id for name in ("staff", "quiz")}
    await anna.slash("staff", "admin settings", staff_channel=channels["staff"], quiz_channel=channels["quiz"])
    await anna.slash("staff", "schedule add", **WEEKLY, tag="Challenge", ping=role.id)
    backup_made(stage, hours_ago=8)
    return stage


def backup_made(stage, hours_ago):
    """Puts a backup there that was made so long ago."""
    file = file_of(stage.settings().database, date(2026, 11, 7))
    file.parent.mkdir(exist_ok=True)
    file.touch()
    os.utime(file, (time.time() - hours_ago * 3600,) * 2)


def faults(reply):
    """What is to be mended: what is wrong, and how."""
    rows = reply.text.split("⚠️ **")[1:]
    return [(about, rest.split("\n")[1]) for about, _, rest in (row.partition("**") for row in rows)]


async def test_all_is_well_where_all_is_well(used, anna):
    """Privately, with each channel and what it is used for."""
    checked = await anna.slash("staff", "admin check")

    assert checked.ephemeral
    assert "### All is well" in checked.text
    for said in ("the staff channel", "the quiz channel", "What-if, every Monday", "database", "backup", "clock"):
        assert said in checked.text
    assert "Message Content Intent off" in checked.text


@pytest.mark.parametrize(
    ("place", "permission", "named"),
    [
        ("staff", Permission.SEND_MESSAGES, "Send Messages"),
        ("quiz", Permission.ATTACH_FILES, "Attach Files"),
        ("what-if", Permission.SEND_MESSAGES, "Create Posts"),
        ("what-if", Permission.SEND_MESSAGES_IN_THREADS, "Send Messages in Posts"),
        ("what-if", Permission.SEND_POLLS, "Create Polls"),
        ("what-if", Permission.READ_MESSAGE_HISTORY, "Read Message History"),
    ],
)
async def test_a_missing_permission_is_named_where_it_is_missing(used, anna, place, permission, named):
    """By Discord's name, with where to allow it; once allowed, all is well."""
    used.deny(place, "Clio", permission)
    [(about, mend)] = faults(await anna.slash("general", "admin check"))
    used.discord.staff.clear_overwrite(used.discord.channel(place), used.discord.world.application.bot)
    healed = await anna.slash("general", "admin check")

    assert f"<#{used.discord.channel(place).id}>" in about
    assert named in about
    assert "open Permissions" in mend
    assert [] == faults(healed)


async def test_a_channel_that_is_gone_is_told_of(used, anna):
    """With what it was used for."""
    used.discord.staff.delete_channel(used.discord.channel("what-if"))
    [(about, mend)] = faults(await anna.slash("staff", "admin check"))

    assert "What-if, every Monday" in about
    assert "not there any more" in about
    assert "Choose another one" in mend


async def test_tags_are_looked_at(used, anna):
    """One that was renamed, and a forum that wants one."""
    await anna.slash("staff", "schedule add", **{**WEEKLY, "day": "Friday"})
    forum = used.discord.channel("what-if")
    next(tag for tag in forum.tags if tag.name == "Challenge").name = "Dare"
    forum.flags |= REQUIRE_TAG
    await used.restart()
    renamed, wanted = faults(await anna.slash("staff", "admin check"))

    assert "no tag “Challenge”" in renamed[0]
    assert "Its tags are 20th century, Middle Ages, Antiquity and Dare." in renamed[1]
    assert "wants a tag on each post" in wanted[0]


async def test_roles_are_looked_at(used, anna):
    """One that nobody may mention any more."""
    role = next(role for role in used.discord.guild().roles.values() if role.name == "Readers")
    role.mentionable = False
    await used.restart()
    [(about, mend)] = faults(await anna.slash("staff", "admin check"))

    assert f"Clio may not call <@&{role.id}>" in about
    assert "let anybody mention it" in mend


async def test_a_server_without_a_staff_channel_is_told_so(used, anna):
    """With the command that sets one."""
    await anna.slash("staff", "admin settings", clear="staff channel")
    [(about, mend)] = faults(await anna.slash("staff", "admin check"))

    assert "No staff channel is set" in about
    assert "/admin settings staff_channel:" in mend


async def test_a_clock_that_is_off_is_told_of_and_stops_nothing(used, anna):
    """From a minute on."""
    used.discord.world.clock.move(timedelta(seconds=90))
    [(about, mend)] = faults(await anna.slash("staff", "admin check"))
    made = await anna.slash("staff", "schedule add", **{**WEEKLY, "day": "Friday"})

    assert "90 s behind Discord's" in about
    assert "NTP" in mend
    assert "### Scheduled" in made.text


async def test_a_clock_that_is_nearly_right_is_right(used, anna):
    """Half a minute is no fault."""
    used.discord.world.clock.move(timedelta(seconds=30))
    assert [] == faults(await anna.slash("staff", "admin check"))


@pytest.mark.parametrize(("hours_ago", "is_old"), [(29, False), (49, True)])
async def test_a_backup_that_is_too_old_is_told_of(used, anna, hours_ago, is_old):
    """One is made each night."""
    backup_made(used, hours_ago)
    found = faults(await anna.slash("staff", "admin check"))

    assert is_old == any("should be one each night" in about for about, _ in found)


async def test_a_database_that_takes_nothing_is_told_of(used, anna):
    """Here another program holds it: the answer comes in time all the same."""
    with closing(sqlite3.connect(used.settings().database, isolation_level=None)) as browser:
        browser.execute("BEGIN IMMEDIATE")
        checked = await anna.slash("staff", "admin check")
        browser.execute("ROLLBACK")

    assert "does not take what is written" in checked.text


async def test_only_hosts_may_look(used, anna, ben):
    """Where the command is shown to everybody too."""
    for command in used.discord.world.application.commands.values():
        command["default_member_permissions"] = None
    refused = await ben.slash("general", "admin check")

    assert "Manage Server" in refused.text
