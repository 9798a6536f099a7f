"""Connections that stay on this machine."""

from functools import lru_cache
from typing import Any

import aiohttp

from bot.settings import is_loopback

_is_loopback = lru_cache(maxsize=16)(is_loopback)  # asked for each request


class LoopbackOnly(aiohttp.TCPConnector):
    """Refuses every connection that would leave this machine, whatever address a server names in its answers."""

    async def connect(self, req: aiohttp.ClientRequest, *args: Any, **kwargs: Any) -> Any:
        """Connects, as the library does.

        Raises:
            aiohttp.ClientConnectionError: the address is not on this machine.
        """
        if not _is_loopback(req.url.host or ""):
            raise aiohttp.ClientConnectionError(f"DISCORD_API_URL is on this machine, {req.url.host} is not")
        return await super().connect(req, *args, **kwargs)
