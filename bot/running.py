"""One quiz under way in one channel: takes guesses, waits, closes, pays, reveals, until its end."""

import asyncio
import logging
import time
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.asking import Asker
from bot.domain import quiz
from bot.domain.guessing import Submission, Told, judged, told
from bot.domain.quiz import Session
from bot.domain.recap import End, Note, Recap, Revealed, recap
from bot.domain.scoring import paid_late, results, standings
from bot.ending import FAILURES, Ending
from bot.errors import ChannelGone, DeliveryFault, NotAllowed
from bot.opened import Opened, Vote, now_ms
from bot.pace import Pacer
from bot.storage.faults import until_kept
from bot.storage.quizzes import Quizzes
from bot.voice import Voice, Waits, insist, perhaps, where

log = logging.getLogger(__name__)

IDLE_ROUNDS = 3
GIVES_UP_S = 1800.0
"""How long a quiz waits for its shard."""


class Running:
    """A quiz under way; `play` runs it to its end.

    Times of guesses are Discord's. Our own clock only decides when to stop listening: it counts from the moment when
    Discord's answer to the post arrived, so it can run late but never early.
    """

    def __init__(
        self, session: Session, *, asker: Asker, quizzes: Quizzes, stage: Voice, waits: Waits, turns: Pacer
    ) -> None:
        self.session = session
        self.names: dict[int, str] = {}
        self.joined: set[int] = set()
        self.rounds: list[Opened] = []
        self.lobby_until_at = 0
        self.needs_lobby = False
        """A kill may have come before its lobby was shown."""
        self.paused_until_at: int | None = None
        """By our own clock, as it is kept."""
        self.idle_rounds = 0
        """Rounds in a row that nobody has answered."""
        self.is_over = False
        self.recapped = asyncio.Event()
        """Set when its end has been kept and told."""
        self._asker, self._quizzes, self._stage = asker, quizzes, stage
        self._waits, self._turns = waits, turns
        self.ending = Ending(session, self.rounds, self._closing, quizzes=quizzes, stage=stage, waits=waits)
        self._changed = asyncio.Event()
        self._mending: set[asyncio.Task[None]] = set()
        self._end: End | None = None
        self._failures = 0

    # What members do.

    async def guess(self, number: int, posting: int, sent: Submission) -> Told:
        """Judges a guess, keeps it, and only then tells of it.

        Raises:
            DatabaseFault: it could not be kept, and does not count.
        """
        opened, rules = self.rounds[number - 1], self.session.rules
        await opened.posted.wait()  # a press can be here before Discord's answer to our post
        async with opened.turn(sent.user_id):
            asked = opened.earlier.get(posting, opened.asked)
            mine = opened.guesses.get(sent.user_id, [])
            why_not = quiz.why_not(rules, asked, mine, at=sent.at, posting=posting) if asked.message_id else "early"
            if rules.closed and sent.user_id not in self.joined:
                why_not = "outside"
            if why_not:
                return told(rules, opened.asked, mine, "moved" if posting != opened.asked.posting else why_not)
            guess = judged(asked, self._asker.key(opened), sent, opened.aliases)
            if isinstance(guess, str):
                return told(rules, asked, mine, guess)
            await self._quizzes.record(self.session.id, number, guess, sent.name)
            mine = opened.take(guess)
        self.names[sent.user_id] = sent.name
        if opened.is_closed:
            await self._pay_late(opened)
        self._changed.set()
        return told(rules, asked, mine, guess=guess)

    async def join(self, user_id: int, name: str, *, at: int) -> bool:
        """Counts the member among those who are waited for; False where that is so already.

        Raises:
            DatabaseFault: it could not be kept.
        """
        is_new = await self._quizzes.join(self.session.id, user_id, name, at=at)
        self.names[user_id] = name
        self.joined.add(user_id)
        return is_new

    async def drop(self, user_id: int) -> None:
        """Counts a player out, who is not waited for any more; where the quiz is closed, they cannot go on either."""
        await self._quizzes.drop(self.session.id, user_id)
        self.joined.discard(user_id)
        self._changed.set()

    async def vote(self, what: Literal["skip", "hint"], user_id: int, *, at: int, is_forced: bool) -> Vote | None:
        """Counts a vote of those who answered one of the last three questions; None where no question is open."""
        opened = self.open_round
        if opened is None:
            return None
        players = {player for earlier in self.rounds[-3:] for player in earlier.guesses}
        vote = opened.vote(what, user_id, players, is_forced=is_forced)
        if vote.is_won and what == "skip":
            opened.was_skipped = True
            self._changed.set()
        elif vote.is_won:
            await self._asker.give_hint(opened, at)
        return vote

    async def pause(self, length: timedelta) -> None:
        """Pauses until so long from now, after the question that is open.

        Raises:
            DatabaseFault: it could not be kept, and the quiz goes on.
        """
        until_at = now_ms() + round(1000 * length.total_seconds())
        await self._quizzes.pause(self.session.id, until_at, at=now_ms())
        self.paused_until_at = until_at
        self._changed.set()

    async def unpause(self) -> bool:
        """Goes on; False where it was not paused.

        Raises:
            DatabaseFault: it could not be kept, and the quiz stays paused.
        """
        if self.paused_until_at is None:
            return False
        await self._quizzes.unpause(self.session.id, at=now_ms())
        self.paused_until_at, self.idle_rounds = None, 0
        self._changed.set()
        return True

    def stop(self, reason: End = "stopped") -> None:
        """Ends the quiz: what was guessed in time is paid, then comes the recap."""
        self._end = self._end or reason
        self._changed.set()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for somebody to answer at all."""
        return self.idle_rounds >= IDLE_ROUNDS

    @property
    def open_round(self) -> Opened | None:
        """The round that takes guesses now."""
        last = self.rounds[-1] if self.rounds else None
        return last if last and last.posted.is_set() and not last.is_closed else None

    # What time does.

    async def play(self) -> None:
        """Runs from where it stands to the recap; a cancellation leaves it to be gone on with after a restart."""
        for opened in self.rounds:
            if opened.is_closed:  # a kill may have come between a guess and what it is paid
                await self._pay_late(opened)
        reason: End = "done"
        while self._end is None:
            try:
                reason = await self._rounds()
                break
            except (ChannelGone, NotAllowed) as fault:
                reason = "gone" if isinstance(fault, ChannelGone) else "forbidden"
                await self._stage.tell_staff(self.session, fault)
                break
            except DeliveryFault as fault:
                self._failures += 1
                log.warning("quiz waits for Discord", extra=where(self.session) | {"failures": self._failures})
                if self._failures >= FAILURES:
                    reason = "unavailable"
                    await self._stage.tell_staff(self.session, fault)
                    break
                await self._until(now_ms() + int(1000 * self._waits.retry_s))
        await self.finish(self._end or reason)

    async def _rounds(self) -> End:
        if self.needs_lobby:
            self.lobby_until_at = await self._asker.lobby() or self.lobby_until_at
            self.needs_lobby = False
        await self._until(self.lobby_until_at)
        while self._end is None:
            last = self.rounds[-1] if self.rounds else None
            is_open = last is not None and not last.is_closed
            if last and is_open and last.is_live:
                await self._hear_out(last)
            elif last and not is_open and not last.is_revealed:
                await self._reveal(last)
            elif not is_open and len(self.rounds) >= self.session.rules.questions:
                return "done"
            elif self.paused_until_at is not None:
                await self._pause()
            elif self.is_idle:
                await until_kept(self._pause_idle)
                await self._tell("idle")
            elif last and not is_open and not last.is_left:
                last.is_left = True
                await self._until(now_ms() + int(1000 * self._waits.intermission_s))
            elif not await self._hears():
                continue
            elif last and is_open:
                await self._ask_again(last)
            elif not await self._next():
                return "exhausted"
        return self._end

    async def _next(self) -> bool:
        """Asks the next question; False where there is none."""
        opened = await self._asker.next_round(self.rounds)
        if opened is None:
            return False
        self.rounds.append(opened)
        await self._asker.ask(opened)
        self._failures = 0
        return True

    async def _ask_again(self, opened: Opened) -> None:
        """Asks a question again, unless nobody is left to answer it."""
        rules, asked = self.session.rules, opened.asked
        is_won = rules.scoring == "race" and asked.form != "estimate" and quiz.winner(rules, asked.form, opened.guesses)
        if is_won or quiz.all_have_guessed(rules, asked, opened.guesses, self._active()):
            await self._close(opened)
        else:
            await self._asker.ask_again(opened)
            self._failures = 0

    async def _hear_out(self, opened: Opened) -> None:
        """Listens to the open round until it closes; where guesses may have been lost, it is to be asked again."""
        await self._listen(opened)
        await self._turns.turn()
        if self._end is not None:
            return
        if await self._hears() and self._stage.losses(self.session.guild_id) == opened.losses:
            await self._close(opened)
        else:
            opened.is_live = False

    async def _hears(self) -> bool:
        """Whether what members do reaches us at once or soon; else it has been waited for longer."""
        guild_id = self.session.guild_id
        if await self._stage.hears(guild_id, self._waits.offline_s):
            return True
        await self._tell("offline")
        if not await self._stage.hears(guild_id, GIVES_UP_S):
            self.stop("unavailable")
        return False

    async def _listen(self, opened: Opened) -> None:
        """Returns when the round is to close."""
        rules = self.session.rules
        while not (self._end or opened.was_skipped):
            due_at = quiz.reveal_at(rules, opened.asked, opened.guesses)
            if quiz.all_have_guessed(rules, opened.asked, opened.guesses, self._active()):
                newest = max((mine[-1].at for mine in opened.guesses.values()), default=0)
                due_at = min(due_at, newest + int(1000 * self._waits.settle_s))
            left_s = opened.heard_s + (due_at - opened.asked.posted_at) / 1000 - time.monotonic()
            if left_s <= 0 or not await self._rest(left_s):
                return

    def _active(self) -> set[int]:
        """Who is waited for: who joined, and who answered one of the last two questions."""
        if self.session.rules.closed:
            return self.joined
        return self.joined.union(*(earlier.guesses for earlier in self.rounds[-3:-1]))

    async def _close(self, opened: Opened) -> None:
        rules, number = self.session.rules, opened.asked.number
        # Who answers from here on may have read the reveal, also where the deadline is later.
        opened.asked = replace(opened.asked, closed_at=opened.now_at)

        async def pay() -> None:
            opened.results = results(rules, opened.asked, opened.guesses)
            await self._quizzes.close(self.session.id, number, opened.results, at=now_ms())

        await until_kept(pay)
        opened.is_closed, opened.key = True, None
        opened.posted.set()
        # A guess that was kept while the results were being written is paid as one that came late.
        await self._pay_late(opened)
        self.idle_rounds = 0 if opened.guesses or opened.was_skipped else self.idle_rounds + 1

    async def _pay_late(self, opened: Opened) -> None:
        """Pays guesses that the results do not have yet, takes nothing from anybody, and mends the reveal."""
        due = paid_late(opened.results, results(self.session.rules, opened.asked, opened.guesses))
        if set(due) == set(opened.results):
            return
        opened.results = due
        await self.ending.pay_late(opened)
        if opened.is_revealed:
            task = asyncio.create_task(self.mend(opened), name=f"reveal of {self.session.id}")
            self._mending.add(task)
            task.add_done_callback(self._mending.discard)

    async def mend(self, opened: Opened) -> None:
        """Brings reveal and recap up to date, where they are shown."""
        try:
            await perhaps(self.session, self._show(opened), "reveal not mended")
            await self.ending.mend()
        except Exception:
            log.exception("reveal failed", extra=where(self.session))

    async def _reveal(self, opened: Opened) -> None:
        try:
            await self._show(opened)
        except ChannelGone as fault:
            # The message is gone. If the channel is too, there is no use in a pause, and the sentence says so.
            until_at = now_ms() + round(1000 * self._waits.idle_pause_s)
            await self._stage.say(self.session, "deleted", opened.by_discord(until_at))
            await self._stage.tell_staff(self.session, fault)
            await until_kept(self._pause_idle)
        opened.is_revealed = True
        await until_kept(lambda: self._quizzes.revealed(self.session.id, opened.asked.number))

    async def _show(self, opened: Opened) -> None:
        def revealed() -> Revealed:
            return Revealed(
                opened.played, standings(one.results for one in self.rounds), self.names, opened.was_skipped
            )

        await self._asker.reveal(opened, revealed)

    async def _pause_idle(self) -> None:
        await self.pause(timedelta(seconds=self._waits.idle_pause_s))

    async def _pause(self) -> None:
        """Waits until the pause is over; one that came because nobody answers ends the quiz."""
        until_at = self.paused_until_at
        # Kept once more: a question that was asked when the pause came has undone it.
        await until_kept(lambda: self._quizzes.pause(self.session.id, until_at, at=now_ms()))
        while self.paused_until_at is not None and self._end is None:
            left_s = (self.paused_until_at - now_ms()) / 1000
            if left_s <= 0:
                is_idle = self.is_idle
                await until_kept(self.unpause)
                if is_idle:
                    self.stop("idle")
                return
            await self._rest(left_s)

    async def _tell(self, note: Note) -> None:
        until_at = self.rounds[-1].by_discord(self.paused_until_at) if self.rounds and self.paused_until_at else 0
        await perhaps(self.session, self._stage.say(self.session, note, until_at), "note not posted")

    async def finish(self, reason: End) -> None:
        """Closes what is open, keeps how the quiz ended, and tells it."""
        self._end = reason
        last = self.rounds[-1] if self.rounds else None
        if last and not last.is_closed:
            last.settle()
            if last.asked.message_id or last.guesses:
                await self._close(last)
            else:
                self.rounds.pop()  # nobody has seen it
        if last and last.is_closed and not last.is_revealed:
            await insist(self.session, lambda: self._show(last), "last reveal not shown", FAILURES, self._waits)
            last.is_revealed = True
            await until_kept(lambda: self._quizzes.revealed(self.session.id, last.asked.number))
        was_over, self.is_over = self.is_over, True
        await self.ending.keep(reason)
        await self.ending.tell(is_again=was_over)
        self.recapped.set()

    async def abandon(self) -> None:
        """Ends the quiz without a word: even its end has failed."""
        self._end, self.is_over = "failed", True
        for opened in self.rounds:
            opened.posted.set()
        await self.ending.keep("failed")
        await self.ending.be_done()
        self.recapped.set()

    def _closing(self) -> Recap:
        return recap(self.session.rules, [opened.played for opened in self.rounds], self.names, self._end or "done")

    async def _until(self, at: int) -> None:
        while self._end is None and (left_s := (at - now_ms()) / 1000) > 0:
            await self._rest(left_s)

    async def _rest(self, wait_s: float) -> bool:
        """Waits until something has changed, at most so long; whether something has."""
        self._changed.clear()
        loop = asyncio.get_running_loop()  # `asyncio.timeout` takes three times as long, and each guess ends a wait
        ends_s = loop.time() + wait_s
        timer = loop.call_at(ends_s, self._changed.set)
        await self._changed.wait()
        timer.cancel()
        return loop.time() < ends_s
