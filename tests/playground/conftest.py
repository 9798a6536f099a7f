"""Real clients for the tests of the playground."""

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from playground import Playground
from playground.openapi import Document
from tests.playground.clients import CAP_S, Bot, Build, Login
from tests.suite import OUTSIDE


@pytest.fixture
def document() -> Document:
    """Discord's OpenAPI document; the test is skipped where it is absent."""
    found = Document.find()
    if found is None:
        pytest.skip(f"Discord's OpenAPI document is {OUTSIDE} (DISCORD_OPENAPI=path)")
    return found


@pytest.fixture
async def pg() -> AsyncIterator[Playground]:
    """A playground with everything checked at once."""
    async with Playground() as playground:
        yield playground


class _Keep(logging.Handler):
    """Keeps what discord.py logs about exceptions in views and modals."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__(logging.ERROR)
        self.errors = errors

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.name.startswith("discord.ui"):
            self.errors.append(f"{record.getMessage()}: {record.exc_info[1]!r}")


@pytest.fixture
async def login() -> AsyncIterator[Login]:
    """Logs an unmodified discord.py client in; it is closed after the test, and its failures fail the test."""
    running: list[tuple[Bot, asyncio.Task[None]]] = []
    errors: list[str] = []
    library = logging.getLogger("discord")
    library.addHandler(_Keep(errors))
    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY

    async def log_in(
        playground: Playground, build: Build | None = None, *, intents: discord.Intents | None = None, **options: Any
    ) -> Bot:
        Route.BASE = playground.api_url
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(playground.gateway_url)
        bot = Bot(build, intents=intents or discord.Intents(guilds=True, messages=True), **options)
        task = asyncio.create_task(bot.start(playground.token))
        running.append((bot, task))
        ready = asyncio.create_task(bot.wait_until_ready())
        await asyncio.wait({task, ready}, timeout=CAP_S, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        if task.done():
            running.remove((bot, task))
            await bot.close()
            task.result()
        assert bot.is_ready()
        return bot

    yield log_in
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
    for bot, task in running:
        await bot.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert [] == bot.failures
    library.removeHandler(library.handlers[-1])
    assert [] == errors
