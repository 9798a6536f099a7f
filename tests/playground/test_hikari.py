"""A second, independent client library: the playground is not shaped around one client."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import hikari
import pytest

from playground import Permission, Playground

CAP_S = 30.0


@pytest.fixture
async def bot(pg: Playground) -> AsyncIterator[hikari.GatewayBot]:
    """hikari, logged in, with one command that it answers, and a button."""
    client = hikari.GatewayBot(
        pg.token, banner=None, logs=None, rest_url=pg.api_url, suppress_optimization_warning=True
    )

    @client.listen(hikari.StartedEvent)
    async def started(_: hikari.StartedEvent) -> None:
        command = client.rest.slash_command_builder("fact", "Tells a fact")
        era = hikari.CommandOption(type=hikari.OptionType.STRING, name="era", description="When", autocomplete=True)
        command.add_option(era)
        app = await client.rest.fetch_application()
        await client.rest.set_application_commands(app, [command])

    @client.listen(hikari.InteractionCreateEvent)
    async def answer(event: hikari.InteractionCreateEvent) -> None:
        interaction: Any = event.interaction
        if isinstance(interaction, hikari.CommandInteraction):
            row = client.rest.build_message_action_row()
            row.add_interactive_button(hikari.ButtonStyle.PRIMARY, "another", label="Another")
            value = interaction.options[0].value if interaction.options else "any"
            await interaction.create_initial_response(
                hikari.ResponseType.MESSAGE_CREATE,
                f"A fact of {value}",
                embed=hikari.Embed(title="1815", description="Waterloo").set_footer("source"),
                component=row,
            )
            await interaction.execute("a followup", attachment=hikari.Bytes(b"1815", "notes.txt"))
        elif isinstance(interaction, hikari.ComponentInteraction):
            await interaction.create_initial_response(hikari.ResponseType.MESSAGE_UPDATE, "Another one")
        elif isinstance(interaction, hikari.AutocompleteInteraction):
            builder = hikari.impl.AutocompleteChoiceBuilder("Modern", "modern")
            await interaction.create_response([builder])

    await client.start(check_for_updates=False)
    yield client
    await client.close()


async def test_hikari(pg: Playground, bot: hikari.GatewayBot) -> None:
    """Hikari logs in, registers a command, answers it, its autocomplete and its button, and follows up with a file."""
    await pg.bot_ready()
    ben = pg.member("ben")
    choices = await ben.autocomplete("general", "fact", focused="era", value="mo")
    assert [("Modern", "modern")] == [(choice["name"], choice["value"]) for choice in choices]
    reply = await ben.slash("general", "fact", era="modern")
    assert ["A fact of modern", "1815", "Waterloo", "source", "Another"] == reply.text.split("\n")
    assert "Another one" == (await ben.click(reply, "Another")).content
    followup = await pg.wait_for_message("general", lambda seen: seen.content == "a followup")
    assert "notes.txt" == followup.attachments[0]["filename"]


async def test_hikari_reads_and_writes(pg: Playground, bot: hikari.GatewayBot) -> None:
    """Hikari writes, edits, reads and deletes messages, starts a thread and posts in a forum."""
    await pg.bot_ready()
    channel = pg.channel("general").id
    heard: asyncio.Queue[str | None] = asyncio.Queue()

    @bot.listen(hikari.GuildMessageCreateEvent)
    async def listen(event: hikari.GuildMessageCreateEvent) -> None:
        heard.put_nowait(event.content)

    written = await bot.rest.create_message(channel, "hello")
    assert "hello" == await asyncio.wait_for(heard.get(), CAP_S)
    await bot.rest.edit_message(channel, written, "hello again")
    assert ["hello again"] == [message.content async for message in bot.rest.fetch_messages(channel)]
    thread = await bot.rest.create_message_thread(channel, written, "Talk")
    post = await bot.rest.create_forum_post(pg.channel("what-if").id, "What if", "the Somme", tags=[])
    assert {"Talk", "What if"} == {found.name for found in pg.guild().threads.values()} == {thread.name, post.name}
    await bot.rest.delete_message(channel, written)
    with pytest.raises(hikari.NotFoundError):
        await bot.rest.fetch_message(channel, written)
    guild = await bot.rest.fetch_guild(pg.guild().id)
    assert ("The Long Nineteenth", 5) == (guild.name, len(guild.roles))


async def test_hikari_reads_polls(pg: Playground, bot: hikari.GatewayBot) -> None:
    """Hikari reads a poll and its votes, hears of its end, and opens an archived thread by writing in it."""
    await pg.bot_ready()
    pg.world.application.privileged_intents |= 1 << 15
    heard: asyncio.Queue[int] = asyncio.Queue()

    @bot.listen(hikari.GuildMessageCreateEvent)
    async def listen(event: hikari.GuildMessageCreateEvent) -> None:
        heard.put_nowait(int(event.message.type))

    anna = pg.member("anna")
    pg.staff.set_overwrite(pg.channel("general"), anna.user, allow=Permission.SEND_POLLS)
    asked = await anna.poll("general", "Tea?", answers=["Yes", "No"], hours=100)
    await pg.member("ben").vote(asked, "No")
    poll = (await bot.rest.fetch_message(asked.channel_id, asked.id)).poll
    assert poll
    assert ("Tea?", ["Yes", "No"]) == (poll.question.text, [answer.poll_media.text for answer in poll.answers])
    thread = await pg.member("ben").start_thread("general", "Talk")
    pg.move_clock(timedelta(hours=101))
    assert [0, 18, 46] == [await asyncio.wait_for(heard.get(), CAP_S) for _ in range(3)]
    poll = (await bot.rest.fetch_message(asked.channel_id, asked.id)).poll
    assert poll
    assert poll.results
    assert poll.results.is_finalized
    archived = [found.id async for found in bot.rest.fetch_public_archived_threads(pg.channel("general").id)]
    assert [thread.id] == archived
    await bot.rest.create_message(thread.id, "awake")
    assert not thread.archived
