"""Those who are no players: webhooks and other bots; and what a bot may read of what is typed."""

from typing import Any

import discord
import pytest
from discord import ui

from playground import InteractionFailed, Permission, Playground, Refused
from playground.openapi import Document
from tests.playground.clients import Login, text_channel

CONTENT = 1 << 15


async def test_webhook(pg: Playground, login: Login, document: Document) -> None:
    """A webhook's message has its id, is by a bot of any name and of no member, and can be answered without a ping."""
    bot = await login(pg)
    crier = pg.webhook("general", "Town crier")
    said = await crier.say("Hear ye", name="Herald")
    heard = await bot.hear("message")
    assert (crier.user.id, True, "Herald") == (heard.webhook_id, heard.author.bot, heard.author.name)
    assert isinstance(heard.author, discord.User)
    assert [] == document.shape("MessageResponse", said.data)
    answer = await pg.member("ben").say("general", "what?", reply_to=said)
    assert [] == answer.data["mentions"]
    thread = await pg.member("ben").start_thread("general", "Crier's corner")
    await pg.webhook(thread, "Town crier").say("in here")
    assert [pg.member("ben").id] == list(thread.thread_member_ids)


async def test_another_bot(pg: Playground, login: Login) -> None:
    """Another bot writes, answers and reacts as a member does, but presses and commands nothing."""
    bot = await login(pg)
    other = pg.other_bot("Trivia Bot")
    assert other.id == pg.other_bot("Trivia Bot").id
    question = await text_channel(bot, pg).send("Who?", view=ui.View().add_item(ui.Button(label="A", custom_id="a")))
    seen = pg.messages("general")[0]
    answer = await other.say("general", "Kerensky", reply_to=seen)
    await other.react(answer, "👀")
    while "Trivia Bot" != (heard := await bot.hear("message")).author.name:
        pass
    assert (True, question.id, "Kerensky") == (heard.author.bot, heard.reference.message_id, heard.content)
    with pytest.raises(Refused, match="only people"):
        await other.click(seen, "A")


async def test_reply_with_and_without_a_ping(pg: Playground, login: Login) -> None:
    """An answer to the bot is read where it pings; switched off, its words are withheld; both say what they answer."""
    bot = await login(pg, intents=discord.Intents(guilds=True, messages=True))
    question = await text_channel(bot, pg).send("Who?")
    await bot.hear("message")
    seen = pg.messages("general")[0]
    ben = pg.member("ben")
    await ben.say("general", "Lenin", reply_to=seen)
    await ben.say("general", "Trotsky", reply_to=seen, ping=False)
    loud, quiet = await bot.hear("message"), await bot.hear("message")
    assert (["Lenin", ""], [[bot.user], []]) == ([loud.content, quiet.content], [loud.mentions, quiet.mentions])
    assert question.id == loud.reference.message_id == quiet.reference.message_id
    assert "Who?" == quiet.reference.resolved.content


async def test_words_of_others_are_withheld_in_every_place(pg: Playground, login: Login) -> None:
    """Without Message Content the words of others are empty over HTTP and in what a readable message answers."""
    bot = await login(pg)
    ben = pg.member("ben")
    said = await ben.say("general", "secret", files=[("a.txt", b"a")])
    await pg.member("anna").say("general", f"<@{pg.world.application.bot.id}> look", reply_to=said)
    await bot.hear("message")
    heard = await bot.hear("message")
    assert heard.content.endswith("look")
    assert "" == heard.reference.resolved.content
    channel = text_channel(bot, pg)
    fetched = await channel.fetch_message(said.id)
    assert ("", []) == (fetched.content, fetched.attachments)
    assert ["", heard.content] == [message.content async for message in channel.history(oldest_first=True)]
    pg.world.application.privileged_intents = CONTENT
    assert "secret" == (await channel.fetch_message(said.id)).content


