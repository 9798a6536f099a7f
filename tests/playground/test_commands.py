"""Commands: registered by an unmodified client, offered to members, run with options as defined."""

from typing import Any, Literal

import discord
import pytest
from discord import app_commands

from playground import Playground, Refused
from tests.playground.clients import Bot, Login

Interaction = discord.Interaction[Any]


def echo(bot: Bot) -> None:
    """Commands that say what they were given."""

    @bot.tree.command(description="Every kind of option")
    @app_commands.describe(word="a word", count="how many", ratio="a number", sure="yes or no", who="a member")
    async def options(
        interaction: Interaction,
        word: app_commands.Range[str, 2, 10],
        count: app_commands.Range[int, 1, 5] = 1,
        ratio: float = 0.5,
        sure: bool = False,
        who: discord.Member | None = None,
        role: discord.Role | None = None,
        place: discord.TextChannel | None = None,
        either: discord.Member | discord.Role | None = None,
        file: discord.Attachment | None = None,
        era: Literal["ancient", "modern"] = "modern",
    ) -> None:
        names = [
            str(getattr(x, "name", None) or getattr(x, "filename", None)) for x in (who, role, place, either, file)
        ]
        await interaction.response.send_message(" ".join([word, str(count), str(ratio), str(sure), *names, era]))

    group = app_commands.Group(name="quiz", description="Quizzes")

    @group.command(description="Start one")
    async def start(interaction: Interaction, rounds: int = 10) -> None:
        await interaction.response.send_message(f"{rounds} rounds")

    bot.tree.add_command(group)

    @bot.tree.command(description="With autocomplete")
    async def topic(interaction: Interaction, topic: str, era: str = "") -> None:
        await interaction.response.send_message(topic)

    @topic.autocomplete("topic")
    async def topics(interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        era = interaction.namespace.era or "any"
        return [app_commands.Choice(name=f"{current}{end} ({era})", value=current + end) for end in ("nin", "ipzig")]

    @bot.tree.command(description="For staff")
    @app_commands.default_permissions(manage_guild=True)
    async def admin(interaction: Interaction) -> None:
        await interaction.response.send_message("done")

    @bot.tree.command(description="In servers only")
    @app_commands.guild_only()
    async def here(interaction: Interaction) -> None:
        await interaction.response.send_message("here")

    @bot.tree.command(description="Everywhere")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def anywhere(interaction: Interaction) -> None:
        parts = [interaction.context.guild, interaction.context.dm_channel, interaction.context.private_channel]
        by = [interaction.is_guild_integration(), interaction.is_user_integration()]
        await interaction.response.send_message(f"{parts} {by} {type(interaction.channel).__name__}")


async def test_every_kind_of_option(pg: Playground, login: Login) -> None:
    """Options of every type arrive as discord.py's own objects."""
    await login(pg, echo)
    reply = await pg.member("ben").slash(
        "general",
        "options",
        word="hello",
        count=3,
        ratio=0.25,
        sure=True,
        who="anna",
        role="Host",
        place="quiz",
        either="Reviewer",
        file=("notes.txt", b"1815"),
        era="ancient",
    )
    assert "hello 3 0.25 True anna Host quiz Reviewer notes.txt ancient" == reply.text


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({}, "required"),
        ({"word": "x"}, "2 to 10 characters"),
        ({"word": "hello", "count": 6}, "takes 1 to 5"),
        ({"word": "hello", "count": "3"}, "takes a number"),
        ({"word": "hello", "count": 1.5}, "takes a number"),
        ({"word": "hello", "era": "future"}, "no choice"),
        ({"word": "hello", "wrong": 1}, "no option 'wrong'"),
        ({"word": "hello", "who": "nobody"}, "no member"),
        ({"word": "hello", "place": "what-if"}, "of type 15"),
        ({"word": "hello", "place": "staff"}, "does not see #staff"),
        ({"word": "hello", "sure": "yes"}, "True or False"),
        ({"word": 5}, "takes a text"),
    ],
)
async def test_refused_options(pg: Playground, login: Login, options: dict[str, Any], why: str) -> None:
    """What Discord's client would not send is refused before the bot hears of it."""
    await login(pg, echo)
    with pytest.raises(Refused, match=why):
        await pg.member("ben").slash("general", "options", **options)


async def test_subcommands(pg: Playground, login: Login) -> None:
    """A sub-command runs with its options; its group alone cannot be run."""
    await login(pg, echo)
    ben = pg.member("ben")
    assert "7 rounds" == (await ben.slash("quiz", "quiz start", rounds=7)).text
    with pytest.raises(Refused, match="cannot itself be run"):
        await ben.slash("quiz", "quiz")
    with pytest.raises(Refused, match="no sub-command 'end'"):
        await ben.slash("quiz", "quiz end")
    with pytest.raises(Refused, match="no command /qiz"):
        await ben.slash("quiz", "qiz")


