"""Writes that wait for one another's COMMIT: whatever comes while the disk is busy is written together."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, TypeVar

from bot.storage.database import Database, Parameters, Transaction
from bot.storage.faults import DatabaseFault

T = TypeVar("T")
Work = Callable[[Transaction], Coroutine[Any, Any, T]]


@dataclass(frozen=True, slots=True)
class _Unit:
    """What one caller waits for: some work, or a row for a statement that its neighbours can share."""

    told: asyncio.Future[Any]
    work: Work[Any] | None = None
    sql: str = ""
    row: Parameters = ()


class Commits:
    """A queue before the writer. Order is kept; each caller is told only after the COMMIT.

    Rows of a log have a queue of their own, and what else waits lets them pass: many quizzes close in the same second,
    and their players are answered meanwhile. A caller who is cancelled while waiting takes nothing back: what was asked
    for is written.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._logged: list[_Unit] = []
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

    async def changed(self, sql: str, row: Parameters) -> int:
        """Runs one statement and gives the number of rows that it changed.

        Raises:
            DatabaseFault: the disk fails; nothing was written.
        """

        async def work(tx: Transaction) -> int:
            return await tx.execute(sql, row)

        return await self.do(work)

    async def log(self, sql: str, row: Parameters) -> None:
        """Adds a row to a log: as `execute`, but before everything that came by another way and still waits.

        Raises:
            DatabaseFault: the disk fails; nothing was written.
        """
        told: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._logged.append(_Unit(told, None, sql, row))
        self._begin()
        await told

    async def flush(self) -> None:
        """Waits until nothing waits; for whoever is about to close the database."""
        while self._writing and not self._writing.done():
            await asyncio.wait([self._writing])

    def _queue(self, unit: _Unit) -> None:
        self._waiting.append(unit)
        self._begin()

    def _begin(self) -> None:
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._drain(), name="commits")

    async def _drain(self) -> None:
        while self._logged or self._waiting:
            if self._logged:
                units, self._logged = self._logged, []
                await self._write(units)
            if self._waiting:
                units, self._waiting = self._waiting, []
                left = await self._write(units, lambda: bool(self._logged))
                self._waiting[:0] = left

    async def _write(self, units: Sequence[_Unit], is_enough: Callable[[], bool] = lambda: False) -> Sequence[_Unit]:
        """Writes all of them, at least one where that is enough; gives the others.

        Where one is a mistake, halves until it alone has failed.
        """
        try:
            if all(unit.sql and unit.sql == units[0].sql for unit in units):
                await self._db.insert(units[0].sql, [unit.row for unit in units])
                answers: list[Any] = [None] * len(units)
            else:
                answers = await self._db.at_once(lambda tx: _answers(tx, units, is_enough))
        except DatabaseFault as fault:
            for unit in units:
                _fail(unit, DatabaseFault(str(fault)))
        except Exception as error:
            if len(units) == 1:
                _fail(units[0], error)
            else:
                middle = len(units) // 2
                await self._write(units[:middle])
                await self._write(units[middle:])
        else:
            for unit, answer in zip(units, answers, strict=False):
                if not unit.told.done():  # else its caller was cancelled
                    unit.told.set_result(answer)
            return units[len(answers) :]
        return ()


async def _answers(tx: Transaction, units: Sequence[_Unit], is_enough: Callable[[], bool]) -> list[Any]:
    """What the units give, in order; those of the first ones, where that is enough."""
    answers: list[Any] = []
    for sql, beside in groupby(units, key=lambda unit: unit.sql):
        same = list(beside)
        if sql:
            await tx.executemany(sql, [unit.row for unit in same])
            answers += [None] * len(same)
        for unit in same:
            if unit.work:
                answers.append(await unit.work(tx))
                if is_enough():
                    return answers
    return answers


def _fail(unit: _Unit, error: Exception) -> None:
    if not unit.told.done():
        unit.told.set_exception(error)
