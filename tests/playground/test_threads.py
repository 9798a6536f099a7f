"""Threads and forum posts, by an unmodified client."""

import asyncio
from datetime import timedelta

import discord
import pytest

from playground import Permission, Playground, Refused
from playground.world import REQUIRE_TAG
from tests.playground.clients import Bot, Login, text_channel


def forum_of(bot: Bot, pg: Playground) -> discord.ForumChannel:
    """The forum as the client knows it."""
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    return forum


async def test_thread_from_a_message(pg: Playground, login: Login) -> None:
    """A message starts one thread, which takes its id; a second one is refused with 160004."""
    bot = await login(pg)
    message = await text_channel(bot, pg).send("What if?")
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
    channel = text_channel(bot, pg)
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
        await text_channel(bot, pg).create_thread(name="Secret")
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
    channel = text_channel(bot, pg)
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


async def test_archived_threads_come_in_pages(pg: Playground, login: Login) -> None:
    """Archived threads are listed from the last archived back, in pages that say whether there are more."""
    bot = await login(pg)
    forum = forum_of(bot, pg)
    pg.limits.enabled = False
    names = [f"Post {number}" for number in range(5)]
    for name in names:
        await forum.create_thread(name=name, content="x")
    for name in names:
        pg.move_clock(timedelta(minutes=1))
        pg.staff.archive(pg.channel(name))
    first = await bot.http.get_public_archived_threads(forum.id, limit=2)
    assert (["Post 4", "Post 3"], True) == ([t["name"] for t in first["threads"]], first["has_more"])
    assert 2 == len(first["members"])
    last = first["threads"][-1]["thread_metadata"]["archive_timestamp"]
    rest = await bot.http.get_public_archived_threads(forum.id, before=last, limit=3)
    assert (["Post 2", "Post 1", "Post 0"], False) == ([t["name"] for t in rest["threads"]], rest["has_more"])
    assert names[::-1] == [thread.name async for thread in forum.archived_threads(limit=None)]
    with pytest.raises(discord.HTTPException) as caught:
        await bot.http.get_public_archived_threads(forum.id, before="yesterday")
    assert 50035 == caught.value.code
    assert pg.take_violations()


async def test_threads_rest_when_nobody_writes(pg: Playground, login: Login) -> None:
    """A thread is archived when nothing happened in it for its time; a message starts that anew and opens it again."""
    bot = await login(pg)
    heard: asyncio.Queue[tuple[bool, bool]] = asyncio.Queue()

    async def on_thread_update(before: discord.Thread, after: discord.Thread) -> None:
        heard.put_nowait((before.archived, after.archived))

    bot.on_thread_update = on_thread_update  # type: ignore[attr-defined]
    post = await forum_of(bot, pg).create_thread(name="No plague", content="1348", auto_archive_duration=1440)
    thread = pg.channel("No plague")
    pg.move_clock(timedelta(hours=20))
    await pg.member("ben").say(thread, "rats")
    pg.move_clock(timedelta(hours=20))
    assert not thread.archived
    pg.move_clock(timedelta(hours=5))
    assert thread.archived
    assert (False, True) == await asyncio.wait_for(heard.get(), 20)
    assert "No plague" in [found.name async for found in forum_of(bot, pg).archived_threads()]
    await post.thread.send("back again")
    assert not thread.archived
    pg.move_clock(timedelta(hours=25))
    assert thread.archived


async def test_thread_counts(pg: Playground, login: Login) -> None:
    """A thread counts its messages without its first one; deleted ones stay in the total; those in it are counted."""
    bot = await login(pg)
    post = await forum_of(bot, pg).create_thread(name="No plague", content="1348")
    said = [await pg.member(name).say("No plague", "x") for name in ("ben", "chiara", "ben")]
    await pg.member("ben").delete(said[0])
    fetched = await bot.fetch_channel(post.thread.id)
    assert isinstance(fetched, discord.Thread)
    assert (2, 3, 3) == (fetched.message_count, fetched.total_message_sent, fetched.member_count)
    assert fetched.created_at is not None
    assert timedelta(milliseconds=1) > abs(fetched.created_at - fetched.archive_timestamp)  # the last digit is rounded


async def test_who_may_change_a_thread(pg: Playground, login: Login) -> None:
    """The bot changes tags and name of its own posts, opens others' again, and no more without Manage Threads."""
    bot = await login(pg)
    forum = forum_of(bot, pg)
    own = (await forum.create_thread(name="No plague", content="1348")).thread
    edited = await own.edit(applied_tags=[forum.available_tags[1]], name="No plague at all")
    assert (["Middle Ages"], "No plague at all") == ([tag.name for tag in edited.applied_tags], edited.name)
    theirs = await pg.member("ben").post("what-if", "No Waterloo", "1815")
    found = await bot.fetch_channel(theirs.id)
    assert isinstance(found, discord.Thread)
    pg.staff.archive(theirs)
    assert not (await found.edit(archived=False)).archived
    for change in ({"archived": True}, {"name": "Mine"}, {"locked": True}):
        with pytest.raises(discord.Forbidden):
            await found.edit(**change)
    pg.staff.archive(theirs, locked=True)
    with pytest.raises(discord.Forbidden):
        await found.edit(archived=False)
    pg.staff.lock(pg.channel(own.id))
    with pytest.raises(discord.Forbidden):
        await own.edit(name="Mine")
    role = next(role for role in pg.guild().roles.values() if role.bot_id)
    pg.staff.set_role_permissions(pg.guild(), role, role.permissions | Permission.MANAGE_THREADS)
    assert not (await found.edit(archived=False, locked=False)).locked
    await found.edit(archived=True)
    with pytest.raises(discord.HTTPException) as caught:
        await found.edit(name="Shut")
    assert 50083 == caught.value.code


async def test_opening_needs_room(pg: Playground, login: Login) -> None:
    """An archived thread is not opened again where there are as many active ones as may be: 160006."""
    bot = await login(pg)
    forum = forum_of(bot, pg)
    first = (await forum.create_thread(name="One", content="x")).thread
    first = await first.edit(archived=True)
    await forum.create_thread(name="Two", content="x")
    pg.hub.most_active_threads = 1
    with pytest.raises(discord.HTTPException) as caught:
        await first.edit(archived=False)
    assert 160006 == caught.value.code


async def test_reactions_are_counted_in_histories(pg: Playground, login: Login) -> None:
    """History tells how many reacted how, also to messages whose words are withheld, in any page of it."""
    bot = await login(pg)
    thread = await pg.member("ben").post("what-if", "No Waterloo", "1815")
    said = [await pg.member("ben").say(thread, str(number)) for number in range(3)]
    for name in ("anna", "chiara"):
        await pg.member(name).react(said[1], "👍")
    await pg.member("anna").react(said[1], "🎯")
    channel = await bot.fetch_channel(thread.id)
    assert isinstance(channel, discord.Thread)
    for page in (
        {"limit": 3},
        {"after": discord.Object(said[0].id)},
        {"before": discord.Object(said[2].id)},
        {"around": discord.Object(said[1].id), "limit": 3},
    ):
        counts = {m.id: {str(r.emoji): r.count for r in m.reactions} async for m in channel.history(**page)}
        assert {"👍": 2, "🎯": 1} == counts[said[1].id]
        assert {} == next(count for message_id, count in counts.items() if message_id != said[1].id)
