"""Databases to copy and to restore, and processes that write or copy until they are killed."""
# ruff: noqa: ASYNC240 -- tests touch small files of their own

import asyncio
import os
import shutil
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

from bot.storage.database import Database

ROOT = Path(__file__).parents[2]
INSERT = "INSERT INTO audit (guild_id, user_id, action, detail, at) VALUES (?, 0, ?, '{}', 0)"

WRITER = """
import asyncio, sys
from pathlib import Path
from bot.storage.database import Database

INSERT = "INSERT INTO audit (guild_id, user_id, action, detail, at) VALUES (?, 0, ?, '{}', 0)"

async def main():
    db = await Database.open(Path(sys.argv[1]))
    number = 0
    while True:
        async with db.transaction() as tx:
            await tx.execute(INSERT, (number, "first"))
            await tx.execute(INSERT, (number, "second" * 100))
        print(number, flush=True)
        number += 1

asyncio.run(main())
"""
"""Writes pairs for ever, and prints the number of each that is written."""

KILLED = """
import asyncio, os, shutil, signal, sys
from pathlib import Path
from bot.storage.backups import backup, restore

work, template, source, folder = sys.argv[1], *map(Path, sys.argv[2:])

def die_after(steps):
    def count(event, _):
        nonlocal steps
        if event.startswith(("open", "os.", "shutil.", "sqlite3.")):
            if not steps:
                signal.raise_signal(signal.SIGKILL)
            steps -= 1
    sys.addaudithook(count)

steps, status = 0, signal.SIGKILL
while status == signal.SIGKILL:
    place = folder / str(steps)
    shutil.copytree(template, place)
    child = os.fork()
    if not child:
        die_after(steps)
        if work == "backup":
            asyncio.run(backup(source, place / "clio.sqlite3"))
        else:
            restore(source, place / "clio.sqlite3")
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    steps += 1
print(status)
"""
"""Works in a copy of `template` again and again, killed before one more of the things that it does to files."""


def rows(path: Path) -> list[str]:
    """The actions that the audit of a closed file holds; the file is read alone, as if nothing lay beside it."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as connection:
        assert [("ok",)] == connection.execute("PRAGMA integrity_check").fetchall()
        return [action for (action,) in connection.execute("SELECT action FROM audit ORDER BY id")]


def names(folder: Path) -> list[str]:
    """What lies in the folder."""
    return sorted(file.name for file in folder.iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of the folder but locks, and what is in it."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.suffix != ".lock"}


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    """A database as the bot opens it, and closed also where a test fails: its threads would outlive the test."""
    db = await Database.open(path)
    try:
        yield db
    finally:
        await db.close()


async def make(path: Path, *actions: str) -> Path:
    """A closed database whose audit holds the actions."""
    async with opened(path) as db, db.transaction() as tx:
        await tx.executemany(INSERT, [(1, action) for action in actions])
    return path


async def make_unclosed(path: Path, *actions: str) -> Path:
    """The same as a kill leaves it: the actions are in the write-ahead log only."""
    path.parent.mkdir(exist_ok=True)
    async with opened(path.parent / "open" / path.name) as db:
        async with db.transaction() as tx:
            await tx.executemany(INSERT, [(1, action) for action in actions])
        for suffix in ("", "-wal"):
            shutil.copyfile(f"{db.path}{suffix}", f"{path}{suffix}")
    shutil.rmtree(db.path.parent)
    return path


def spoil(path: Path) -> None:
    """Overwrites pages in the middle of a file, so that it opens and is damaged."""
    with path.open("r+b") as file:
        file.seek(os.path.getsize(path) // 2)
        file.write(b"\xff" * 8192)


async def killed(work: str, template: Path, source: Path, folder: Path) -> list[Path]:
    """The folders in which the work was killed, at each of its steps, and last that in which it was done."""
    folder.mkdir()
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, work, str(template), str(source), str(folder), stdout=PIPE, cwd=ROOT
    )
    async with asyncio.timeout(180):
        out, _ = await child.communicate()
    assert b"0\n" == out
    places = sorted(folder.iterdir(), key=lambda place: int(place.name))
    assert len(places) > 10
    return places
