"""What Clio tells the staff of a server on her own, such as the reports and suggestions of their members."""

import asyncio
import contextlib
import logging
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Literal, Protocol, TypeVar

from bot.domain.content import Question
from bot.domain.search import title_of
from bot.errors import ChannelGone, ClioError, DeliveryFault, NotAllowed
from bot.opened import now_ms
from bot.presentation import appeals
from bot.presentation.components import Card
from bot.presentation.notices import report_notice
from bot.presentation.suggestions import approve_id, notice
from bot.sender import Sender
from bot.storage.appeals import Appeal, Appeals
from bot.storage.guilds import Guilds
from bot.storage.reports import Reports
from bot.storage.stocks import Stocks
from bot.storage.suggestions import Suggestions

_LOOKS_EVERY_S = 3600.0

log = logging.getLogger(__name__)


class _Noticed(Protocol):
    """What the reviewers decide on, with the place of its notice."""

    @property
    def id(self) -> int:
        """Its number."""

    @property
    def channel_id(self) -> int | None:
        """Where they read it."""

    @property
    def message_id(self) -> int | None:
        """The notice; None where none was posted."""


class _Mark(Protocol):
    """Remembers the place of a notice."""

    async def __call__(self, one_id: int, /, *, channel_id: int, message_id: int) -> None: ...


N = TypeVar("N", bound=_Noticed)


class Staff:
    """Brings what was kept to the staff channel, once one is set."""

    def __init__(
        self,
        stocks: Stocks,
        guilds: Guilds,
        reports: Reports,
        suggestions: Suggestions,
        appeals_kept: Appeals,
        sender: Sender,
    ) -> None:
        self._stocks = stocks
        self._guilds = guilds
        self._reports = reports
        self._suggestions = suggestions
        self._appeals = appeals_kept
        self._sender = sender
        self._one_at_a_time: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def bring_kept(self, guild_id: int) -> None:
        """Posts everything that waits for the staff, for when they have just got a channel."""
        await self.bring_reports(guild_id)
        await self.bring_suggestions(guild_id, look=True)
        await self.bring_appeals(guild_id, look=True)

    async def look_after_suggestions(self) -> None:
        """Brings back what was lost while nobody looked, at once and then every hour, until it is cancelled."""
        while True:
            try:
                for guild_id in await self._suggestions.guilds_waiting():
                    await self.bring_suggestions(guild_id, look=True)
            except Exception:
                log.exception("suggestions not looked after")
            await asyncio.sleep(_LOOKS_EVERY_S)

    async def bring_suggestions(self, guild_id: int, *, look: bool = False) -> None:
        """Posts each suggestion that no reviewer has seen; what cannot be posted is tried again later.

        With `look` also those whose notice is gone, with its channel or alone. What was posted unnoticed is found.
        """
        mark, waiting = self._suggestions.mark_posted, self._suggestions.waiting
        await self._bring(guild_id, "suggestions", waiting, approve_id, notice, mark, look=look)

    async def bring_appeals(self, guild_id: int, *, look: bool = False) -> None:
        """The same for appeals, as long as they can be decided."""
        stock = await self._stocks.of(guild_id)

        async def waiting(guild_id: int) -> list[Appeal]:
            return [one for one in await self._appeals.waiting(guild_id) if one.state_at(now_ms()) == "open"]

        def card(one: Appeal) -> Card:
            asked = stock.get(one.question_id)
            return appeals.notice(one, asked if isinstance(asked, Question) else None, "open")

        await self._bring(guild_id, "appeals", waiting, appeals.accept_id, card, self._appeals.mark_posted, look=look)

    async def _bring(
        self,
        guild_id: int,
        what: Literal["suggestions", "appeals"],
        waiting: Callable[[int], Awaitable[Sequence[N]]],
        button_of: Callable[[N], str],
        card_of: Callable[[N], Card],
        mark_posted: _Mark,
        *,
        look: bool,
    ) -> None:
        async with self._one_at_a_time[guild_id]:
            channel_id = (await self._guilds.settings(guild_id)).staff_channel_id
            if channel_id is None:
                return
            try:
                open_ones = await waiting(guild_id)
                unseen = [
                    one for one in open_ones if one.message_id is None or (look and not await self._is_there(one))
                ]
                there = await self._sender.latest_buttons(channel_id) if unseen else {}
                posted = {button: message_id for message_id, buttons in there.items() for button in buttons}
                for one in unseen:
                    message_id = posted.get(button_of(one))
                    if message_id is None:
                        nonce = _nonce(what, one)
                        message_id = await self._sender.post(channel_id, card_of(one), nonce=nonce)
                    await mark_posted(one.id, channel_id=channel_id, message_id=message_id)
            except DeliveryFault as fault:
                log.warning(
                    f"{what} kept", extra={"guild": guild_id, "channel": channel_id, "why": type(fault).__name__}
                )

    async def _is_there(self, one: _Noticed) -> bool:
        """Whether its notice is still where it was posted; what may not be read counts as there."""
        try:
            await self._sender.message(one.channel_id or 0, one.message_id or 0)
        except ChannelGone:
            return False
        except NotAllowed:
            return True
        return True

    async def bring_reports(self, guild_id: int) -> None:
        """Posts one notice for each item with reports that the staff has not seen, or brings its notice up to date.

        What cannot be posted stays kept and is tried again with the next report.
        """
        async with self._one_at_a_time[guild_id]:
            channel_id = (await self._guilds.settings(guild_id)).staff_channel_id
            if channel_id is None:
                return
            try:
                stock = await self._stocks.of(guild_id)
                for group in await self._reports.kept(guild_id):
                    found = stock.get(group.item_id)
                    title = title_of(found) if found else "No longer in the packs."
                    report = report_notice(group.item_id, title, group.count, group.reasons)
                    posted = group.message_id if group.channel_id == channel_id else None
                    message_id = await self._notice(channel_id, posted, report)
                    await self._reports.mark_posted(group.report_ids, channel_id=channel_id, message_id=message_id)
            except DeliveryFault as fault:
                log.warning(
                    "reports kept", extra={"guild": guild_id, "channel": channel_id, "why": type(fault).__name__}
                )

    async def tell(self, guild_id: int, card: Card) -> bool:
        """Posts a card for the staff; False where they have no channel, or none that it could be posted to."""
        try:
            channel_id = (await self._guilds.settings(guild_id)).staff_channel_id
            if channel_id is not None:
                await self._sender.post(channel_id, card)
            return channel_id is not None
        except ClioError as fault:
            log.warning("staff not told", extra={"guild": guild_id, "why": type(fault).__name__})
            return False

    async def _notice(self, channel_id: int, message_id: int | None, card: Card) -> int:
        if message_id is not None:
            with contextlib.suppress(ChannelGone):  # a moderator deleted the notice: it is posted anew
                await self._sender.edit(channel_id, message_id, card)
                return message_id
        return await self._sender.post(channel_id, card)


def _nonce(what: str, one: _Noticed) -> str:
    """The same for the same notice, and another for one that takes the place of a lost one; at most 25 characters."""
    return f"{what[0]}{one.id:x}.{(one.message_id or 0) >> 22 & 0xFFFFFF:x}"