async def test_edits_and_deletions_are_told(pg: Playground, login: Login) -> None:
    """A typed guess that is changed or deleted afterwards is told as such, its words withheld as before."""
    bot = await login(pg)
    told: list[tuple[str, Any]] = []

    async def on_raw_message_edit(payload: discord.RawMessageUpdateEvent) -> None:
        told.append(("edit", payload.message.content))

    async def on_raw_message_delete(payload: discord.RawMessageDeleteEvent) -> None:
        told.append(("delete", payload.message_id))

    async def on_raw_bulk_message_delete(payload: discord.RawBulkMessageDeleteEvent) -> None:
        told.append(("purge", sorted(payload.message_ids)))

    for listener in (on_raw_message_edit, on_raw_message_delete, on_raw_bulk_message_delete):
        bot.event(listener)
    ben, anna = pg.member("ben"), pg.member("anna")
    one, two, three = [await ben.say("general", word) for word in ("one", "two", "three")]
    await ben.edit(one, "uno")
    await anna.delete(one)
    pg.staff.purge(pg.channel("general"), [two.record, three.record])
    await pg.until(lambda: 3 == len(told))
    assert [("edit", ""), ("delete", one.id), ("purge", [two.id, three.id])] == told
    with pytest.raises(Refused, match="may not delete"):
        await ben.delete(await anna.say("general", "mine"))


async def test_locked_threads(pg: Playground, login: Login) -> None:
    """A locked thread takes words and commands of moderators alone; an archived one opens when somebody writes."""
    bot = await login(pg)
    ben, anna = pg.member("ben"), pg.member("anna")
    thread = await text_channel(bot, pg).create_thread(name="Round 1", type=discord.ChannelType.public_thread)
    here = pg.channel("Round 1")
    pg.staff.lock(here)
    with pytest.raises(Refused, match="cannot write"):
        await ben.say(here, "late")
    assert [] == ben.commands(here)
    await anna.say(here, "closed")
    with pytest.raises(discord.HTTPException) as caught:
        await thread.send("late")
    assert 160005 == caught.value.code
    pg.staff.reopen(here)
    pg.staff.archive(here)
    await ben.say(here, "open again")
    assert not here.archived
    await thread.send("so it is")


async def test_answer_in_a_locked_archived_thread(pg: Playground, login: Login) -> None:
    """Where a press comes from a thread that was locked and archived meanwhile, the answer is refused: 50083."""
    pg.interactions.deadlines.first_response_s = 0.3
    codes: list[int] = []

    class Ask(ui.View):
        @ui.button(label="A", custom_id="a")
        async def press(self, interaction: discord.Interaction[Any], _: ui.Button[Any]) -> None:
            try:
                await interaction.response.send_message("right", ephemeral=True)
            except discord.HTTPException as error:
                codes.append(error.code)

    bot = await login(pg)
    thread = await text_channel(bot, pg).create_thread(name="Round 1", type=discord.ChannelType.public_thread)
    await thread.send("Who?", view=Ask(timeout=None))
    pg.staff.archive(pg.channel("Round 1"), locked=True)
    with pytest.raises(InteractionFailed, match="50083"):
        await pg.member("ben").click(pg.messages("Round 1")[0], "A")
    assert [50083] == codes


async def test_channel_changes_are_told_to_who_loses_it(pg: Playground, login: Login) -> None:
    """The bot hears that it may not see a channel any more, that it may again, and that the channel is gone."""
    bot = await login(pg)
    general, clio = pg.channel("general"), pg.world.application.bot
    channel = text_channel(bot, pg)

    def may_see() -> bool:
        return channel.permissions_for(channel.guild.me).view_channel

    pg.staff.set_overwrite(general, clio, deny=Permission.VIEW_CHANNEL)
    await pg.until(lambda: not may_see())
    with pytest.raises(discord.Forbidden) as caught:
        await channel.send("x")
    assert 50001 == caught.value.code
    pg.staff.clear_overwrite(general, clio)
    await pg.until(may_see)
    await channel.send("x")
    pg.staff.set_overwrite(general, clio, deny=Permission.VIEW_CHANNEL)
    pg.staff.delete_channel(general)
    await pg.until(lambda: bot.get_channel(general.id) is None)


async def test_many_presses_of_one_member(pg: Playground, login: Login) -> None:
    """Three hundred presses are sent without waiting; each has its answer."""
    bot = await login(pg)
    count = 0

    class Ask(ui.View):
        @ui.button(label="A", custom_id="a")
        async def press(self, interaction: discord.Interaction[Any], _: ui.Button[Any]) -> None:
            nonlocal count
            count += 1
            await interaction.response.defer()

    await text_channel(bot, pg).send("Who?", view=Ask(timeout=None))
    seen = pg.messages("general")[0]
    pg.interactions.deadlines.first_response_s = 20
    presses = [pg.member("ben").press(seen, "A") for _ in range(300)]
    assert {"deferred_update"} == {(await press.first).kind for press in presses}
    assert (300, 300) == (count, len({press.id for press in presses}))
