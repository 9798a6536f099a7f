"""The voice of a quiz on Discord: posts questions, edits them into reveals, posts recaps; knows which shards hear."""

import asyncio
import io
import logging
from collections import Counter, defaultdict

import discord
from discord.utils import DISCORD_EPOCH

from bot.domain.quiz import Round, Session
from bot.domain.recap import Note, Recap, Revealed
from bot.domain.stock import Stock
from bot.drawing import Drawing
from bot.errors import ClioError, DeliveryFault, NotAllowed, Unavailable
from bot.presentation import lobby, rounds
from bot.presentation.alt import Place, standings_alt
from bot.presentation.components import Card
from bot.presentation.notices import done
from bot.presentation.text import plural
from bot.sender import Sender
from bot.storage.faults import until_kept
from bot.storage.guilds import Guilds
from bot.storage.stocks import Stocks
from bot.voice import where

log = logging.getLogger(__name__)

_REPLAYED_S = 0.5
"""After a resume: the tasks that its replayed events began are given time to come as far as the disk."""


class Stage:
    """Speaks for every quiz."""

    def __init__(
        self,
        client: discord.AutoShardedClient,
        stocks: Stocks,
        guilds: Guilds,
        sender: Sender,
        drawing: Drawing,
    ) -> None:
        self._client = client
        self._stocks = stocks
        self._guilds = guilds
        self._sender = sender
        self._drawing = drawing
        self._ears: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._losses: Counter[int] = Counter()

    def connected(self, shard_id: int, *, is_resumed: bool) -> None:
        """The shard hears: its session is new, or resumed with everything that it missed."""
        self._losses[shard_id] += not is_resumed
        self._ears[shard_id].set()

    def disconnected(self, shard_id: int) -> None:
        """The shard hears nothing."""
        self._ears[shard_id].clear()

    async def hears(self, guild_id: int, within_s: float) -> bool:
        """Whether what members of the guild do reaches us, or reaches us again within so many seconds."""
        ears = self._ears[self.shard_of(guild_id)]
        if ears.is_set():
            return True
        log.warning("quiz waits for its shard", extra={"guild": guild_id})
        try:
            # Not wait_for: in Python 3.11 it loses a cancellation that comes together with the event.
            async with asyncio.timeout(within_s):
                await ears.wait()
        except TimeoutError:
            return False
        await asyncio.sleep(_REPLAYED_S)
        return True

    def losses(self, guild_id: int) -> int:
        """How many sessions of the guild's shard could not be resumed: what happened between is lost for good."""
        return self._losses[self.shard_of(guild_id)]

    def shard_of(self, guild_id: int) -> int:
        """The shard that hears the guild."""
        return (guild_id >> 22) % (self._client.shard_count or 1)  # Discord, Gateway, Sharding Formula

    async def has_lobby(self, session: Session) -> bool:
        """Whether one of the latest messages has the button to join.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        latest = await self._sender.latest_buttons(session.channel_id)
        joins = f"{lobby.join_id(session)}:"  # that of a scheduled quiz has a mark behind it
        return any(f"{found}:".startswith(joins) for ids in latest.values() for found in ids)

    async def lobby(self, session: Session, starts_at: int, pool: tuple[int, int]) -> None:
        """Posts rules and a button to join.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        card = lobby.lobby_card(session, "", starts_at, pool)
        await self._sender.post(session.channel_id, card, nonce=f"{session.id % 10**12}.lobby")

    async def ask(
        self, session: Session, asked: Round, ends_at: int, unseen: tuple[int, int], hint: str
    ) -> tuple[int, int]:
        """Posts the question; gives the id of its message and the moment of it by Discord's clock.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        card = rounds.question_card(session, asked, ends_at, unseen, hint=hint)
        nonce = f"{session.id % 10**12}.{asked.number}.{asked.posting}"
        message_id = await self._sender.post(session.channel_id, card, nonce=nonce)
        return message_id, (message_id >> 22) + DISCORD_EPOCH

    async def show(self, session: Session, asked: Round, unseen: tuple[int, int], hint: str) -> None:
        """Shows the question as it stands now, with its deadline and a hint.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        card = rounds.question_card(session, asked, asked.deadline_at, unseen, hint=hint)
        await self._sender.edit(session.channel_id, asked.message_id, card)

    async def postings(self, session: Session, number: int) -> list[int]:
        """The ids of the latest messages that have the buttons of a question.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        verbs = tuple(f"{verb}:{session.id}:{number}:" for verb in ("guess", "answer"))
        latest = await self._sender.latest_buttons(session.channel_id)
        return [message_id for message_id, ids in latest.items() if any(found.startswith(verbs) for found in ids)]

    async def moved(self, session: Session, message_id: int, asked: Round) -> None:
        """Leaves a link to the new posting in the place of an earlier one.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        await self._sender.edit(session.channel_id, message_id, rounds.moved_card(session, asked))

    async def reveal(self, session: Session, revealed: Revealed) -> int:
        """Shows the answer in the place of the question; gives the moment by Discord's clock.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        asked = revealed.played.asked
        card = rounds.reveal_card(await self._stock_of(session), session, revealed)
        return await self._sender.edit(session.channel_id, asked.message_id, card)

    async def recapped(self, session: Session) -> int | None:
        """The one of the latest messages that is the recap.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        mark = rounds.recap_mark(session)
        latest = await self._sender.latest(session.channel_id)
        marked = (int(message["id"]) for message in latest for part in message["components"] if part.get("id") == mark)
        return next(marked, None)

    async def recap(self, session: Session, recap: Recap, message_id: int | None = None) -> int:
        """Posts the recap or edits it, with a picture of the standings where Clio may attach one.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        mark, stock = rounds.recap_mark(session), await self._stock_of(session)
        if recap.standings:
            places = [
                Place(
                    standing.rank,
                    recap.names.get(standing.user_id, ""),
                    standing.points,
                    f"{standing.right} of {len(recap.asked)} right",
                )
                for standing in recap.standings
            ]
            title = f"Quiz of {plural(len(recap.asked), 'question')}"
            picture = await self._drawing.standings(title, places)
            if picture:
                card = rounds.recap_card(stock, recap, mark, picture=standings_alt(title, places))
                file = discord.File(io.BytesIO(picture), rounds.PICTURE.removeprefix("attachment://"))
                try:
                    return await self._put(session, card, message_id, file)
                except NotAllowed:
                    log.info("recap without picture", extra=where(session))
        return await self._put(session, rounds.recap_card(stock, recap, mark), message_id)

    async def _stock_of(self, session: Session) -> Stock:
        """Where the sources of its questions are."""
        return await until_kept(lambda: self._stocks.of(session.guild_id))

    async def _put(self, session: Session, card: Card, message_id: int | None, file: discord.File | None = None) -> int:
        if message_id is None:
            return await self._sender.post(session.channel_id, card, nonce=f"{session.id % 10**12}.recap", file=file)
        await self._sender.edit(session.channel_id, message_id, card, files=[file] if file else [])
        return message_id

    async def say(self, session: Session, note: Note, until_at: int = 0) -> None:
        """Posts a sentence.

        Raises:
            DeliveryFault: one of its kinds, with what the staff can do.
        """
        await self._sender.post(session.channel_id, rounds.note_card(note, until_at))

    async def tell_staff(self, session: Session, fault: DeliveryFault) -> None:
        """Tells the staff why a quiz stopped, where they have a channel."""
        log.warning("quiz interrupted", extra=where(session) | {"why": type(fault).__name__})
        why = "Discord took no post there for too long." if isinstance(fault, Unavailable) else str(fault)
        try:
            channel_id = (await self._guilds.settings(session.guild_id)).staff_channel_id
            if channel_id is not None:
                said: Card = done(f"The quiz in <#{session.channel_id}> was interrupted. {why}")
                await self._sender.post(channel_id, said)
        except ClioError as again:
            log.info("staff not told", extra=where(session) | {"why": type(again).__name__})
