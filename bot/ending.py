"""How one quiz ends: keeps the end, tells it in a recap, mends the recap."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar
from zoneinfo import ZoneInfo

from bot.domain.periods import periods
from bot.domain.quiz import Session
from bot.domain.recap import End, Recap, counts
from bot.opened import Opened, now_ms
from bot.storage.faults import until_kept
from bot.storage.quizzes import Quizzes
from bot.voice import Voice, Waits, insist, perhaps, where

log = logging.getLogger(__name__)

T = TypeVar("T")
FAILURES = 8
"""Posts in a row that Discord did not take, each with its own tries, until a quiz ends."""


class Ending:
    """The end of one quiz, of which `rounds` are all so far; `closing` gives its recap as their results stand."""

    def __init__(
        self,
        session: Session,
        rounds: Sequence[Opened],
        closing: Callable[[], Recap],
        *,
        quizzes: Quizzes,
        stage: Voice,
        waits: Waits,
    ) -> None:
        self._session = session
        self._rounds = rounds
        self._closing = closing
        self._quizzes = quizzes
        self._stage = stage
        self._waits = waits
        self._counts = False
        self._message_id: int | None = None
        self._told: Recap | None = None
        self._editing = asyncio.Lock()

    async def keep(self, reason: End) -> None:
        """Keeps how it ended and whether it counts, which only a guess in time that arrives later can change."""
        now_at = now_ms()
        spans = periods(now_at, ZoneInfo(self._session.rules.time_zone))

        def end() -> Awaitable[None]:  # each try by what is paid then
            self._counts = self._counts_by_now()
            return self._quizzes.end(self._session.id, reason=reason, counts=self._counts, periods=spans, at=now_at)

        await until_kept(end)
        log.info("quiz over", extra=where(self._session) | {"reason": reason})

    async def pay_late(self, opened: Opened) -> None:
        """Pays the results of a closed round; where the quiz is over, it may count from now on."""

        def pay() -> Awaitable[bool]:
            number, counts_now = opened.asked.number, self._counts_by_now()
            return self._quizzes.pay_late(self._session.id, number, opened.results, counts=counts_now)

        if await until_kept(pay):
            self._counts = True

    def recall(self, message_id: int | None, *, counts: bool) -> None:
        """It was kept and told long ago, in this message."""
        self._message_id, self._counts = message_id, counts

    async def tell(self, *, is_again: bool) -> None:
        """Posts the recap. Where a kill may have come after it was posted, it is looked for and edited."""
        async with self._editing:
            if is_again:
                self._message_id = await self._insist(self._look, "recap not looked for")
            await self._insist(self._show, "recap not posted")
        await self.be_done()

    async def be_done(self) -> None:
        """Keeps that nothing is left to say."""
        await until_kept(lambda: self._quizzes.recapped(self._session.id, self._message_id))

    async def mend(self) -> None:
        """Shows what was paid late in the recap, where that is posted."""
        async with self._editing:
            if self._message_id is not None:
                await perhaps(self._session, self._show(), "recap not mended")

    def _counts_by_now(self) -> bool:
        return counts(self._session.rules, [opened.results for opened in self._rounds])

    async def _insist(self, say: Callable[[], Awaitable[T]], otherwise: str) -> T | None:
        return await insist(self._session, say, otherwise, FAILURES, self._waits)

    async def _look(self) -> int | None:
        return await self._stage.recapped(self._session)

    async def _show(self) -> None:
        while self._told != (newest := replace(self._closing(), counts=self._counts)):
            self._message_id = await self._stage.recap(self._session, newest, self._message_id)
            self._told = newest
