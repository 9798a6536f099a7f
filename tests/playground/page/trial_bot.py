"""A small discord.py bot for the page's tests: each command shows one thing that the page has to know."""

import asyncio
from io import BytesIO
from typing import Any

import discord
from discord import app_commands, ui
from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

from playground import Playground

TOPICS = ("Diplomacy", "Railways", "Revolution", "Romanovs", "Telegraphy")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63606060000000040001f61738550000000049454e44ae426082"
)
"""A PNG of one black pixel."""

HOSTILE = "<img src=x onerror=alert(1)> [x](javascript:alert(1)) @everyone </script><b>bold</b>"


class TrialBot(discord.Client):
    """Keeps what it was told in `told`; `go_on` lets a deferred answer finish."""

    def __init__(self) -> None:
        super().__init__(intents=discord.Intents(guilds=True), allowed_mentions=discord.AllowedMentions.none())
        self.tree = app_commands.CommandTree(self)
        self.told: list[Any] = []
        self.go_on = asyncio.Event()
        add_commands(self)

    async def setup_hook(self) -> None:
        """Makes the commands known."""
        await self.tree.sync()


async def start(discord_here: Playground) -> tuple[TrialBot, asyncio.Task[None]]:
    """Connects a bot to the playground; the task ends when the bot is closed."""
    Route.BASE = discord_here.api_url
    DiscordWebSocket.DEFAULT_GATEWAY = URL(discord_here.gateway_url)
    bot = TrialBot()
    task = asyncio.create_task(bot.start(discord_here.token))
    await discord_here.bot_ready()
    return bot, task


class Card(ui.LayoutView):
    """A card of components v2 whose button turns it."""

    def __init__(self, bot: TrialBot, topic: str, turns: int = 0) -> None:
        super().__init__(timeout=None)
        self.bot, self.topic, self.turns = bot, topic, turns
        another: ui.Button[Card] = ui.Button(label="Another", style=discord.ButtonStyle.primary, custom_id="another")
        report: ui.Button[Card] = ui.Button(label="Report", style=discord.ButtonStyle.danger, custom_id="report")
        mute: ui.Button[Card] = ui.Button(label="Mute", custom_id="mute")
        another.callback = self.turn  # type: ignore[method-assign]
        report.callback = self.report  # type: ignore[method-assign]
        mute.callback = self.mute  # type: ignore[method-assign]
        container: ui.Container[Card] = ui.Container(
            ui.Section(
                ui.TextDisplay(f"### {topic}, turned {turns} times"),
                ui.TextDisplay("-# 24 December 1814 · Ghent"),
                accessory=ui.Thumbnail("attachment://pixel.png", description="A black pixel"),
            ),
            ui.Separator(),
            ui.TextDisplay("The treaty was **signed** in Ghent. ||Nobody knew||"),
            ui.ActionRow(another, report, mute),
            accent_colour=0xC27C0E,
        )
        self.add_item(container)

    async def turn(self, interaction: discord.Interaction) -> None:
        """Shows the card once more turned."""
        await interaction.response.edit_message(view=Card(self.bot, self.topic, self.turns + 1))

    async def report(self, interaction: discord.Interaction) -> None:
        """Asks what is wrong."""
        await interaction.response.send_modal(Report(self.bot))

    async def mute(self, interaction: discord.Interaction) -> None:
        """Says nothing at all."""


class Report(ui.Modal, title="Report an item"):
    """A form with labels around its fields, and one field of the classic kind."""

    what: ui.Label["Report"] = ui.Label(
        text="What is wrong?",
        description="In a sentence or two",
        component=ui.TextInput(custom_id="what", style=discord.TextStyle.paragraph, min_length=10, max_length=60),
    )
    kind: ui.Label["Report"] = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind",
            options=[discord.SelectOption(label="Wrong date", value="date"), discord.SelectOption(label="Typo")],
        ),
    )
    sure: ui.Label["Report"] = ui.Label(
        text="How sure?",
        component=ui.RadioGroup(
            custom_id="sure",
            options=[
                discord.RadioGroupOption(label="Quite", value="1"),
                discord.RadioGroupOption(label="Very", value="2"),
            ],
        ),
    )
    era: ui.Label["Report"] = ui.Label(
        text="Era",
        component=ui.Select(
            custom_id="era", required=False, options=[discord.SelectOption(label="Modern", value="mo", default=True)]
        ),
    )
    source: ui.TextInput["Report"] = ui.TextInput(label="Source (optional)", custom_id="source", required=False)

    def __init__(self, bot: TrialBot) -> None:
        super().__init__()
        self.bot = bot

    async def on_submit(self, interaction: discord.Interaction) -> None:
        """Thanks, for one's eyes only."""
        labels = (self.what, self.kind, self.sure, self.era)
        fields = [*(label.component for label in labels), self.source]
        values = [getattr(field, "values", None) or getattr(field, "value", "") for field in fields]
        self.bot.told.append(values)
        await interaction.response.send_message(f"Thank you: {values[0]}", ephemeral=True)


