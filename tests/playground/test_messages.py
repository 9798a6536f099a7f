"""Messages that an unmodified client writes, changes, reads and hears of."""

import asyncio
import io

import aiohttp
import discord
import pytest
from discord import ui

from playground import Playground
from tests.playground.clients import Login, text_channel

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02"
CONTENT = 1 << 15


async def test_write_edit_delete(pg: Playground, login: Login) -> None:
    """A message is written, changed and deleted, and each is told to the bot."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    written = await channel.send("  hello  ", embed=discord.Embed(title="1815", description="Waterloo"))
    assert "hello" == written.content
    assert pg.member("Clio").id == (await bot.hear("message")).author.id
    edited = await written.edit(content=None)
    assert ("", "1815") == (edited.content, edited.embeds[0].title)
    assert edited.edited_at is not None
    await written.delete()
    assert [] == pg.messages("general")
    with pytest.raises(discord.NotFound) as caught:
        await written.edit(content="gone")
    assert 10008 == caught.value.code


async def test_history(pg: Playground, login: Login) -> None:
    """History goes backwards from the newest, or before, after or around a message."""
    bot = await login(pg)
    said = [await pg.member("ben").say("general", str(number)) for number in range(7)]
    channel = text_channel(bot, pg)
    pg.limits.enabled = False

    ids = [message.id async for message in channel.history(limit=3)]
    assert [seen.id for seen in said[:3:-1]] == ids
    third = discord.Object(said[3].id)
    assert [seen.id for seen in said[2::-1]] == [m.id async for m in channel.history(before=third)]
    assert [seen.id for seen in said[4:]] == [m.id async for m in channel.history(after=third)]
    around = {m.id async for m in channel.history(around=third, limit=3)}
    assert {seen.id for seen in said[2:5]} == around


async def test_files_are_served_back(pg: Playground, login: Login) -> None:
    """Uploaded files come back under their address, pictures with their size; an edit keeps those that it names."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    files = [
        discord.File(io.BytesIO(PNG), "map.png", description="a map"),
        discord.File(io.BytesIO(b"x"), "my file.txt"),
    ]
    written = await channel.send("see", files=files)
    first, second = written.attachments
    assert ("map.png", "a map", 3, 2, "image/png") == (
        first.filename,
        first.description,
        first.width,
        first.height,
        first.content_type,
    )
    assert "my_file.txt" == second.filename
    async with aiohttp.ClientSession() as session, session.get(first.url) as response:
        assert (PNG, "image/png") == (await response.read(), response.content_type)
    edited = await written.edit(attachments=[second])
    assert [second.id] == [attachment.id for attachment in edited.attachments]


async def test_a_new_file_takes_the_place_of_its_namesake(pg: Playground, login: Login) -> None:
    """attachment:// means the newest file of that name; words of a kept file can change; a dropped one is unknown."""
    bot = await login(pg)
    channel = text_channel(bot, pg)

    def card(words: str) -> ui.LayoutView:
        view = ui.LayoutView(timeout=None)
        view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://map.png", description=words)))
        return view

    written = await channel.send(view=card("1917"), file=discord.File(io.BytesIO(PNG), "map.png", description="old"))
    old = written.attachments[0]
    new = discord.File(io.BytesIO(PNG + b"new"), "map.png", description="new")
    edited = await written.edit(view=card("1918"), attachments=[old, new])
    item = pg.messages("general")[0].components[0]["items"][0]
    assert (edited.attachments[1].url, "1918") == (item["media"]["url"], item["description"])
    url = f"{pg.api_url}/channels/{channel.id}/messages/{written.id}"
    async with aiohttp.ClientSession(headers={"Authorization": f"Bot {pg.token}"}) as http:
        kept = [{"id": str(old.id), "description": "a map of Petrograd"}]
        assert 200 == (await http.patch(url, json={"attachments": kept})).status
    assert [(str(old.id), "a map of Petrograd")] == [
        (file["id"], file["description"]) for file in pg.messages("general")[0].attachments
    ]
    with pytest.raises(discord.HTTPException) as caught:
        await edited.edit(view=card("1919"), attachments=[])
    assert 50035 == caught.value.code
    assert 1 == len(pg.take_violations())


async def test_large_file(pg: Playground, login: Login) -> None:
    """A file above ten mebibytes is refused with 40005."""
    bot = await login(pg)
    with pytest.raises(discord.HTTPException) as caught:
        await text_channel(bot, pg).send(file=discord.File(io.BytesIO(bytes((10 << 20) + 1)), "large.bin"))
    assert (413, 40005) == (caught.value.status, caught.value.code)


async def test_embed_uses_an_attachment(pg: Playground, login: Login) -> None:
    """A picture that an embed shows by attachment:// is not listed among the files, also after an edit."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    embed = discord.Embed(title="Map").set_image(url="attachment://map.png")
    written = await channel.send(embed=embed, file=discord.File(io.BytesIO(PNG), "map.png"))
    assert [] == written.attachments
    assert str(written.embeds[0].image.url).startswith(pg.url)
    assert 3 == written.embeds[0].image.width
    edited = await written.edit(content="a map")
    assert ([], "Map") == (edited.attachments, edited.embeds[0].title)


async def test_mentions(pg: Playground, login: Login) -> None:
    """Only who is allowed by allowed_mentions and permissions is pinged; an unmentionable role and everyone are not."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    anna, ben = pg.member("anna").id, pg.member("ben").id
    roles = {role.name: role.id for role in pg.guild().roles.values()}
    text = f"<@{anna}> <@{ben}> <@&{roles['Host']}> <@&{roles['Moderator']}> @everyone"
    everything = await channel.send(text)
    assert ({anna, ben}, [roles["Host"]], False) == (
        {user.id for user in everything.mentions},
        [role.id for role in everything.role_mentions],
        everything.mention_everyone,
    )
    nobody = await channel.send(text, allowed_mentions=discord.AllowedMentions.none())
    assert ([], []) == (nobody.mentions, nobody.role_mentions)
    only = await channel.send(text, allowed_mentions=discord.AllowedMentions(users=[discord.Object(ben)], roles=False))
    assert [ben] == [user.id for user in only.mentions]


