"""Reactions, by an unmodified client and by members."""

import asyncio
import time

import aiohttp
import discord
import pytest

from playground import Permission, Playground, Refused
from playground.openapi import Document
from tests.playground.clients import Bot, Login

HEARING = discord.Intents(guilds=True, messages=True, reactions=True)


async def written(bot: Bot, pg: Playground, text: str = "Question 1") -> discord.Message:
    """A message of the bot's in #general."""
    channel = bot.get_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    return await channel.send(text)


async def test_bot_reacts(pg: Playground, login: Login) -> None:
    """The bot's reaction stands in the message, its own; twice is once; taken back it is gone."""
    bot = await login(pg)
    message = await written(bot, pg)
    await message.add_reaction("✅")
    await message.add_reaction("✅")
    await message.add_reaction("3️⃣")
    fetched = await message.channel.fetch_message(message.id)
    assert [("✅", 1, True), ("3️⃣", 1, True)] == [(str(r.emoji), r.count, r.me) for r in fetched.reactions]
    await pg.member("ben").react(pg.messages("general")[0], "✅")
    fetched = await message.channel.fetch_message(message.id)
    users = [user.name async for user in fetched.reactions[0].users()]
    assert {"Clio", "ben"} == set(users)
    assert {"✅": 2, "3️⃣": 1} == pg.messages("general")[0].reactions
    assert bot.user is not None
    await message.remove_reaction("✅", bot.user)
    await message.remove_reaction("3️⃣", bot.user)
    assert {"✅": 1} == pg.messages("general")[0].reactions


async def test_forms_with_and_without_colour_are_one(pg: Playground) -> None:
    """A heart with the selector for colour and one without are the same reaction."""
    said = await pg.member("ben").say("general", "look")
    await pg.member("anna").react(said, "❤️")
    await pg.member("ben").react(said, "❤")
    assert {"❤️": 2} == said.now().reactions


async def test_unknown_emoji(pg: Playground, login: Login) -> None:
    """What is no emoji of Unicode, and an emoji of a server that is not here, are answered with 10014."""
    message = await written(await login(pg), pg)
    for wrong in ("✓", "yes", "clio:123456789012345678"):
        with pytest.raises(discord.HTTPException) as caught:
            await message.add_reaction(wrong)
        assert (400, 10014) == (caught.value.status, caught.value.code)


async def test_permissions(pg: Playground, login: Login) -> None:
    """A new reaction needs Add Reactions, joining one only Read Message History; taking others' Manage Messages."""
    bot = await login(pg)
    message = await written(bot, pg)
    ben = pg.member("ben")
    general, clio = pg.channel("general"), pg.world.application.bot
    pg.staff.set_overwrite(general, clio, deny=Permission.ADD_REACTIONS)
    with pytest.raises(discord.Forbidden) as caught:
        await message.add_reaction("✅")
    assert 50013 == caught.value.code
    seen = pg.messages("general")[0]
    await ben.react(seen, "✅")
    await message.add_reaction("✅")
    with pytest.raises(discord.Forbidden):
        await message.remove_reaction("✅", discord.Object(ben.id))
    with pytest.raises(discord.Forbidden):
        await message.clear_reactions()
    pg.staff.set_overwrite(general, clio, allow=Permission.MANAGE_MESSAGES, deny=Permission.READ_MESSAGE_HISTORY)
    with pytest.raises(discord.Forbidden):
        await message.add_reaction("✅")
    await message.remove_reaction("✅", discord.Object(ben.id))
    assert {"✅": 1} == seen.now().reactions
    await message.clear_reactions()
    assert {} == seen.now().reactions


async def test_members_permissions(pg: Playground) -> None:
    """Members are held to the same, and only moderators take others' reactions away."""
    anna, ben = pg.member("anna"), pg.member("ben")
    said = await ben.say("general", "look")
    pg.staff.set_overwrite(pg.channel("general"), ben.user, deny=Permission.ADD_REACTIONS)
    with pytest.raises(Refused, match="ADD_REACTIONS"):
        await ben.react(said, "🎉")
    await anna.react(said, "🎉")
    await ben.react(said, "🎉")
    with pytest.raises(Refused, match="MANAGE_MESSAGES"):
        await ben.unreact(said, "🎉", of=anna)
    with pytest.raises(Refused, match="Unknown Emoji"):
        await anna.react(said, "party")
    await anna.unreact(said, "🎉", of=ben)
    await anna.unreact(said, "🎉")
    await anna.react(said, "👍")
    await anna.react(said, "👎")
    await anna.clear_reactions(said, "👎")
    assert {"👍": 1} == said.now().reactions


