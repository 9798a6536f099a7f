"""One quiz under way in one channel: asks, waits, closes, pays, reveals, until its end."""

import asyncio
import logging
import time
from collections.abc import Awaitable
from dataclasses import replace
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from bot.domain import quiz
from bot.domain.answer import AnswerKey, key_of
from bot.domain.catalogue import Catalogue
from bot.domain.content import Question
from bot.domain.guessing import Submission, Told, judged, told
from bot.domain.periods import periods
from bot.domain.quiz import Session
from bot.domain.recap import End, Note, Revealed, recap
from bot.domain.scoring import paid_late, results, standings
from bot.errors import ChannelGone, DeliveryFault, NotAllowed
from bot.opened import Opened, Vote, dice_of, now_ms
from bot.storage.faults import until_kept
from bot.storage.quizzes import Quizzes
from bot.storage.shown import Scope, Shown
from bot.voice import Voice, Waits

log = logging.getLogger(__name__)

T = TypeVar("T")
IDLE_ROUNDS = 3
FAILURES = 8
"""Posts in a row that Discord did not take, each with its own tries, until a quiz ends."""

GIVES_UP_S = 1800.0
"""How long a quiz waits for its shard."""


class Running:
    """A quiz under way; `play` runs it to its end.

    Times of guesses are Discord's. Our own clock only decides when to stop listening: it counts from the moment when
    Discord's answer to the post arrived, so it can run late but never early.
    """

    def __init__(
        self, session: Session, *, catalogue: Catalogue, shown: Shown, quizzes: Quizzes, stage: Voice, waits: Waits
    ) -> None:
        self.session = session
        self.names: dict[int, str] = {}
        self.joined: set[int] = set()
        self.rounds: list[Opened] = []
        self.lobby_until_at = 0
        self.paused_until_at: int | None = None
        self.is_over = False
        self._catalogue = catalogue
        self._shown = shown
        self._quizzes = quizzes
        self._stage = stage
        self._waits = waits
        self._changed = asyncio.Event()
        self._end: End | None = None
        self._idle = 0
        self._failures = 0

    # What members do.

    async def guess(self, number: int, posting: int, sent: Submission) -> Told:
        """Judges a guess, keeps it, and only then tells of it.

        Raises:
            DatabaseFault: it could not be kept, and does not count.
        """
        opened, rules = self.rounds[number - 1], self.session.rules
        if posting == opened.asked.posting:
            await opened.posted.wait()  # a press can be here before Discord's answer to our post
        asked = opened.earlier.get(posting, opened.asked)
        mine = opened.guesses.get(sent.user_id, [])
        why_not = quiz.why_not(rules, asked, mine, at=sent.at, posting=posting)
        if not why_not and len(mine) + opened.on_the_way[sent.user_id] >= quiz.PRESSES:
            why_not = "many"
        if why_not:
            return told(rules, opened.asked, mine, why_not)
        guess = judged(asked, self._key(opened), sent)
        if isinstance(guess, str):
            return told(rules, asked, mine, guess)
        opened.on_the_way[sent.user_id] += 1
        try:
            await self._quizzes.record(self.session.id, number, guess, sent.name)
        finally:
            opened.on_the_way[sent.user_id] -= 1
        self.names[sent.user_id] = sent.name
        mine = opened.take(guess)
        if opened.is_closed:
            await self._pay_late(opened)
        self._changed.set()
        return told(rules, asked, mine, guess=guess)

    async def join(self, user_id: int, name: str, *, at: int) -> bool:
        """Counts the member among those who are waited for; False where that is so already."""
        self.names[user_id] = name
        self.joined.add(user_id)
        return await self._quizzes.join(self.session.id, user_id, name, at=at)

    async def vote(self, what: Literal["skip", "hint"], user_id: int, *, at: int, is_forced: bool) -> Vote | None:
        """Counts a vote of those who answered one of the last three questions; None where no question is open."""
        opened = self.open_round
        if opened is None:
            return None
        players = {player for earlier in self.rounds[-3:] for player in earlier.guesses}
        votes = opened.votes.setdefault(what, set())
        if user_id in players:
            votes.add(user_id)
        vote = Vote(len(votes), 0 if is_forced else len(players) // 2 + 1, is_forced or user_id in players)
        if vote.is_won and what == "skip":
            opened.was_skipped = True
            self._changed.set()
        elif vote.is_won and opened.asked.hint_at is None:
            await self._give_hint(opened, at)
        return vote

    async def pause(self, until_at: int) -> None:
        """Pauses after the question that is open."""
        self.paused_until_at = until_at
        await self._quizzes.pause(self.session.id, until_at, at=now_ms())
        self._changed.set()

    async def unpause(self) -> bool:
        """Goes on; False where it was not paused."""
        if self.paused_until_at is None:
            return False
        self.paused_until_at, self._idle = None, 0
        await self._quizzes.unpause(self.session.id, at=now_ms())
        self._changed.set()
        return True

    def stop(self, reason: End = "stopped") -> None:
        """Ends the quiz: what was guessed in time is paid, then comes the recap."""
        self._end = self._end or reason
        self._changed.set()

    @property
    def is_idle(self) -> bool:
        """Whether it waits for somebody to answer at all."""
        return self._idle >= IDLE_ROUNDS

    @property
    def open_round(self) -> Opened | None:
        """The round that takes guesses now."""
        last = self.rounds[-1] if self.rounds else None
        return last if last and last.posted.is_set() and not last.is_closed else None

    # What time does.

    async def play(self) -> None:
        """Runs from where it stands to the recap; a cancellation leaves it to be gone on with after a restart."""
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
                log.warning("quiz waits for Discord", extra=self._where() | {"failures": self._failures})
                if self._failures >= FAILURES:
                    reason = "unavailable"
                    await self._stage.tell_staff(self.session, fault)
                    break
                await asyncio.sleep(self._waits.retry_s)
        await self.finish(self._end or reason)

    async def _rounds(self) -> End:
        await self._until(self.lobby_until_at)
        while self._end is None:
            last = self.rounds[-1] if self.rounds else None
            if last and not last.is_closed:
                await self._go_on(last)
            elif last and not last.is_revealed:
                await self._reveal(last)
            elif len(self.rounds) >= self.session.rules.questions:
                return "done"
            elif self.paused_until_at is not None:
                await self._pause()
            elif last and not last.is_left:
                last.is_left = True
                await self._until(now_ms() + int(1000 * self._waits.intermission_s))
            elif not await self._next():
                return "exhausted"
        return self._end

    async def _next(self) -> bool:
        """Asks the next question; False where there is none."""
        rules, number = self.session.rules, len(self.rounds) + 1
        filters = {str(name): value for name, value in rules.filters.items()}
        matching = [item for item in self._catalogue.matching("question", **filters) if isinstance(item, Question)]
        scope = Scope("guild", self.session.guild_id)
        marks = await until_kept(lambda: self._shown.marks(scope))
        # From here to the reservation nothing may await: two quizzes must not get the same question.
        found = quiz.next_question(
            quiz.fitting(matching, rules.level),
            [opened.asked.question for opened in self.rounds],
            marks,
            dice_of(self.session, -number),
        )
        if found is None:
            return False
        question, unseen, total = found
        self._shown.reserve(scope, question.id, now_ms())
        asked = quiz.round_of(rules, number, question, dice_of(self.session, number))
        opened = Opened(replace(asked, limit_s=asked.limit_s * self._waits.pace), (unseen, total))
        self.rounds.append(opened)
        await self._ask(opened)
        return True

    async def _go_on(self, opened: Opened) -> None:
        """Listens to the open round until it closes; one that is not open any more is asked again first."""
        is_won = self.session.rules.scoring == "race" and quiz.first_right(opened.guesses)
        if not opened.is_live and not is_won:
            await self._ask_again(opened)
        await self._listen(opened)
        if self._end is None and not await self._stage.hears(self.session.guild_id, self._waits.offline_s):
            opened.is_live = False
            await self._wait_for_gateway()
        else:
            await self._close(opened)

    async def _wait_for_gateway(self) -> None:
        await self.pause(now_ms() + int(1000 * GIVES_UP_S))
        await self._tell("offline")
        if await self._stage.hears(self.session.guild_id, GIVES_UP_S):
            await self.unpause()
        else:
            self.stop("unavailable")

    async def _ask(self, opened: Opened) -> None:
        opened.posted.clear()
        self._key(opened)  # made now, so that the first guess need not wait for it
        pack_id = self._catalogue.pack_of(opened.asked.question).head.id
        await until_kept(lambda: self._quizzes.ask(self.session, opened.asked, pack_id=pack_id, at=now_ms()))
        # Discord shows whole seconds: nobody has less time than the message says.
        ends_at = -(-(now_ms() + int(opened.asked.limit_s * 1000)) // 1000) * 1000
        message_id, posted_at = await self._stage.ask(self.session, opened.asked, ends_at, opened.unseen)
        opened.heard_s = time.monotonic()
        deadline_at = max(ends_at, posted_at + int(opened.asked.limit_s * 1000))
        opened.asked = replace(opened.asked, message_id=message_id, posted_at=posted_at, deadline_at=deadline_at)
        opened.is_live, self._failures = True, 0
        await until_kept(lambda: self._quizzes.posted(self.session.id, opened.asked, at=now_ms()))
        opened.posted.set()

    async def _ask_again(self, opened: Opened) -> None:
        """Posts the question anew with fresh time; the guesses that were made stand."""
        before = opened.asked.message_id
        if before:
            opened.earlier[opened.asked.posting] = opened.asked
        opened.asked = replace(opened.asked, posting=opened.asked.posting + 1, message_id=0, hint_at=None)
        opened.votes.clear()
        await self._ask(opened)
        if before:
            await self._perhaps(self._stage.moved(self.session, before, opened.asked), "old question not mended")

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
        return self.joined.union(*(earlier.guesses for earlier in self.rounds[-3:-1]))

    async def _close(self, opened: Opened) -> None:
        rules, number = self.session.rules, opened.asked.number

        async def pay() -> None:
            opened.results = results(rules, opened.asked, opened.guesses)
            await self._quizzes.close(self.session.id, number, opened.results, at=now_ms())

        await until_kept(pay)
        opened.is_closed = True
        # A guess that was kept while the results were being written is paid as one that came late.
        if results(rules, opened.asked, opened.guesses) != opened.results:
            await self._pay_late(opened)
        self._idle = 0 if opened.guesses else self._idle + 1
        await self._reveal(opened)
        if self._idle == IDLE_ROUNDS and self._end is None:
            await self.pause(now_ms() + int(1000 * self._waits.idle_pause_s))
            await self._tell("idle")
        elif self._idle > IDLE_ROUNDS:
            self.stop("idle")

    async def _pay_late(self, opened: Opened) -> None:
        """Pays a guess in time that arrived after the close, takes nothing from anybody, and mends the reveal."""
        rules = self.session.rules
        opened.results = paid_late(opened.results, results(rules, opened.asked, opened.guesses))
        await until_kept(lambda: self._quizzes.pay_late(self.session.id, opened.asked.number, opened.results))
        if opened.is_revealed:
            await self._perhaps(self._stage.reveal(self.session, self._revealed(opened)), "reveal not mended")

    async def _reveal(self, opened: Opened) -> None:
        opened.is_revealed = True
        try:
            await self._stage.reveal(self.session, self._revealed(opened))
        except ChannelGone as fault:
            # The message is gone; if the channel is too, the next post says so.
            await self._stage.tell_staff(self.session, fault)
            await self.pause(now_ms() + int(1000 * self._waits.idle_pause_s))
            await self._tell("deleted")
        except DeliveryFault:
            opened.is_revealed = False
            raise
        await until_kept(lambda: self._quizzes.revealed(self.session.id, opened.asked.number))

    def _revealed(self, opened: Opened) -> Revealed:
        so_far = standings(earlier.results for earlier in self.rounds)
        return Revealed(opened.played, so_far, self.names, opened.was_skipped)

    async def _give_hint(self, opened: Opened, at: int) -> None:
        opened.asked = replace(opened.asked, hint_at=at)
        await self._quizzes.hinted(self.session.id, opened.asked.number, at)
        hint = quiz.hint_of(opened.asked, dice_of(self.session, opened.asked.number))
        await self._stage.hint(self.session, opened.asked, hint)

    async def _pause(self) -> None:
        """Waits until the pause is over; one that came because nobody answers ends the quiz."""
        while self.paused_until_at is not None and self._end is None:
            left_s = (self.paused_until_at - now_ms()) / 1000
            if left_s <= 0:
                is_idle = self.is_idle
                await self.unpause()
                if is_idle:
                    self.stop("idle")
                return
            await self._rest(left_s)

    async def _tell(self, note: Note) -> None:
        await self._stage.say(self.session, note, self.paused_until_at or 0)

    async def finish(self, reason: End) -> None:
        """Closes what is open, keeps how the quiz ended, and tells it."""
        self._end = reason
        if self.rounds and not self.rounds[-1].is_closed:
            opened = self.rounds[-1]
            if opened.asked.message_id or opened.guesses:
                await self._perhaps(self._close(opened), "last reveal not shown")
            else:
                self.rounds.pop()
        self.is_over = True
        closing = recap(self.session.rules, [opened.played for opened in self.rounds], self.names, reason)
        now_at = now_ms()
        spans = periods(now_at, ZoneInfo(self.session.rules.time_zone))
        await until_kept(
            lambda: self._quizzes.end(self.session.id, reason=reason, counts=closing.counts, periods=spans, at=now_at)
        )
        log.info("quiz over", extra=self._where() | {"reason": reason, "rounds": len(self.rounds)})
        message_id = await self._perhaps(self._stage.recap(self.session, closing), "recap not posted")
        await until_kept(lambda: self._quizzes.recapped(self.session.id, message_id))

    async def _perhaps(self, said: Awaitable[T], otherwise: str) -> T | None:
        """Says something without which the quiz goes on all the same."""
        try:
            return await said
        except DeliveryFault as fault:
            log.warning(otherwise, extra=self._where() | {"why": type(fault).__name__})
            return None

    def _key(self, opened: Opened) -> AnswerKey | None:
        """What typed guesses are judged by: the question's answers, and those of the pack's others of the same kind."""
        question = opened.asked.question
        if opened.key is None and opened.asked.form == "typed":
            others = self._catalogue.pack_of(question).questions
            rivals = [other.answer for other in others if other.answer_kind == question.answer_kind]
            opened.key = key_of(question, rivals)
        return opened.key

    async def _until(self, at: int) -> None:
        while self._end is None and (left_s := (at - now_ms()) / 1000) > 0:
            await self._rest(left_s)

    async def _rest(self, wait_s: float) -> bool:
        """Waits until something has changed, at most so long; whether something has."""
        self._changed.clear()
        try:
            async with asyncio.timeout(wait_s):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True

    def _where(self) -> dict[str, int]:
        return {"quiz": self.session.id, "guild": self.session.guild_id, "channel": self.session.channel_id}
