"""Clients for the tests of the playground: an unmodified discord.py, and plain HTTP."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from playground import Playground

Build = Callable[["Bot"], None]
CAP_S = 30.0


class Bot(discord.AutoShardedClient):
    """An unmodified discord.py client with a command tree; keeps what went wrong in its callbacks."""

    def __init__(self, build: Build | None, **options: Any) -> None:
        super().__init__(chunk_guilds_at_startup=False, guild_ready_timeout=0.05, **options)
        self.tree = app_commands.CommandTree(self)
        self.failures: list[BaseException] = []
        self.heard: asyncio.Queue[tuple[str, Any]] = asyncio.Queue()
        self.tree.error(self._failed)
        self._build = build

    async def _failed(self, _: discord.Interaction[Any], error: app_commands.AppCommandError) -> None:
        self.failures.append(getattr(error, "original", error))

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once; the playground has no limit unless a test sets it."""

    async def setup_hook(self) -> None:
        """Sync the commands that the test wants."""
        if self._build is not None:
            self._build(self)
            await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        """Keep it for the test."""
        self.heard.put_nowait(("message", message))

    async def on_resumed(self) -> None:
        """Keep it for the test."""
        self.heard.put_nowait(("resumed", None))

    async def hear(self, name: str) -> Any:
        """The next event of that name."""
        while True:
            heard, data = await asyncio.wait_for(self.heard.get(), CAP_S)
            if heard == name:
                return data


Login = Callable[..., Awaitable[Bot]]


def text_channel(bot: Bot, pg: Playground, name: str = "general") -> discord.TextChannel:
    """The channel as the client knows it."""
    channel = bot.get_channel(pg.channel(name).id)
    assert isinstance(channel, discord.TextChannel)
    return channel