async def test_events_need_their_intent(pg: Playground, login: Login) -> None:
    """Reactions are told under their own intent, with the member who reacted; without it nothing is heard."""
    bot = await login(pg, intents=HEARING)
    message = await written(bot, pg)
    ben = pg.member("ben")
    seen = pg.messages("general")[0]
    added = asyncio.ensure_future(bot.wait_for("raw_reaction_add", timeout=20))
    gone = asyncio.ensure_future(bot.wait_for("raw_reaction_remove", timeout=20))
    await asyncio.sleep(0)
    await ben.react(seen, "✅")
    await ben.unreact(seen, "✅")
    event = await added
    assert event.member is not None
    assert (message.id, ben.id, "✅", "ben") == (
        event.message_id,
        event.user_id,
        str(event.emoji),
        event.member.name,
    )
    assert ben.id == (await gone).user_id
    cleared = asyncio.ensure_future(bot.wait_for("raw_reaction_clear", timeout=20))
    await asyncio.sleep(0)
    await pg.member("anna").clear_reactions(seen)
    assert message.id == (await cleared).message_id


async def test_without_the_intent_no_reaction_is_heard(pg: Playground, login: Login) -> None:
    """A bot that asked for messages only hears the next message, not the reaction before it."""
    bot = await login(pg)
    await written(bot, pg)
    heard: list[object] = []
    bot.on_raw_reaction_add = heard.append  # type: ignore[attr-defined]
    await pg.member("ben").react(pg.messages("general")[0], "✅")
    await pg.member("ben").say("general", "after it")
    while "ben" != (await bot.hear("message")).author.name:
        pass
    assert [] == heard


async def test_limit_of_their_own(pg: Playground) -> None:
    """All routes of reactions of a channel share one bucket of one request in a quarter of a second."""
    general, quiz = [(await pg.member("ben").say(place, "look")).record for place in ("general", "quiz")]
    headers = {"Authorization": f"Bot {pg.token}"}
    statuses = []
    async with aiohttp.ClientSession(headers=headers) as http:
        for record, method, emoji in ((general, "PUT", "✅"), (general, "DELETE", "👍"), (quiz, "PUT", "✅")):
            url = f"{pg.api_url}/channels/{record.channel_id}/messages/{record.id}/reactions/{emoji}/@me"
            async with http.request(method, url) as response:
                statuses.append(response.status)
                left = response.headers["X-RateLimit-Remaining"]
    assert ([204, 429, 204], "0") == (statuses, left)


async def test_client_waits_for_the_limit(pg: Playground, login: Login) -> None:
    """discord.py spaces its reactions instead of running into the limit."""
    message = await written(await login(pg), pg)
    started = time.monotonic()
    for emoji in ("1️⃣", "2️⃣", "3️⃣"):
        await message.add_reaction(emoji)
    assert 0.5 <= time.monotonic() - started
    assert 0 == pg.limits.hits


async def test_twenty_different_ones(pg: Playground) -> None:
    """A message has twenty different reactions and no more; those there are can still be joined."""
    anna, ben = pg.member("anna"), pg.member("ben")
    said = await ben.say("general", "look")
    for number in range(20):
        await ben.react(said, chr(0x1F600 + number))
    with pytest.raises(Refused, match="30010"):
        await anna.react(said, "✅")
    await anna.react(said, "😀")
    assert 2 == said.now().reactions["😀"]


async def test_reactions_survive_edits_and_go_with_the_message(pg: Playground) -> None:
    """An edit keeps the reactions; a deleted message takes none; an ephemeral or archived one neither."""
    ben = pg.member("ben")
    said = await ben.say("general", "frist")
    await ben.react(said, "👀")
    await ben.edit(said, "first")
    assert ({"👀": 1}, "first") == (said.now().reactions, said.now().content)
    thread = await ben.start_thread("general", "Aside")
    inside = await ben.say(thread, "hello")
    pg.staff.archive(thread)
    with pytest.raises(Refused):
        await ben.react(inside, "👀")
    await ben.delete(said)
    with pytest.raises(Refused):
        await ben.react(said, "👀")


async def test_shapes(pg: Playground, document: Document) -> None:
    """The events and the message with reactions have the shapes of the document."""
    ben = pg.member("ben")
    with pg.observe(ben.id) as events:
        said = await ben.say("general", "look")
        await ben.react(said, "👀")
        told = [await events.get(), await events.get()]
    assert "MESSAGE_REACTION_ADD" == told[1]["t"]
    assert [] == document.event("MESSAGE_REACTION_ADD", told[1]["d"])
    assert [] == document.shape("MessageResponse", said.now().data)
    assert ["the playground's event MESSAGE_REACTION_ADD: "] == [
        sentence[: sentence.index(": ") + 2]
        for sentence in document.event("MESSAGE_REACTION_ADD", {**told[1]["d"], "emoji": {"name": "👀"}})
    ]
