"""Permissions: computed per channel, and what an unmodified client is told without them."""

import io
from typing import Any

import discord
import pytest

from playground import Permission, Playground, Refused, permissions
from playground.world import Overwrite
from tests.playground.clients import Bot, Login, text_channel

Interaction = discord.Interaction[Any]


def bot_of(pg: Playground) -> Any:
    """The bot's user."""
    return pg.world.application.bot


async def test_missing_permission(pg: Playground, login: Login) -> None:
    """Without Send Messages a message is refused with 50013, without View Channel everything with 50001."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    pg.staff.set_overwrite(pg.channel("general"), bot_of(pg), deny=Permission.SEND_MESSAGES)
    with pytest.raises(discord.Forbidden) as caught:
        await channel.send("x")
    assert 50013 == caught.value.code
    pg.staff.set_overwrite(pg.channel("general"), bot_of(pg), deny=Permission.VIEW_CHANNEL)
    for attempt in (channel.send("x"), bot.fetch_channel(channel.id), channel.create_thread(name="x")):
        with pytest.raises(discord.Forbidden) as caught:
            await attempt
        assert 50001 == caught.value.code


async def test_files_need_a_permission_of_their_own(pg: Playground, login: Login) -> None:
    """Without Attach Files a message with one is refused with 50013, and a message without goes through."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    pg.staff.set_overwrite(pg.channel("general"), bot_of(pg), deny=Permission.ATTACH_FILES)
    with pytest.raises(discord.Forbidden) as caught:
        await channel.send("x", file=discord.File(io.BytesIO(b"x"), "x.txt"))
    assert 50013 == caught.value.code
    assert "x" == (await channel.send("x")).content


async def test_unseen_channel_is_silent(pg: Playground, login: Login) -> None:
    """What happens in a channel that the bot does not see is not told to it."""
    bot = await login(pg)
    pg.staff.set_overwrite(pg.channel("quiz"), bot_of(pg), deny=Permission.VIEW_CHANNEL)
    await pg.member("ben").say("quiz", "unheard")
    await pg.member("ben").say("general", f"<@{bot_of(pg).id}>")
    assert pg.channel("general").id == (await bot.hear("message")).channel.id


async def test_gone(pg: Playground, login: Login) -> None:
    """A deleted channel answers 10003, a deleted message 10008, a server that removed the bot 10004 or 50001."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    written = await channel.send("x")
    pg.staff.delete_message(pg.messages("general")[0].record)
    with pytest.raises(discord.NotFound) as missing:
        await written.edit(content="y")
    assert 10008 == missing.value.code
    pg.staff.delete_channel(pg.channel("general"))
    with pytest.raises(discord.NotFound) as missing:
        await channel.send("y")
    assert 10003 == missing.value.code
    pg.staff.remove(pg.guild(), bot_of(pg))
    with pytest.raises(discord.NotFound) as missing:
        await bot.fetch_guild(pg.guild().id)
    assert 10004 == missing.value.code
    with pytest.raises(discord.Forbidden) as refused:
        await bot.fetch_channel(pg.channel("quiz").id)
    assert 50001 == refused.value.code


async def test_timed_out(pg: Playground, login: Login) -> None:
    """A timed-out bot reads and writes nothing more, a timed-out member neither writes nor runs commands."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    pg.staff.time_out(pg.guild(), bot_of(pg), seconds=60)
    with pytest.raises(discord.Forbidden) as caught:
        await channel.send("x")
    assert 50013 == caught.value.code
    ben = pg.member("ben")
    pg.staff.time_out(pg.guild(), ben.user, seconds=60)
    with pytest.raises(Refused):
        await ben.say("general", "x")
    assert [] == ben.commands("general")


