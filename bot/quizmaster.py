"""The quizzes that run: begins them, one in a channel, brings guesses to them, goes on with them after a restart."""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from bot.domain import quiz
from bot.domain.catalogue import Catalogue
from bot.domain.content import Question
from bot.domain.guessing import Submission, Told, told
from bot.domain.quiz import Session
from bot.errors import DeliveryFault
from bot.opened import Opened, dice_of, now_ms
from bot.running import Running
from bot.storage.quizzes import KeptRound, KeptSession, Quizzes
from bot.storage.shown import Shown
from bot.voice import Voice, Waits

log = logging.getLogger(__name__)

DEAD_AFTER_MS = 30 * 60 * 1000
"""After so long without a sign of life a quiz is closed and not gone on with."""

AFTERWARDS_S = 120.0
"""How long a quiz that is over still takes guesses that were made in time."""

LOCK_MS = 60_000
"""For so long whoever guessed in one server cannot score in another."""

REMEMBERED = 50_000
"""Players whose last guess is remembered for that."""

FAREWELL_S = 2.0
"""For telling every channel that Clio stops."""


class Quizmaster:
    """Every quiz of this process."""

    def __init__(self, *, catalogue: Catalogue, shown: Shown, quizzes: Quizzes, stage: Voice, waits: Waits) -> None:
        self._catalogue = catalogue
        self._quizzes = quizzes
        self._stage = stage
        self._waits = waits
        self._make: Callable[[Session], Running] = lambda session: Running(
            session, catalogue=catalogue, shown=shown, quizzes=quizzes, stage=stage, waits=waits
        )
        self._by_id: dict[int, Running] = {}
        self._by_channel: dict[int, Running] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._last_guess: OrderedDict[int, tuple[int, int]] = OrderedDict()

    @property
    def lobby_ms(self) -> int:
        """How long members can join before the first question."""
        return int(1000 * self._waits.lobby_s)

    async def begin(self, session: Session) -> Running | int:
        """Reserves the channel for the quiz, which plays after `go`; else the id of the quiz that holds the channel."""
        lobby_until_at = now_ms() + self.lobby_ms
        holder = await self._quizzes.begin(session, lobby_until_at=lobby_until_at, at=now_ms())
        if holder is not None:
            return holder
        running = self._make(session)
        running.lobby_until_at = lobby_until_at
        self._by_id[session.id] = self._by_channel[session.channel_id] = running
        return running

    def go(self, running: Running) -> None:
        """Lets the quiz play."""
        task = asyncio.create_task(self._play(running), name=f"quiz {running.session.id}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def of(self, session_id: int) -> Running | None:
        """The quiz with this id, while it runs and shortly after."""
        return self._by_id.get(session_id)

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
        guild_id = running.session.guild_id
        last_guild_id, last_at = self._last_guess.get(sent.user_id, (guild_id, 0))
        opened = running.rounds[number - 1]
        if last_guild_id != guild_id and abs(sent.at - last_at) < LOCK_MS:
            return told(running.session.rules, opened.asked, opened.guesses.get(sent.user_id, ()), "elsewhere")
        what = await running.guess(number, posting, sent)
        if what.why_not is None:
            self._last_guess[sent.user_id] = (guild_id, sent.at)
            self._last_guess.move_to_end(sent.user_id)
            if len(self._last_guess) > REMEMBERED:
                self._last_guess.popitem(last=False)
        return what

    async def resume(self) -> int:
        """Goes on with every quiz that a stop or a crash interrupted; gives their number."""
        kept = await self._quizzes.unfinished()
        for one in kept:
            if one.session.id not in self._by_id:
                running = self._restored(one)
                self._by_id[one.session.id] = running
                if not running.is_over:
                    self._by_channel[one.session.channel_id] = running
                self.go(running)
        return len(kept)

    async def close(self) -> None:
        """Tells every channel that its quiz goes on after the restart, and leaves them as they are stored."""
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
            await self._stage.say(running.session, "stopping")
        except DeliveryFault as fault:
            log.info("stop not told", extra={"quiz": running.session.id, "why": type(fault).__name__})

    async def _play(self, running: Running) -> None:
        session = running.session
        try:
            await running.play()
        except Exception:
            log.exception("quiz failed", extra={"quiz": session.id, "guild": session.guild_id})
            await running.finish("failed")
        running.is_over = True
        if self._by_channel.get(session.channel_id) is running:
            del self._by_channel[session.channel_id]
        await asyncio.sleep(AFTERWARDS_S)
        self._by_id.pop(session.id, None)

    def _restored(self, kept: KeptSession) -> Running:
        running = self._make(kept.session)
        running.names.update(kept.names)
        running.joined.update(kept.joined)
        running.lobby_until_at = kept.lobby_until_at
        running.paused_until_at = kept.paused_until_at
        running.is_over = kept.state == "over"
        for row in kept.rounds:
            question = self._catalogue.get(row.question_id)
            if not isinstance(question, Question):  # the pack has changed meanwhile
                running.stop("exhausted")
                break
            running.rounds.append(self._reopened(kept.session, row, question))
        alive_at = max(kept.touched_at, kept.paused_until_at or 0)
        if kept.over_reason:
            running.stop(kept.over_reason)
        elif now_ms() - alive_at > DEAD_AFTER_MS:
            running.stop("dead")
        return running

    def _reopened(self, session: Session, row: KeptRound, question: Question) -> Opened:
        asked = quiz.round_of(session.rules, row.number, question, dice_of(session, row.number))
        asked = replace(
            asked,
            limit_s=asked.limit_s * self._waits.pace,
            posting=row.posting,
            message_id=row.message_id or 0,
            posted_at=row.posted_at or 0,
            deadline_at=row.deadline_at or 0,
            hint_at=row.hint_at,
        )
        opened = Opened(asked, results=row.results, is_closed=row.is_closed, is_revealed=row.is_revealed)
        for guess in row.guesses:
            opened.take(guess)
            self._last_guess[guess.user_id] = (session.guild_id, guess.at)
        opened.posted.set()
        return opened
