"""Seasons that turn: finds what is over, moves the champion's role, posts the result; and shows standings."""

import asyncio
import io
import logging

import discord

from bot.domain.boards import BoardPage
from bot.domain.season import Season
from bot.drawing import Drawing
from bot.errors import ChannelGone, DeliveryFault, NotAllowed
from bot.opened import now_ms
from bot.presentation import seasons as shown_as
from bot.presentation.alt import standings_alt
from bot.presentation.components import Card
from bot.roles import Roles
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.faults import until_kept
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons

log = logging.getLogger(__name__)

SETTLES_MS = 5_000
"""After a season's end, until its champions are found: a quiz that ended just before is kept by then."""

_PUT_OFF_MS = 10 * 60_000
_GIVES_UP_MS = 7 * 24 * 60 * 60_000
"""A server that is out of sight for so long has left Clio."""


class Turns:
    """Every season of this process. What is not done at a kill is done after the next start, and nothing twice."""

    def __init__(
        self,
        client: discord.Client,
        seasons: Seasons,
        scores: Scores,
        sender: Sender,
        staff: Staff,
        roles: Roles,
        drawing: Drawing,
    ) -> None:
        self._client = client
        self._seasons = seasons
        self._scores = scores
        self._sender = sender
        self._staff = staff
        self._roles = roles
        self._drawing = drawing
        self._again_at: dict[int, int] = {}

    async def run(self, wake_s: float) -> None:
        """Ends seasons and tells of it until it is cancelled."""
        while True:
            try:
                await self._look()
            except Exception:
                log.exception("seasons not looked at")
            await asyncio.sleep(wake_s)

    async def _look(self) -> None:
        now_at = now_ms()
        while ended := await self._seasons.to_end(now_at - SETTLES_MS):  # one that is closed may be followed by more
            for season in ended:
                if await self._seasons.close(season, at=now_at):
                    log.info("season over", extra=_where(season))
        for season in await self._seasons.to_tell():
            if self._again_at.get(season.id, 0) <= now_at:
                await self._try(season, now_at)

    async def _try(self, season: Season, now_at: int) -> None:
        """Does what is left; what Discord does not take now is put off."""
        try:
            await self._finish(season, now_at)
        except DeliveryFault as fault:
            self._again_at[season.id] = now_at + _PUT_OFF_MS
            log.warning("season put off", extra=_where(season) | {"why": type(fault).__name__})
        except Exception:
            self._again_at[season.id] = now_at + _PUT_OFF_MS
            log.exception("season not told", extra=_where(season))

    async def _finish(self, season: Season, now_at: int) -> None:
        is_here = self._client.get_guild(season.guild_id) is not None
        if not is_here and now_at - (season.over_at or now_at) < _GIVES_UP_MS:
            raise ChannelGone("Clio does not see the server.")
        is_role_left, is_result_left = await self._seasons.left(season.id)
        if is_role_left:
            if is_here:
                await self._move_role(season)
            await until_kept(lambda: self._seasons.role_moved(season.id))
        if is_result_left:
            message_id = await self._tell(season) if is_here else None
            await until_kept(lambda: self._seasons.told(season.id, message_id))

    async def _move_role(self, season: Season) -> None:
        """Gives the role to the champions, then takes it from those who have it from before.

        Where there is no champion it stays where it is.
        """
        role_id = season.plan.role_id
        champions = [user_id for user_id in await self._seasons.champions(season.id) if user_id > 0]
        if role_id is None or not champions:
            return
        why = f"Season: {season.plan.name}"
        try:
            for user_id in champions:
                if await self._roles.give(season.guild_id, user_id, role_id, why=why):
                    await self._seasons.has_role(season.id, user_id, has_role=True)
            for season_id, user_id in await self._seasons.holders(season.guild_id, role_id):
                if season_id != season.id:
                    if user_id not in champions:
                        await self._roles.take(season.guild_id, user_id, role_id, why=why)
                    await self._seasons.has_role(season_id, user_id, has_role=False)
        except (ChannelGone, NotAllowed) as fault:
            await self._staff.tell(season.guild_id, shown_as.notice_card(season, str(fault)))

    async def _tell(self, season: Season) -> int | None:
        """Posts the result, once; None where nobody has a place, and where it cannot be: the staff is told then."""
        board = await self._scores.board_of_season(season, user_id=0)
        if not board.players:
            return None
        try:
            mark = shown_as.result_id(season)
            latest = await self._sender.latest_buttons(season.plan.channel_id)
            found = next((message_id for message_id, ids in latest.items() if mark in ids), None)
            return found or await self._post(season, board)
        except (ChannelGone, NotAllowed) as fault:
            await self._staff.tell(season.guild_id, shown_as.notice_card(season, str(fault)))
            return None

    async def _post(self, season: Season, board: BoardPage) -> int:
        after = next((one for one in await self._seasons.of_guild(season.guild_id) if one.covers(now_ms())), None)
        role_id = season.plan.role_id
        holders = await self._seasons.holders(season.guild_id, role_id) if role_id else []
        has_role = any(season_id == season.id for season_id, _ in holders)
        channel_id, nonce = season.plan.channel_id, f"season.{season.id}"
        places = shown_as.places(board)
        may_attach = self._may_attach(channel_id)
        picture = await self._drawing.standings(season.plan.name, places) if may_attach else None
        words = standings_alt(season.plan.name, places) if picture else ""
        card = shown_as.result_card(season, board, after, has_role=has_role, picture=words)
        file = discord.File(io.BytesIO(picture), shown_as.PICTURE) if picture else None
        return await self._sender.post(channel_id, card, nonce=nonce, file=file)

    def _may_attach(self, channel_id: int) -> bool:
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel | discord.Thread):
            return False
        return channel.permissions_for(channel.guild.me).attach_files

    async def card(self, season: Season, page: int, asker: tuple[int, str], *, now_at: int, is_hidden: bool) -> Card:
        """A page of a season's standings, for an asker with id and name."""
        board = await self._scores.board_of_season(season, page=page, user_id=asker[0])
        champions = (await self._seasons.champions_of_guild(season.guild_id)).get(season.id, [])
        played = await self._seasons.quizzes_of(season, asker[0]) if season.plan.least > 1 else 0
        return shown_as.season_card(
            season, board, asker, now_at=now_at, champions=champions, played=played, is_hidden=is_hidden
        )


def _where(season: Season) -> dict[str, int]:
    return {"season": season.id, "guild": season.guild_id}
