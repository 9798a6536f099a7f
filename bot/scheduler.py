"""Scheduled posts: sees what is due, takes each due moment once, and has it posted; waits on the calendar."""

import asyncio
import contextlib
import logging
import random
from collections import defaultdict
from collections.abc import Coroutine
from typing import Any

from bot.domain.delivery import Agenda, agenda, is_late
from bot.domain.prompt import Notice
from bot.herald import Herald, where
from bot.opened import now_ms
from bot.posting import Means, Posting
from bot.storage.faults import DatabaseFault, until_kept
from bot.storage.schedules import Post, Schedule, Schedules, milliseconds, moment
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

AT_ONCE = 20
"""Posts under way together: enough to use every turn of the pacer, and few enough that a quiz waits half a second."""

SHORTEST_S = 0.05
"""Between two looks at what is due."""

PUT_OFF_MS = 60 * 60 * 1000
"""A schedule that cannot be read is looked at again after so long."""


class Scheduler:
    """Every schedule of this process. Our own UTC clock decides what is due, and is read anew at each look."""

    def __init__(
        self,
        *,
        stocks: Stocks,
        schedules: Schedules,
        shown: Shown,
        herald: Herald,
        dice: random.Random,
        wake_s: float,
        pace: float,
    ) -> None:
        self._means = Means(stocks, schedules, shown, herald, dice, pace)
        self._schedules = schedules
        self._wake_s = wake_s
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._choosing: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._began_at = now_ms()

    async def run(self) -> None:
        """Posts what is due until it is cancelled, and goes on first with what was under way when Clio stopped."""
        await until_kept(self._set_earlier)
        try:
            while True:
                self._schedules.changed.clear()
                left_s = self._wake_s
                try:
                    left_s = await self._look()
                except DatabaseFault as fault:
                    log.warning("schedules wait for the database: %s", fault)
                except Exception:
                    log.exception("schedules not looked at")
                with contextlib.suppress(TimeoutError):
                    # Not wait_for: in Python 3.11 it loses a cancellation that comes together with the event.
                    async with asyncio.timeout(left_s):
                        await self._schedules.changed.wait()
        finally:
            await self._leave()

    async def _leave(self) -> None:
        """Leaves what is under way as it is kept."""
        tasks = list(self._under_way.values())
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    async def _set_earlier(self) -> None:
        """Puts due moments forward that a new database of time zones has moved; those moved back are seen when due."""
        for schedule in await self._schedules.active():
            try:
                plan = _agenda(schedule, now_ms())
            except Exception:
                log.exception("schedule not read", extra=where(schedule))
                continue
            first_at = milliseconds([*plan.skipped, plan.due_at or plan.next_at][0])
            if first_at < schedule.next_due_at:
                await self._schedules.move(schedule, first_at)
            await asyncio.sleep(0)

    async def _look(self) -> float:
        """Begins what is due, the oldest first; gives for how long there is nothing to do, in seconds."""
        now_at = now_ms()
        free = AT_ONCE - len(self._under_way)
        if free <= 0:
            return self._wake_s
        # Those under way are among them.
        posts = await self._schedules.open_posts(now_at, AT_ONCE + free)
        due = await self._schedules.due(now_at, AT_ONCE + free)
        waiting: list[tuple[int, Schedule, Post | None]] = [(post.due_at, schedule, post) for schedule, post in posts]
        waiting += [(schedule.next_due_at, schedule, None) for schedule in due]
        for _, schedule, post in sorted(waiting, key=lambda one: one[0]):
            if len(self._under_way) >= AT_ONCE:
                return self._wake_s
            if schedule.id not in self._under_way:
                self._begin(schedule, self._go_on(schedule, post) if post else self._take(schedule))
        next_at = await self._schedules.next_at()
        if next_at is None:
            return self._wake_s
        return min(self._wake_s, max(SHORTEST_S, (next_at - now_ms()) / 1000))

    def _begin(self, schedule: Schedule, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work, name=f"schedule {schedule.id}")
        self._under_way[schedule.id] = task
        task.add_done_callback(lambda _: self._ended(schedule))

    def _ended(self, schedule: Schedule) -> None:
        task = self._under_way.pop(schedule.id)
        if not task.cancelled() and task.exception():  # and it is not begun again at once
            log.error("schedule failed", extra=where(schedule), exc_info=task.exception())
        else:
            self._schedules.changed.set()

    async def _take(self, schedule: Schedule) -> None:
        """Takes what is due of a schedule: at most one post is made, however many due moments were missed."""
        now_at = now_ms()
        try:
            plan = _agenda(schedule, now_at)
        except Exception:
            log.exception("schedule not read", extra=where(schedule))
            await until_kept(lambda: self._schedules.move(schedule, now_at + PUT_OFF_MS))
            return
        due_at = None if plan.due_at is None else milliseconds(plan.due_at)
        skipped = [milliseconds(missed_at) for missed_at in plan.skipped]
        post = await until_kept(
            lambda: self._schedules.claim(
                schedule,
                due_at,
                next_due_at=milliseconds(plan.next_at),
                is_late=plan.due_at is not None and is_late(plan.due_at, moment(now_at)),
                skipped=skipped,
                at=now_at,
            )
        )
        if post:
            # What was due before this start may have been posted by a Clio whose database was put back since.
            await self._go_on(schedule, post, is_fresh=post.due_at > self._began_at)
        if skipped:
            log.warning("runs missed", extra=where(schedule, skipped[-1]) | {"missed": len(skipped)})
            notice = Notice("missed", skipped[-1], count=len(skipped), has_card=post is not None)
            await self._means.herald.tell_staff(schedule, notice)

    async def _go_on(self, schedule: Schedule, post: Post, *, is_fresh: bool = False) -> None:
        choosing = self._choosing[schedule.guild_id]
        await Posting(schedule, post, means=self._means, choosing=choosing, is_fresh=is_fresh).go()


def _agenda(schedule: Schedule, now_at: int) -> Agenda:
    handled_at = None if schedule.handled_at is None else moment(schedule.handled_at)
    return agenda(schedule.rule, moment(now_at), moment(schedule.since_at), handled_at)
