"""/admin: what the staff of a server set."""

import logging

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.errors import DeliveryFault, Refusal
from bot.interactions import moment_of
from bot.presentation import notices
from bot.responses import respond
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.guilds import Guilds

log = logging.getLogger(__name__)


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Admin(commands.GroupCog, group_name="admin", group_description="What the staff of this server set"):
    """Shows and changes a server's settings."""

    def __init__(self, guilds: Guilds, sender: Sender, staff: Staff) -> None:
        self._guilds = guilds
        self._sender = sender
        self._staff = staff

    @app_commands.command()
    @app_commands.describe(staff_channel="Where reports are posted", clear="What to unset")
    @app_commands.choices(clear=[app_commands.Choice(name="staff channel", value="staff_channel")])
    async def settings(
        self,
        interaction: Interaction,
        staff_channel: discord.TextChannel | None = None,
        clear: app_commands.Choice[str] | None = None,
    ) -> None:
        """Shows this server's settings, or changes one"""
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            raise Refusal("Only members with Manage Server may see or change the settings.", "Ask one of them.")
        if staff_channel is not None and clear is not None:
            raise Refusal(
                "A channel cannot be set and cleared at once.",
                "Give one of the two.",
                "/admin settings staff_channel:#staff",
            )
        changed = ""
        if staff_channel is not None:
            await self._set_staff_channel(interaction, interaction.guild_id, staff_channel.id)
            changed = f"Reports are posted in <#{staff_channel.id}> from now on."
        elif clear is not None:
            await self._guilds.change(
                interaction.guild_id, {"staff_channel_id": None}, by=interaction.user.id, at=moment_of(interaction)
            )
            changed = "The staff channel is unset; reports are kept until there is one."
        kept = await self._guilds.settings(interaction.guild_id)
        await respond(interaction, notices.settings_card(kept.staff_channel_id, changed), ephemeral=True)
        if staff_channel is not None:
            await self._staff.bring_reports(interaction.guild_id)

    async def _set_staff_channel(self, interaction: Interaction, guild_id: int, channel_id: int) -> None:
        try:
            await self._sender.post(channel_id, notices.done("Reports of this server's members will be posted here."))
        except DeliveryFault as fault:
            raise Refusal(str(fault), "Nothing was changed.", "/admin settings staff_channel:#staff") from fault
        await self._guilds.change(
            guild_id, {"staff_channel_id": channel_id}, by=interaction.user.id, at=moment_of(interaction)
        )
        log.info("staff channel set", extra={"guild": guild_id, "channel": channel_id})


async def setup(bot: Clio) -> None:
    """Adds the cog."""
    await bot.add_cog(Admin(bot.guilds_kept, bot.sender, bot.staff))