async def test_reply(pg: Playground, login: Login) -> None:
    """An answer quotes what it answers and pings its author, unless told not to; to a deleted message it is refused."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    said = await pg.member("ben").say("general", "who?")
    question = channel.get_partial_message(said.id)
    answer = await question.reply("you")
    assert discord.MessageType.reply == answer.type
    assert [said.record.author_id] == [user.id for user in answer.mentions]
    assert isinstance(answer.reference and answer.reference.resolved, discord.Message)
    quiet = await question.reply("you", mention_author=False)
    assert [] == quiet.mentions
    await pg.member("ben").delete(said)
    with pytest.raises(discord.HTTPException) as caught:
        await question.reply("late")
    assert 50035 == caught.value.code
    assert 1 == len(pg.take_violations())


async def test_nonce(pg: Playground, login: Login) -> None:
    """A repeated nonce gives the message that was written first; discord.py's re-send after a 500 relies on it."""
    bot = await login(pg)
    channel = text_channel(bot, pg)
    first = await channel.send("once", nonce="what-if-42")
    assert first.id == (await channel.send("once", nonce="what-if-42")).id
    fault = pg.faults.fail("POST", "/channels/*/messages", status=500, after_effect=True)
    await channel.send("twice?", nonce="what-if-43")
    assert 1 == fault.seen
    assert ["once", "twice?"] == [seen.content for seen in pg.messages("general")]


async def test_a_forum_post_has_no_nonce(pg: Playground, login: Login) -> None:
    """A forum post is made twice when the answer is lost after it took effect, for discord.py sends it again."""
    bot = await login(pg)
    forum = bot.get_channel(pg.channel("what-if").id)
    assert isinstance(forum, discord.ForumChannel)
    pg.faults.fail("POST", "/channels/*/threads", status=502, after_effect=True)
    await forum.create_thread(name="Twice", content="x")
    assert ["Twice", "Twice"] == [thread.name for thread in pg.guild().threads.values()]


async def test_content_is_withheld(pg: Playground, login: Login) -> None:
    """Without Message Content others' words are empty but in conversations, when mentioned, and in pinging replies."""
    intents = discord.Intents(guilds=True, messages=True)
    bot = await login(pg, intents=intents)
    channel = text_channel(bot, pg)
    own = await channel.send("mine")
    ben = pg.member("ben")
    await ben.say("general", "secret")
    await ben.say("general", f"<@{own.author.id}> hello")
    await ben.say("general", "answer", reply_to=pg.messages("general")[0])
    await ben.in_dm().say("in private")
    heard = [(await bot.hear("message")).content for _ in range(5)]
    assert ["mine", "", f"<@{own.author.id}> hello", "answer", "in private"] == heard


async def test_content_with_the_intent(pg: Playground, login: Login) -> None:
    """With Message Content switched on all words arrive."""
    pg.world.application.privileged_intents = CONTENT
    bot = await login(pg, intents=discord.Intents(guilds=True, messages=True, message_content=True))
    await pg.member("ben").say("general", "open")
    assert "open" == (await bot.hear("message")).content


async def test_intents_decide_events(pg: Playground, login: Login) -> None:
    """Without the intent for messages in servers only those of conversations arrive."""
    bot = await login(pg, intents=discord.Intents(guilds=True, dm_messages=True))
    await pg.member("ben").say("general", "unheard")
    await pg.member("ben").in_dm().say("heard")
    assert "heard" == (await bot.hear("message")).content
    assert bot.heard.empty()


async def test_typing(pg: Playground, login: Login) -> None:
    """Typing is told to those who see the channel."""
    bot = await login(pg)
    with pg.observe(pg.member("ben").id) as events:
        async with text_channel(bot, pg).typing():
            told = await asyncio.wait_for(events.get(), 20)
    assert ("TYPING_START", str(pg.world.application.bot.id)) == (told["t"], told["d"]["user_id"])


async def test_members_write_and_edit(pg: Playground) -> None:
    """Members write, change and delete their own messages; waiting finds what has happened and what will."""
    ben = pg.member("ben")
    said = await ben.say("general", "first", files=[("a.txt", b"a")])
    assert "first" == (await pg.wait_for_message("general")).content
    mark = pg.moment
    later = asyncio.create_task(pg.wait_for_message("general", lambda seen: "2" in seen.text, edited=True, since=mark))
    await ben.edit(said, "first 2")
    assert said.id == (await later).id
    with pytest.raises(TimeoutError, match="MESSAGE_UPDATE"):
        await pg.wait_for_message("general", lambda seen: "3" in seen.text, timeout=0.01)
    await ben.delete(said)
    assert not said.exists
