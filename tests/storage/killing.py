"""Work on a database that is killed between any two statements: run as a program, it does it again and again.

`python -m tests.storage.killing FOLDER MODULE:FUNCTION SEED` does the work on copies of `FOLDER/../start.sqlite3`, each
time killed at a later one of the statements that are sent to the database, until once it is not killed any more.
"""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

from bot.storage.database import Database
from tests.storage.copies import ROOT

Work = Callable[[Database], Awaitable[None]]
SLICES = 12
"""Each seed below it kills at every so manieth statement, and all of them together at every one."""


async def killed(work: Work, folder: Path, seed: int, *, least: int, begin: Work | None = None) -> list[Path]:
    """Where the work was killed at the statements of the seed in turn, and last where it was done.

    In each place are the database, `clio.sqlite3`, and what the work printed, in `told`.

    Args:
        work: A function of a module; it is found by its name in another process.
        folder: A new one for the places.
        seed: Below SLICES.
        least: There are more statements than so many.
        begin: What is in the database before, safe from kills.
    """
    folder.mkdir()
    async with await Database.open(folder.with_name("start.sqlite3")) as db:
        if begin:
            await begin(db)
    command = (sys.executable, "-m", __name__, str(folder), f"{work.__module__}:{work.__qualname__}", str(seed))
    child = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    async with asyncio.timeout(180):
        assert 0 == await child.wait()
    places = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert SLICES * len(places) > least
    return places


async def _done(work: Work, place: Path, statements: int) -> None:
    """Does the work, and dies at the statement of this number."""

    def die_at_last(_: str) -> None:
        nonlocal statements
        statements -= 1
        if not statements:
            signal.raise_signal(signal.SIGKILL)

    async with await Database.open(place / "clio.sqlite3") as db:
        await db._writer.set_trace_callback(die_at_last)
        with (
            (place / "told").open("w", buffering=1) as told,
            redirect_stdout(told),
        ):  # a line is there once it is printed
            await work(db)


def main(folder: Path, name: str, seed: int) -> int:
    """Does the work until it is not killed any more; gives how it ended."""
    module, _, function = name.partition(":")
    work: Work = getattr(import_module(module), function)
    statements, code = seed + 1 - SLICES, -signal.SIGKILL
    while code == -signal.SIGKILL:
        statements += SLICES
        place = folder / str(statements)
        place.mkdir()
        shutil.copy(folder.with_name("start.sqlite3"), place / "clio.sqlite3")
        child = os.fork()
        if not child:
            asyncio.run(_done(work, place, statements))
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])))
