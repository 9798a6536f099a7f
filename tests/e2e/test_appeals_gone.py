"""Appeals where the channel, the asker, their data or the reviewer's power is gone in the middle of one."""

import pytest

from tests.e2e.playing import Game, write_playing_pack
from tests.e2e.quizzing import quick_stage
from tests.e2e.stage import rows, until
from tests.e2e.test_appeals import (
    SLOW,
    STAFF,
    appealed,
    first_round,
    letter,
    noticed,
    stopped,
)


@pytest.fixture
def pack(tmp_path):
    """Questions with known answers."""
    return write_playing_pack(tmp_path / "playing")


@pytest.fixture
async def stage(tmp_path, pack):
    """A stage whose bot has the pack."""
    async with quick_stage(tmp_path, CLIO_PACKS=str(tmp_path / "playing"), **SLOW) as started:
        yield started


@pytest.fixture
async def members(stage):
    """Three players; the staff have their channel."""
    await stage.discord.member("anna").slash(STAFF, "admin settings", staff_channel=stage.discord.channel(STAFF).id)
    return [stage.discord.member(name) for name in ("ben", "chiara", "dmitri")]


@pytest.fixture
async def reveal(stage, pack, members):
    """A question that two have answered with a name that only they know; its quiz is over."""
    game = Game(stage.discord, pack)
    shown = await first_round(game, members, ["Old River", "Old River", "{right}"])
    await stopped(game, members[0])
    return shown


async def test_who_gave_the_answer_is_paid_also_where_its_channel_is_gone(stage, members, reveal):
    """And told by a direct message; who takes none has the list."""
    ben, chiara, _ = members
    await appealed(ben, reveal)
    await appealed(chiara, reveal)
    chiara.user.takes_messages = False
    notice = await noticed(stage)
    stage.discord.staff.delete_channel(stage.discord.channel("general"))
    accepted = await stage.discord.member("anna").click(notice, "Accept")
    said = await letter(stage, ben, "was **accepted**")
    await until(lambda: [(1,)] == rows(stage.folder, "SELECT is_told FROM appeals"))

    assert "**Accepted**" in accepted.text
    assert "Your answer has earned" in said.text
    assert "**Accepted**" in (await chiara.slash("quiz", "appeals mine")).text
    assert [(3,)] == rows(stage.folder, "SELECT COUNT(*) FROM quiz_results WHERE is_right = 1")


async def test_a_reviewer_who_is_none_any_more_decides_nothing(stage, members, reveal):
    """Neither with a button nor with a form that was open."""
    discord, dmitri = stage.discord, members[2]
    guild = discord.guild()
    roles = {role.name: role for role in guild.roles.values()}
    await discord.member("anna").slash(STAFF, "admin settings", reviewer_role=roles["Reviewer"].id)
    discord.staff.set_roles(guild, dmitri.user, [roles["Reviewer"], roles["Host"]])
    await appealed(members[0], reveal)
    notice = await noticed(stage)
    form = await dmitri.click(notice, "Decline")
    discord.staff.set_roles(guild, dmitri.user, [roles["Host"]])
    replies = [await dmitri.submit(form.modal, {"reason": "No."}), await dmitri.click(notice, "Accept")]

    assert all(reply.ephemeral and "Only reviewers decide" in reply.text for reply in replies)
    assert f"Members with <@&{roles['Reviewer'].id}> or Manage Messages are reviewers." in replies[0].text
    assert [("open",)] == rows(stage.folder, "SELECT state FROM appeals")


async def test_an_appeal_goes_with_its_askers_data(stage, members, reveal):
    """The notice says so; a voice beside theirs keeps it, and is paid without them."""
    ben, chiara, _ = members
    anna = stage.discord.member("anna")
    await appealed(ben, reveal)
    notice = await noticed(stage)
    await ben.submit((await ben.slash("quiz", "privacy delete")).modal, {"word": "DELETE"})
    gone = await anna.click(notice, "Accept")
    await appealed(chiara, reveal, why="So say I.")
    second = await noticed(stage, "So say I.")
    accepted = await anna.click(second, "Accept")
    await letter(stage, chiara, "was **accepted**")

    assert gone.ephemeral
    assert "not there any more" in gone.text
    assert str(ben.id) not in second.text
    assert "1 player gave this answer" in second.text
    assert "**Accepted**" in accepted.text
    assert [(1,)] == rows(stage.folder, f"SELECT is_right FROM quiz_results WHERE user_id = {chiara.id}")
    assert [(0,)] == rows(stage.folder, "SELECT is_right FROM quiz_results WHERE user_id < 0")


async def test_a_reason_pings_nobody_and_formats_nothing(stage, members, reveal):
    """Whatever is typed, by the asker and by the reviewer."""
    ben, anna = members[0], stage.discord.member("anna")
    nasty = "# @everyone <@1> [x](https://e.example) **b** \u202egnorw"
    await appealed(ben, reveal, why=nasty)
    notice = await noticed(stage)
    form = await anna.click(notice, "Decline")
    declined = await anna.submit(form.modal, {"reason": nasty})
    said = await letter(stage, ben, "was **declined**")

    for shown in (notice, declined.seen, said):
        assert "\\# \\@everyone \\<\\@1\\> \\[x\\]\\(https\\://e.example\\) \\*\\*b\\*\\*" in shown.text
        assert "\u202e" not in shown.text
        assert [] == shown.data["mentions"]


async def test_who_left_the_server_is_paid_all_the_same(stage, members, reveal):
    """Nothing fails by it, and the others are told."""
    ben, chiara, _ = members
    await appealed(ben, reveal)
    await appealed(chiara, reveal, why="So say I.")
    notice = await noticed(stage)
    stage.discord.staff.remove(stage.discord.guild(), ben.user)
    await stage.discord.member("anna").click(notice, "Accept")
    await letter(stage, chiara, "was **accepted**")
    assert [(1,)] == rows(stage.folder, f"SELECT is_right FROM quiz_results WHERE user_id = {ben.id}")
