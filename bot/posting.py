"""One scheduled post on its way: its item, its card, its thread, its poll, each kept before the next."""

import asyncio
import logging
import random
from dataclasses import dataclass, replace

from bot.domain.content import Item, WhatIf
from bot.domain.delivery import TRIES, is_expired, is_late, retry_at
from bot.domain.prompt import MISTAKE, WARN_AT, Notice, OnDay, Prompt, chosen, chosen_before, on_day, poll_hours
from bot.domain.schedule import next_due
from bot.errors import DeliveryFault, Unavailable
from bot.herald import Herald, Placed, Run, where
from bot.opened import now_ms
from bot.storage.faults import until_kept
from bot.storage.schedules import Post, Schedule, Schedules, milliseconds, moment
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Means:
    """What every post needs."""

    stocks: Stocks
    schedules: Schedules
    shown: Shown
    herald: Herald
    dice: random.Random
    pace: float
    """What part of their time the waits between tries have; 1 outside of tests."""


class Posting:
    """A post of one due moment. `go` tries once; what it could not do is left for the next try.

    A post that was claimed just now can have left nothing in the channel; for every other one it is looked there first.
    """

    def __init__(
        self, schedule: Schedule, post: Post, *, means: Means, choosing: asyncio.Lock, is_fresh: bool = False
    ) -> None:
        self.schedule = schedule
        self.post = post
        self._means = means
        self._choosing = choosing
        self._is_fresh = is_fresh
        self._prompt: Prompt | None = None

    async def go(self) -> None:
        """Tries once, and keeps how far it came."""
        try:
            await self._steps()
        except DeliveryFault as fault:
            await self._failed(fault)
        except Exception:
            log.exception("scheduled post failed", extra=where(self.schedule, self.post.due_at))
            await self._failed(Unavailable(MISTAKE))

    async def _steps(self) -> None:
        schedule, herald, due_at = self.schedule, self._means.herald, moment(self.post.due_at)
        if self.post.card_message_id is None and not self._is_fresh:
            placed = await herald.found(self._run)
            if placed:
                await self._keep_card(placed, is_late=self.post.is_late)
        if self.post.card_message_id is None:
            if is_expired(due_at, moment(now_ms())):
                await self._give_up()
                return
            what = await self._chosen()
            late = self.post.is_late or is_late(due_at, moment(now_ms()))
            await self._keep_card(await herald.card(self._run, what, is_late=late), is_late=late)
        if not is_expired(due_at, moment(now_ms())):
            item = (await self._means.stocks.of(schedule.guild_id)).get(self.post.item_id)
            if schedule.opens_thread and self.post.thread_id is None:
                await self._open_thread(item)
            if schedule.has_poll and isinstance(item, WhatIf) and self.post.poll_message_id is None:
                await self._open_poll(item)
            if schedule.kind == "quiz":
                await herald.begin_quiz(self._run)
        await self._done()

    @property
    def _run(self) -> Run:
        return Run(self.schedule, self.post, self._is_fresh)

    async def _chosen(self) -> Prompt | OnDay | None:
        """What is posted: what was chosen at an earlier try, while it can be shown. What is played has no item."""
        schedule = self.schedule
        day = moment(self.post.due_at).astimezone(schedule.rule.zone).date()
        match schedule.kind:
            case "quiz" | "daily":
                return None
        stock = await self._means.stocks.prompts(schedule.guild_id, day.year)
        if schedule.kind == "onthisday":
            found = on_day(stock, day)
            if found is None:
                raise DeliveryFault("No item has a day of the year yet; another kind can be scheduled instead.")
            return found
        among = stock.matching(schedule.kind, schedule.filters)
        if not among:
            raise DeliveryFault(f"No {schedule.kind} meets the filters any more; make the schedule anew with others.")
        async with self._choosing:  # of two schedules that choose at once, the second sees what the first has chosen
            used = await self._means.schedules.used(schedule.guild_id, schedule.kind)
            before = next((item for item in among if item.id == self.post.item_id), None)
            if before:
                self._prompt = chosen_before(among, used, day, before, theme=schedule.theme)
            else:
                self._prompt = chosen(among, used, day, self._means.dice, theme=schedule.theme)
                item_id = self._prompt.item.id
                await until_kept(lambda: self._means.schedules.chose(self.post, item_id))
                self.post = replace(self.post, item_id=item_id)
        return self._prompt

    async def _keep_card(self, placed: Placed, *, is_late: bool) -> None:
        message_id, thread_id = placed
        await until_kept(
            lambda: self._means.schedules.card_posted(
                self.post, message_id=message_id, thread_id=thread_id, is_late=is_late
            )
        )
        self.post = replace(self.post, card_message_id=message_id, thread_id=thread_id, is_late=is_late)

    async def _open_thread(self, item: Item | None) -> None:
        thread_id = await self._means.herald.thread(self._run, item)
        await until_kept(lambda: self._means.schedules.thread_opened(self.post, thread_id))
        self.post = replace(self.post, thread_id=thread_id)

    async def _open_poll(self, item: Item) -> None:
        now = moment(now_ms())
        hours = poll_hours(now, next_due(self.schedule.rule, now))
        message_id, ends_at = await self._means.herald.poll(self._run, item, hours)
        await until_kept(lambda: self._means.schedules.poll_posted(self.post, message_id=message_id, ends_at=ends_at))
        self.post = replace(self.post, poll_message_id=message_id, poll_ends_at=ends_at)

    async def _done(self, why: str = "") -> None:
        """The post is there, if not all that belongs to it: only now its item is used up."""
        schedule, at = self.schedule, now_ms()
        await until_kept(lambda: self._means.schedules.posted(self.post, at=at, why=why))
        if self.post.item_id:
            self._means.shown.reserve(Scope("guild", schedule.guild_id), self.post.item_id, at)
        log.info("posted", extra=where(schedule, self.post.due_at) | {"item": self.post.item_id})
        pick = self._prompt and self._prompt.pick
        if pick and not pick.started_over and pick.unseen in WARN_AT:
            await self._means.herald.tell_staff(schedule, Notice("stock", self.post.due_at, count=pick.unseen))

    async def _failed(self, fault: DeliveryFault) -> None:
        """Keeps when to try again, and tells the staff once what to mend."""
        post, first_at = self.post, moment(self.post.first_try_at)
        self.post = replace(post, tries=post.tries + 1, why=str(fault))
        again_at = retry_at(first_at, self.post.tries)
        next_try_at = None if again_at is None else self._paced(milliseconds(again_at))
        has_card = post.card_message_id is not None
        log.warning(
            "not posted",
            extra=where(self.schedule, post.due_at) | {"why": type(fault).__name__, "tries": self.post.tries},
        )
        if next_try_at is None and has_card:
            await self._done(str(fault))
        else:
            await until_kept(lambda: self._means.schedules.failed(post, why=str(fault), next_try_at=next_try_at))
        can_mend = not isinstance(fault, Unavailable)
        if can_mend and str(fault) != post.why:
            until_at = milliseconds(retry_at(first_at, TRIES - 1) or first_at) if next_try_at else 0
            notice = Notice("failing", post.due_at, why=str(fault), until_at=until_at, has_card=has_card)
            await self._means.herald.tell_staff(self.schedule, notice)
        elif next_try_at is None and not can_mend:
            notice = Notice("failed", post.due_at, why=str(fault), has_card=has_card)
            await self._means.herald.tell_staff(self.schedule, notice)

    def _paced(self, again_at: int) -> int:
        first_at = self.post.first_try_at
        wait_ms = int((again_at - first_at) * self._means.pace)
        # After a restart the next try may be overdue: the one after it still leaves Discord a minute.
        return max(first_at + wait_ms, now_ms() + int(60_000 * self._means.pace))

    async def _give_up(self) -> None:
        """It is too late: nobody wants the post of the day before yesterday beside the next one."""
        await until_kept(lambda: self._means.schedules.skipped(self.post, why="late"))
        notice = Notice("missed", self.post.due_at, count=1)
        await self._means.herald.tell_staff(self.schedule, notice)
