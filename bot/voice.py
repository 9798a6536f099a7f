"""What a quiz says in its channel, and how it knows whether it hears; `bot/stage.py` says it on Discord."""

from dataclasses import dataclass
from typing import Protocol

from bot.domain.quiz import Round, Session
from bot.domain.recap import Note, Recap, Revealed
from bot.errors import DeliveryFault


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
    """The voice of a quiz in its channel. Every method that posts may raise a `DeliveryFault`."""

    async def hears(self, guild_id: int, within_s: float) -> bool:
        """Whether what members of the guild do has reached us, or reaches us again within so many seconds."""

    async def ask(self, session: Session, asked: Round, ends_at: int, unseen: tuple[int, int]) -> tuple[int, int]:
        """Posts the question with its deadline; gives the id of the message and the moment of the post."""

    async def hint(self, session: Session, asked: Round, hint: str) -> None:
        """Shows a hint on the question."""

    async def moved(self, session: Session, message_id: int, asked: Round) -> None:
        """Takes the buttons from an earlier posting of the question and links to the new one."""

    async def reveal(self, session: Session, revealed: Revealed) -> None:
        """Shows the answer in the place of the question."""

    async def recap(self, session: Session, told: Recap) -> int:
        """Posts the recap; gives its message id."""

    async def say(self, session: Session, note: Note, until_at: int = 0) -> None:
        """Posts a sentence."""

    async def tell_staff(self, session: Session, fault: DeliveryFault) -> None:
        """Tells the staff why a quiz stopped; never raises."""
