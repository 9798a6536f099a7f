"""Quizzes that begin by themselves: what they ask, their lobby and their start."""

import random

from discord.utils import DISCORD_EPOCH

from bot.domain.quiz import QUESTIONS, Rules, Session
from bot.errors import DeliveryFault, Unavailable
from bot.herald import Run
from bot.opened import now_ms
from bot.presentation.components import Card
from bot.presentation.prompts import quiz_card
from bot.quizmaster import Quizmaster
from bot.storage.guilds import Guilds
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks

LOBBIES = 6
"""As many times as long as after a command its lobby is open: nobody is there already."""


class ScheduledQuizzes:
    """Begins a quiz for a due moment; it is the same one at each try."""

    def __init__(self, stocks: Stocks, quizmaster: Quizmaster, guilds: Guilds, shown: Shown) -> None:
        self._stocks = stocks
        self._quizmaster = quizmaster
        self._guilds = guilds
        self._shown = shown

    async def lobby(self, run: Run, *, ping_role_id: int | None) -> Card:
        """The card with which the quiz begins.

        Raises:
            DeliveryFault: too few questions match, or another quiz is under way in the channel.
        """
        session, question_ids = await self._session(run)
        running = self._quizmaster.running_in(session.channel_id)
        if running and running.session.id != session.id and not run.schedule.opens_thread:
            raise _busy(session)
        marks = await self._shown.marks(Scope("guild", session.guild_id))
        pool = sum(question_id not in marks for question_id in question_ids), len(question_ids)
        starts_at = now_ms() + LOBBIES * self._quizmaster.lobby_ms
        return quiz_card(session, starts_at, pool, run.mark, ping_role_id=ping_role_id)

    async def begin(self, run: Run) -> None:
        """Lets the quiz begin in its channel or thread, where it has not begun at an earlier try.

        Raises:
            DeliveryFault: another quiz is under way there.
        """
        session, _ = await self._session(run)
        begun = await self._quizmaster.begin(session)
        if not isinstance(begun, int):
            begun.lobby_until_at = now_ms() + LOBBIES * self._quizmaster.lobby_ms
            self._quizmaster.go(begun)
        elif begun != session.id:
            raise _busy(session)

    async def _session(self, run: Run) -> tuple[Session, list[str]]:
        schedule = run.schedule
        matching = (await self._stocks.of(schedule.guild_id)).questions(schedule.filters)
        if len(matching) < QUESTIONS.start:
            raise DeliveryFault(f"Fewer than {QUESTIONS.start} questions meet the filters; make the schedule anew.")
        settings = await self._guilds.settings(schedule.guild_id)
        rules = Rules(
            questions=min(Rules().questions, len(matching)),
            factor=settings.time_factor,
            grace_ms=settings.grace_ms,
            time_zone=settings.time_zone,
            excluded_role_ids=settings.excluded_role_ids,
            filters=schedule.filters,
        )
        # As if an interaction of the due moment had started it: a number that no other quiz has.
        session_id = (run.post.due_at - DISCORD_EPOCH << 22) | schedule.id & 0x3FFFFF
        session = Session(
            id=session_id,
            guild_id=schedule.guild_id,
            channel_id=run.post.thread_id or schedule.channel_id,
            starter_id=schedule.creator_id,
            rules=rules,
            seed=random.Random(session_id).getrandbits(62),
        )
        return session, [question.id for question in matching]


def _busy(session: Session) -> Unavailable:
    return Unavailable(f"Another quiz is under way in <#{session.channel_id}>.")
