"""The rooms of a knockout: opened ahead of their matches, each with the card of its match."""

import logging

from bot.announcing import Announcer, View, where
from bot.domain.competition import Match
from bot.errors import DeliveryFault
from bot.ongoing import Ongoing
from bot.storage.competitions import Competitions, KeptMatch
from bot.storage.faults import DatabaseFault

log = logging.getLogger(__name__)


class Rooms:
    """Opens every room once."""

    def __init__(self, competitions: Competitions, announcer: Announcer) -> None:
        self._competitions = competitions
        self._announcer = announcer

    async def open(self, ongoing: Ongoing, match: Match) -> None:
        """Opens the room of a match, unless it is open.

        Raises:
            DeliveryFault: it cannot be opened now.
            DatabaseFault: the disk fails.
        """
        async with ongoing.rooms[match.room]:
            view = await ongoing.view()
            if view and match.room and match.room not in view.rooms:
                thread_id = await self._announcer.open_room(view, match)
                await self._competitions.room_opened(view.competition.id, match.room, thread_id)
                ongoing.touch(match.stage, match.number)

    async def open_all(self, ongoing: Ongoing, view: View) -> None:
        """Opens the rooms of a stage, one after another: Discord lets nobody open many at once."""
        for kept in view.of_stage:
            if kept.state != "over":
                try:
                    await self.open(ongoing, kept.match)
                    now = await ongoing.view()
                except (DeliveryFault, DatabaseFault) as fault:  # the match itself tries again
                    log.warning("room waits", extra=where(view.competition) | {"why": str(fault)})
                    continue
                if now and now.competition.stage == kept.match.stage:
                    await self.call(now, now.match(kept.match.stage, kept.match.number))

    async def call(self, view: View, kept: KeptMatch) -> None:
        """Shows who meets in a room that is open, before their match."""
        if view.place_of(kept.match) and kept.state != "over":
            try:
                await self._announcer.match(view, kept)
            except DeliveryFault as fault:  # the match itself tries again
                log.warning("match waits", extra=where(view.competition) | {"why": str(fault)})
