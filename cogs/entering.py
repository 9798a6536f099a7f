"""Who takes part in a competition: /competition join and leave, and the buttons of its card."""

from collections.abc import Sequence

from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.contesting import CompetitionOption, add_to_group, competition_of, roles_of
from bot.domain.competition import UNFINISHED, Entrant
from bot.domain.teams import may_enter
from bot.interactions import excluded_role, moment_of
from bot.organiser import Organiser
from bot.presentation import entering
from bot.presentation.notices import done
from bot.presentation.text import one_line
from bot.responses import replace, respond
from bot.storage.competitions import Competition, Competitions
from bot.storage.guilds import Guilds
from bot.storage.teams import Teams


class Entering(commands.GroupCog, group_name="competition"):
    """Lets members and teams in and out, and calls them or not."""

    def __init__(self, kept: Competitions, teams: Teams, guilds: Guilds, organiser: Organiser) -> None:
        self._kept = kept
        self._guilds = guilds
        self._teams = teams
        self._organiser = organiser

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def join(
        self, interaction: Interaction, competition: Transform[Competition, CompetitionOption(UNFINISHED)]
    ) -> None:
        """Signs you up, or the team whose captain you are"""
        await self._join(interaction, competition)

    async def press_join(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Signs up from the card."""
        await self._join(interaction, await competition_of(self._kept, interaction, arguments))

    async def _join(self, interaction: Interaction, competition: Competition) -> None:
        user, plan = interaction.user, competition.plan
        entrant = Entrant(user.id, one_line(user.display_name), (user.id,), user.id)
        team = ""
        if plan.format == "teams":
            own = await self._teams.of_member(competition.guild_id, user.id)
            if own is None:
                raise entering.no_team(competition)
            if own.captain_id != user.id:
                raise entering.not_captain(own.name, own.captain_id)
            entrant, team = Entrant(own.id, own.name, own.members, own.captain_id), own.name
        if not may_enter(plan, roles_of(interaction)):
            raise entering.role_missing(competition)
        settings = await self._guilds.settings(competition.guild_id)
        if role_id := excluded_role(user, settings.excluded_role_ids):
            raise entering.does_not_score(competition, role_id)
        why = await self._kept.enter(competition.id, entrant, at=moment_of(interaction))
        if why:
            there = await self._kept.get(competition.id) or competition
            raise entering.why_not_enter(why, there, size=len(entrant.members))
        self._organiser.wake(competition.id)
        await respond(interaction, done(entering.entered_text(competition, team)), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def leave(
        self, interaction: Interaction, competition: Transform[Competition, CompetitionOption(UNFINISHED)]
    ) -> None:
        """Takes you out of it, or your team; after the draw for good"""
        await self._leave(interaction, competition)

    async def press_leave(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Leaves from the card."""
        await self._leave(interaction, await competition_of(self._kept, interaction, arguments))

    async def press_quit(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Leaves after the draw, once somebody has said that they are sure."""
        await self._leave(interaction, await competition_of(self._kept, interaction, arguments), is_sure=True)

    async def _leave(self, interaction: Interaction, competition: Competition, *, is_sure: bool = False) -> None:
        user_id = interaction.user.id
        there = {entrant.id: entrant for entrant in await self._kept.entrants(competition.id)}
        own = next((one for one in there.values() if user_id in one.members and one.state == "in"), None)
        if own is None:
            raise entering.not_in(competition)
        if own.captain_id != user_id:
            raise entering.not_captain(own.name, own.captain_id)
        if competition.phase != "signup" and not is_sure:
            await respond(interaction, entering.ask_leave_card(competition), ephemeral=True)
            return
        if not await self._kept.leave(competition.id, own.id):
            raise entering.not_in(await self._kept.get(competition.id) or competition)
        self._organiser.wake(competition.id)
        team = own.name if competition.plan.format == "teams" else ""
        card = done(entering.left_text(competition, team))
        if is_sure:
            await replace(interaction, card)
        else:
            await respond(interaction, card, ephemeral=True)

    async def remind(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Switches calls on or off."""
        competition = await competition_of(self._kept, interaction, arguments)
        user_id = interaction.user.id
        if await self._kept.entrant_of(competition.id, user_id) is None:
            raise entering.not_in(competition)
        wants = user_id not in await self._kept.pinged(competition.id)
        await self._kept.wants_ping(competition.id, user_id, wants=wants)
        self._organiser.wake(competition.id)
        await respond(interaction, done(entering.reminded_text(competition, wants=wants)), ephemeral=True)


async def setup(bot: Clio) -> None:
    """Adds the buttons, and the commands to those of `cogs/competition.py`."""
    cog = Entering(bot.competitions, bot.teams, bot.guilds_kept, bot.organiser)
    presses = {"comp-join": cog.press_join, "comp-leave": cog.press_leave, "comp-quit": cog.press_quit}
    for verb, answer in (presses | {"comp-remind": cog.remind}).items():
        bot.on_press(verb, answer)
    add_to_group(bot, cog)
