"""A playground with the bot in it: the unmodified client over HTTP and WebSocket, on a real database."""

import asyncio
import contextlib
import os
import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.__main__ import run
from bot.settings import Settings
from playground import Permission, Playground

ROOT = Path(__file__).parents[2]
READY_S = 20.0  # a cap, not a wait
SOON = {"CLIO_TIMING_READY_S": "0.3"}
"""All servers of a playground come at once."""
_packs_read: dict[int, bytes] = {}
"""What the first Clio of this process with the same packs has noted of them, so that others need not read them anew."""


@dataclass
class Stage:
    """A playground with the bot in it; the bot can be stopped and started again on the same database."""

    discord: Playground
    folder: Path
    given: dict[str, str] = field(default_factory=dict)
    _stop: asyncio.Event = field(default_factory=asyncio.Event)
    _task: asyncio.Task[None] | None = None

    def settings(self) -> Settings:
        """What the bot is started with."""
        given = {
            "DISCORD_TOKEN": self.discord.token,
            "DISCORD_API_URL": self.discord.api_url,
            "CLIO_DATABASE": str(self.folder / "clio.sqlite3"),
            **SOON,
            "CLIO_TIMING_SHOWN_FLUSH_S": "0.05",
            "CLIO_TIMING_QUIZ_LOBBY_S": "0.3",
            "CLIO_TIMING_QUIZ_INTERMISSION_S": "0.1",
            "CLIO_TIMING_QUIZ_SETTLE_S": "0.05",
            **self.given,
        }
        return Settings.load(given, Path("no.env"))

    async def start(self) -> None:
        """Starts the bot and waits until its commands can be used."""
        noted = self.folder / "clio.packs.json"
        packs = hash(tuple(file.read_bytes() for folder in self.settings().packs for file in sorted(folder.iterdir())))
        if packs in _packs_read and not noted.exists():
            noted.write_bytes(_packs_read[packs])
        self._stop = asyncio.Event()
        self.discord.gateway.identified.clear()
        self._task = asyncio.create_task(run(self.settings(), self._stop))
        ready = asyncio.create_task(self.discord.bot_ready(timeout=READY_S))
        await asyncio.wait({self._task, ready}, return_when=asyncio.FIRST_COMPLETED)
        if self._task.done():
            ready.cancel()
            await self._task
        await ready
        _packs_read[packs] = noted.read_bytes()

    async def stop(self) -> None:
        """Stops the bot as SIGTERM does."""
        self._stop.set()
        if self._task is not None:
            await asyncio.wait_for(self._task, 20)

    def deny(self, place: str, who: str, permission: Permission) -> None:
        """A moderator takes a permission in a channel away, from a member or from Clio."""
        guild = self.discord.guild()
        user = next(member.user for member in guild.members.values() if member.user.username == who)
        self.discord.staff.set_overwrite(self.discord.channel(place), user, deny=permission)

    async def restart(self) -> None:
        """Stops the bot and starts it again on the same database."""
        await self.stop()
        await self.start()


@contextlib.asynccontextmanager
async def on_stage(folder: Path, **given: str) -> AsyncIterator[Stage]:
    """A playground and a started bot; whatever breaks a rule of Discord's fails the test at the end."""
    async with Playground(check="strict") as discord:
        stage = Stage(discord, folder, given)
        await stage.start()
        try:
            yield stage
        finally:
            await stage.stop()


async def until(happened: Callable[[], bool], cap_s: float = READY_S) -> None:
    """Returns as soon as it has happened.

    Raises:
        TimeoutError: it has not happened within the cap.
    """
    async with asyncio.timeout(cap_s):
        while not happened():
            await asyncio.sleep(0.005)


def rows(folder, sql, *values):
    """What the database has, or has after the change, also while the bot runs."""
    with contextlib.closing(sqlite3.connect(folder / "clio.sqlite3")) as database, database:
        return database.execute(sql, values).fetchall()


@contextlib.asynccontextmanager
async def process(discord, folder, **given):
    """The bot started as an operator starts it; killed at the end if it still runs."""
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith(("DISCORD_T", "CLIO_"))},
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "CLIO_DATABASE": str(folder / "clio.sqlite3"),
        "CLIO_LOG_FORMAT": "json",
        **SOON,
        **given,
    }
    started = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "run"),
        cwd=ROOT,
        env=environment,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield started
    finally:
        with contextlib.suppress(ProcessLookupError):
            started.kill()
        await started.communicate()


@contextlib.asynccontextmanager
async def ready_process(discord, folder, **given):
    """The same as soon as its commands can be used, also where another one was connected before."""
    discord.gateway.identified.clear()
    async with process(discord, folder, **given) as started:
        await discord.bot_ready(READY_S)
        yield started


async def killed(started):
    """The process is gone without a word."""
    started.kill()
    await started.wait()
