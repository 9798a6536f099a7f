"""What a quiz says in its channel, and how it knows whether it hears; `bot/stage.py` says it on Discord."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bot.domain.quiz import Round, Session
from bot.domain.recap import Note, Recap, Revealed
from bot.errors import DeliveryFault, Unavailable

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Waits:
    """Every wait of a quiz, in seconds."""

    lobby_s: float
    intermission_s: float
    settle_s: float
    """After the last active player's guess, for a change of mind."""
    idle_pause_s: float
    offline_s: float
    """How long a round stays open for a gateway that comes back."""
    retry_s: float
    """Between tries while Discord is out of order."""
    pace: float
    """What part of its time every question has; 1 outside of tests."""


class Voice(Protocol):
    """The voice of a quiz in its channel. Every method that speaks may raise a `DeliveryFault`."""

    async def hears(self, guild_id: int, within_s: float) -> bool:
        """Whether what members of the guild do reaches us, or reaches us again within so many seconds."""

    def losses(self, guild_id: int) -> int:
        """How often what members of the guild did may have been lost for good."""

    async def has_lobby(self, session: Session) -> bool:
        """Whether the lobby is in the channel, also where nobody noted that it is."""

    async def lobby(self, session: Session, starts_at: int, pool: tuple[int, int]) -> None:
        """Posts rules and a button to join; `pool` is how many questions are unseen, of how many."""

    async def ask(
        self, session: Session, asked: Round, ends_at: int, unseen: tuple[int, int], hint: str
    ) -> tuple[int, int]:
        """Posts the question with its deadline; gives the id of the message and the moment of the post."""

    async def show(self, session: Session, asked: Round, unseen: tuple[int, int], hint: str) -> None:
        """Shows the question as it stands now, with its deadline and a hint."""

    async def postings(self, session: Session, number: int) -> list[int]:
        """The ids of the messages that have the buttons of a question, also where nobody noted that they are there."""

    async def moved(self, session: Session, message_id: int, asked: Round) -> None:
        """Takes the buttons from an earlier posting of the question and links to the new one."""

    async def reveal(self, session: Session, revealed: Revealed) -> int:
        """Shows the answer in the place of the question; gives the moment by Discord's clock."""

    async def recapped(self, session: Session) -> int | None:
        """The message with the recap, also where nobody noted that it is there."""

    async def recap(self, session: Session, told: Recap, message_id: int | None = None) -> int:
        """Posts the recap, or puts it in the place of an earlier one; gives its message id."""

    async def say(self, session: Session, note: Note, until_at: int = 0) -> None:
        """Posts a sentence."""

    async def tell_staff(self, session: Session, fault: DeliveryFault) -> None:
        """Tells the staff why a quiz stopped; never raises."""


def where(session: Session) -> dict[str, int]:
    """What the log says of a quiz."""
    return {"quiz": session.id, "guild": session.guild_id, "channel": session.channel_id}


async def insist(
    session: Session, say: Callable[[], Awaitable[T]], otherwise: str, tries: int, waits: Waits
) -> T | None:
    """Says something, again and again while Discord is out of order; None where it cannot be said."""
    for _ in range(tries - 1):
        try:
            return await say()
        except Unavailable:
            await asyncio.sleep(waits.retry_s)
        except DeliveryFault:
            break
    return await perhaps(session, say(), otherwise)


async def perhaps(session: Session, said: Awaitable[T], otherwise: str) -> T | None:
    """What was said, without which the quiz goes on all the same; `otherwise` is logged where it could not be."""
    try:
        return await said
    except DeliveryFault as fault:
        log.warning(otherwise, extra=where(session) | {"why": type(fault).__name__})
        return None
