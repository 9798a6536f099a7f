"""What an interaction says about itself: its scope, its moment, what was chosen, what its member may do."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

import discord
from discord import app_commands
from discord.utils import DISCORD_EPOCH

from bot.client import Interaction
from bot.domain.catalogue import Catalogue
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.presentation.text import listed
from bot.storage.guilds import GuildSettings
from bot.storage.shown import Scope

_THREADS_IN = (discord.ChannelType.text, discord.ChannelType.news)


_Command = TypeVar("_Command", bound=Callable[..., Any])


def anywhere(command: _Command) -> _Command:
    """Makes a command work in servers, in direct messages and for those who installed Clio for themselves."""
    contexts = app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    return app_commands.allowed_installs(guilds=True, users=True)(contexts(command))


def in_guild(interaction: Interaction) -> bool:
    """Whether it comes from a server that Clio is a member of."""
    if interaction.guild_id is None:
        return False
    # Right after a start the server may not have arrived yet, but the interaction says who installed Clio there.
    return interaction.is_guild_integration() or interaction.client.get_guild(interaction.guild_id) is not None


def scope_of(interaction: Interaction) -> Scope:
    """Who shares the memory of what was shown: the server where Clio is a member, else the user."""
    if in_guild(interaction) and interaction.guild_id is not None:
        return Scope("guild", interaction.guild_id)
    return Scope("user", interaction.user.id)


def own_guild(interaction: Interaction) -> int | None:
    """The server whose own items can be shown: that of the interaction, where Clio is a member."""
    return interaction.guild_id if in_guild(interaction) else None


async def stock_of(interaction: Interaction) -> Stock:
    """What can be shown where this comes from."""
    return await interaction.client.stocks.of(own_guild(interaction))


async def catalogue_with(interaction: Interaction, item_id: str) -> Catalogue:
    """Where the item with this id is: the server's own, else the packs, which may not have it either."""
    return (await stock_of(interaction)).holder(item_id.strip().lower())


def moment_of(interaction: Interaction) -> int:
    """When it was made by Discord's clock, in milliseconds UTC: its id is a snowflake."""
    return (interaction.id >> 22) + DISCORD_EPOCH


def selected(interaction: Interaction) -> str:
    """The first value chosen in a select."""
    data: Any = interaction.data or {}
    values = data.get("values") or [""]
    return str(values[0])


def chosen_channel(interaction: Interaction) -> tuple[int, discord.Permissions]:
    """The channel chosen in a channel select, and what the member may do in it."""
    data: Any = interaction.data or {}
    channel_id = selected(interaction)
    channel = data.get("resolved", {}).get("channels", {}).get(channel_id, {})
    return int(channel_id or 0), discord.Permissions(int(channel.get("permissions", 0)))


def submitted(interaction: Interaction) -> dict[str, str]:
    """What was filled into a modal, by the custom id of each field; of a list the first that was chosen."""
    data: Any = interaction.data or {}
    fields = [
        child for row in data.get("components", []) for child in row.get("components", [row.get("component")]) if child
    ]
    return {field["custom_id"]: field.get("value") or "".join(field.get("values", [])[:1]) for field in fields}


def why_no_thread(interaction: Interaction) -> str:
    """Why a thread cannot be opened on a message here, as a sentence; empty where it can."""
    if not in_guild(interaction):
        return "Discussions can be opened in a server that Clio is a member of."
    if interaction.channel is None or interaction.channel.type not in _THREADS_IN:
        return "A thread can be opened in an ordinary text channel only."
    if not interaction.permissions.create_public_threads:
        return "You need the permission Create Public Threads here to open a discussion; only you see this card."
    if not interaction.app_permissions.create_public_threads:
        return "Clio needs the permission Create Public Threads here to open a discussion; a moderator can give it."
    return ""


def is_host(interaction: Interaction, host_role_id: int | None) -> bool:
    """Whether who asks is a host: has the server's host role, or Manage Server."""
    member = interaction.user
    has_role = host_role_id is not None and isinstance(member, discord.Member) and member.get_role(host_role_id)
    return bool(has_role) or interaction.permissions.manage_guild


async def host_settings(interaction: Interaction) -> GuildSettings:
    """The server's settings, for its hosts.

    Raises:
        Refusal: who asks is no host, or Clio is no member of the server.
    """
    if interaction.guild_id is None or not in_guild(interaction):
        raise Refusal("That is for servers that Clio is a member of.", "Invite her first.", "/help")
    settings = await interaction.client.guilds_kept.settings(interaction.guild_id)
    if not is_host(interaction, settings.host_role_id):
        host = f"members with <@&{settings.host_role_id}> or" if settings.host_role_id else "members with"
        raise Refusal(f"Only {host} Manage Server may do that.", "Ask one of them.")
    return settings


async def reviewer_settings(interaction: Interaction) -> GuildSettings:
    """The server's settings, for its reviewers.

    Raises:
        Refusal: who asks is no reviewer, or Clio is no member of the server.
    """
    if interaction.guild_id is None or not in_guild(interaction):
        raise Refusal("That is for servers that Clio is a member of.", "Invite her first.", "/help")
    settings = await interaction.client.guilds_kept.settings(interaction.guild_id)
    role_id, member = settings.reviewer_role_id, interaction.user
    has_role = role_id is not None and isinstance(member, discord.Member) and member.get_role(role_id)
    if not (has_role or interaction.permissions.manage_messages):
        who = f"Members with <@&{role_id}> or" if role_id else "Members with"
        raise Refusal("Only reviewers decide on that.", f"{who} Manage Messages are reviewers.")
    return settings


def excluded_role(user: discord.User | discord.Member, role_ids: Sequence[int]) -> int | None:
    """The first of the roles that somebody has; None where they have none of them."""
    if not isinstance(user, discord.Member):
        return None
    return next((role_id for role_id in role_ids if user.get_role(role_id)), None)


async def manager_settings(interaction: Interaction) -> GuildSettings:
    """The server's settings, for who may change them.

    Raises:
        Refusal: who asks has not Manage Server.
    """
    if interaction.guild_id is None or not interaction.permissions.manage_guild:
        raise Refusal("Only members with Manage Server may see or change the settings.", "Ask one of them.")
    return await interaction.client.guilds_kept.settings(interaction.guild_id)


def clock_ahead_s(interaction: Interaction) -> float:
    """How far this machine's clock is ahead of Discord's, with the time that the interaction took to come."""
    return (datetime.now(UTC) - interaction.created_at).total_seconds()


def why_no_post(interaction: Interaction) -> str:
    """Why Clio cannot post where this comes from, as a sentence; empty where she can."""
    may = interaction.app_permissions
    is_thread = isinstance(interaction.channel, discord.Thread)
    missing = [
        name
        for name, given in (
            ("View Channel", may.read_messages),
            ("Read Message History", may.read_message_history),
            ("Send Messages in Threads", may.send_messages_in_threads)
            if is_thread
            else ("Send Messages", may.send_messages),
        )
        if not given
    ]
    return f"Clio needs {listed(missing, 'and')} in this channel; a moderator can give it." if missing else ""
