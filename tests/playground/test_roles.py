"""Roles: pinged, counted, deleted."""

import asyncio

import discord
import pytest

from playground import Permission, Playground
from tests.playground.clients import Login, text_channel


async def test_roles_are_pinged_as_allowed(pg: Playground, login: Login) -> None:
    """A role is pinged where the message allows it and either the role may be mentioned by all or the bot may."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    pg.limits.enabled = False
    guild = pg.guild()
    readers = pg.staff.create_role(guild, "Readers", mentionable=True)
    quiet = pg.staff.create_role(guild, "Quiet")
    text = f"<@&{readers.id}> <@&{quiet.id}> <@&{guild.id}> @everyone"
    none, all_roles = discord.AllowedMentions.none(), discord.AllowedMentions(roles=True, everyone=True)
    one = discord.AllowedMentions(everyone=False, users=False, roles=[discord.Object(quiet.id)])
    for allowed in (none, all_roles, one):
        await channel.send(text, allowed_mentions=allowed)
    pg.staff.set_overwrite(pg.channel("general"), pg.world.application.bot, allow=Permission.MENTION_EVERYONE)
    for allowed in (none, all_roles, one):
        await channel.send(text, allowed_mentions=allowed)
    seen = pg.messages("general")
    assert [[], [readers.id], [], [], [readers.id, quiet.id], [quiet.id]] == [each.pinged_roles for each in seen]
    assert [False, False, False, False, True, False] == [each.data["mention_everyone"] for each in seen]


async def test_roles_in_components_are_pinged(pg: Playground, login: Login) -> None:
    """The texts of components v2 ping as content does, at the top of a forum's post too."""
    bot = await login(pg)
    host = next(role for role in pg.guild().roles.values() if role.name == "Host")
    view = discord.ui.LayoutView(timeout=None)
    view.add_item(discord.ui.Container(discord.ui.TextDisplay(f"<@&{host.id}> What if?")))
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    post = await forum.create_thread(
        name="No plague", view=view, allowed_mentions=discord.AllowedMentions(roles=[discord.Object(host.id)])
    )
    assert [host.id] == pg.messages(post.thread.id)[0].pinged_roles


async def test_role_that_everyone_has(pg: Playground, login: Login) -> None:
    """How many have each role is told to who may manage roles: one that all have is as loud as @everyone."""
    bot = await login(pg)
    guild = pg.guild()
    people = [member.user for member in guild.members.values()]
    all_have = pg.staff.create_role(guild, "Community", members=people)
    here = bot.get_guild(guild.id)
    assert here is not None
    allow_roles(pg, allowed=False)
    with pytest.raises(discord.Forbidden):
        await here.role_member_counts()
    allow_roles(pg)
    counts = {role.id: count for role, count in (await here.role_member_counts()).items()}
    assert len(people) == counts[all_have.id]
    assert guild.id not in counts


async def test_deleted_role(pg: Playground, login: Login) -> None:
    """A deleted role is told, is nobody's and pings nobody."""
    bot = await login(pg)
    heard: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def on_guild_role_create(role: discord.Role) -> None:
        heard.put_nowait(("create", role.name))

    async def on_guild_role_delete(role: discord.Role) -> None:
        heard.put_nowait(("delete", role.name))

    for listener in (on_guild_role_create, on_guild_role_delete):
        setattr(bot, listener.__name__, listener)
    guild, ben = pg.guild(), pg.member("ben")
    role = pg.staff.create_role(guild, "Readers", members=[ben.user], mentionable=True)
    pg.staff.set_overwrite(pg.channel("staff"), role, allow=Permission.VIEW_CHANNEL)
    await ben.say("staff", "may I?")
    pg.staff.delete_role(guild, role)
    assert [("create", "Readers"), ("delete", "Readers")] == [await asyncio.wait_for(heard.get(), 20) for _ in range(2)]
    assert not pg.hub.permissions_of(ben.id, pg.channel("staff")) & Permission.VIEW_CHANNEL
    await text_channel(bot, pg).send(f"<@&{role.id}>", allowed_mentions=discord.AllowedMentions(roles=True))
    assert [] == pg.messages("general")[0].pinged_roles


