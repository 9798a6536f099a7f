"""The host's table, /competition host: a private card whose buttons steer a competition, redrawn at each press."""

import logging
from collections.abc import Sequence
from typing import get_args

from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.announcing import View
from bot.client import Clio, Interaction
from bot.contesting import CompetitionOption, add_to_group, chosen_name, in_this_guild
from bot.domain.competition import UNFINISHED
from bot.domain.host_log import MINUTES, POINTS, Action, HostAction
from bot.errors import Refusal
from bot.interactions import host_settings, moment_of, submitted
from bot.organiser import Organiser
from bot.presentation import host_table
from bot.presentation.text import one_line, plural
from bot.responses import replace, respond
from bot.storage.competitions import Competition, Competitions

log = logging.getLogger(__name__)

_FORMS = ("pause", "extend", "adjust", "disqualify", "replace")
_WAITS = ("drawn", "open")


class HostTable(commands.GroupCog, group_name="competition"):
    """Does what hosts press. Who presses is asked for their right each time."""

    def __init__(self, kept: Competitions, organiser: Organiser) -> None:
        self._kept = kept
        self._organiser = organiser

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def host(
        self, interaction: Interaction, competition: Transform[Competition, CompetitionOption(UNFINISHED)]
    ) -> None:
        """Your table, if you are a host: start, pause, points, disqualify, replace, undo; only you see it"""
        await host_settings(interaction)
        view = await in_this_guild(self._kept, interaction, competition.id)
        actions = await self._kept.actions(competition.id)
        await respond(interaction, host_table.table_card(view, actions, moment_of(interaction)), ephemeral=True)

    async def press(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """A button of the table: does it, or asks for more in a form."""
        await host_settings(interaction)
        competition_id, asked = int(arguments[0]), arguments[1]
        view = await in_this_guild(self._kept, interaction, competition_id)
        if asked in _FORMS:
            await interaction.response.send_modal(host_table.form(view, asked))
        elif asked == "undo":
            await self._undo(interaction, view)
        elif asked == "table":
            await self._redraw(interaction, competition_id, "")
        else:
            await self._act(interaction, view, self._action(interaction, _kind(asked)))

    async def take(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """A form of the table, filled in."""
        await host_settings(interaction)
        competition_id, kind = int(arguments[0]), _kind(arguments[1])
        view = await in_this_guild(self._kept, interaction, competition_id)
        filled = submitted(interaction)
        if kind in ("pause", "extend"):
            minutes = host_table.number_in(filled.get("minutes", ""), MINUTES)
            await self._act(interaction, view, self._action(interaction, kind, amount=minutes))
            return
        reason = one_line(filled.get("reason", ""))
        if not reason:
            raise Refusal("Entrants want to know why.", "Give a reason.", host_table.EXAMPLE)
        entrant_id = _entrant(view, filled)
        if kind == "adjust":
            points = host_table.number_in(filled.get("points", ""), POINTS)
            action = self._action(interaction, kind, entrant_id=entrant_id, amount=points, reason=reason)
            await self._act(interaction, view, action)
        elif kind == "disqualify":
            await self._act(interaction, view, self._action(interaction, kind, entrant_id=entrant_id, reason=reason))
        else:
            await self._replace(interaction, view, entrant_id, filled.get("substitute", ""), reason)

    async def _replace(
        self, interaction: Interaction, view: View, entrant_id: int, substitute: str, reason: str
    ) -> None:
        name = chosen_name(interaction, substitute)
        if not name:
            raise Refusal("Nobody of this server was chosen, or a bot.", "Choose a member.", host_table.EXAMPLE)
        matches = [kept.match for kept in view.of_stage if kept.state in _WAITS]
        number = next((match.number for match in matches if entrant_id in match.entrant_ids), 0)
        action = self._action(
            interaction,
            "replace",
            entrant_id=entrant_id,
            substitute_id=int(substitute),
            number=number,
            reason=reason,
        )
        await self._act(interaction, view, action, name)

    async def _act(self, interaction: Interaction, view: View, action: Action, substitute: str = "") -> None:
        competition = view.competition
        why = await self._kept.act(competition.id, action, substitute=substitute)
        if why:
            raise host_table.why_not_act(why, action.kind)
        log.info("host acted", extra={"guild": competition.guild_id, "competition": competition.id, "why": action.kind})
        self._organiser.wake(competition.id)
        note = ""
        if action.kind == "reveal":
            note = f"✅ {plural(await self._organiser.reveal_now(competition.id), 'question')} closed."
        await self._redraw(interaction, competition.id, note, action)

    async def _undo(self, interaction: Interaction, view: View) -> None:
        competition_id, at = view.competition.id, moment_of(interaction)
        found = await self._kept.undo(competition_id, undo_id=interaction.id, by_id=interaction.user.id, at=at)
        if not isinstance(found, Action):
            raise host_table.why_not_undo(found)
        self._organiser.wake(competition_id)
        await self._redraw(interaction, competition_id, host_table.undid(view, found))

    async def _redraw(
        self, interaction: Interaction, competition_id: int, note: str, action: Action | None = None
    ) -> None:
        """The table in the place of itself, with what was done."""
        view = await in_this_guild(self._kept, interaction, competition_id)
        actions = await self._kept.actions(competition_id)
        note = note or (host_table.did(view, action) if action else "")
        await replace(interaction, host_table.table_card(view, actions, moment_of(interaction), note))

    def _action(
        self,
        interaction: Interaction,
        kind: HostAction,
        *,
        entrant_id: int | None = None,
        substitute_id: int | None = None,
        number: int | None = None,
        amount: int = 0,
        reason: str = "",
    ) -> Action:
        return Action(
            interaction.id,
            moment_of(interaction),
            interaction.user.id,
            kind,
            entrant_id=entrant_id,
            substitute_id=substitute_id,
            number=number,
            amount=amount,
            reason=reason,
        )


def _kind(asked: str) -> HostAction:
    return next(kind for kind in get_args(HostAction) if kind == asked)


def _entrant(view: View, filled: dict[str, str]) -> int:
    """Who is meant: chosen by name, or by the member who plays for them.

    Raises:
        Refusal: that member plays for nobody.
    """
    if filled.get("entrant"):
        return int(filled["entrant"])
    user_id = int(filled.get("user") or 0)
    found = next((one.id for one in view.entrants.values() if user_id in one.members), None)
    if found is None:
        raise Refusal(
            f"<@{user_id}> is not in this competition.", "Choose an entrant, or a member of a team.", host_table.EXAMPLE
        )
    return found


async def setup(bot: Clio) -> None:
    """Adds the presses, and the command to those of `cogs/competition.py`."""
    cog = HostTable(bot.competitions, bot.organiser)
    bot.on_press("host", cog.press)
    bot.on_press("host-form", cog.take)
    add_to_group(bot, cog)