class Styles(ui.View):
    """Buttons of all styles, select menus of all kinds."""

    def __init__(self, bot: TrialBot) -> None:
        super().__init__(timeout=None)
        for label, style in (("Blue", 1), ("Grey", 2), ("Green", 3), ("Red", 4)):
            self.add_item(ui.Button(label=label, style=discord.ButtonStyle(style), custom_id=label, row=0))
        self.add_item(ui.Button(label="Link", url="https://example.org/", row=0))
        self.add_item(ui.Button(label="Off", custom_id="off", disabled=True, row=1))
        self.add_item(ui.Button(emoji="📚", custom_id="books", row=1))
        members: ui.UserSelect[Styles] = ui.UserSelect(placeholder="Members", max_values=2, custom_id="members", row=2)
        place: ui.ChannelSelect[Styles] = ui.ChannelSelect(placeholder="A channel", custom_id="place", row=3)

        async def choose_members(interaction: discord.Interaction) -> None:
            bot.told.append([str(member.id) for member in members.values])
            await interaction.response.send_message("Chosen", ephemeral=True)

        async def choose_place(interaction: discord.Interaction) -> None:
            bot.told.append([str(channel.id) for channel in place.values])
            await interaction.response.send_message("Chosen", ephemeral=True)

        members.callback = choose_members  # type: ignore[method-assign]
        place.callback = choose_place  # type: ignore[method-assign]
        self.add_item(members)
        self.add_item(place)


def add_commands(bot: TrialBot) -> None:
    """Gives the bot its commands."""
    tree = bot.tree

    @tree.command(description="A fact with its sources")
    @app_commands.describe(topic="What it is about", era="When it happened", year="The year, before Christ negative")
    @app_commands.choices(
        era=[app_commands.Choice(name="Middle Ages", value="ma"), app_commands.Choice(name="Modern", value="mo")]
    )
    async def fact(
        interaction: discord.Interaction,
        topic: str | None,
        era: str | None,
        year: app_commands.Range[int, -3000, 2026] | None,
    ) -> None:
        bot.told.append((topic, era, year))
        file = discord.File(BytesIO(PIXEL), "pixel.png")
        await interaction.response.send_message(view=Card(bot, topic or "Ghent"), file=file)

    @fact.autocomplete("topic")
    async def topics(_: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=t, value=t.lower()) for t in TOPICS if current.lower() in t.lower()]

    @tree.command(description="Find an item by its words")
    @app_commands.describe(text="Words to look for")
    async def search(interaction: discord.Interaction, text: app_commands.Range[str, 3, 20]) -> None:
        await interaction.response.send_message(f"Nothing is known of **{text}**.", ephemeral=True)

    @tree.command(description="Points at somebody and something")
    @app_commands.describe(member="Whom", role="Which role", channel="Where", loud="With a shout")
    async def point(
        interaction: discord.Interaction,
        member: discord.Member,
        channel: discord.TextChannel,
        role: discord.Role | None,
        loud: bool | None,
    ) -> None:
        said = f"{member.mention} in {channel.mention} {role.mention if role else ''} {loud}"
        await interaction.response.send_message(said)

    @tree.command(description="Thinks until it is told to go on")
    async def slow(interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await bot.go_on.wait()
        await interaction.edit_original_response(content="Thought through")

    @tree.command(description="Never answers")
    async def silent(_: discord.Interaction) -> None:
        return

    @tree.command(description="Shows buttons and select menus")
    async def styles(interaction: discord.Interaction) -> None:
        embed = discord.Embed(title="An embed", description="with **words**", colour=0x3498DB)
        embed.set_author(name="An author").set_footer(text="A footer")
        embed.add_field(name="First", value="1", inline=True).add_field(name="Second", value="2", inline=True)
        await interaction.response.send_message("Content", embed=embed, view=Styles(bot))

    @tree.command(description="Opens a thread below a message")
    async def discuss(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Let us talk.")
        message = await interaction.original_response()
        await bot.get_channel(message.channel.id).get_partial_message(message.id).create_thread(name="The talk")  # type: ignore[union-attr]

    @tree.command(description="Says something nasty")
    async def nasty(interaction: discord.Interaction) -> None:
        embed = discord.Embed(title=HOSTILE, description=HOSTILE).add_field(name=HOSTILE, value=HOSTILE)
        await interaction.response.send_message(HOSTILE, embed=embed)

    @tree.command(description="For the staff alone")
    @app_commands.default_permissions(manage_guild=True)
    async def staff(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Staff", ephemeral=True)

    quiz = app_commands.Group(name="quiz", description="Quizzes")

    @quiz.command(description="Start a quiz")
    async def start(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Off we go")

    @quiz.command(description="Stop the quiz")
    async def stop(interaction: discord.Interaction) -> None:
        await interaction.response.send_message("Enough")

    tree.add_command(quiz)
