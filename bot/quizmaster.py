"""The quizzes that run: begins them, one in a channel, brings guesses to them, goes on with them after a restart."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.asking import Asker
from bot.domain import quiz
from bot.domain.content import Question
from bot.domain.guessing import Submission, Told, told
from bot.domain.quiz import Session
from bot.domain.stock import Stock
from bot.opened import Opened, dice_of, now_ms
from bot.pace import Pacer
from bot.running import IDLE_ROUNDS, Running
from bot.storage.aliases import Aliases
from bot.storage.faults import until_kept
from bot.storage.quizzes import NOBODY, KeptRound, KeptSession, Quizzes
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks
from bot.voice import Voice, Waits, perhaps, where

log = logging.getLogger(__name__)

DEAD_AFTER_MS = 30 * 60 * 1000
"""After so long without a sign of life a quiz is closed and not gone on with."""

AFTERWARDS_S = 120.0
"""How long a quiz that is over still takes guesses that were made in time."""

LOCK_MS = 60_000
"""For so long whoever guessed in one server cannot score in another."""

REMEMBERED = 50_000
"""Players whose last guess is remembered for that."""

TURNS_PER_SECOND = 80
"""Questions that are closed or asked. Time is up with the whole second, in many quizzes with the same one: all at once
would keep everybody waiting who answers meanwhile."""

FAREWELL_S = 2.0
"""For telling every channel that Clio stops."""


class Quizmaster:
    """Every quiz of this process."""

    def __init__(
        self, *, stocks: Stocks, shown: Shown, quizzes: Quizzes, aliases: Aliases, stage: Voice, waits: Waits
    ) -> None:
        self._stocks = stocks
        self._aliases = aliases
        self._shown = shown
        self._quizzes = quizzes
        self._stage = stage
        self._waits = waits
        self._by_id: dict[int, Running] = {}
        self._by_channel: dict[int, Running] = {}
        self._interrupted: list[Running] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_closing = False
        self._began_at = now_ms()
        self._turns = Pacer(TURNS_PER_SECOND, burst=1)
        self._last_guess: OrderedDict[int, tuple[int, int]] = OrderedDict()

    @property
    def lobby_ms(self) -> int:
        """How long members can join before the first question."""
        return int(1000 * self._waits.lobby_s)

    async def begin(
        self, session: Session, joiners: Mapping[int, str] = NOBODY, *, lobby_ms: int | None = None
    ) -> Running | int:
        """Reserves the channel for the quiz, which plays after `go`; else the id of the quiz that holds the channel.

        `joiners` are counted in from the start, by id with their names.
        """
        stock = await self._stocks.of(session.guild_id)
        lobby_until_at = now_ms() + (self.lobby_ms if lobby_ms is None else lobby_ms)
        holder = await self._quizzes.begin(session, lobby_until_at=lobby_until_at, at=now_ms(), joiners=joiners)
        if holder is None and session.id in self._by_id:  # the same command, delivered twice
            holder = session.id
        if holder is not None:
            return holder
        running = self._running(session, stock)
        running.lobby_until_at = lobby_until_at
        running.names.update(joiners)
        running.joined.update(joiners)
        self._by_id[session.id] = self._by_channel[session.channel_id] = running
        return running

    def go(self, running: Running) -> None:
        """Lets the quiz play; after `close` it waits for the next start instead."""
        if not self._is_closing:
            task = asyncio.create_task(self._play(running), name=f"quiz {running.session.id}")
            self._tasks.add(task)
            task.add_done_callback(self._done)

    def of(self, session_id: int) -> Running | None:
        """The quiz with this id, while it runs and shortly after."""
        return self._by_id.get(session_id)

    async def recalled(self, session_id: int) -> Running | None:
        """The same, and one that is long over as it was, so that what it told can be mended; None: there was none.

        Raises:
            DatabaseFault: it cannot be read.
        """
        running = self.of(session_id)
        if running is None and (kept := await self._quizzes.kept(session_id)):
            running = await self._restored(kept)
            running.ending.recall(kept.recap_message_id, counts=kept.counts)
        return running

    def running_in(self, channel_id: int) -> Running | None:
        """The quiz that runs in a channel."""
        running = self._by_channel.get(channel_id)
        return running if running and not running.is_over else None

    async def guess(self, running: Running, number: int, posting: int, sent: Submission) -> Told:
        """Brings a guess to its quiz, unless the player guessed in another server within a minute.

        Raises:
            DatabaseFault: it could not be kept, and does not count.
            IndexError: the quiz has no such round.
        """
        guild_id, opened = running.session.guild_id, running.rounds[number - 1]
        if sent.excluded_role_id is not None:
            refused = told(running.session.rules, opened.asked, (), "excluded")
            return replace(refused, excluded_role_id=sent.excluded_role_id)
        if sent.user_id not in self._last_guess and now_ms() < self._began_at + LOCK_MS:
            since_at = sent.at - LOCK_MS
            elsewhere = await self._quizzes.latest_guess_elsewhere(sent.user_id, guild_id, since_at)
            if elsewhere:
                self._last_guess.setdefault(sent.user_id, elsewhere)
        last = self._last_guess.get(sent.user_id)
        if last and last[0] != guild_id and abs(sent.at - last[1]) < LOCK_MS:
            return told(running.session.rules, opened.asked, opened.guesses.get(sent.user_id, ()), "elsewhere")
        # Noted before it is kept, so that a guess elsewhere in the same moment finds it.
        mine = self._last_guess[sent.user_id] = (guild_id, sent.at)
        self._last_guess.move_to_end(sent.user_id)
        if len(self._last_guess) > REMEMBERED:
            self._last_guess.popitem(last=False)
        is_kept = False
        try:
            what = await running.guess(number, posting, sent)
            is_kept = what.why_not is None
        finally:
            if not is_kept and self._last_guess.get(sent.user_id) is mine:
                self._last_guess[sent.user_id] = last or (guild_id, 0)
        return what

    async def restore(self) -> None:
        """Takes up every quiz that a stop or a crash interrupted: its buttons are known again, its time stands still.

        To be awaited before anything is heard, so that nobody is told that such a quiz is over.
        """
        for kept in await until_kept(self._quizzes.unfinished):
            try:
                running = await until_kept(partial(self._restored, kept))
            except Exception:
                log.exception("quiz not restored", extra=where(kept.session))
                running = self._running(kept.session, await self._stocks.of(None))
                running.stop("failed")
            self._by_id[kept.session.id] = running
            if not running.is_over:
                self._by_channel[kept.session.channel_id] = running
            self._interrupted.append(running)

    def resume(self, hears: Callable[[int], bool]) -> int:
        """Goes on with the restored quizzes of the guilds that are heard from now on; gives their number."""
        heard = [running for running in self._interrupted if hears(running.session.guild_id)]
        self._interrupted = [running for running in self._interrupted if running not in heard]
        for running in heard:
            self.go(running)
        return len(heard)

    async def close(self) -> None:
        """Tells every channel that its quiz goes on after the restart, and leaves them as they are stored."""
        self._is_closing = True
        live = [running for running in self._by_channel.values() if not running.is_over]
        for task in self._tasks:
            task.cancel()
        if self._tasks:
            await asyncio.wait(self._tasks)
        farewells = [asyncio.create_task(self._farewell(running)) for running in live]
        if farewells:
            _, late = await asyncio.wait(farewells, timeout=FAREWELL_S)
            for task in late:
                task.cancel()

    async def _farewell(self, running: Running) -> None:
        try:
            await perhaps(running.session, self._stage.say(running.session, "stopping"), "stop not told")
        except Exception:
            log.exception("farewell failed", extra=where(running.session))

    async def _play(self, running: Running) -> None:
        session = running.session
        try:
            await running.play()
        except Exception:
            log.exception("quiz failed", extra=where(session))
            await self._give_up(running)
        if self._by_channel.get(session.channel_id) is running:
            del self._by_channel[session.channel_id]
        await asyncio.sleep(AFTERWARDS_S)
        self._by_id.pop(session.id, None)

    async def _give_up(self, running: Running) -> None:
        """Ends a quiz after a mistake of ours, which may be in the way of its end too."""
        try:
            await running.finish("failed")
        except Exception:
            log.exception("end of quiz failed", extra=where(running.session))
            await running.abandon()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and task.exception():
            log.critical("quiz died", extra={"task": task.get_name()}, exc_info=task.exception())

    def _running(self, session: Session, stock: Stock) -> Running:
        stage, quizzes, waits = self._stage, self._quizzes, self._waits
        asker = Asker(
            session,
            stock=stock,
            stocks=self._stocks,
            shown=self._shown,
            quizzes=quizzes,
            aliases=self._aliases,
            stage=stage,
            waits=waits,
        )
        return Running(session, asker=asker, quizzes=quizzes, stage=stage, waits=waits, turns=self._turns)

    async def _restored(self, kept: KeptSession) -> Running:
        stock = await self._stocks.of(kept.session.guild_id)
        running = self._running(kept.session, stock)
        running.names.update(kept.names)
        running.joined.update(kept.joined)
        running.lobby_until_at = kept.lobby_until_at
        running.paused_until_at = kept.paused_until_at
        running.needs_lobby = kept.state == "lobby" and not kept.session.rules.closed and not kept.session.in_own_thread
        running.is_over = kept.state == "over"
        for row in kept.rounds:
            question = stock.get(row.question_id)
            if not isinstance(question, Question):  # the pack has changed meanwhile
                running.stop("exhausted")
                break
            opened = self._reopened(kept, row, question)
            running.rounds.append(opened)
            running.idle_rounds = 0 if opened.guesses else running.idle_rounds + opened.is_closed
        if kept.state == "running":  # somebody may have gone on with it
            running.idle_rounds = min(running.idle_rounds, IDLE_ROUNDS - 1)
        alive_at = max(kept.touched_at, kept.paused_until_at or 0)
        if kept.over_reason:
            running.stop(kept.over_reason)
        elif now_ms() - alive_at > DEAD_AFTER_MS:
            running.stop("dead")
        return running

    def _reopened(self, kept: KeptSession, row: KeptRound, question: Question) -> Opened:
        session = kept.session
        asked = quiz.round_of(session.rules, row.number, question, dice_of(session, row.number))
        limit_s = asked.limit_s * self._waits.pace
        asked = replace(
            asked,
            limit_s=limit_s,
            posting=row.posting,
            message_id=row.message_id or 0,
            posted_at=row.posted_at or 0,
            deadline_at=row.deadline_at or int(limit_s * 1000),
            hint_at=row.hint_at,
            closed_at=row.posted_at if row.is_closed else None,
        )
        opened = Opened(asked, results=row.results, is_closed=row.is_closed, is_revealed=row.is_revealed)
        opened.is_left = row.is_revealed  # there was time to read it
        opened.told = row.results if row.is_revealed else None
        if row.earlier_message_id:
            opened.stale.append(row.earlier_message_id)
        for guess in row.guesses:
            opened.take(guess)
        if row.is_closed or kept.state == "paused":
            opened.posted.set()  # else a press waits for the new posting, and learns where that is
        return opened
