"""/team: teams of a server, which enter competitions together."""

import logging
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.contesting import TeamOption, roles_of
from bot.domain.teams import Team, tidy, why_not_name
from bot.errors import Refusal
from bot.interactions import in_guild, is_host, moment_of
from bot.organiser import Organiser
from bot.places import check_role
from bot.presentation import teams as shown
from bot.presentation.components import Card
from bot.presentation.text import plain
from bot.responses import replace, respond, turn_page
from bot.storage.competitions import Competitions
from bot.storage.guilds import Guilds
from bot.storage.teams import Teams, WhyNotChange

log = logging.getLogger(__name__)


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class TeamCommands(commands.GroupCog, group_name="team", group_description="Teams for competitions"):
    """Makes teams, lets members in and out, and shows them."""

    def __init__(self, kept: Teams, guilds: Guilds, competitions: Competitions, organiser: Organiser) -> None:
        self._kept = kept
        self._guilds = guilds
        self._competitions = competitions
        self._organiser = organiser

    @app_commands.command()
    @app_commands.describe(name="What it is called", role="Only members with this role may join")
    async def create(self, interaction: Interaction, name: str, role: discord.Role | None = None) -> None:
        """Makes a team with you as its captain"""
        if interaction.guild_id is None or not in_guild(interaction):
            raise Refusal("Teams are for servers that Clio is a member of.", "Invite her first.", "/help")
        name = _checked(name)
        if role:
            check_role(role, f"{shown.EXAMPLE} role:@Members")
            if role.id not in roles_of(interaction):
                raise Refusal(f"You do not have <@&{role.id}> yourself.", "Name a role of yours.", shown.EXAMPLE)
        why = await self._kept.create(
            interaction.id,
            guild_id=interaction.guild_id,
            name=name,
            captain_id=interaction.user.id,
            role_id=role.id if role else None,
            at=moment_of(interaction),
        )
        if why == "name":
            raise shown.taken(name)
        if why == "member":
            raise shown.in_another(await self._kept.of_member(interaction.guild_id, interaction.user.id))
        log.info("team made", extra={"guild": interaction.guild_id})
        await respond(interaction, shown.team_card(await self._there(interaction.id)))

    @app_commands.command()
    @app_commands.describe(team="Which one")
    async def join(self, interaction: Interaction, team: Transform[Team, TeamOption()]) -> None:
        """Lets you into a team"""
        await self._join(interaction, team)

    async def press_join(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The same, from a team's card."""
        team = await self._there(int(arguments[0]))
        if team.guild_id != interaction.guild_id:
            raise shown.gone()
        await self._join(interaction, team)

    async def _join(self, interaction: Interaction, team: Team) -> None:
        user_id = interaction.user.id
        why = await self._kept.join(team.id, user_id, roles_of(interaction), at=moment_of(interaction))
        if why:
            there = await self._there(team.id)
            raise shown.why_not_join(why, there, await self._kept.of_member(team.guild_id, user_id))
        await self._wake(team.guild_id)
        await respond(interaction, shown.team_card(await self._there(team.id), f"<@{user_id}> has joined."))

    @app_commands.command()
    async def leave(self, interaction: Interaction) -> None:
        """Takes you out of your team"""
        team = await self._own(interaction)
        _check(await self._kept.leave(team.id, interaction.user.id), team)
        await self._wake(team.guild_id)
        await respond(interaction, shown.gone_card(team.name, "you have left."), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(member="Who shall be its captain")
    async def captain(self, interaction: Interaction, member: discord.Member) -> None:
        """Makes another member of your team its captain"""
        team = await self._led(interaction)
        if member.id not in team.members:
            raise Refusal(
                f"<@{member.id}> is not in {plain(team.name)}.", "A captain is one of its members.", "/team show"
            )
        _check(await self._kept.name_captain(team.id, member.id), team)
        await self._wake(team.guild_id)
        await respond(interaction, shown.team_card(await self._there(team.id), f"<@{member.id}> is its captain now."))

    @app_commands.command()
    @app_commands.describe(name="What it shall be called")
    async def rename(self, interaction: Interaction, name: str) -> None:
        """Gives your team another name; for its captain"""
        team = await self._led(interaction)
        name = _checked(name)
        why = await self._kept.rename(team.id, name)
        if why == "name":
            raise shown.taken(name)
        _check(why, team)
        await self._wake(team.guild_id)
        await respond(interaction, shown.team_card(await self._there(team.id), f"It was called {plain(team.name)}."))

    @app_commands.command()
    @app_commands.describe(team="Which one; yours if left out. Hosts may name any")
    async def disband(self, interaction: Interaction, team: Transform[Team, TeamOption()] | None = None) -> None:
        """Dissolves your team; asks first; for its captain, and for hosts"""
        team = team or await self._own(interaction)
        await self._check_may_disband(interaction, team)
        await respond(interaction, shown.ask_disband_card(team), ephemeral=True)

    async def disband_now(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Dissolves it, once its captain or a host has said so."""
        team = await self._there(int(arguments[0]))
        if team.disbanded_at is not None or team.guild_id != interaction.guild_id:
            raise shown.gone()
        await self._check_may_disband(interaction, team)
        _check(await self._kept.disband(team.id, at=moment_of(interaction)), team)
        log.info("team disbanded", extra={"guild": team.guild_id})
        await self._wake(team.guild_id)
        await replace(interaction, shown.gone_card(team.name, "disbanded."))

    @app_commands.command()
    @app_commands.describe(team="Which one; yours if left out")
    async def show(self, interaction: Interaction, team: Transform[Team, TeamOption()] | None = None) -> None:
        """A team with its members"""
        await respond(interaction, shown.team_card(team or await self._own(interaction)))

    @app_commands.command(name="list")
    @app_commands.describe(page="Which page; the first if left out")
    async def list_all(self, interaction: Interaction, page: Range[int, 1, 1_000_000] = 1) -> None:
        """All teams of this server"""
        await respond(interaction, await self._list(interaction, page))

    async def turn_list(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page of the list: in its place for who asked for it, in private for everybody else."""
        await turn_page(interaction, await self._list(interaction, int(arguments[0])))

    async def _list(self, interaction: Interaction, page: int) -> Card:
        return shown.list_card(await self._kept.of_guild(interaction.guild_id or 0), page)

    async def _there(self, team_id: int) -> Team:
        team = await self._kept.get(team_id)
        if team is None:
            raise shown.gone()
        return team

    async def _own(self, interaction: Interaction) -> Team:
        """The team of whoever asks.

        Raises:
            Refusal: they are in none.
        """
        team = await self._kept.of_member(interaction.guild_id or 0, interaction.user.id)
        if team is None:
            raise shown.in_none()
        return team

    async def _led(self, interaction: Interaction) -> Team:
        """The team whose captain asks.

        Raises:
            Refusal: they are in none, or not its captain.
        """
        team = await self._own(interaction)
        if team.captain_id != interaction.user.id:
            raise shown.not_captain(team)
        return team

    async def _check_may_disband(self, interaction: Interaction, team: Team) -> None:
        """Lets its captain through, and hosts: a captain may have left the server, or chosen a name that cannot stay.

        Raises:
            Refusal: who asks is neither.
        """
        settings = await self._guilds.settings(team.guild_id)
        if team.captain_id != interaction.user.id and not is_host(interaction, settings.host_role_id):
            raise shown.not_captain(team)

    async def _wake(self, guild_id: int) -> None:
        """The cards of sign-ups show teams as they are."""
        for competition in await self._competitions.of_guild(guild_id):
            if competition.plan.format == "teams" and competition.phase == "signup":
                self._organiser.wake(competition.id)


def _checked(name: str) -> str:
    """The name as it is kept.

    Raises:
        Refusal: it is none.
    """
    name = tidy(name)
    why = why_not_name(name)
    if why:
        raise shown.why_not_name(why, name)
    return name


def _check(why: WhyNotChange | None, team: Team) -> None:
    """Lets through what was changed.

    Raises:
        Refusal: it was not.
    """
    match why:
        case "locked":
            raise shown.locked(team)
        case "captain":
            raise shown.captain_stays(team)
        case "disbanded" | "stranger" | "name":
            raise shown.gone()
        case None:
            return


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = TeamCommands(bot.teams, bot.guilds_kept, bot.competitions, bot.organiser)
    bot.on_press("team-join", cog.press_join)
    bot.on_press("team-disband", cog.disband_now)
    bot.on_press("teams", cog.turn_list)
    await bot.add_cog(cog)