async def test_others_messages(pg: Playground, login: Login) -> None:
    """Others' messages cannot be edited (50005), and be deleted only with Manage Messages (50013)."""
    bot = await login(pg)
    said = await pg.member("ben").say("general", "mine")
    partial = text_channel(bot, pg).get_partial_message(said.id)
    with pytest.raises(discord.Forbidden) as caught:
        await partial.edit(content="yours")
    assert 50005 == caught.value.code
    with pytest.raises(discord.Forbidden) as caught:
        await partial.delete()
    assert 50013 == caught.value.code
    role = next(role for role in pg.guild().roles.values() if role.bot_id)
    pg.staff.set_role_permissions(pg.guild(), role, role.permissions | Permission.MANAGE_MESSAGES)
    await partial.delete()
    assert [] == pg.messages("general")


async def test_channel_changes(pg: Playground, login: Login) -> None:
    """With Manage Channels the bot renames a channel and sets overwrites; without it is refused."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    with pytest.raises(discord.Forbidden):
        await channel.edit(name="market")
    role = next(role for role in pg.guild().roles.values() if role.bot_id)
    wider = role.permissions | Permission.MANAGE_CHANNELS | Permission.MANAGE_ROLES
    pg.staff.set_role_permissions(pg.guild(), role, wider)
    await channel.edit(name="market", topic="bread", slowmode_delay=5)
    assert ("market", "bread", 5) == ((c := pg.channel("market")).name, c.topic, c.slowmode_s)
    host = next(role for role in channel.guild.roles if role.name == "Host")
    await channel.set_permissions(host, send_messages=False)
    assert int(Permission.SEND_MESSAGES) == pg.channel("market").overwrites[host.id].deny
    await channel.set_permissions(host, overwrite=None)
    assert host.id not in pg.channel("market").overwrites


async def test_interaction_carries_permissions(pg: Playground, login: Login) -> None:
    """The interaction says what the bot and the member may do in its channel; the response needs no permission."""
    seen: list[discord.Permissions] = []

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Look")
        async def look(interaction: Interaction) -> None:
            seen.extend((interaction.app_permissions, interaction.permissions))
            await interaction.response.send_message("ok")

    await login(pg, build)
    pg.staff.set_overwrite(pg.channel("general"), bot_of(pg), deny=Permission.SEND_MESSAGES)
    await pg.member("anna").slash("general", "look")
    assert (False, True) == (seen[0].send_messages, seen[0].view_channel)
    assert (True, True) == (seen[1].manage_messages, seen[1].manage_guild)


def test_overwrites() -> None:
    """Everyone's overwrite comes first, then the roles' together (allow wins), then the member's own."""
    pg = Playground(check="off")
    guild, channel, ben = pg.guild(), pg.channel("general"), pg.member("ben")
    host = next(role for role in guild.roles.values() if role.name == "Host")
    reviewer = next(role for role in guild.roles.values() if role.name == "Reviewer")
    guild.members[ben.id].role_ids = [host.id, reviewer.id]
    send = int(Permission.SEND_MESSAGES)

    def may_send() -> bool:
        return bool(permissions.of(pg.world, ben.id, channel) & send)

    assert may_send()
    channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=send)
    assert not may_send()
    channel.overwrites[host.id] = Overwrite(host.id, 0, allow=send)
    channel.overwrites[reviewer.id] = Overwrite(reviewer.id, 0, deny=send)
    assert may_send()
    channel.overwrites[ben.id] = Overwrite(ben.id, 1, deny=send)
    assert not may_send()
    assert not permissions.of(pg.world, ben.id, channel) & Permission.ATTACH_FILES, "implied by lacking Send Messages"
    guild.owner_id = ben.id
    assert permissions.ALL == permissions.of(pg.world, ben.id, channel)


def test_administrator() -> None:
    """Administrator gives everything, whatever the overwrites say."""
    pg = Playground(check="off")
    guild, ben = pg.guild(), pg.member("ben")
    role = pg.world.add_role(guild, "Admin", int(Permission.ADMINISTRATOR))
    guild.members[ben.id].role_ids = [role.id]
    assert permissions.ALL == permissions.of(pg.world, ben.id, pg.channel("staff"))
