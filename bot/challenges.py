"""The daily challenges of this process: what is drawn, what is kept of it, and what can be told."""

import logging
import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.content import Question
from bot.domain.daily import (
    QUESTIONS,
    Answer,
    Daily,
    Placed,
    Play,
    Result,
    Zones,
    day_at,
    ends_at,
    judged,
    next_number,
    place_among,
    places,
    questions_of,
    result_of,
    shortened,
    streak,
)
from bot.domain.packet import packet
from bot.domain.quiz import options_of
from bot.storage.dailies import Dailies
from bot.storage.guilds import Guilds
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Challenge:
    """What a guild is asked on a day, and the questions of it that the packs still have."""

    daily: Daily
    there: Mapping[int, Question]
    zones: Zones

    @property
    def day(self) -> date:
        """Which day it is."""
        return self.daily.day

    @property
    def numbers(self) -> range:
        """Those of all questions that were drawn."""
        return range(1, len(self.daily.question_ids) + 1)

    @property
    def ends_at(self) -> int:
        """When the next day begins; milliseconds UTC."""
        return ends_at(self.zones, self.day)

    def options(self, number: int) -> tuple[str, ...]:
        """The options of a question in the order of their buttons, the same for everybody of the guild."""
        return options_of(self.there[number], random.Random(f"{self.daily.seed}:{number}"))


@dataclass(frozen=True, slots=True)
class Score:
    """What somebody made of the day, and their days in a row."""

    result: Result
    streak: int


@dataclass(frozen=True, slots=True)
class DayBoard:
    """The board of a day, and the days beside it that have one; nothing was drawn for a day without a play."""

    day: date
    placed: tuple[Placed, ...] = ()
    own: Placed | None = None
    """The asker's place, also where others do not see it."""
    own_answered: int = 0
    """How far the asker came who has no place."""
    excluded_role_id: int | None = None
    """The role for which they have none."""
    asked: int = 0
    earlier: date | None = None
    later: date | None = None


class Challenges:
    """The daily challenge of every guild. Methods that write raise DatabaseFault where the disk fails."""

    def __init__(self, stocks: Stocks, dailies: Dailies, guilds: Guilds, shown: Shown) -> None:
        self._stocks = stocks
        self._dailies = dailies
        self._guilds = guilds
        self._shown = shown

    async def of(self, guild_id: int, at: int) -> Challenge:
        """The challenge of the day that a moment lies in, drawn now where nobody has asked for it before."""
        zones = await self.zones(guild_id)
        day = day_at(zones, at)
        scope = Scope("guild", guild_id)
        marks = await self._shown.marks(scope)
        daily = await self._dailies.get(guild_id, day)
        if daily is None:
            seed = secrets.randbits(62)
            stock = await self._stocks.of(guild_id)
            ids = packet(stock.questions({}), (), marks, QUESTIONS, random.Random(seed))
            daily = await self._dailies.draw(Daily(guild_id, day, seed, ids, at))
            log.info("daily drawn", extra={"guild": guild_id, "day": day.isoformat(), "is_ours": daily.seed == seed})
        for question_id in daily.question_ids:
            if marks.get(question_id, 0) < daily.drawn_at:  # drawn just now, or a kill has lost the mark
                self._shown.reserve(scope, question_id, daily.drawn_at)
        return await self._challenge(daily, zones)

    async def on(self, guild_id: int, day: date) -> Challenge | None:
        """The challenge of a day, where one was drawn."""
        daily = await self._dailies.get(guild_id, day)
        return await self._challenge(daily, await self.zones(guild_id)) if daily else None

    async def play(self, challenge: Challenge, user_id: int, at: int) -> Play:
        """How far somebody has come. Where all that they have not answered is gone, they have finished on the day."""
        play = await self._dailies.play(challenge.daily, user_id)
        is_done = play.answered and play.finished_at is None and next_number(challenge.there, play) is None
        if is_done and day_at(challenge.zones, at) == challenge.day:
            await self._dailies.finish(challenge.daily, user_id, challenge.there.keys(), at)
            play = await self._dailies.play(challenge.daily, user_id)
        return play

    async def show(self, challenge: Challenge, user_id: int, name: str, number: int, at: int) -> None:
        """Lets the time of a question run, from the first time that somebody sees it."""
        await self._dailies.show(challenge.daily, user_id, name, number, at)

    async def answer(
        self,
        challenge: Challenge,
        user_id: int,
        number: int,
        option: str,
        shown_at: int,
        at: int,
        *,
        excluded_role_id: int | None = None,
    ) -> Play:
        """Keeps what somebody chose, unless they had chosen before; gives how far they have come.

        With a role whose members do not score they have no place on the day's board.
        """
        factor = (await self._guilds.settings(challenge.daily.guild_id)).time_factor
        given: Answer = judged(challenge.there[number], option, shown_at=shown_at, at=at, factor=factor)
        there = challenge.there.keys()
        if await self._dailies.answer(
            challenge.daily, user_id, number, given, there, excluded_role_id=excluded_role_id
        ):
            log.debug("daily answered", extra={"guild": challenge.daily.guild_id, "day": challenge.day.isoformat()})
        return await self._dailies.play(challenge.daily, user_id)

    async def score(self, challenge: Challenge, play: Play, user_id: int, name: str) -> Score:
        """What somebody who has finished made of the day."""
        days = await self._dailies.finished(challenge.daily.guild_id, user_id)
        result = result_of(user_id, name, challenge.there.keys(), play)
        return Score(result, streak(days, challenge.day, shortened(challenge.zones)))

    async def share(self, challenge: Challenge, user_id: int, at: int) -> bool:
        """Claims the one time that somebody shares their result; False: they have shared it, or not finished."""
        return await self._dailies.share(challenge.daily, user_id, at)

    async def unshare(self, challenge: Challenge, user_id: int) -> None:
        """Gives it back, where Discord has refused it."""
        await self._dailies.unshare(challenge.daily, user_id)

    async def board(self, guild_id: int, at: int, day: date | None = None, *, user_id: int = 0) -> DayBoard | None:
        """The board of a day, of yesterday where none is named; None as long as the day is not over."""
        today = day_at(await self.zones(guild_id), at)
        day = day or today - timedelta(days=1)
        if day >= today:
            return None
        earlier, later = await self._dailies.beside(guild_id, day)
        later = later if later and later < today else None
        challenge = await self.on(guild_id, day)
        if challenge is None:
            return DayBoard(day, earlier=earlier, later=later)
        shown, hidden = await self._dailies.results(challenge.daily, challenge.there.keys())
        placed = places(shown)
        own = next((one for one in placed if one.result.user_id == user_id), None)
        if own is None and user_id in hidden:
            own = place_among(shown, hidden[user_id])
        play = Play() if own else await self._dailies.play(challenge.daily, user_id)
        answered, there = len(play.answered), len(challenge.there)
        return DayBoard(day, placed, own, answered, play.excluded_role_id, there, earlier, later)

    async def zones(self, guild_id: int) -> Zones:
        """The zones that a guild has had."""
        return await self._dailies.zones(guild_id, (await self._guilds.settings(guild_id)).time_zone)

    async def _challenge(self, daily: Daily, zones: Zones) -> Challenge:
        stock = await self._stocks.of(daily.guild_id)
        return Challenge(daily, questions_of(daily, stock.get), zones)