async def test_autocomplete(pg: Playground, login: Login) -> None:
    """Choices are offered for what is typed so far, the other options being known."""
    await login(pg, echo)
    choices = await pg.member("ben").autocomplete("general", "topic", focused="topic", value="Le", era="modern")
    assert [("Lenin (modern)", "Lenin"), ("Leipzig (modern)", "Leipzig")] == [(c["name"], c["value"]) for c in choices]
    with pytest.raises(Refused, match="has no autocomplete"):
        await pg.member("ben").autocomplete("general", "topic", focused="era", value="x")


async def test_default_permissions(pg: Playground, login: Login) -> None:
    """A command for those who manage the server is offered to the moderator only."""
    await login(pg, echo)
    assert "done" == (await pg.member("anna").slash("general", "admin")).text
    with pytest.raises(Refused, match="no command /admin"):
        await pg.member("ben").slash("general", "admin")


async def test_hidden_channel(pg: Playground, login: Login) -> None:
    """Nobody acts in a channel that they do not see, or without the permission for commands."""
    await login(pg, echo)
    assert "here" == (await pg.member("anna").slash("staff", "here")).text
    with pytest.raises(Refused, match="does not see"):
        await pg.member("ben").slash("staff", "here")


async def test_contexts(pg: Playground, login: Login) -> None:
    """A command runs where it is allowed: in servers, in the bot's conversation, elsewhere as the member's own app."""
    await login(pg, echo)
    anna, chiara = pg.member("anna"), pg.member("chiara")
    answers = {
        "guild": (await chiara.slash("general", "anywhere")).text,
        "dm": (await chiara.in_dm().slash("anywhere")).text,
        "bot_dm": (await anna.slash("anywhere", context="bot_dm")).text,
        "private": (await anna.slash("anywhere", context="private_channel")).text,
        "foreign": (await anna.slash("anywhere", context="guild_user_install")).text,
    }
    assert {
        "guild": "[True, False, False] [True, False] TextChannel",
        "dm": "[False, True, False] [False, False] DMChannel",
        "bot_dm": "[False, True, False] [False, True] DMChannel",
        "private": "[False, False, True] [False, True] DMChannel",
        "foreign": "[True, False, False] [False, True] TextChannel",
    } == answers
    with pytest.raises(Refused, match="no command /here"):
        await anna.in_dm().slash("here")
    with pytest.raises(Refused, match="no command /here"):
        await anna.slash("here", context="guild_user_install")
    with pytest.raises(Refused, match="no command /anywhere"):
        await chiara.slash("anywhere", context="guild_user_install")


async def test_foreign_guild_by_name(pg: Playground, login: Login) -> None:
    """A member of a server without the bot uses the application that is installed for them there by name too."""
    await login(pg, echo)
    reply = await pg.member("anna", guild="The Annex").slash("general", "anywhere")
    assert "[True, False, False] [False, True] TextChannel" == reply.text


async def test_sync_keeps_ids(pg: Playground, login: Login) -> None:
    """A second sync keeps the ids; a changed description changes the version, a dropped command is gone."""
    bot = await login(pg, echo)
    before = {c["name"]: c for c in pg.world.application.commands.values()}
    admin = bot.tree.get_command("admin")
    assert isinstance(admin, app_commands.Command)
    admin.description = "For staff alone"
    bot.tree.remove_command("here")
    await bot.tree.sync()
    after = {c["name"]: c for c in pg.world.application.commands.values()}
    assert {"here"} == before.keys() - after.keys()
    assert all(after[name]["id"] == before[name]["id"] for name in after)
    assert ["admin"] == [name for name in after if after[name]["version"] != before[name]["version"]]
    fetched = {command.name: command for command in await bot.tree.fetch_commands()}
    assert "For staff alone" == fetched["admin"].description
    assert discord.Permissions(manage_guild=True) == fetched["admin"].default_member_permissions
    await fetched["topic"].edit(name="subject")
    await fetched["quiz"].delete()
    assert {"options", "subject", "admin", "anywhere"} == {c["name"] for c in pg.world.application.commands.values()}


async def test_guild_commands(pg: Playground, login: Login) -> None:
    """A command of one guild is offered there and nowhere else."""

    def build(bot: Bot) -> None:
        @bot.tree.command(description="Local", guild=discord.Object(pg.guild().id))
        async def local(interaction: Interaction) -> None:
            await interaction.response.send_message("local")

    bot = await login(pg, build)
    await bot.tree.sync(guild=discord.Object(pg.guild().id))
    assert "local" == (await pg.member("ben").slash("general", "local")).text
    with pytest.raises(Refused):
        await pg.member("ben", guild="The Reading Room").slash("general", "local")
