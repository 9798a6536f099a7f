"""Teams that hosts dissolve: their captain has left, or chose a name that cannot stay."""

import pytest

from tests.e2e.stage import rows


@pytest.fixture
async def reds(stage, ben):
    """Ben's team, with Chiara in it."""
    await ben.slash("general", "team create", name="Reds")
    await stage.discord.member("chiara").slash("general", "team join", team="Reds")


@pytest.mark.usefixtures("reds")
async def test_a_host_dissolves_a_team_whose_captain_has_left(stage, anna, ben):
    """Its members are free, and it is listed no more; a second press finds it gone."""
    chiara = stage.discord.member("chiara")
    stage.discord.staff.remove(stage.discord.guild(), ben.user)
    not_hers = await chiara.slash("general", "team disband")
    nor_named = await chiara.slash("general", "team disband", team="Reds")
    asked = await anna.slash("general", "team disband", team="reds")
    gone = await anna.click(asked.seen, "Disband")
    again = await anna.slash("general", "team disband", team="Reds")
    free = await chiara.slash("general", "team create", name="Reds")

    for refused in (not_hers, nor_named):
        assert refused.ephemeral
        assert f"Only the captain of Reds, <@{ben.id}>, can do that." in refused.text
    assert asked.ephemeral
    assert "**Reds**: disbanded." in gone.text
    assert "There are none yet." in again.text
    assert "### Reds" in free.text


@pytest.mark.usefixtures("reds")
async def test_who_is_no_host_any_more_dissolves_nothing(stage, anna):
    """The permission is looked at when the button is pressed; then once."""
    guild, dmitri = stage.discord.guild(), stage.discord.member("dmitri")
    host = next(role for role in guild.roles.values() if role.name == "Host")
    await anna.slash("general", "admin settings", host_role=host.id)
    stage.discord.staff.set_roles(guild, dmitri.user, [host])
    asked = await dmitri.slash("general", "team disband", team="Reds")
    stage.discord.staff.set_roles(guild, dmitri.user, [])
    refused = await dmitri.click(asked.seen, "Disband")
    kept = rows(stage.folder, "SELECT disbanded_at FROM teams")
    stage.discord.staff.set_roles(guild, dmitri.user, [host])
    gone = await dmitri.click(asked.seen, "Disband")
    twice = await anna.slash("general", "team disband", team="Reds")

    assert "Only the captain of Reds" in refused.text
    assert [(None,)] == kept
    assert "**Reds**: disbanded." in gone.text
    assert "No team of this server" in twice.text
