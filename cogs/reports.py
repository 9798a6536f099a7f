"""/report and the Report button: what a member finds wrong, kept and brought to the staff."""

import logging
from collections.abc import Sequence

from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.content import Item
from bot.errors import Refusal
from bot.interactions import anywhere, catalogue_with, in_guild, moment_of, submitted
from bot.options import ItemOption, item
from bot.presentation import notices
from bot.presentation.text import one_line
from bot.responses import respond
from bot.staff import Staff
from bot.storage.reports import LIMIT, Reports

log = logging.getLogger(__name__)


class Reporting(commands.Cog):
    """Takes reports."""

    def __init__(self, reports: Reports, staff: Staff) -> None:
        self._reports = reports
        self._staff = staff

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        id="The item's id, as its card shows it at its foot", reason="What is wrong; a form asks for it if left out"
    )
    async def report(
        self,
        interaction: Interaction,
        id: Transform[Item, ItemOption()],
        reason: app_commands.Range[str, 5, notices.REASON_LIMIT] | None = None,
    ) -> None:
        """Tells the staff that something is wrong with an item"""
        if reason is None:
            await interaction.response.send_modal(notices.report_form(id.id))
        else:
            await self._file(interaction, id, reason)

    async def ask(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks what is wrong with the item of the card."""
        catalogue = await catalogue_with(interaction, arguments[0])
        await interaction.response.send_modal(notices.report_form(item(catalogue, arguments[0], "report").id))

    async def take(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes the form."""
        catalogue = await catalogue_with(interaction, arguments[0])
        await self._file(interaction, item(catalogue, arguments[0], "report"), submitted(interaction).get("reason", ""))

    async def _file(self, interaction: Interaction, one: Item, reason: str) -> None:
        reason = one_line(reason)
        if not 5 <= len(reason) <= notices.REASON_LIMIT:
            raise Refusal(
                "The reason is too short or too long.",
                f"Say what is wrong in 5 to {notices.REASON_LIMIT} characters.",
                f"/report id:{one.id} reason:The date is Old Style",
            )
        guild_id = interaction.guild_id if in_guild(interaction) else None
        refused = await self._reports.file(
            report_id=interaction.id,
            item_id=one.id,
            guild_id=guild_id,
            user_id=interaction.user.id,
            reason=reason,
            at=moment_of(interaction),
        )
        if refused is not None:
            raise Refusal(
                f"You have sent {LIMIT} reports in the last hour; that is as many as can be read with care.",
                f"The next one can be sent <t:{refused.again_at // 1000 + 1}:R>.",
            )
        log.info("reported", extra={"guild": guild_id, "item": one.id})
        reader = "the staff" if guild_id is not None else "whoever runs Clio"
        thanks = notices.done(f"Thank you. Your report of {one.id} is kept for {reader}.")
        await respond(interaction, thanks, ephemeral=True)
        if guild_id is not None:
            await self._staff.bring_reports(guild_id)


async def setup(bot: Clio) -> None:
    """Adds the cog, its button and its form."""
    cog = Reporting(bot.reports, bot.staff)
    bot.on_press("report", cog.ask)
    bot.on_press("report-form", cog.take)
    await bot.add_cog(cog)
