"""A round as it happens, before it is told of."""

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field

from bot.domain.answer import AnswerKey
from bot.domain.quiz import Guess, Round, Session
from bot.domain.recap import Played
from bot.domain.scoring import Result


@dataclass(frozen=True, slots=True)
class Vote:
    """How a vote stands: so many of so many needed."""

    have: int
    need: int
    may_vote: bool
    """Whether the member has a vote: who answered one of the last three questions."""

    @property
    def is_won(self) -> bool:
        """Whether it happens now."""
        return self.have >= self.need


@dataclass(slots=True)
class Opened:
    """A round as it happens."""

    asked: Round
    unseen: tuple[int, int] = (0, 0)
    guesses: dict[int, list[Guess]] = field(default_factory=dict)
    results: tuple[Result, ...] = ()
    is_closed: bool = False
    is_revealed: bool = False
    is_live: bool = False
    """Posted by this process and listened to since."""
    is_left: bool = False
    """The time to read the reveal is over, or has begun."""
    was_skipped: bool = False
    heard_s: float = 0.0
    """Our monotonic clock when Discord had said that it was posted."""
    posted: asyncio.Event = field(default_factory=asyncio.Event)
    on_the_way: Counter[int] = field(default_factory=Counter)
    """Guesses of each player that are being written."""
    earlier: dict[int, Round] = field(default_factory=dict)
    """As it was asked before it had to be asked again, by posting."""
    votes: dict[str, set[int]] = field(default_factory=dict)
    key: AnswerKey | None = None

    @property
    def played(self) -> Played:
        """What happened, for telling."""
        return Played(self.asked, self.guesses, self.results)

    def take(self, guess: Guess) -> list[Guess]:
        """Puts the guess in its place; gives all of the player's, in order."""
        mine = self.guesses.setdefault(guess.user_id, [])
        if all(kept.id != guess.id for kept in mine):
            mine.append(guess)
            mine.sort(key=lambda kept: kept.id)
        return mine


def dice_of(session: Session, number: int) -> random.Random:
    """The dice of a round: the same after a restart."""
    return random.Random(f"{session.seed}:{number}")


def now_ms() -> int:
    """Our own clock, in milliseconds UTC."""
    return time.time_ns() // 1_000_000
