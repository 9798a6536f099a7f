"""/admin: what the staff of a server set."""

import logging
from typing import Literal, get_args

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.errors import DeliveryFault, Refusal
from bot.interactions import moment_of
from bot.options import NumberOption, ZoneOption
from bot.places import check_role
from bot.presentation.guild_settings import settings_card
from bot.presentation.notices import done
from bot.responses import respond
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.guilds import Guilds, Setting

log = logging.getLogger(__name__)

Clearable = Literal["staff channel", "time zone", "host role", "reviewer role", "time factor", "grace", "quiz channel"]

Changes = dict[Setting, int | str | None]

_SETTINGS: dict[Clearable, Setting] = dict(zip(get_args(Clearable), get_args(Setting), strict=True))


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
    @app_commands.describe(
        staff_channel="Where reports are posted",
        time_zone="By whose midnight the leaderboards turn, such as Europe/Berlin",
        host_role="Whose members may skip questions and stop quizzes, beside Manage Server",
        reviewer_role="Whose members review, beside Manage Messages",
        time_factor="By how much the time by length is stretched, 1 to 3",
        grace="Seconds that stragglers are waited for, 0 to 5",
        quiz_channel="Where scheduled quizzes are played unless another channel is named",
        clear="What to unset",
    )
    async def settings(
        self,
        interaction: Interaction,
        staff_channel: discord.TextChannel | None = None,
        time_zone: Transform[str, ZoneOption("/admin settings time_zone:")] | None = None,
        host_role: discord.Role | None = None,
        reviewer_role: discord.Role | None = None,
        time_factor: Transform[float, NumberOption("time_factor", 1, 3)] | None = None,
        grace: Transform[float, NumberOption("grace", 0, 5, " s")] | None = None,
        quiz_channel: discord.TextChannel | None = None,
        clear: Clearable | None = None,
    ) -> None:
        """Shows this server's settings, or changes some"""
        if interaction.guild_id is None or not interaction.permissions.manage_guild:
            raise Refusal("Only members with Manage Server may see or change the settings.", "Ask one of them.")
        given: Changes = {
            "staff_channel_id": staff_channel.id if staff_channel else None,
            "time_zone": time_zone,
            "host_role_id": _role_id(host_role, "host_role"),
            "reviewer_role_id": _role_id(reviewer_role, "reviewer_role"),
            "factor_pct": None if time_factor is None else round(time_factor * 100),
            "grace_ms": None if grace is None else round(grace * 1000),
            "quiz_channel_id": quiz_channel.id if quiz_channel else None,
        }
        changes: Changes = {setting: value for setting, value in given.items() if value is not None}
        if clear is not None:
            setting = _SETTINGS[clear]
            if setting in changes:
                raise Refusal(
                    f"The {clear} cannot be set and cleared at once.",
                    "Give one of the two.",
                    f"/admin settings clear:{clear}",
                )
            changes[setting] = None
        await self._change(interaction, interaction.guild_id, changes)

    async def _change(self, interaction: Interaction, guild_id: int, changes: Changes) -> None:
        now_at = moment_of(interaction)
        staff_channel_id = changes.get("staff_channel_id")
        if isinstance(staff_channel_id, int):
            await self._try_staff_channel(staff_channel_id)
        if changes:
            kept = await self._guilds.change(guild_id, changes, by=interaction.user.id, at=now_at)
            log.info("settings changed", extra={"guild": guild_id, "settings": sorted(changes)})
        else:
            kept = await self._guilds.settings(guild_id)
        card = settings_card(
            staff_channel_id=kept.staff_channel_id,
            time_zone=kept.time_zone,
            host_role_id=kept.host_role_id,
            reviewer_role_id=kept.reviewer_role_id,
            time_factor=kept.time_factor,
            grace_ms=kept.grace_ms,
            quiz_channel_id=kept.quiz_channel_id,
            now_at=now_at,
            is_changed=bool(changes),
        )
        await respond(interaction, card, ephemeral=True)
        if isinstance(staff_channel_id, int):
            await self._staff.bring_reports(guild_id)

    async def _try_staff_channel(self, channel_id: int) -> None:
        try:
            await self._sender.post(channel_id, done("Reports of this server's members will be posted here."))
        except DeliveryFault as fault:
            raise Refusal(str(fault), "Nothing was changed.", "/admin settings staff_channel:#staff") from fault


def _role_id(role: discord.Role | None, option: str) -> int | None:
    if role is None:
        return None
    check_role(role, f"/admin settings {option}:@Host")
    return role.id


async def setup(bot: Clio) -> None:
    """Adds the cog."""
    await bot.add_cog(Admin(bot.guilds_kept, bot.sender, bot.staff))
