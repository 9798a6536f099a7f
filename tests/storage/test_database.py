"""Writing is whole or not at all, whatever interrupts it."""
# ruff: noqa: PT012 -- a transaction is a block, and its end is what raises

import asyncio
import logging
import random
import signal
import sqlite3
import sys
from asyncio.subprocess import PIPE
from collections.abc import Callable
from contextlib import AbstractContextManager, suppress
from pathlib import Path

import pytest

from bot.storage.database import Database, Transaction
from bot.storage.faults import DatabaseFault, until_kept
from tests.storage.copies import INSERT, ROOT, WRITER

ROWS = "SELECT guild_id, action FROM audit ORDER BY id"


async def test_a_transaction_is_read_by_others_only_once_it_is_whole(db: Database) -> None:
    """The reader sees nothing before the COMMIT and everything after it."""
    async with db.transaction() as tx:
        assert 1 == await tx.execute(INSERT, (1, "a"))
        await tx.executemany(INSERT, [(2, "b"), (3, "c")])
        assert [] == await db.read(ROWS)
        assert [(3,)] == await tx.fetch("SELECT COUNT(*) FROM audit WHERE guild_id > ?", (0,))
    assert [(1, "a"), (2, "b"), (3, "c")] == await db.read(ROWS)
    assert [(2,)] == await db.read("SELECT guild_id FROM audit WHERE action = ?", ("b",))


async def test_an_error_leaves_nothing_behind(db: Database) -> None:
    """What was written before the error is undone, and the next transaction works."""
    with pytest.raises(ValueError, match="mid-way"):
        async with db.transaction() as tx:
            await tx.execute(INSERT, (1, "a"))
            raise ValueError("mid-way")
    async with db.transaction() as tx:
        await tx.execute(INSERT, (2, "b"))
    assert [(2, "b")] == await db.read(ROWS)


async def test_a_mistake_in_sql_is_ours_and_no_fault_of_the_disk(db: Database) -> None:
    """A constraint that is broken reaches the caller as it is, and the transaction may go on."""
    async with db.transaction() as tx:
        with pytest.raises(sqlite3.IntegrityError):
            await tx.execute("INSERT INTO guild_settings (guild_id) VALUES ('x')")
        await tx.execute(INSERT, (1, "a"))
    assert [(1, "a")] == await db.read(ROWS)


@pytest.mark.torture(few=2, many=300)
async def test_coroutines_do_not_share_a_transaction(db: Database, seed: int) -> None:
    """A rollback of one takes nothing from the others, nor does a cancellation at any moment: three rows or none."""
    dice = random.Random(seed)
    kept: set[int] = set()

    async def write(number: int) -> None:
        async with db.transaction() as tx:
            for action in "abc":
                await tx.execute(INSERT, (number, action))
            if number % 3 == 0:
                raise ValueError
        kept.add(number)

    tasks = [asyncio.create_task(write(number)) for number in range(60)]
    victims = dice.sample(tasks, 25)
    for victim in victims:
        await db.read("SELECT 1")
        victim.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)

    counts: dict[int, int] = dict(await db.read("SELECT guild_id, COUNT(*) FROM audit GROUP BY guild_id"))
    assert {3} == set(counts.values())
    assert kept <= set(counts)
    assert all(number % 3 for number in counts)
    assert kept >= {number for number in range(60) if number % 3 and tasks[number] not in victims}
    assert any(task.cancelled() for task in victims)


async def test_a_cancellation_during_the_commit_waits_for_it(db: Database) -> None:
    """The task is told of its cancellation only after the rows are on the disk."""
    reached = asyncio.Event()

    async def write() -> None:
        async with db.transaction() as tx:
            await tx.execute(INSERT, (1, "a"))
            reached.set()

    task = asyncio.create_task(write())
    await reached.wait()  # the task has gone on to its COMMIT by the time that we run
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert [(1, "a")] == await db.read(ROWS)


async def test_a_transaction_inside_a_transaction_is_refused(db: Database) -> None:
    """It would wait for itself for ever."""
    async with db.transaction():
        with pytest.raises(RuntimeError, match="inside"):
            async with db.transaction():
                pass


