"""/privacy: what is held about a member, and their say over it."""

import asyncio
import io
import logging
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.errors import Refusal
from bot.interactions import anywhere, submitted
from bot.presentation import privacy
from bot.presentation.notices import done
from bot.responses import respond
from bot.storage.privacy import Privacy

log = logging.getLogger(__name__)


@anywhere
class OwnData(commands.GroupCog, group_name="privacy", group_description="What Clio holds about you"):
    """Shows, hides, exports and deletes the data of whoever asks; every answer is for their eyes only."""

    def __init__(self, kept: Privacy) -> None:
        self._kept = kept

    @app_commands.command()
    async def view(self, interaction: Interaction) -> None:
        """How much Clio holds about you, by kind"""
        held = await self._kept.view(interaction.user.id)
        await respond(interaction, privacy.held_card(held.counts, is_hidden=held.is_hidden), ephemeral=True)

    @app_commands.command()
    async def hide(self, interaction: Interaction) -> None:
        """Leaves you out of leaderboards and statistics, everywhere"""
        is_new = await self._kept.hide(interaction.user.id)
        said = (
            "You are hidden from now on: leaderboards and statistics leave you out for everybody but you. "
            "Recaps of discussions do not link to you. "
            "In a quiz that you play, the others still see your name."
        )
        await respond(interaction, done(said if is_new else "You are hidden already."), ephemeral=True)

    @app_commands.command()
    async def unhide(self, interaction: Interaction) -> None:
        """Shows you on leaderboards and in statistics again"""
        is_new = await self._kept.unhide(interaction.user.id)
        said = "You are shown again, with everything that you have earned." if is_new else "You are not hidden."
        await respond(interaction, done(said), ephemeral=True)

    @app_commands.command()
    async def export(self, interaction: Interaction) -> None:
        """Everything that Clio holds about you, as a file for your eyes only"""
        await self._check_held(interaction)
        if not interaction.app_permissions.attach_files:
            raise Refusal(
                "Clio may not attach files in this channel.", "In a direct message with her she may.", "/privacy export"
            )
        await interaction.response.defer(thinking=True, ephemeral=True)
        held = await self._kept.export(interaction.user.id)
        name, content = await asyncio.to_thread(privacy.exported, held, interaction.filesize_limit)
        attached = discord.File(io.BytesIO(content), name)
        await interaction.edit_original_response(view=privacy.export_card(name).view(), attachments=[attached])

    @app_commands.command()
    async def delete(self, interaction: Interaction) -> None:
        """Deletes what Clio holds about you, after you have confirmed it"""
        await self._check_held(interaction)
        await interaction.response.send_modal(privacy.delete_form())

    async def confirm(self, interaction: Interaction, _: Sequence[str]) -> None:
        """Deletes, if the word was typed."""
        if submitted(interaction).get("word", "").strip().upper() != privacy.WORD:
            raise Refusal("Nothing was deleted: the word was another.", f"Type {privacy.WORD}.", "/privacy delete")
        if not await self._kept.delete(interaction.user.id):
            raise _nothing()
        log.info("data of a user deleted")
        said = "Deleted. Where others' places depend on your results, these stay without your name."
        await respond(interaction, done(said), ephemeral=True)

    async def _check_held(self, interaction: Interaction) -> None:
        if (await self._kept.view(interaction.user.id)).is_nothing:
            raise _nothing()


def _nothing() -> Refusal:
    return Refusal("Clio holds nothing about you.", "There is nothing to export or delete.", "/privacy view")


async def setup(bot: Clio) -> None:
    """Adds the cog and its form."""
    cog = OwnData(bot.privacy)
    bot.on_press("privacy-delete", cog.confirm)
    await bot.add_cog(cog)
