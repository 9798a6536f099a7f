"""Writes that wait for one another's COMMIT: whatever comes while the disk is busy is written together."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from bot.storage.database import Database, Parameters, Transaction
from bot.storage.faults import DatabaseFault

T = TypeVar("T")
Work = Callable[[Transaction], Awaitable[T]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one caller waits for: some work, or a row for a statement that its neighbours can share."""

    told: asyncio.Future[Any]
    work: Work[Any] | None = None
    sql: str = ""
    row: Parameters = ()


class Commits:
    """A queue before the writer. Order is kept; each caller is told only after the COMMIT.

    A caller who is cancelled while waiting takes nothing back: what was asked for is written.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._waiting: list[_Unit] = []
        self._writing: asyncio.Task[None] | None = None

    async def do(self, work: Work[T]) -> T:
        """Runs the work in a transaction with others' and gives its answer; it may be run again where others' fails.

        Raises:
            DatabaseFault: the disk fails; nothing was written.
        """
        told: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue(_Unit(told, work))
        return await told

    async def execute(self, sql: str, row: Parameters) -> None:
        """Runs one statement; those that wait beside one another and differ only in their rows cost one call.

        Raises:
            DatabaseFault: the disk fails; nothing was written.
        """
        told: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue(_Unit(told, None, sql, row))
        await told

    async def flush(self) -> None:
        """Waits until nothing waits; for whoever is about to close the database."""
        while self._writing and not self._writing.done():
            await asyncio.wait([self._writing])

    def _queue(self, unit: _Unit) -> None:
        self._waiting.append(unit)
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._drain(), name="commits")

    async def _drain(self) -> None:
        while self._waiting:
            units, self._waiting = self._waiting, []
            await self._write(units)

    async def _write(self, units: Sequence[_Unit]) -> None:
        """Writes all of them; where one is a mistake, halves until it alone has failed."""
        try:
            async with self._db.transaction() as tx:
                answers = await _answers(tx, units)
        except DatabaseFault as fault:
            for unit in units:
                _fail(unit, DatabaseFault(str(fault)))
        except Exception as error:
            if len(units) == 1:
                _fail(units[0], error)
                return
            middle = len(units) // 2
            await self._write(units[:middle])
            await self._write(units[middle:])
        else:
            for unit, answer in zip(units, answers, strict=True):
                if not unit.told.done():  # else its caller was cancelled
                    unit.told.set_result(answer)


async def _answers(tx: Transaction, units: Sequence[_Unit]) -> list[Any]:
    answers: list[Any] = []
    for sql, beside in groupby(units, key=lambda unit: unit.sql):
        same = list(beside)
        if sql and len(same) == 1:
            await tx.fetch(sql, same[0].row)  # one trip to the writer's thread, where others take two
        elif sql:
            await tx.executemany(sql, [unit.row for unit in same])
        if sql:
            answers += [None] * len(same)
        answers += [await unit.work(tx) for unit in same if unit.work]
    return answers


def _fail(unit: _Unit, error: Exception) -> None:
    if not unit.told.done():
        unit.told.set_exception(error)
