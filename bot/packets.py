"""The questions of a competition: what all matches of a stage are asked, and what the tied are asked after them."""

import random
from collections.abc import Collection

from bot.domain.competition import Match
from bot.domain.content import Question
from bot.domain.packet import packet
from bot.domain.quiz import fitting
from bot.opened import now_ms
from bot.storage.competitions import Competition, Competitions
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks

TIE_QUESTIONS = 3
"""Estimates that the tied are asked; who is equal after them too is behind the better seed."""


class Packets:
    """Draws questions by the seed of a competition, unseen ones of its guild first."""

    def __init__(self, competitions: Competitions, stocks: Stocks, shown: Shown) -> None:
        self._competitions = competitions
        self._stocks = stocks
        self._shown = shown

    async def of_stage(self, competition: Competition, stage: int) -> tuple[str, ...]:
        """The questions of a stage, which count as shown from now on.

        Raises:
            DatabaseFault: the disk fails.
        """
        plan = competition.plan
        stock = await self._stocks.of(competition.guild_id)
        matching = fitting(stock.questions(plan.filters), plan.level)
        drawn = await self._drawn(competition, matching, plan.questions, f"{stage}")
        for question_id in drawn:
            self._shown.reserve(Scope("guild", competition.guild_id), question_id, now_ms())
        return drawn

    async def of_tie(self, competition: Competition, match: Match) -> tuple[str, ...]:
        """The estimates that decide a match.

        Raises:
            DatabaseFault: the disk fails.
        """
        stock = await self._stocks.of(competition.guild_id)
        estimates = [question for question in stock.questions({}) if question.estimate]
        return await self._drawn(competition, estimates, TIE_QUESTIONS, f"{match.stage}:{match.number}:tie")

    async def _drawn(
        self, competition: Competition, matching: Collection[Question], count: int, what: str
    ) -> tuple[str, ...]:
        packets = await self._competitions.packets(competition.id)
        earlier = [question_id for questions in packets.values() for question_id in questions]
        marks = await self._shown.marks(Scope("guild", competition.guild_id))
        return packet([*matching], earlier, marks, count, random.Random(f"{competition.seed}:{what}"))
