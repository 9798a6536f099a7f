"""Whoever writes at the same time shares a COMMIT, and nobody pays for a mistake of another."""

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.storage.commits import Commits
from bot.storage.database import Database, Transaction
from bot.storage.faults import DatabaseFault

INSERT = "INSERT INTO audit (id, guild_id, user_id, action, detail, at) VALUES (?, ?, 0, '', '{}', 0)"
ROWS = "SELECT id FROM audit ORDER BY rowid"


def adding(number: int) -> Callable[[Transaction], Coroutine[Any, Any, int]]:
    """Work that adds a row and gives how many there are then."""

    async def work(tx: Transaction) -> int:
        await tx.execute(INSERT, (number, 0))
        [(count,)] = await tx.fetch("SELECT COUNT(*) FROM audit")
        return int(count)

    return work


async def commits_of(db: Database) -> list[str]:
    """Every COMMIT that the writer makes from now on."""
    seen: list[str] = []
    await db._writer.set_trace_callback(lambda sql: seen.append(sql) if sql == "COMMIT" else None)
    return seen


async def test_what_is_asked_for_at_once_is_one_commit(db: Database) -> None:
    """Two hundred callers wait for one write to the disk, and each gets the answer of its own work, in order."""
    commits = Commits(db)
    seen = await commits_of(db)
    rows = (commits.execute(INSERT, (number, 0)) for number in range(100))
    works = (commits.do(adding(number)) for number in range(100, 200))
    answers = await asyncio.gather(*rows, *works)
    assert 1 == len(seen)
    assert [None] * 100 + list(range(101, 201)) == answers
    assert [(number,) for number in range(200)] == await db.read(ROWS)


async def test_what_comes_during_a_commit_shares_the_next(db: Database) -> None:
    """The first caller does not wait for others, and the others do not wait for one another."""
    commits = Commits(db)
    seen = await commits_of(db)
    async with db.transaction():
        tasks = []
        for number in range(20):
            tasks.append(asyncio.create_task(commits.execute(INSERT, (number, 0))))
            await db.read("SELECT 1")
    await asyncio.gather(*tasks)
    assert 3 == len(seen)  # that of the block, the first caller's, and one for all who came while it waited
    assert 20 == len(await db.read(ROWS))


async def test_rows_of_a_log_pass_what_waits(db: Database) -> None:
    """They are written before all that waits, and after the work that is under way, which is kept."""
    commits = Commits(db)
    seen = await commits_of(db)
    loop = asyncio.get_running_loop()
    logged: list[asyncio.Task[None]] = []
    has_come = threading.Event()

    def log() -> None:
        logged.append(loop.create_task(commits.log(INSERT, (3, 0))))
        loop.call_soon(has_come.set)

    async def interrupted(tx: Transaction) -> None:
        await tx.execute(INSERT, (2, 0))
        loop.call_soon_threadsafe(log)
        assert has_come.wait(20)

    works = (commits.do(interrupted), commits.do(adding(4)), commits.do(adding(5)), commits.execute(INSERT, (6, 0)))
    await asyncio.gather(*works, commits.log(INSERT, (0, 0)), commits.log(INSERT, (1, 0)))
    await asyncio.gather(*logged)
    assert [(number,) for number in range(7)] == await db.read(ROWS)
    assert 4 == len(seen)


async def test_a_broken_row_of_a_log_costs_only_its_own_caller(db: Database) -> None:
    """The rows beside it are written, and so is what waits."""
    commits = Commits(db)
    calls = [commits.log(INSERT, (number, None if number == 1 else 0)) for number in range(3)]
    answers = await asyncio.gather(commits.do(adding(3)), *calls, return_exceptions=True)
    assert isinstance(answers[2], sqlite3.IntegrityError)
    assert [(0,), (2,), (3,)] == await db.read(ROWS)


@pytest.mark.parametrize("where", [0, 7, 19])
async def test_a_mistake_costs_only_its_own_caller(db: Database, where: int) -> None:
    """A broken constraint reaches who broke it; everything beside it is written, in order."""
    commits = Commits(db)
    calls = [commits.execute(INSERT, (number, None if number == where else 0)) for number in range(10)]
    calls += [commits.execute(INSERT, (number, None if number == where else 0)) for number in range(10, 20)]
    answers = await asyncio.gather(*calls, commits.do(adding(20)), return_exceptions=True)
    assert isinstance(answers[where], sqlite3.IntegrityError)
    assert 20 == answers[20]
    assert [(number,) for number in range(21) if number != where] == await db.read(ROWS)


async def test_a_fault_of_the_disk_reaches_everybody(db: Database, path: Path) -> None:
    """Nothing is written, each is told by an error of its own, and what comes afterwards works."""
    commits = Commits(db)
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    calls = (commits.execute(INSERT, (number, 0)) for number in range(3))
    answers = await asyncio.gather(*calls, commits.do(adding(3)), return_exceptions=True)
    assert [DatabaseFault] * 4 == [type(answer) for answer in answers]
    assert 4 == len(set(map(id, answers)))
    browser.close()
    assert [] == await db.read(ROWS)
    assert 1 == await commits.do(adding(4))


async def test_who_is_cancelled_takes_nothing_back(db: Database, path: Path) -> None:
    """The rows are written, also those of callers who gave up; so they are for the others where the disk fails."""
    commits = Commits(db)
    for held, kept in ((False, 3), (True, 3)):
        browser = sqlite3.connect(path, isolation_level=None)
        if held:
            browser.execute("BEGIN IMMEDIATE")
        calls = [asyncio.create_task(commits.execute(INSERT, (10 * held + number, 0))) for number in range(3)]
        await asyncio.sleep(0)
        calls[1].cancel()
        await asyncio.gather(*calls, return_exceptions=True)
        assert calls[1].cancelled()
        await commits.flush()
        browser.close()
        assert kept == len(await db.read(ROWS))


async def test_flush_waits_for_all(db: Database) -> None:
    """After it the database may be closed; without anything to wait for it returns at once."""
    commits = Commits(db)
    await commits.flush()
    calls = [asyncio.create_task(commits.execute(INSERT, (number, 0))) for number in range(5)]
    await asyncio.sleep(0)
    await commits.flush()
    assert 5 == len(await db.read(ROWS))
    await asyncio.gather(*calls)
    await commits.flush()
    await db.close()
    with pytest.raises(DatabaseFault, match="closed"):
        await commits.execute(INSERT, (6, 0))


async def test_a_row_of_a_log_alone_waits_for_nobody(db: Database) -> None:
    """It is on the disk when its caller is told."""
    await Commits(db).log(INSERT, (1, 0))
    assert [(1,)] == await db.read(ROWS)
