"""What a competition says once: each message is claimed, posted with a mark, found again by it, and edited later."""

import asyncio
import io
import logging
import zlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import discord

from bot.announcing import View, where
from bot.errors import ChannelGone, NotAllowed
from bot.opened import now_ms
from bot.presentation.components import Card
from bot.sender import Sender
from bot.storage.competitions import Competitions, Said

log = logging.getLogger(__name__)

CLOCKS_APART = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that a card shows."""

    name: str
    words: str
    of: object
    """What it shows: where that is the same, so is the picture."""
    draw: Callable[[], Awaitable[bytes | None]]


@dataclass(slots=True)
class Told:
    """What was said of one competition."""

    said: dict[str, Said]
    shown: dict[str, int] = field(default_factory=dict)
    """What each message shows, in short, as far as this process has posted or edited it."""
    turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))
    """Held by whoever posts or edits the message with this key."""


class Sayings:
    """Everything that competitions say."""

    def __init__(self, competitions: Competitions, sender: Sender) -> None:
        self._competitions = competitions
        self._sender = sender
        self._told: dict[int, Told] = {}
        self._reading = asyncio.Lock()

    def forget(self, competition_id: int) -> None:
        """Nothing more is said of it, for now."""
        self._told.pop(competition_id, None)

    async def of(self, view: View) -> Told:
        """What was said of a competition, read once.

        Raises:
            DatabaseFault: it cannot be read.
        """
        competition_id = view.competition.id
        async with self._reading:
            if competition_id not in self._told:
                self._told[competition_id] = Told(await self._competitions.said(competition_id))
        return self._told[competition_id]

    async def claim(self, view: View, key: str, place_id: int) -> bool:
        """Whether nobody has begun to say this before; what somebody has may have come as far as Discord."""
        told, at = await self.of(view), now_ms()
        if key in told.said:
            return False
        is_fresh = await self._competitions.say(view.competition.id, key, place_id, at=at)
        told.said[key] = Said(key, place_id, None, at)
        return is_fresh

    async def was_said(self, view: View, key: str, message_id: int) -> None:
        """Remembers the message of what was claimed."""
        told = await self.of(view)
        await self._competitions.was_said(view.competition.id, key, message_id)
        told.said[key] = Said(key, told.said[key].channel_id, message_id, told.said[key].at)

    async def show(
        self,
        view: View,
        key: str,
        place_id: int,
        card_of: Callable[[str], Card],
        *,
        picture: Picture | None = None,
        is_once: bool = False,
        is_again: bool = True,
        ping_user_ids: Sequence[int] = (),
    ) -> int | None:
        """Posts a card or edits it, unless it shows the same already; gives its message id.

        `card_of` makes it by the words for its picture. With `is_once` one that was posted stays as it is. Without
        `is_again` one that was deleted is not posted anew; None then.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        told = await self.of(view)
        async with told.turns[key]:
            return await self._shown(told, view, key, place_id, card_of, picture, is_once, is_again, ping_user_ids)

    async def post(self, view: View, key: str, place_id: int, card: Card, *, ping_user_ids: Sequence[int] = ()) -> int:
        """Posts a card once and gives its message id.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        async with (await self.of(view)).turns[key]:
            return await self._post(view, key, place_id, card, ping_user_ids=ping_user_ids)

    async def _shown(
        self,
        told: Told,
        view: View,
        key: str,
        place_id: int,
        card_of: Callable[[str], Card],
        picture: Picture | None,
        is_once: bool,
        is_again: bool,
        ping_user_ids: Sequence[int],
    ) -> int | None:
        said = told.said.get(key)
        message_id = said.message_id if said else None
        newest = hash(str((card_of(picture.words if picture else "").to_components(), picture and picture.of)))
        if message_id is not None and (is_once or told.shown.get(key) == newest):
            return message_id
        drawn = await picture.draw() if picture else None
        try:
            posted_id = await self._put(
                view, key, place_id, card_of, picture if drawn else None, drawn, is_again, ping_user_ids
            )
        except NotAllowed:
            if not drawn:
                raise
            log.info("said without picture", extra=where(view.competition) | {"what": key})
            posted_id = await self._put(view, key, place_id, card_of, None, None, is_again, ping_user_ids)
        told.shown[key] = newest
        return posted_id

    async def _put(
        self,
        view: View,
        key: str,
        place_id: int,
        card_of: Callable[[str], Card],
        picture: Picture | None,
        drawn: bytes | None,
        is_again: bool,
        ping_user_ids: Sequence[int],
    ) -> int | None:
        card = card_of(picture.words if picture else "")

        def file() -> discord.File | None:
            return discord.File(io.BytesIO(drawn), picture.name) if picture and drawn else None

        said = (await self.of(view)).said.get(key)
        if said and said.message_id is not None:
            attached = file()
            try:
                await self._sender.edit(said.channel_id, said.message_id, card, files=[attached] if attached else [])
                return said.message_id
            except ChannelGone:  # a moderator has deleted it, or the channel
                if not is_again:
                    return None
            return await self._post(
                view, key, place_id, card, file=file(), ping_user_ids=ping_user_ids, lost_id=said.message_id
            )
        return await self._post(view, key, place_id, card, file=file(), ping_user_ids=ping_user_ids)

    async def _post(
        self,
        view: View,
        key: str,
        place_id: int,
        card: Card,
        *,
        file: discord.File | None = None,
        ping_user_ids: Sequence[int] = (),
        lost_id: int = 0,
    ) -> int:
        """Posts a card once and gives its message id; `lost_id` is that of one whose place it takes."""
        told = await self.of(view)
        said = told.said.get(key)
        if said and said.message_id not in (None, lost_id):
            return said.message_id or 0
        message_id = None
        if not await self.claim(view, key, place_id):
            since_at = moment(told.said[key].at) - CLOCKS_APART
            message_id = await self._sender.marked(place_id, mark_of(view, key), since_at)
        if message_id is None:
            nonce = f"{view.competition.id % 10**12}.{zlib.crc32(f'{key}.{lost_id}'.encode()):x}"
            message_id = await self._sender.post(place_id, card, nonce=nonce, file=file, ping_user_ids=ping_user_ids)
        await self.was_said(view, key, message_id)
        return message_id


def mark_of(view: View, key: str) -> int:
    """What tells a message from all others: a number of 31 bits, and none that Discord gives itself."""
    return zlib.crc32(f"{view.competition.id}:{key}".encode()) % 2**30 | 2**30


def moment(at: int) -> datetime:
    """The moment of so many milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC)