async def test_nothing_is_written_after_the_end(db: Database) -> None:
    """A transaction that is kept beyond its block takes nothing more."""
    async with db.transaction() as tx:
        pass
    with pytest.raises(RuntimeError, match="over"):
        await tx.execute(INSERT, (1, "a"))
    assert [] == await db.read(ROWS)


async def test_a_full_disk_keeps_nothing_and_says_so(db: Database) -> None:
    """The fault names the cause; what the same transaction wrote before is gone; with space again it works."""
    with pytest.raises(DatabaseFault, match="is full; free some space"):
        async with db.transaction() as tx:
            [(pages,)] = await tx.fetch("PRAGMA page_count")
            await tx.fetch(f"PRAGMA max_page_count = {pages + 2}")
            await tx.execute(INSERT, (1, "a"))
            await tx.execute(INSERT, (2, "b" * 100_000))
    assert [] == await db.read(ROWS)
    async with db.transaction() as tx:
        await tx.fetch("PRAGMA max_page_count = 1000000")
        await tx.execute(INSERT, (3, "c"))
    assert [(3, "c")] == await db.read(ROWS)


async def test_a_fault_that_is_swallowed_is_raised_at_the_end(db: Database) -> None:
    """After a full disk SQLite may have undone the transaction, so no further statement is taken."""
    with pytest.raises(DatabaseFault):
        async with db.transaction() as tx:
            [(pages,)] = await tx.fetch("PRAGMA page_count")
            await tx.fetch(f"PRAGMA max_page_count = {pages + 2}")
            with suppress(DatabaseFault):
                await tx.execute(INSERT, (1, "a" * 100_000))
            with suppress(DatabaseFault):
                await tx.execute(INSERT, (2, "b"))
    assert [] == await db.read(ROWS)


async def test_a_disk_that_fails_keeps_nothing_and_says_so(
    db: Database, file_size_limit: Callable[[int], AbstractContextManager[None]]
) -> None:
    """A write that the system refuses becomes a fault in words."""
    with file_size_limit(100_000), pytest.raises(DatabaseFault, match="fails to read or write"):
        async with db.transaction() as tx:
            await tx.execute(INSERT, (1, "a" * 1_000_000))
    assert [] == await db.read(ROWS)
    async with db.transaction() as tx:
        await tx.execute(INSERT, (2, "b"))
    assert [(2, "b")] == await db.read(ROWS)


async def test_a_lock_of_another_program_is_told(db: Database, path: Path) -> None:
    """While a database browser holds the file, writing is a fault and reading works; afterwards writing works."""
    browser = sqlite3.connect(path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseFault, match=r"holds .* locked"):
        async with db.transaction():
            pass
    assert [] == await db.read(ROWS)
    browser.close()
    async with db.transaction() as tx:
        await tx.execute(INSERT, (1, "a"))
    assert [(1, "a")] == await db.read(ROWS)


