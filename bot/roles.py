"""Gives roles to members and takes them; turns Discord's refusals into words for the staff."""

import asyncio
from collections.abc import Awaitable

import aiohttp
import discord

from bot.errors import ChannelGone, NotAllowed, Unavailable

_NO_MEMBER = 10007  # Discord, JSON Error Codes
_PATIENCE_S = 60.0
"""With the tries that discord.py makes by itself."""


class Roles:
    """Gives and takes through one client; a second time changes nothing."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def give(self, guild_id: int, user_id: int, role_id: int, *, why: str) -> bool:
        """The member has the role from now on; False: they are no member any more. Staff read `why` in the audit log.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        return await _done(self._client.http.add_role(guild_id, user_id, role_id, reason=why), role_id)

    async def take(self, guild_id: int, user_id: int, role_id: int, *, why: str) -> bool:
        """The member has the role no more; False: they are no member any more.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        return await _done(self._client.http.remove_role(guild_id, user_id, role_id, reason=why), role_id)


async def _done(request: Awaitable[None], role_id: int) -> bool:
    try:
        async with asyncio.timeout(_PATIENCE_S):
            await request
    except discord.NotFound as error:
        if error.code == _NO_MEMBER:
            return False
        raise ChannelGone("The champion's role is not there any more; name another one.") from error
    except discord.Forbidden as error:
        raise NotAllowed(
            f"Clio may not give <@&{role_id}>; she needs Manage Roles, and a role of her own above it."
        ) from error
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        raise Unavailable(f"Discord did not take a change of <@&{role_id}>; it is tried again later.") from error
    return True
