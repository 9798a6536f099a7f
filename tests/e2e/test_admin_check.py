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


@pytest.fixture
async def honours(used, anna):
    """A season and a competition, each with a role for its champion, and a daily challenge that comes by itself."""
    given = {"name": "Cup", "start": "in 2 months", "end": "in 3 months", "channel": used.discord.channel("staff").id}
    await anna.slash("staff", "season start", **given, role=champion(used, "Laureate").id)
    planned = {"title": "Final", "format": "open", "questions": 5, "start": "in 2 days"}
    await anna.slash("quiz", "competition create", options=planned | {"champion_role": champion(used, "Victor").id})
    await anna.slash("quiz", "schedule add", kind="daily", day="every day", time="09:00", channel="general")
    return used


def champion(stage, name):
    """A role that both the moderator and Clio can give."""
    role = stage.discord.staff.create_role(stage.discord.guild(), name)
    return placed(stage, role, 1)


def placed(stage, role, position):
    """The role stands there from now on."""
    role.position = position
    stage.discord.staff.set_role_permissions(stage.discord.guild(), role, role.permissions)
    return role


def own_role(stage):
    """Clio's own."""
    return next(role for role in stage.discord.guild().roles.values() if role.bot_id)


async def test_seasons_competitions_and_the_daily_challenge_are_looked_at(honours, anna):
    """Where there are some: their channels, the roles of their champions, and the events of competitions."""
    checked = await anna.slash("staff", "admin check")
    await anna.click(await anna.slash("staff", "season end"), "End it now")

    assert "### All is well" in checked.text
    used = {"staff": "the season “Cup”", "quiz": "the competition “Final”", "general": "\\#2 Daily challenge"}
    for place, purpose in used.items():
        assert f"<#{honours.discord.channel(place).id}>, {purpose}" in checked.text
    for said in ("champion of the season “Cup”", "champion of the competition “Final”", "have an event"):
        assert said in checked.text
    assert "season" not in (await anna.slash("staff", "admin check")).text


async def test_what_is_not_used_is_not_looked_at(used, anna):
    """A server without seasons and competitions reads nothing of them, whatever Clio lacks."""
    used.discord.staff.set_role_permissions(used.discord.guild(), own_role(used), 0)
    checked = await anna.slash("staff", "admin check")

    assert "champion" not in checked.text
    assert "event" not in checked.text


@pytest.mark.parametrize(
    ("permission", "expected"),
    [
        (Permission.MANAGE_ROLES, ["Allow Manage Roles to Clio's role"] * 2),
        (Permission.CREATE_EVENTS, ["Allow Create Events to Clio's role"]),
    ],
)
async def test_a_permission_of_the_server_that_is_missing_is_told_of(honours, anna, permission, expected):
    """With where to allow it, for each thing that wants it."""
    guild, own = honours.discord.guild(), own_role(honours)
    honours.discord.staff.set_role_permissions(guild, own, own.permissions & ~int(permission))
    found = faults(await anna.slash("staff", "admin check"))

    assert expected == [mend.partition(",")[0] for _, mend in found]
    assert ["server's settings under Roles" in mend for _, mend in found] == [True] * len(expected)


async def test_a_role_that_stands_too_high_or_is_gone_is_told_of(honours, anna):
    """One each."""
    roles = {role.name: role for role in honours.discord.guild().roles.values()}
    placed(honours, roles["Victor"], own_role(honours).position + 1)
    honours.discord.staff.delete_role(honours.discord.guild(), roles["Laureate"])
    gone, high = faults(await anna.slash("staff", "admin check"))

    assert "The role for the champion of the season “Cup” is not there any more." == gone[0]
    assert f"<@&{roles['Victor'].id}>, for the champion of the competition “Final”: Clio may not give it." == high[0]
    assert "Put Clio's role above it" in high[1]


@pytest.mark.parametrize(
    ("place", "permission", "named", "purpose"),
    [
        ("quiz", Permission.CREATE_PUBLIC_THREADS, "Create Public Threads", "the competition “Final”"),
        ("general", Permission.SEND_MESSAGES, "Send Messages", "Daily challenge"),
        ("staff", Permission.READ_MESSAGE_HISTORY, "Read Message History", "the season “Cup”"),
    ],
)
async def test_what_they_lack_in_their_channels_is_told_of(honours, anna, place, permission, named, purpose):
    """By Discord's name."""
    honours.deny(place, "Clio", permission)
    found = faults(await anna.slash("staff", "admin check"))

    assert any(purpose in about and named in about for about, _ in found)


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
