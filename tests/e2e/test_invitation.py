"""What the README's invitation gives Clio is enough for all that she does."""

import re

import pytest

from playground import Permission
from tests.e2e.stage import ROOT

[INVITED] = [int(number) for number in re.findall(r"&permissions=(\d+)", (ROOT / "README.md").read_text("utf-8"))]
MEMBERS = Permission.USE_APPLICATION_COMMANDS


@pytest.fixture
def guild(stage):
    """The server, in which everyone's role gives nothing to Clio that her own does not; anna may do everything."""
    guild = stage.discord.guild()
    for role in guild.roles.values():
        given = {"@everyone": MEMBERS, "Clio": INVITED}.get(role.name, Permission.ADMINISTRATOR)
        stage.discord.staff.set_role_permissions(guild, role, int(given))
    return guild


async def test_reports_come_to_the_staff(stage, guild, anna):
    """A notice is posted, and changed with the next report."""
    await anna.slash("staff", "admin settings", staff_channel=stage.discord.channel("staff").id)
    for reason in ("the first reason", "the second reason"):
        await anna.slash("general", "report", id="rr-f001", reason=reason)
    notice = await stage.discord.wait_for_message("staff", where=lambda m: "the second reason" in m.text, edited=True)

    assert "2 reports" in notice.text


async def test_discussions_are_opened(stage, guild, anna):
    """A thread on the card with its questions, and a post in a forum."""
    card = await anna.slash("general", "whatif", id="wh-w101")
    await anna.click(await anna.click(card, "Discuss"), "Thread on this card")
    starter = await stage.discord.wait_for_message(card.message.id, where=lambda m: "To begin with" in m.text)
    forum = stage.discord.channel("what-if").id
    opened = await anna.select(await anna.click(card, "Discuss"), custom_id="forum:wh-w101", values=[forum])

    assert "Clio" == starter.author
    assert "The discussion is open" in opened.text


@pytest.mark.parametrize("missing", [bit for bit in Permission if bit & INVITED])
async def test_nothing_more_than_needed_is_asked_for(stage, guild, anna, missing):
    """Without any one of the permissions something that she does is refused."""
    role = next(role for role in guild.roles.values() if role.name == "Clio")
    stage.discord.staff.set_role_permissions(guild, role, INVITED & ~int(missing))
    staff = await anna.slash("quiz", "admin settings", staff_channel=stage.discord.channel("quiz").id)
    card = await anna.slash("general", "whatif", id="wh-w101")
    where = await anna.click(card, "Discuss")
    discussion = await anna.click(where, "Thread on this card") if where.buttons else where

    assert "Nothing was changed" in staff.text or "The discussion is open" not in discussion.text