async def test_deleted_channels(pg: Playground, login: Login) -> None:
    """A channel made and deleted is told, with what hung below it; posting there answers 10003."""
    bot = await login(pg)
    heard: asyncio.Queue[tuple[str, int]] = asyncio.Queue()

    def listener(name: str) -> None:
        async def listen(channel: discord.abc.Snowflake) -> None:
            heard.put_nowait((name, channel.id))

        setattr(bot, f"on_{name}", listen)

    for name in ("guild_channel_create", "guild_channel_delete", "thread_delete"):
        listener(name)
    made = pg.staff.create_channel(pg.guild(), "prompts")
    assert ("guild_channel_create", made.id) == await asyncio.wait_for(heard.get(), 20)
    channel = bot.get_channel(made.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await (await channel.send("What if?")).create_thread(name="Talk")
    pg.staff.delete_channel(made)
    assert ("thread_delete", thread.id) == await asyncio.wait_for(heard.get(), 20)
    assert ("guild_channel_delete", made.id) == await asyncio.wait_for(heard.get(), 20)
    for place in (channel, thread):
        with pytest.raises(discord.NotFound) as caught:
            await place.send("late")
        assert 10003 == caught.value.code


async def test_forum_wants_tags_from_now_on(pg: Playground, login: Login) -> None:
    """Staff who make tags required are heard: the client knows of it, and a post without one answers 40067."""
    bot = await login(pg)
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    pg.staff.require_tag(pg.channel("what-if"))
    await pg.until(lambda: forum.flags.require_tag)
    with pytest.raises(discord.HTTPException) as caught:
        await forum.create_thread(name="x", content="x")
    assert 40067 == caught.value.code
    pg.staff.require_tag(pg.channel("what-if"), required=False)
    await forum.create_thread(name="x", content="x")


async def test_the_bot_gives_and_takes_roles(pg: Playground, login: Login) -> None:
    """A role below its own, with Manage Roles; a second time changes nothing, and the member's change is told."""
    bot = await login(pg)
    guild, ben = pg.guild(), pg.member("ben")
    allow_roles(pg)
    reviewer = discord.Object(next(role for role in guild.roles.values() if role.name == "Reviewer").id)
    before = pg.moment
    await bot.http.add_role(guild.id, ben.id, reviewer.id)
    await bot.http.add_role(guild.id, ben.id, reviewer.id)
    assert ["Reviewer"] == pg.roles_of("ben")
    await pg.wait_for(lambda event: event.name == "GUILD_MEMBER_UPDATE", since=before)
    await bot.http.remove_role(guild.id, ben.id, reviewer.id)
    await bot.http.remove_role(guild.id, ben.id, reviewer.id)
    assert [] == pg.roles_of("ben")
    assert 2 == sum(event.name == "GUILD_MEMBER_UPDATE" for event in pg.hub.events.log if event.number > before)


async def test_roles_that_the_bot_may_not_give(pg: Playground, login: Login) -> None:
    """None without Manage Roles, none above its own, none that an application brought, not everyone's, none unknown."""
    bot = await login(pg)
    guild, ben = pg.guild(), pg.member("ben")
    roles = {role.name: role for role in guild.roles.values()}

    async def answer(role_id: int, user_id: int = ben.id) -> int:
        with pytest.raises(discord.HTTPException) as caught:
            await bot.http.add_role(guild.id, user_id, role_id)
        return caught.value.code

    allow_roles(pg, allowed=False)
    assert 50013 == await answer(roles["Reviewer"].id)
    allow_roles(pg)
    higher = pg.staff.create_role(guild, "Higher")
    assert [50013, 50028, 50028] == [await answer(role.id) for role in (higher, roles["Clio"], roles["@everyone"])]
    assert [10011, 10007] == [await answer(1), await answer(roles["Reviewer"].id, 1)]
    assert [] == pg.roles_of("ben")


def allow_roles(pg: Playground, *, allowed: bool = True) -> None:
    """The bot may manage roles from now on, or no more."""
    own = next(role for role in pg.guild().roles.values() if role.bot_id)
    others = own.permissions & ~int(Permission.MANAGE_ROLES)
    pg.staff.set_role_permissions(pg.guild(), own, others | (Permission.MANAGE_ROLES if allowed else 0))
