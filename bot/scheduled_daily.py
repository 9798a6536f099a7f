"""The daily challenge as a schedule announces it."""

from datetime import timedelta

from bot.challenges import Challenges
from bot.domain.daily import day_at, ends_at
from bot.herald import Run
from bot.opened import now_ms
from bot.presentation.components import Card
from bot.presentation.daily import news_card
from bot.presentation.prompts import marked
from bot.presentation.text import lines


class ScheduledChallenges:
    """Says which day it is, and who was best on the day before."""

    def __init__(self, challenges: Challenges) -> None:
        self._challenges = challenges

    async def card(self, run: Run, *, ping_role_id: int | None, is_late: bool) -> Card:
        """The card of the day in which it is posted; its buttons are for everybody, and on the next day too."""
        guild_id, at = run.schedule.guild_id, now_ms()
        zones = await self._challenges.zones(guild_id)
        day = day_at(zones, at)
        yesterday = day - timedelta(days=1)
        board = await self._challenges.board(guild_id, at, yesterday)
        ping = f"<@&{ping_role_id}>" if ping_role_id else ""
        late = f"-# Posted late: it was due <t:{run.post.due_at // 1000}:f>." if is_late else ""
        placed, asked = (board.placed, board.asked) if board else ((), 0)
        lead = lines([ping, late])
        card = news_card(day, ends_at(zones, day), zones[-1][1], yesterday, placed, asked, lead=lead)
        return marked(card, run.mark)
