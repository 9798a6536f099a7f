"""What the commands of competitions have in common: the options that name one or a team, and how one stands."""

from collections.abc import Collection, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.announcing import View
from bot.client import Clio, Interaction
from bot.domain.competition import UNFINISHED, Phase
from bot.domain.placing import Placed, placing
from bot.domain.teams import Team, name_key
from bot.domain.terms import EXAMPLES
from bot.errors import Refusal
from bot.ongoing import view_of
from bot.presentation import competitions as shown
from bot.presentation.text import CHOICE_LIMIT, clip, listed, one_line, plain
from bot.storage.competitions import Competition, Competitions

EVER: tuple[Phase, ...] = (*UNFINISHED, "over", "cancelled")

Choices = list[app_commands.Choice[int | float | str]]


class CompetitionOption(app_commands.Transformer[Clio]):
    """A competition of the server in one of these phases, by its number or title."""

    def __init__(self, phases: Collection[Phase] = EVER) -> None:
        super().__init__()
        self._phases = phases

    async def transform(self, interaction: Interaction, value: str, /) -> Competition:
        """The competition that was meant; of several with a title the latest.

        Raises:
            Refusal: the server has none such, with those that it has.
        """
        there = await interaction.client.competitions.of_guild(interaction.guild_id or 0, self._phases)
        wanted = value.strip().casefold()
        for one in there:
            if wanted in (str(one.id), one.title.casefold()):
                return one
        command = interaction.command.qualified_name if interaction.command else ""
        raise Refusal(
            f"No competition of this server that this is for is called “{plain(clip(value, 40))}”.",
            f"There are: {plain(listed([one.title for one in there[:8]], 'and'))}." if there else "",
            f"/{command} competition:{there[0].id}" if there else EXAMPLES["knockout"],
        )

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The competitions that have what was typed so far in their title, the latest first."""
        wanted = str(value).strip().casefold()
        there = await interaction.client.competitions.of_guild(interaction.guild_id or 0, self._phases)
        offered = [one for one in there if wanted in one.title.casefold()]
        return [
            app_commands.Choice(name=clip(shown.choice(one), CHOICE_LIMIT), value=str(one.id)) for one in offered[:25]
        ]


class TeamOption(app_commands.Transformer[Clio]):
    """A team of the server, by its name."""

    async def transform(self, interaction: Interaction, value: str, /) -> Team:
        """The team that was meant.

        Raises:
            Refusal: the server has no such team, with those that it has.
        """
        there = await interaction.client.teams.of_guild(interaction.guild_id or 0)
        wanted = name_key(value)
        for team in there:
            if value.strip() == str(team.id) or name_key(team.name) == wanted:
                return team
        command = interaction.command.qualified_name if interaction.command else ""
        raise Refusal(
            f"No team of this server is called “{plain(clip(value, 40))}”.",
            f"There are: {plain(listed([team.name for team in there[:8]], 'and'))}."
            if there
            else "There are none yet.",
            f"/{command} team:{there[0].name}" if there else "/team create name:Red Kronstadt",
        )

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The teams that have what was typed so far in their name."""
        wanted = str(value).strip().casefold()
        there = await interaction.client.teams.of_guild(interaction.guild_id or 0)
        offered = [team for team in there if wanted in team.name.casefold()]
        return [app_commands.Choice(name=team.name, value=str(team.id)) for team in offered[:25]]


def add_to_group(bot: Clio, cog: commands.GroupCog) -> None:
    """Adds the commands of a cog to the group of that name, which another cog has made: one group in several files."""
    group = bot.tree.get_command(str(cog.__cog_group_name__))
    if not isinstance(group, app_commands.Group) or not isinstance(cog.app_command, app_commands.Group):
        raise TypeError(f"nothing has made the group {cog.__cog_group_name__} yet")
    for command in cog.app_command.commands:
        group.add_command(command)


async def placed_in(kept: Competitions, view: View) -> tuple[Placed, ...]:
    """Everybody's place so far, the best first."""
    competition = view.competition
    matches = [one.match for one in view.matches]
    totals = await kept.totals(competition.id)
    return placing(competition.plan, tuple(view.entrants.values()), matches, totals)


async def in_this_guild(kept: Competitions, interaction: Interaction, competition_id: int) -> View:
    """The competition of a button.

    Raises:
        Refusal: it is not there, or of another server.
    """
    view = await view_of(kept, competition_id)
    if view is None or view.competition.guild_id != interaction.guild_id:
        raise _gone()
    return view


async def competition_of(kept: Competitions, interaction: Interaction, arguments: Sequence[str]) -> Competition:
    """The competition whose number a button carries first.

    Raises:
        Refusal: it is not there, or of another server.
    """
    competition = await kept.get(int(arguments[0]))
    if competition is None or competition.guild_id != interaction.guild_id:
        raise _gone()
    return competition


def _gone() -> Refusal:
    return Refusal("That competition is not there any more.", "Others are listed.", "/competition list")


def roles_of(interaction: Interaction) -> frozenset[int]:
    """The roles of whoever asks."""
    member = interaction.user
    return frozenset(role.id for role in member.roles) if isinstance(member, discord.Member) else frozenset()


def chosen_name(interaction: Interaction, user_id: str) -> str:
    """The name of a member who was chosen in a form; empty where it is a bot, or nobody of this server."""
    data: Any = interaction.data or {}
    resolved = data.get("resolved", {})
    user, member = resolved.get("users", {}).get(user_id, {}), resolved.get("members", {}).get(user_id)
    if member is None or user.get("bot"):
        return ""
    return one_line(member.get("nick") or user.get("global_name") or user.get("username") or "")
