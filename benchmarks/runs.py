"""A bot in a process of its own on a playground of its own: started, awaited, watched, stopped."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import psutil

from benchmarks import machine
from playground import Playground, World

ROOT = Path(__file__).parents[1]
READY_S = 120.0  # a cap; ten thousand guilds take a while
STOP_S = 10.0
_IDLE = 0.1  # of a core


@dataclass(frozen=True)
class Program:
    """What is started: a name for the table, and what Python is told to run."""

    name: str
    arguments: tuple[str, ...]


BARE = Program("bare", ("-m", "benchmarks.bare_bot"))
CLIO = Program("Clio", ("-m", "bot", "run"))
NULL = Program("null", ("-m", "benchmarks.null_client"))


@dataclass
class Run:
    """A bot that is connected."""

    program: Program
    playground: Playground
    process: psutil.Process
    folder: Path
    started_at: float

    @property
    def database(self) -> Path:
        """Where Clio keeps what she is told."""
        return self.folder / "clio.sqlite3"

    @property
    def cpu_s(self) -> float:
        """Seconds that a core has worked for it so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def memory_mib(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss) / 2**20


class Failed(Exception):
    """A bot did not come up, with the end of what it said."""


@asynccontextmanager
async def running(
    program: Program,
    folder: Path,
    world: World,
    *,
    packs: Sequence[Path] = (),
    log_level: str = "WARNING",
    timing: Mapping[str, float] | None = None,
) -> AsyncIterator[Run]:
    """A connected bot until the end of the block, on its core; its database and log lie in `folder`.

    `timing` has waits that are not the usual ones, by their names in `.env.example` after CLIO_TIMING_. At the end the
    traffic is validated.

    Raises:
        Failed: it ends or does not connect in time.
        Violations: it broke a rule of Discord's.
    """
    async with Playground(check="record", world=world) as playground:
        playground.gateway.recommended_shards = 1  # the bare bot, as a newcomer writes it, has no more
        # Python keeps what it compiled, as it does for whoever starts a bot twice.
        own = ("CLIO_", "DISCORD_TOKEN", "DISCORD_API_URL", "PYTHONDONTWRITEBYTECODE")
        env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        env |= {
            "PYTHONPATH": str(ROOT),
            "DISCORD_API_URL": playground.api_url,
            "DISCORD_TOKEN": playground.token,
            "CLIO_DATABASE": str(folder / "clio.sqlite3"),
            "CLIO_PACKS": os.pathsep.join(map(str, packs)),
            "CLIO_LOG_LEVEL": log_level,
            **{f"CLIO_TIMING_{name}": str(wait) for name, wait in (timing or {}).items()},
        }
        with _log_in(folder) as log:
            started_at = time.perf_counter()
            # In the folder, so that no .env of the checkout is read.
            process = await asyncio.create_subprocess_exec(
                sys.executable, *program.arguments, cwd=folder, env=env, stdout=log, stderr=log
            )
        try:
            if at := machine.cores():
                machine.keep_on(at[0], process.pid)
            await _connected(program, process, playground, folder)
            yield Run(program, playground, psutil.Process(process.pid), folder, started_at)
        finally:
            await _stopped(process)
        playground.check_recorded()


def _log_in(folder: Path) -> BinaryIO:
    folder.mkdir(parents=True, exist_ok=True)
    return (folder / "log.txt").open("ab")


async def _connected(
    program: Program, process: asyncio.subprocess.Process, playground: Playground, folder: Path
) -> None:
    ready = asyncio.ensure_future(playground.bot_ready(READY_S))
    ended = asyncio.ensure_future(process.wait())
    await asyncio.wait({ready, ended}, return_when=asyncio.FIRST_COMPLETED)
    if ended.done():
        ready.cancel()
    ended.cancel()
    if not ready.done() or ready.exception() is not None:
        said = (folder / "log.txt").read_text("utf-8", "replace")[-2000:]
        raise Failed(f"the {program.name} bot did not connect:\n{said}")


async def _stopped(process: asyncio.subprocess.Process) -> None:
    with suppress(ProcessLookupError):  # it has ended by itself
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), STOP_S)
    except TimeoutError:
        process.kill()
        await process.wait()


async def rested(run: Run, seconds: float) -> None:
    """Waits until the bot has done next to nothing for so long."""
    busy = 1.0
    while busy > _IDLE:
        before_s = run.cpu_s
        await asyncio.sleep(seconds)
        busy = (run.cpu_s - before_s) / seconds
