"""How one quiz asks: picks its questions, posts them, posts them again, gives hints, shows answers."""

import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from bot.domain import quiz
from bot.domain.answer import AnswerKey, key_of
from bot.domain.content import Pack, Question
from bot.domain.quiz import Session
from bot.domain.recap import Revealed
from bot.domain.stock import Stock
from bot.opened import Opened, dice_of, now_ms
from bot.storage.aliases import Aliases
from bot.storage.faults import until_kept
from bot.storage.quizzes import Quizzes
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks
from bot.voice import Voice, Waits, perhaps

SLOW_MS = 2_000
"""A post that took longer, or a deadline that is off by more: the question then shows another deadline."""


class Asker:
    """Asks the questions of one quiz."""

    def __init__(
        self,
        session: Session,
        *,
        stock: Stock,
        stocks: Stocks,
        shown: Shown,
        quizzes: Quizzes,
        aliases: Aliases,
        stage: Voice,
        waits: Waits,
    ) -> None:
        self._session = session
        self._stock = stock
        self._stocks = stocks
        self._aliases = aliases
        self._shown = shown
        self._quizzes = quizzes
        self._stage = stage
        self._waits = waits

    async def lobby(self) -> int | None:
        """Posts the lobby and gives when it ends; None where it is there already.

        Raises:
            DeliveryFault: it may not be in the channel.
        """
        if await self._stage.has_lobby(self._session):
            return None
        starts_at = now_ms() + round(1000 * self._waits.lobby_s)
        await self._stage.lobby(self._session, starts_at, await self._pool())
        return starts_at

    async def next_round(self, before: Sequence[Opened]) -> Opened | None:
        """The next question, which from now on counts as shown; None where all that match were asked."""
        session, number = self._session, len(before) + 1
        scope = Scope("guild", session.guild_id)
        self._stock = await until_kept(lambda: self._stocks.of(session.guild_id))
        marks = await until_kept(lambda: self._shown.marks(scope))
        # From here to the reservation nothing may await: two quizzes must not get the same question.
        done = [opened.asked.question for opened in before]
        found = (
            self._of_packet(done)
            if session.rules.packet
            else quiz.next_question(self._matching(), done, marks, dice_of(session, -number))
        )
        if found is None:
            return None
        question, unseen, total = found
        self._shown.reserve(scope, question.id, now_ms())
        asked = quiz.round_of(session.rules, number, question, dice_of(session, number))
        limit_s = asked.limit_s * self._waits.pace
        return Opened(replace(asked, limit_s=limit_s, deadline_at=int(limit_s * 1000)), (unseen, total))

    async def ask(self, opened: Opened) -> None:
        """Posts the question and keeps where and when.

        Raises:
            DeliveryFault: it may not be in the channel.
        """
        session = self._session
        opened.posted.clear()
        if opened.asked.form == "typed":
            of_question = (session.guild_id, opened.asked.question.id)
            opened.aliases = await until_kept(lambda: self._aliases.of_question(*of_question))
            opened.key = None
        self.key(opened)  # made now, so that the first guess need not wait for it
        pack_id = self._pack_of(opened.asked.question).head.id
        await until_kept(lambda: self._quizzes.ask(session, opened.asked, pack_id=pack_id, at=now_ms()))
        limit_ms = int(opened.asked.limit_s * 1000)
        shown_at = _whole(now_ms() + limit_ms)
        opened.losses = self._stage.losses(session.guild_id)
        sent_s = time.monotonic()
        message_id, posted_at = await self._stage.ask(session, opened.asked, shown_at, opened.unseen, self.hint(opened))
        opened.heard_s = time.monotonic()
        opened.took_ms = int(1000 * (opened.heard_s - sent_s))
        # A post that took long was answered late or tried again, and nobody was heard meanwhile.
        due_at = posted_at + limit_ms + (opened.took_ms if opened.took_ms > SLOW_MS else 0)
        is_shown = abs(due_at - shown_at) <= SLOW_MS
        # Discord shows whole seconds: nobody has less time than the message says.
        deadline_at = max(due_at, shown_at) if is_shown else _whole(due_at)
        opened.asked = replace(opened.asked, message_id=message_id, posted_at=posted_at, deadline_at=deadline_at)
        opened.earlier = {  # from the moment of the new posting on an earlier one takes nothing
            posting: earlier if earlier.closed_at else replace(earlier, closed_at=posted_at - 1)
            for posting, earlier in opened.earlier.items()
        }
        opened.is_live = True
        await until_kept(lambda: self._quizzes.posted(session.id, opened.asked, at=now_ms()))
        opened.posted.set()
        if not is_shown:
            await perhaps(session, self._show_deadline(opened), "deadline not mended")

    async def ask_again(self, opened: Opened) -> None:
        """Posts the question anew with fresh time; the guesses that were made stand, and so does a hint.

        Raises:
            DeliveryFault: it may not be in the channel.
        """
        session, asked = self._session, opened.asked
        if asked.message_id:
            opened.earlier[asked.posting] = asked
            opened.stale.append(asked.message_id)
        else:  # a post whose answer was lost, or that a kill cut short
            found = await perhaps(session, self._stage.postings(session, asked.number), "lost posts not looked for")
            opened.stale = sorted({*opened.stale, *(found or ())})
        if opened.unseen == (0, 0) and not session.rules.packet:
            opened.unseen = await self._pool()
        limit_ms = int(asked.limit_s * 1000)
        opened.asked = replace(asked, posting=asked.posting + 1, message_id=0, posted_at=0, deadline_at=limit_ms)
        opened.was_skipped = False
        opened.votes.clear()
        await self.ask(opened)
        while opened.stale:
            moved = self._stage.moved(session, opened.stale.pop(), opened.asked)
            await perhaps(session, moved, "old question not mended")

    async def give_hint(self, opened: Opened, at: int) -> None:
        """Shows a hint on the open question; guesses made after it was shown pay less.

        Raises:
            DeliveryFault: Discord does not show it, and nobody pays for it.
            DatabaseFault: it is not kept, and nobody pays for it.
        """
        began_s = time.monotonic()
        async with opened.editing:
            if opened.is_closed or opened.asked.hint_at is not None:
                return
            await self._stage.show(self._session, opened.asked, opened.unseen, self._hint(opened))
            shown_at = at + int(1000 * (time.monotonic() - began_s))
            await self._quizzes.hinted(self._session.id, opened.asked.number, shown_at)
            opened.asked = replace(opened.asked, hint_at=shown_at)

    async def reveal(self, opened: Opened, revealed: Callable[[], Revealed]) -> None:
        """Shows the answer and the results of then, until the channel has seen the newest.

        Raises:
            DeliveryFault: it is not shown.
        """
        async with opened.editing:
            while opened.told != opened.results:
                newest = opened.results
                told_at = await self._stage.reveal(self._session, revealed())
                opened.told = newest
                opened.asked = opened.asked.closed_by(told_at)

    def hint(self, opened: Opened) -> str:
        """The hint that was given; empty where none was."""
        return self._hint(opened) if opened.asked.hint_at is not None else ""

    def key(self, opened: Opened) -> AnswerKey | None:
        """What typed guesses are judged by: what is accepted, and the pack's other answers of the same kind."""
        question = opened.asked.question
        if opened.key is None and opened.asked.form == "typed":
            others = self._pack_of(question).questions
            rivals = [other.answer for other in others if other.answer_kind == question.answer_kind]
            accepted = question.model_copy(update={"accept": (*question.accept, *sorted(opened.aliases))})
            opened.key = key_of(accepted, rivals)
        return opened.key

    async def _show_deadline(self, opened: Opened) -> None:
        async with opened.editing:
            if not opened.is_closed:
                await self._stage.show(self._session, opened.asked, opened.unseen, self.hint(opened))

    def _hint(self, opened: Opened) -> str:
        return quiz.hint_of(opened.asked, dice_of(self._session, opened.asked.number))

    def _of_packet(self, done: Collection[Question]) -> tuple[Question, int, int] | None:
        """The next question of the packet that is still there; nothing is told of how many are unseen."""
        held = map(self._stock.get, self._session.rules.packet)
        left = (question for question in held if isinstance(question, Question) and question not in done)
        question = next(left, None)
        return None if question is None else (question, 0, 0)

    async def _pool(self) -> tuple[int, int]:
        """How many of the questions that match are unseen, of how many."""
        marks = await until_kept(lambda: self._shown.marks(Scope("guild", self._session.guild_id)))
        matching = self._matching()
        return sum(question.id not in marks for question in matching), len(matching)

    def _matching(self) -> Sequence[Question]:
        rules = self._session.rules
        return quiz.fitting(self._stock.questions(rules.filters), rules.level)

    def _pack_of(self, question: Question) -> Pack:
        return self._stock.holder(question.id).pack_of(question)


def _whole(at: int) -> int:
    """The moment, or the next whole second."""
    return -(-at // 1000) * 1000
