"""The Ready button of the card of a match: its entrants say that they are there."""

from collections.abc import Sequence

from discord.ext import commands

from bot.client import Clio, Interaction
from bot.contesting import in_this_guild
from bot.interactions import moment_of
from bot.organiser import Organiser
from bot.presentation import readiness
from bot.responses import respond
from bot.storage.competitions import Competitions

_WAITS = ("drawn", "open")


class Ready(commands.Cog):
    """Takes who is there, once; of a team one member is enough."""

    def __init__(self, kept: Competitions, organiser: Organiser) -> None:
        self._kept = kept
        self._organiser = organiser

    async def press(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Keeps that whoever presses is there, and tells the match."""
        competition_id, stage, number = map(int, arguments)
        user_id = interaction.user.id
        is_new = await self._kept.ready(competition_id, stage, number, user_id, at=moment_of(interaction))
        if is_new:
            self._organiser.wake(competition_id, stage, number)
        view = await in_this_guild(self._kept, interaction, competition_id)
        if not is_new:
            played = [kept for kept in view.matches if (kept.match.stage, kept.match.number) == (stage, number)]
            if not any(user_id in view.entrants[one].members for kept in played for one in kept.match.entrant_ids):
                raise readiness.not_playing()
            if played[0].state not in _WAITS:
                raise readiness.has_begun()
        await respond(interaction, readiness.ready_card(view.competition), ephemeral=True)


async def setup(bot: Clio) -> None:
    """Adds the cog and its button."""
    cog = Ready(bot.competitions, bot.organiser)
    bot.on_press("comp-ready", cog.press, needs_message=False)
    await bot.add_cog(cog)
