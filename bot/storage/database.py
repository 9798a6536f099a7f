"""The one way to the database: a writer behind a lock, and a reader beside it.

Two coroutines on one connection would share one transaction, and a rollback in one would erase what the other wrote.
"""

import asyncio
import logging
import re
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self, TypeVar
from urllib.parse import quote

import aiosqlite

from bot.storage.claim import claim
from bot.storage.faults import DatabaseFault, in_words
from bot.storage.schema import MIGRATIONS, prepare

BUSY_S = 5.0
"""Seconds to wait for another program, such as a database browser, to let go of the file."""

CHECKPOINT_PAGES = 8_000
"""Of 4 KiB in the write-ahead log before they go into the file; whoever commits then waits for it.

After SQLite's 1,000 that was every second with two hundred quizzes, and 7 ms each time (measured on ext4). A page that
was written often goes into the file once."""

Row = tuple[Any, ...]
Parameters = Sequence[Any]
T = TypeVar("T")
Statement = Callable[[sqlite3.Connection], Any]

_GIVEN = re.compile(r"(?<=VALUES )\((?:\?, )*\?\)")
_VALUES = 32_766  # in one statement; SQLite, "Implementation Limits", section 9


class Transaction:
    """What can be done between BEGIN and COMMIT.

    After a fault of the disk SQLite may have undone everything before it: nothing more is then taken, and the end
    raises the fault.
    """

    def __init__(self, run: Callable[[Statement], Awaitable[Any]], path: Path) -> None:
        self._run = run
        self._path = path
        self.fault: DatabaseFault | None = None
        self.is_over = False

    async def execute(self, sql: str, parameters: Parameters = ()) -> int:
        """Runs a statement; gives the number of rows that it changed."""
        changed: int = await self._done(lambda connection: connection.execute(sql, parameters).rowcount)
        return changed

    async def executemany(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Runs a statement for each row; where it inserts what is given, for many at once.

        With each run SQLite lets go of the interpreter, and waits for it again while the bot is busy.
        """
        parts = _of_many(sql, rows)
        if parts is None:
            await self._done(lambda connection: connection.executemany(sql, rows).rowcount)
            return
        for many, values in parts:
            await self.execute(many, values)

    async def fetch(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """All rows of a query, or of a statement with RETURNING."""
        rows: list[Row] = await self._done(lambda connection: connection.execute(sql, parameters).fetchall())
        return rows

    async def _done(self, statement: Statement) -> Any:
        if self.is_over:
            raise RuntimeError("the transaction is over; what is written now would stand outside of it")
        if self.fault:
            raise self.fault
        try:
            with in_words(self._path):
                return await self._run(statement)
        except DatabaseFault as fault:
            self.fault = fault
            raise


class Database:
    """An open database file; made by `Database.open`."""

    def __init__(
        self, path: Path, writer: aiosqlite.Connection, reader: aiosqlite.Connection, closing: AsyncExitStack
    ) -> None:
        self.path = path
        self._writer = writer
        self._reader = reader
        self._closing = closing
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None
        self._is_open = True

    @classmethod
    async def open(cls, path: Path, *, busy_s: float = BUSY_S, migrations: Path = MIGRATIONS) -> Self:
        """Makes the file and its folder where they are missing, brings it to the newest version, and keeps others out.

        Raises:
            StartFault: another Clio runs on it, or see `schema.prepare`.
        """
        # At DEBUG it logs every parameter, and parameters hold what players wrote.
        logging.getLogger("aiosqlite").setLevel(logging.INFO)
        async with AsyncExitStack() as opened:
            opened.callback(claim(path).release)
            await asyncio.to_thread(prepare, path, busy_s, migrations)
            # Closed in reverse: the writer after the reader, so that it folds the write-ahead log into the file.
            writer = await opened.enter_async_context(aiosqlite.connect(path, timeout=busy_s, isolation_level=None))
            for pragma in ("foreign_keys = ON", "synchronous = FULL", f"wal_autocheckpoint = {CHECKPOINT_PAGES}"):
                await writer.execute_fetchall(f"PRAGMA {pragma}")
            read_only = f"file:{quote(str(path))}?mode=ro"
            reader = await opened.enter_async_context(aiosqlite.connect(read_only, uri=True, isolation_level=None))
            return cls(path, writer, reader, opened.pop_all())

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """One unit of writing: all on the disk at the end of the block, or nothing after an error or a cancellation.

        A task that is cancelled while the COMMIT is under way has written.

        Raises:
            DatabaseFault: the disk is full or fails, or another program holds the file.
        """
        task = asyncio.current_task()
        async with self._held(task):
            tx = Transaction(self._on_writer, self.path)
            try:
                with in_words(self.path):
                    await self._writer.execute_fetchall("BEGIN IMMEDIATE")
                yield tx
                if tx.fault:
                    raise tx.fault
                with in_words(self.path):
                    await _to_the_end(self._writer.commit())
            except BaseException:
                # A cancelled statement still runs; this one queues behind it. After a COMMIT it does nothing.
                await _to_the_end(self._writer.rollback())
                raise
            finally:
                tx.is_over = True

    async def at_once(self, work: Callable[[Transaction], Coroutine[Any, Any, T]]) -> T:
        """The answer of a unit of writing that waits for nothing but its statements: one trip to the writer's thread.

        With a trip for each statement, work of ten of them keeps everybody else waiting for some milliseconds while the
        bot is busy. A task that is cancelled while the work is under way has written.

        Raises:
            DatabaseFault: the disk is full or fails, or another program holds the file.
        """

        def written(connection: sqlite3.Connection) -> T:
            tx = Transaction(lambda statement: _here(statement, connection), self.path)
            try:
                with in_words(self.path):
                    connection.execute("BEGIN IMMEDIATE")
                answer = _ran_through(work(tx))
                if tx.fault:
                    raise tx.fault
                with in_words(self.path):
                    connection.execute("COMMIT")
            except BaseException:
                connection.rollback()
                raise
            finally:
                tx.is_over = True
            return answer

        async with self._held(asyncio.current_task()):
            answer: T = await self._to_its_end(written)
            return answer

    async def insert(self, sql: str, rows: Sequence[Parameters]) -> None:
        """Inserts rows that depend on nothing else, all or none: a statement alone is a transaction to SQLite.

        Takes half the time of `at_once`: each statement lets go of the interpreter and waits for it again.

        Raises:
            DatabaseFault: the disk is full or fails, or another program holds the file.
        """
        parts = _of_many(sql, rows)
        if parts is None or len(parts) != 1:
            await self.at_once(lambda tx: tx.executemany(sql, rows))
            return
        [(many, values)] = parts
        async with self._held(asyncio.current_task()):
            with in_words(self.path):
                await self._to_its_end(lambda connection: connection.execute(many, values).rowcount)

    @asynccontextmanager
    async def _held(self, task: asyncio.Task[Any] | None) -> AsyncIterator[None]:
        """The writer is the task's, until the end of the block."""
        if self._holder is task:
            raise RuntimeError("a transaction inside a transaction would wait for itself for ever")
        async with self._turn:
            self._check_open()
            self._holder = task
            try:
                yield
            finally:
                self._holder = None

    async def _on_writer(self, statement: Statement) -> Any:
        """What the statement gives, run in the writer's thread."""
        # aiosqlite 0.22 has no public way to run more than one call in one trip.
        return await self._writer._execute(lambda: statement(self._writer._conn))  # type: ignore[no-untyped-call]

    async def _to_its_end(self, statement: Statement) -> Any:
        """The same, which a cancellation has to wait for."""
        try:
            return await self._on_writer(statement)
        except asyncio.CancelledError:
            await _to_the_end(self._on_writer(lambda _: None))  # queues behind it
            raise

    async def read(self, sql: str, parameters: Parameters = ()) -> list[Row]:
        """The rows of a query over what is committed.

        Raises:
            DatabaseFault: the disk fails, or the database is closed.
        """
        self._check_open()
        with in_words(self.path):
            return list(await self._reader.execute_fetchall(sql, parameters))  # type: ignore[arg-type]

    async def close(self) -> None:
        """Waits for the transaction under way, closes the file and lets another process have it; again does nothing."""
        async with self._turn:
            if self._is_open:
                self._is_open = False
                await _to_the_end(self._closing.aclose())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    def _check_open(self) -> None:
        if not self._is_open:
            raise DatabaseFault(f"{self.path} is closed because Clio is stopping.")


def _of_many(sql: str, rows: Sequence[Parameters]) -> list[tuple[str, Parameters]] | None:
    """The same for all rows in as few statements as SQLite allows; None where it does not insert just what is given."""
    one = _GIVEN.search(sql)
    if one is None or sql.count("?") > one[0].count("?"):
        return None
    most = _VALUES // one[0].count("?")
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    return [
        (sql[: one.start()] + ", ".join([one[0]] * len(part)) + sql[one.end() :], list(chain.from_iterable(part)))
        for part in parts
    ]


async def _to_the_end(work: Coroutine[Any, Any, T]) -> T:
    """Waits for `work` however often the task is cancelled meanwhile, and only then lets the cancellation through."""
    task = asyncio.ensure_future(work)
    cancelled: asyncio.CancelledError | None = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    return task.result()


async def _here(statement: Statement, connection: sqlite3.Connection) -> Any:
    return statement(connection)


def _ran_through(work: Coroutine[Any, Any, T]) -> T:
    """The answer of a coroutine that never has to wait."""
    try:
        work.send(None)
    except StopIteration as answered:
        answer: T = answered.value
        return answer
    work.close()
    raise RuntimeError("the work waits for something else than its transaction, which keeps everybody waiting")
