"""Quizzes that were played before the test begins, written into the bot's database while it is away."""

import contextlib
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from bot.domain.content import Question
from bot.domain.periods import periods
from bot.domain.quiz import Guess, Round, Rules, Session
from bot.domain.scoring import Result
from bot.storage.database import Database
from bot.storage.quizzes import Quizzes

DISCORD_EPOCH = 1_420_070_400_000  # milliseconds; Discord, Snowflakes


def snowflake(at: int) -> int:
    """An id of this moment."""
    return (at - DISCORD_EPOCH) << 22


@dataclass
class Past:
    """What has been played so far."""

    quizzes: Quizzes
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def quiz(
        self,
        place: tuple[int, int],
        questions: Sequence[Question],
        earned: Mapping[Any, Sequence[int]],
        *,
        at: int,
        zone: str = "UTC",
        counts: bool = True,
        pack_id: str = "",
    ) -> Session:
        """Plays one in a place, which is a guild and a channel.

        `earned` are the points of each player, an actor or an id with a name, for each question; 0 for a wrong answer.
        """
        session = Session(snowflake(at) + next(self._numbers), *place, 3, Rules(time_zone=zone), seed=7)
        await self.quizzes.begin(session, lobby_until_at=at, at=at)
        for number, question in enumerate(questions, 1):
            asked = Round(number, question, "buttons", question.options, 20.0)
            await self.quizzes.ask(session, asked, pack_id=pack_id, at=at)
            results = []
            for player, points in earned.items():
                user_id, name = player if isinstance(player, tuple) else (player.id, player.user.global_name or "")
                guess_id, is_right = snowflake(at) + next(self._numbers), points[number - 1] > 0
                verdict = "accept" if is_right else "reject"
                guess = Guess(guess_id, user_id, at, 1_500, question.answer, verdict, "option")  # type: ignore[arg-type]
                await self.quizzes.record(session.id, number, guess, name)
                results.append(Result(user_id, guess_id, is_right, points[number - 1], 1_500))
            await self.quizzes.close(session.id, number, results, at=at)
            await self.quizzes.revealed(session.id, number)
        spans = periods(at, ZoneInfo(zone))
        await self.quizzes.end(session.id, reason="done", counts=counts, periods=spans, at=at)
        await self.quizzes.recapped(session.id, None)
        return session


@contextlib.asynccontextmanager
async def past(stage) -> AsyncIterator[Past]:
    """The bot is stopped, quizzes can be written, and at the end it is started again."""
    await stage.stop()
    async with await Database.open(stage.settings().database) as database:
        quizzes = Quizzes(database)
        yield Past(quizzes)
        await quizzes.flush()
    await stage.start()