async def test_what_players_wrote_stays_out_of_the_log(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Parameters are not logged, also where everything else is."""
    caplog.set_level(logging.DEBUG)
    async with db.transaction() as tx:
        await tx.execute(INSERT, (1, "something private"))
    assert "something private" not in caplog.text


async def test_closing_twice_is_closing_once(db: Database) -> None:
    """After the first close everything is refused with a sentence, and the file may be opened again."""
    await asyncio.gather(db.close(), db.close())
    await db.close()
    with pytest.raises(DatabaseFault, match="is closed"):
        await db.read(ROWS)
    with pytest.raises(DatabaseFault, match="is closed"):
        async with db.transaction():
            pass
    await (await Database.open(db.path)).close()
    assert ["clio.sqlite3", "clio.sqlite3.lock"] == sorted(file.name for file in db.path.parent.iterdir())


async def test_closing_waits_for_the_transaction_under_way(db: Database) -> None:
    """What has begun is finished before the file is closed."""
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def write() -> None:
        async with db.transaction() as tx:
            begun.set()
            await go_on.wait()
            await tx.execute(INSERT, (1, "a"))

    writing = asyncio.create_task(write())
    await begun.wait()
    closing = asyncio.create_task(db.close())
    go_on.set()
    await writing
    await closing
    async with await Database.open(db.path) as again:
        assert [(1, "a")] == await again.read(ROWS)


@pytest.mark.torture(few=3, many=300)
async def test_a_kill_loses_nothing_that_was_committed(path: Path, seed: int) -> None:
    """After kill -9 the file opens at once; every pair that was reported is there whole, and at most one more."""
    child = await asyncio.create_subprocess_exec(sys.executable, "-c", WRITER, str(path), stdout=PIPE, cwd=ROOT)
    assert child.stdout
    wanted = random.Random(seed).randint(1, 60)
    async with asyncio.timeout(30):
        while (line := await child.stdout.readline()) and int(line) < wanted:
            pass
        child.send_signal(signal.SIGKILL)
        rest = (await child.communicate())[0].split()
    reported = int(rest[-1]) if rest else wanted

    async with await Database.open(path) as db:
        rows = await db.read(ROWS)
    last = len(rows) // 2 - 1
    assert last in (reported, reported + 1)
    assert [(number, action) for number in range(last + 1) for action in ("first", "second" * 100)] == rows


async def test_a_unit_at_once_is_whole(db: Database) -> None:
    """It gives its work's answer with everything on the disk, or has written nothing."""

    async def work(tx: Transaction) -> int:
        await tx.executemany(INSERT, [(1, "a"), (2, "b")])
        return await tx.execute("DELETE FROM audit WHERE guild_id = 1")

    async def broken(tx: Transaction) -> None:
        await tx.execute(INSERT, (3, "c"))
        raise ValueError

    assert 1 == await db.at_once(work)
    with pytest.raises(ValueError):  # noqa: PT011 -- its own
        await db.at_once(broken)
    assert [(2,)] == await db.read("SELECT guild_id FROM audit")


async def test_a_unit_at_once_waits_for_nothing_else(db: Database) -> None:
    """Work that does is refused, nothing of it is written, and the writer is free for the next."""

    async def waits(tx: Transaction) -> None:
        await tx.execute(INSERT, (1, "a"))
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="something else"):
        await db.at_once(waits)
    async with db.transaction() as tx:
        assert [(0,)] == await tx.fetch("SELECT COUNT(*) FROM audit")
        with pytest.raises(RuntimeError, match="inside a transaction"):
            await db.at_once(waits)


async def test_a_cancelled_insert_has_written(db: Database) -> None:
    """The task that is cancelled while SQLite works waits for it; many rows are in one statement or in one unit."""
    browser = sqlite3.connect(db.path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")  # so that the statement is still under way
    task = asyncio.create_task(db.insert(INSERT, [(1, "a"), (2, "b")]))
    for _ in range(3):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.sleep(0)
    browser.execute("COMMIT")
    with pytest.raises(asyncio.CancelledError):
        await task
    await db.insert(INSERT, [(number, "c") for number in range(3, 40_003)])

    assert [(40_002,)] == await db.read("SELECT COUNT(*) FROM audit")
    browser.close()


async def test_a_fault_that_a_unit_swallows_is_raised_at_its_end(db: Database) -> None:
    """SQLite may have undone what came before, so nothing of it is kept."""

    async def careless(tx: Transaction) -> None:
        [(pages,)] = await tx.fetch("PRAGMA page_count")
        await tx.fetch(f"PRAGMA max_page_count = {pages + 2}")
        with suppress(DatabaseFault):
            await tx.execute(INSERT, (1, "a" * 100_000))

    with pytest.raises(DatabaseFault, match="full"):
        await db.at_once(careless)
    assert [] == await db.read("SELECT guild_id FROM audit")


async def test_what_must_be_kept_is_written_as_soon_as_the_disk_takes_it(
    db: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """A refused write is tried again and the log says so; a mistake of ours is not."""
    browser = sqlite3.connect(db.path, isolation_level=None)
    browser.execute("BEGIN IMMEDIATE")

    async def write() -> int:
        try:
            async with db.transaction() as tx:
                await tx.execute(INSERT, (1, "a"))
        finally:
            browser.close()
        return 7

    assert 7 == await until_kept(write)
    assert 1 == caplog.text.count("waiting 1 s for the database")
    assert [(1, "a")] == await db.read(ROWS)

    async def mistaken() -> None:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 -- its own
        await until_kept(mistaken)
