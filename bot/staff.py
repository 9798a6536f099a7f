"""What Clio tells the staff of a server on her own, such as the reports of their members."""

import asyncio
import contextlib
import logging
from collections import defaultdict

from bot.domain.catalogue import Catalogue
from bot.domain.search import title_of
from bot.errors import ChannelGone, ClioError, DeliveryFault
from bot.presentation.components import Card
from bot.presentation.notices import report_notice
from bot.sender import Sender
from bot.storage.guilds import Guilds
from bot.storage.reports import Reports

log = logging.getLogger(__name__)


class Staff:
    """Brings what was kept to the staff channel, once one is set."""

    def __init__(self, catalogue: Catalogue, guilds: Guilds, reports: Reports, sender: Sender) -> None:
        self._catalogue = catalogue
        self._guilds = guilds
        self._reports = reports
        self._sender = sender
        self._one_at_a_time: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def bring_reports(self, guild_id: int) -> None:
        """Posts one notice for each item with reports that the staff has not seen, or brings its notice up to date.

        What cannot be posted stays kept and is tried again with the next report.
        """
        async with self._one_at_a_time[guild_id]:
            channel_id = (await self._guilds.settings(guild_id)).staff_channel_id
            if channel_id is None:
                return
            try:
                for group in await self._reports.kept(guild_id):
                    found = self._catalogue.get(group.item_id)
                    title = title_of(found) if found else "No longer in the packs."
                    notice = report_notice(group.item_id, title, group.count, group.reasons)
                    posted = group.message_id if group.channel_id == channel_id else None
                    message_id = await self._notice(channel_id, posted, notice)
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

    async def _notice(self, channel_id: int, message_id: int | None, notice: Card) -> int:
        if message_id is not None:
            with contextlib.suppress(ChannelGone):  # a moderator deleted the notice: it is posted anew
                await self._sender.edit(channel_id, message_id, notice)
                return message_id
        return await self._sender.post(channel_id, notice)
