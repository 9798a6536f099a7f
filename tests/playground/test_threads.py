"""Threads and forum posts, by an unmodified client."""

import discord
import pytest

from playground import Playground, Refused
from playground.world import REQUIRE_TAG
from tests.playground.clients import Bot, Login


def forum_of(bot: Bot, pg: Playground) -> discord.ForumChannel:
    """The forum as the client knows it."""
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    return forum


def general_of(bot: Bot, pg: Playground) -> discord.TextChannel:
    """The channel as the client knows it."""
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    return channel


async def test_thread_from_a_message(pg: Playground, login: Login) -> None:
    """A message starts one thread, which takes its id; a second one is refused with 160004."""
    bot = await login(pg)
    message = await general_of(bot, pg).send("What if?")
    thread = await message.create_thread(name="Talk")
    assert (message.id, "Talk") == (thread.id, thread.name)
    await thread.send("first")
    said = await pg.member("ben").say("Talk", "second")
    assert "second" == said.content
    assert ["first", "second"] == [seen.content for seen in pg.messages("Talk")][1:]
    with pytest.raises(discord.HTTPException) as caught:
        await message.create_thread(name="Again")
    assert 160004 == caught.value.code
    fetched = await bot.fetch_channel(thread.id)
    assert isinstance(fetched, discord.Thread)
    assert (2, 2) == (fetched.message_count, fetched.member_count)
    assert {message.author.id, pg.member("ben").id} == {member.id for member in await fetched.fetch_members()}


async def test_thread_without_a_message(pg: Playground, login: Login) -> None:
    """A thread of its own is announced in its channel; joining and leaving are told."""
    bot = await login(pg)
    channel = general_of(bot, pg)
    thread = await channel.create_thread(name="Side talk", type=discord.ChannelType.public_thread)
    assert ["Side talk"] == [seen.content for seen in pg.messages("general")]
    await thread.leave()
    assert pg.channel("Side talk").thread_member_ids == {}
    await thread.join()
    await thread.add_user(discord.Object(pg.member("ben").id))
    assert 2 == len(pg.channel("Side talk").thread_member_ids)


async def test_private_thread(pg: Playground, login: Login) -> None:
    """A private thread needs its own permission."""
    bot = await login(pg)
    with pytest.raises(discord.Forbidden) as caught:
        await general_of(bot, pg).create_thread(name="Secret")
    assert 50013 == caught.value.code


async def test_forum_post(pg: Playground, login: Login) -> None:
    """A forum post has tags and a first message with its own id."""
    bot = await login(pg)
    forum = forum_of(bot, pg)
    tag = forum.available_tags[1]
    post = await forum.create_thread(name="No plague", content="1348", applied_tags=[tag])
    assert post.thread.id == post.message.id
    assert ["Middle Ages"] == [applied.name for applied in post.thread.applied_tags]
    assert ["1348"] == [seen.content for seen in pg.messages("No plague")]
    with pytest.raises(discord.HTTPException):
        await bot.http.send_message(forum.id, params=discord.http.handle_message_parameters("in the forum itself"))


async def test_required_tag(pg: Playground, login: Login) -> None:
    """A forum that requires a tag refuses a post without one with 40067; an unknown tag is a fault of the bot."""
    bot = await login(pg)
    pg.channel("what-if").flags |= REQUIRE_TAG
    forum = forum_of(bot, pg)
    with pytest.raises(discord.HTTPException) as caught:
        await forum.create_thread(name="Untagged", content="x")
    assert 40067 == caught.value.code
    stranger = discord.ForumTag(name="Not here")
    stranger.id = 1
    with pytest.raises(discord.HTTPException) as caught:
        await forum.create_thread(name="Strange", content="x", applied_tags=[stranger])
    assert 50035 == caught.value.code
    assert 1 == len(pg.take_violations())
    assert {} == pg.guild().threads


async def test_moderated_tag(pg: Playground, login: Login) -> None:
    """A moderated tag needs Manage Threads."""
    bot = await login(pg)
    pg.channel("what-if").tags[0].moderated = True
    forum = forum_of(bot, pg)
    with pytest.raises(discord.Forbidden):
        await forum.create_thread(name="x", content="x", applied_tags=[forum.available_tags[0]])


async def test_archived(pg: Playground, login: Login) -> None:
    """A locked archived thread takes no message; the bot archives its own; lists tell active and archived apart."""
    bot = await login(pg)
    channel = general_of(bot, pg)
    one = await channel.create_thread(name="One", type=discord.ChannelType.public_thread)
    two = await channel.create_thread(name="Two", type=discord.ChannelType.public_thread)
    pg.staff.archive(pg.channel("One"), locked=True)
    with pytest.raises(discord.HTTPException) as caught:
        await one.send("late")
    assert 50083 == caught.value.code
    await two.edit(archived=True, name="Two, closed")
    assert [] == await channel.guild.active_threads()
    archived = {thread.name async for thread in channel.archived_threads()}
    assert {"One", "Two, closed"} == archived
    await two.send("wakes it up")
    assert not pg.channel("Two, closed").archived


async def test_too_many_threads(pg: Playground, login: Login) -> None:
    """Beyond the most active threads of a server another one is refused with 160006."""
    pg.hub.most_active_threads = 1
    bot = await login(pg)
    forum = forum_of(bot, pg)
    await forum.create_thread(name="One", content="x")
    with pytest.raises(discord.HTTPException) as caught:
        await forum.create_thread(name="Two", content="x")
    assert 160006 == caught.value.code


async def test_members_start_threads(pg: Playground) -> None:
    """Members start threads and forum posts too."""
    ben = pg.member("ben")
    thread = await ben.start_thread("general", "Ben's", message=await ben.say("general", "look"))
    await pg.member("anna").say(thread, "nice")
    post = await ben.post("what-if", "What if", "no Waterloo", tags=["Challenge"])
    assert ["Ben's", "What if"] == [found.name for found in pg.guild().threads.values()]
    assert 1 == len(pg.messages(post))


async def test_members_are_bound_by_the_rules_of_threads_too(pg: Playground) -> None:
    """A name too long, no words, a missing, unknown or reserved tag are refused; who manages threads needs no tag."""
    forum = pg.channel("what-if")
    forum.flags |= REQUIRE_TAG
    forum.tags[0].moderated = True
    ben, anna = pg.member("ben"), pg.member("anna")
    tag = forum.tags[1].name
    for name, words, tags, why in (
        (" ", "x", [tag], "a name of 1 to 100"),
        ("x" * 101, "x", [tag], "a name of 1 to 100"),
        ("x", "", [tag], "1 to 2000"),
        ("x", "x", [], "wants a tag"),
        ("x", "x", ["Gossip"], "no tag 'Gossip'"),
        ("x", "x", [forum.tags[0].name], "kept for moderators"),
        ("x", "x", [tag] * 6, "at most 5"),
    ):
        with pytest.raises(Refused, match=why):
            await ben.post("what-if", name, words, tags=tags)
    with pytest.raises(Refused, match="a name of 1 to 100"):
        await ben.start_thread("general", "x" * 101)
    assert {} == pg.guild().threads
    await anna.post("what-if", "Rules", "Be kind")
    assert ["Rules"] == [found.name for found in pg.guild().threads.values()]
