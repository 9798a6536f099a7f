"""Answers to interactions: kinds, deadlines, @original and followups, as an unmodified client gives them."""

import asyncio
import io
from typing import Any

import discord
import pytest

from playground import Deadlines, InteractionFailed, Playground, Refused
from tests.playground.clients import Bot, Login

Interaction = discord.Interaction[Any]
Run = Any


def command(run: Run, *, users: bool = False) -> Any:
    """A bot with one command, /go, that does what the test says."""

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Go")
        @discord.app_commands.allowed_installs(guilds=True, users=users)
        async def go(interaction: Interaction) -> None:
            await run(interaction)

    return build


class Panel(discord.ui.View):
    """Buttons and a menu that answer in different ways."""

    @discord.ui.button(label="Edit", custom_id="edit")
    async def edit(self, interaction: Interaction, button: discord.ui.Button[Any]) -> None:
        """Changes the message."""
        button.disabled = True
        await interaction.response.edit_message(content="edited", view=self)

    @discord.ui.button(label="Later", custom_id="later")
    async def later(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
        """Changes the message after a silent deferral."""
        await interaction.response.defer()
        await interaction.edit_original_response(content="edited later")

    @discord.ui.button(label="Whisper", custom_id="whisper")
    async def whisper(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
        """Answers to the presser only."""
        await interaction.response.send_message("psst", ephemeral=True)

    @discord.ui.button(label="Form", custom_id="form")
    async def form(self, interaction: Interaction, _: discord.ui.Button[Any]) -> None:
        """Opens a form."""
        await interaction.response.send_modal(Form())


class Form(discord.ui.Modal, title="Suggest"):
    """A form with a text and a menu."""

    statement = discord.ui.TextInput[Any](label="Statement", custom_id="statement", min_length=3, max_length=20)
    era: discord.ui.Label[Any] = discord.ui.Label(
        text="Era",
        component=discord.ui.Select(
            custom_id="era",
            required=False,
            options=[discord.SelectOption(label="Modern"), discord.SelectOption(label="Ancient")],
        ),
    )

    async def on_submit(self, interaction: Interaction) -> None:
        """Shows what was entered."""
        menu = self.era.component
        chosen = menu.values if isinstance(menu, discord.ui.Select) else []
        await interaction.response.send_message(f"{self.statement.value} {chosen}", ephemeral=True)


async def panel(interaction: Interaction) -> None:
    """Shows the panel."""
    await interaction.response.send_message("hello", view=Panel())


async def test_message(pg: Playground, login: Login) -> None:
    """The response is a message of the channel, seen by the bot too, with what it was an answer to."""
    bot = await login(pg, command(panel))
    reply = await pg.member("ben").slash("general", "go")
    assert ("message", "hello", False) == (reply.kind, reply.content, reply.ephemeral)
    assert 0 < reply.seconds < 3
    assert ["hello"] == [message.content for message in pg.messages("general")]
    told = await bot.hear("message")
    assert discord.MessageType.chat_input_command == told.type
    assert told.interaction_metadata.user.id == pg.member("ben").id


async def test_button_edits(pg: Playground, login: Login) -> None:
    """A press changes the message, at once or after a silent deferral; a disabled button cannot be pressed again."""
    await login(pg, command(panel))
    ben = pg.member("ben")
    reply = await ben.slash("general", "go")
    edited = await ben.click(reply, "Edit")
    assert ("update", "edited") == (edited.kind, edited.content)
    assert "hello" == reply.content, "what was looked at stays"
    with pytest.raises(Refused, match="disabled"):
        await pg.member("anna").click(reply, "Edit")
    later = await ben.click(reply, custom_id="later")
    assert "deferred_update" == later.kind
    assert "edited later" == (await pg.wait_for_message("general", lambda m: "later" in m.content, edited=True)).content
    assert 1 == len(pg.messages("general"))


async def test_ephemeral(pg: Playground, login: Login) -> None:
    """An ephemeral answer is seen by one member, in no history, and can be dismissed."""
    bot = await login(pg, command(panel))
    ben, anna = pg.member("ben"), pg.member("anna")
    reply = await ben.slash("general", "go")
    with pg.observe(ben.id) as his, pg.observe(anna.id) as hers:
        whisper = await ben.click(reply, "Whisper")
        assert "psst" == (await his.get())["d"]["content"]
        await anna.say("general", "next")
        assert "next" == (await hers.get())["d"]["content"]
    assert (True, "psst") == (whisper.ephemeral, whisper.text)
    assert ["hello", "next"] == [message.content for message in pg.messages("general")]
    channel = await bot.fetch_channel(pg.channel("general").id)
    assert isinstance(channel, discord.TextChannel)
    with pytest.raises(discord.NotFound):
        await channel.fetch_message(whisper.seen.id)
    with pytest.raises(Refused, match="does not see"):
        await anna.delete(whisper)
    await ben.delete(whisper)
    assert not whisper.seen.exists


async def test_modal(pg: Playground, login: Login) -> None:
    """A form is shown, refuses what its limits refuse, and is answered."""
    await login(pg, command(panel))
    ben = pg.member("ben")
    opened = await ben.click(await ben.slash("general", "go"), "Form")
    assert opened.modal is not None
    assert ("modal", "Suggest") == (opened.kind, opened.modal.title)
    assert [("statement", "Statement"), ("era", "Era")] == [
        (field["custom_id"], field["label"]) for field in opened.modal.fields
    ]
    for values, why in (
        ({}, "required"),
        ({"statement": "x"}, "3 to 20"),
        ({"statement": "fine", "no": 1}, "no field no"),
        ({"statement": "fine", "era": ["Future"]}, "no option 'Future'"),
    ):
        with pytest.raises(Refused, match=why):
            await ben.submit(opened.modal, values)
    assert "Waterloo ['Modern']" == (await ben.submit(opened.modal, {"Statement": "Waterloo", "era": ["Modern"]})).text
    with pytest.raises(Refused, match="no form"):
        await ben.submit(opened.modal, {"statement": "Waterloo"})
    again = await ben.click(pg.messages("general")[0], "Form")
    assert "Waterloo []" == (await ben.submit(again.modal, {"statement": "Waterloo"})).text


async def test_preset_fields(pg: Playground, login: Login) -> None:
    """A field left out sends what was chosen beforehand, a cleared one sends nothing, and a required one is refused."""
    eras = discord.ui.Select[Any](
        custom_id="eras",
        required=False,
        options=[discord.SelectOption(label="Modern", default=True), discord.SelectOption(label="Ancient")],
    )
    anna = discord.Object(pg.member("anna").id)
    people = discord.ui.UserSelect[Any](custom_id="people", required=True, default_values=[anna])
    topics = discord.ui.CheckboxGroup[Any](custom_id="topics")
    for label in ("War", "Trade"):
        topics.add_option(label=label)
    told: list[Any] = []

    class Preset(discord.ui.Modal, title="Preset"):
        async def on_submit(self, interaction: Interaction) -> None:
            told.append((eras.values, [str(person) for person in people.values], sorted(topics.values)))
            await interaction.response.send_message("taken", ephemeral=True)

    async def run(interaction: Interaction) -> None:
        form = Preset()
        for field in (eras, people, topics):
            form.add_item(discord.ui.Label(text=str(field.custom_id), component=field))
        await interaction.response.send_modal(form)

    await login(pg, command(run))
    ben = pg.member("ben")
    for values in ({"topics": ["War", "Trade"]}, {"topics": "War", "eras": [], "people": ["chiara"]}):
        opened = await ben.slash("general", "go")
        with pytest.raises(Refused, match="'people' is required"):
            await ben.submit(opened.modal, {**values, "people": []})
        await ben.submit(opened.modal, values)
    assert [(["Modern"], ["anna"], ["Trade", "War"]), ([], ["chiara"], ["War"])] == told


async def test_modal_cannot_answer_modal(login: Login) -> None:
    """A form in answer to a form is refused as Discord does, and counts as a violation."""

    class Again(discord.ui.Modal, title="Again"):
        name = discord.ui.TextInput[Any](label="Name", custom_id="name")

        async def on_submit(self, interaction: Interaction) -> None:
            with pytest.raises(discord.HTTPException, match="A modal cannot answer a modal submit"):
                await interaction.response.send_modal(Again())
            await interaction.response.send_message("refused")

    async def run(interaction: Interaction) -> None:
        await interaction.response.send_modal(Again())

    async with Playground() as pg:
        await login(pg, command(run))
        ben = pg.member("ben")
        reply = await ben.slash("general", "go")
        assert "refused" == (await ben.submit(reply.modal, {"name": "x"})).text
        assert 1 == len(pg.take_violations())


async def test_selects(pg: Playground, login: Login) -> None:
    """Every kind of menu gives what was chosen, resolved."""

    class Menus(discord.ui.View):
        @discord.ui.select(
            custom_id="word",
            max_values=2,
            options=[discord.SelectOption(label=x, value=x.lower()) for x in ("A", "B", "C")],
        )
        async def word(self, interaction: Interaction, select: discord.ui.Select[Any]) -> None:
            await interaction.response.send_message(",".join(select.values))

        @discord.ui.select(cls=discord.ui.ChannelSelect, custom_id="place", channel_types=[discord.ChannelType.text])
        async def place(self, interaction: Interaction, select: discord.ui.ChannelSelect[Any]) -> None:
            chosen = select.values[0]
            await interaction.response.send_message(f"{chosen.name} {chosen.permissions.send_messages}")

        @discord.ui.select(cls=discord.ui.UserSelect, custom_id="who")
        async def who(self, interaction: Interaction, select: discord.ui.UserSelect[Any]) -> None:
            await interaction.response.send_message(f"{type(select.values[0]).__name__} {select.values[0].name}")

        @discord.ui.select(cls=discord.ui.RoleSelect, custom_id="role")
        async def role(self, interaction: Interaction, select: discord.ui.RoleSelect[Any]) -> None:
            await interaction.response.send_message(select.values[0].name)

    async def run(interaction: Interaction) -> None:
        await interaction.response.send_message(view=Menus())

    await login(pg, command(run))
    ben = pg.member("ben")
    reply = await ben.slash("general", "go")
    assert "a,c" == (await ben.select(reply, "word", values=["A", "c"])).text
    assert "quiz True" == (await ben.select(reply, "place", values=["#quiz"])).text
    assert "Member anna" == (await ben.select(reply, "who", values=[pg.member("anna")])).text
    assert "Host" == (await ben.select(reply, "role", values=["Host"])).text
    for custom_id, values in (("word", ["A", "B", "C"]), ("word", ["D"]), ("place", ["what-if"]), ("place", ["staff"])):
        with pytest.raises(Refused):
            await ben.select(reply, custom_id, values=values)


async def test_deferred(pg: Playground, login: Login) -> None:
    """The application thinks, privately or not, until the original is edited or a first followup takes its place."""

    async def run(interaction: Interaction) -> None:
        await interaction.response.defer(thinking=True, ephemeral=interaction.user.name == "ben")
        if interaction.user.name == "ben":
            await interaction.followup.send("filled", ephemeral=False)
        else:
            await interaction.edit_original_response(content="filled")
            await interaction.followup.send("more", ephemeral=True)

    await login(pg, command(run))
    for name, ephemeral in (("ben", True), ("anna", False)):
        reply = await pg.member(name).slash("general", "go")
        assert ("deferred", "", True) == (reply.kind, reply.content, reply.seen.loading)
        filled = await reply.finished()
        assert ("filled", ephemeral, False) == (filled.content, filled.ephemeral, filled.loading)
    assert ["filled"] == [message.content for message in pg.messages("general")]


async def test_original_and_followups(pg: Playground, login: Login) -> None:
    """@original and followups can be read, edited and deleted."""
    done = asyncio.Event()

    async def run(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        original = await interaction.original_response()
        assert "first" == original.content
        followup = await interaction.followup.send("second", wait=True)
        assert followup.reference is not None
        assert original.id == followup.reference.message_id
        await followup.edit(content="second, edited")
        await original.delete()
        assert "second, edited" == (await interaction.followup.fetch_message(followup.id)).content
        with pytest.raises(discord.NotFound):
            await interaction.edit_original_response(content="gone")
        with pytest.raises(discord.NotFound):
            await interaction.followup.fetch_message(original.id)
        done.set()

    await login(pg, command(run))
    await pg.member("ben").slash("general", "go")
    await asyncio.wait_for(done.wait(), 20)
    assert ["second, edited"] == [message.content for message in pg.messages("general")]


async def test_second_response(pg: Playground, login: Login) -> None:
    """A second first response is refused with 40060, also when it is the same event told twice."""
    codes: list[int] = []

    async def run(interaction: Interaction) -> None:
        try:
            await interaction.response.send_message("once")
        except discord.HTTPException as error:
            codes.append(error.code)

    await login(pg, command(run))
    pg.deliver_twice("INTERACTION_CREATE")
    await pg.member("ben").slash("general", "go")
    await pg.member("ben").slash("general", "go")
    assert [40060] == codes
    assert 2 == len(pg.messages("general"))


async def test_too_late(login: Login) -> None:
    """After the deadline the member sees a failure, and the late answer is refused with 10062."""
    proceed, refused = asyncio.Event(), asyncio.Event()

    async def run(interaction: Interaction) -> None:
        await proceed.wait()
        with pytest.raises(discord.NotFound) as caught:
            await interaction.response.send_message("late")
        assert 10062 == caught.value.code
        refused.set()

    async with Playground(deadlines=Deadlines(first_response_s=0.05)) as pg:
        await login(pg, command(run))
        ben = pg.member("ben")
        with pg.observe(ben.id) as events:
            with pytest.raises(InteractionFailed, match="did not respond"):
                await ben.slash("general", "go")
            assert "INTERACTION_FAILED" == (await events.get())["t"]
        proceed.set()
        await asyncio.wait_for(refused.wait(), 20)


async def test_a_refused_answer_is_explained(login: Login) -> None:
    """Whoever waits in vain reads why the answer was refused."""

    async def run(interaction: Interaction) -> None:
        with pytest.raises(discord.HTTPException):
            await interaction.response.send_message("x" * 2001)

    async with Playground(deadlines=Deadlines(first_response_s=0.2)) as pg:
        await login(pg, command(run))
        with pytest.raises(InteractionFailed, match=r"did not respond within 0\.2 s; its answer was refused: 400"):
            await pg.member("ben").slash("general", "go")
        assert 1 == len(pg.take_violations())


async def test_token_dies(login: Login) -> None:
    """When the token's life is over, followups are refused with 50027."""
    caught: asyncio.Queue[int] = asyncio.Queue()

    async def run(interaction: Interaction) -> None:
        await interaction.response.send_message("in time")
        pg.interactions.deadlines.token_s = 0.0
        try:
            await interaction.followup.send("too late")
        except discord.HTTPException as error:
            caught.put_nowait(error.code)

    async with Playground() as pg:
        await login(pg, command(run))
        await pg.member("ben").slash("general", "go")
        assert 50027 == await asyncio.wait_for(caught.get(), 20)


async def test_five_followups_outside(pg: Playground, login: Login) -> None:
    """Where the application is not in the server, it may follow up five times."""
    caught: asyncio.Queue[int] = asyncio.Queue()

    async def run(interaction: Interaction) -> None:
        await interaction.response.send_message("first")
        try:
            for number in range(6):
                await interaction.followup.send(str(number))
        except discord.HTTPException as error:
            caught.put_nowait(error.code)

    pg.limits.enabled = False
    await login(pg, command(run, users=True))
    await pg.member("anna").slash("go", context="guild_user_install")
    assert 40094 == await asyncio.wait_for(caught.get(), 20)
    assert 6 == len(pg.messages("general", "The Annex"))


async def test_components_v2(pg: Playground, login: Login) -> None:
    """A layout of components v2 comes back with ids in the order shown, its texts and buttons found."""

    class Card(discord.ui.LayoutView):
        box: discord.ui.Container[Any] = discord.ui.Container(
            discord.ui.TextDisplay("# Waterloo"),
            discord.ui.Section("18 June 1815", accessory=discord.ui.Thumbnail("https://example.org/map.png")),
            discord.ui.Separator(),
            discord.ui.MediaGallery(discord.MediaGalleryItem("attachment://chart.png", description="a chart")),
            discord.ui.ActionRow(discord.ui.Button(label="Another", custom_id="another", emoji="🔁")),
            accent_colour=0x123456,
        )

    async def run(interaction: Interaction) -> None:
        chart = discord.File(io.BytesIO(b"png"), filename="chart.png")
        await interaction.response.send_message(view=Card(), file=chart)

    await login(pg, command(run))
    reply = await pg.member("ben").slash("general", "go")
    assert ["# Waterloo", "18 June 1815", "a chart", "Another"] == reply.text.split("\n")
    assert list(range(1, 10)) == [component["id"] for component in reply.components]
    assert "another" == reply.button("Another")["custom_id"]
    gallery = next(component for component in reply.components if component["type"] == 12)
    assert reply.seen.attachments[0]["url"] == gallery["items"][0]["media"]["url"]


async def test_conversation(pg: Playground, login: Login) -> None:
    """In the conversation with the bot a press works too, and the bot can write there first."""
    bot = await login(pg, command(panel))
    ben = pg.member("ben").in_dm()
    reply = await ben.slash("go")
    assert "edited" == (await ben.click(reply, "Edit")).content
    user = await bot.fetch_user(ben.id)
    await user.send("hello from me")
    channel = pg.channel(reply.seen)
    assert ["edited", "hello from me"] == [message.content for message in pg.messages(channel)]
    await ben.say("hello back")
    while (told := await bot.hear("message")).content != "hello back":
        pass
    assert isinstance(told.channel, discord.DMChannel)
