"""A round as it happens, before it is told of."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import Literal

from bot.domain.answer import AnswerKey
from bot.domain.appeal import granted
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
    told: tuple[Result, ...] | None = None
    """The results as the channel has last seen them."""
    is_closed: bool = False
    is_revealed: bool = False
    is_live: bool = False
    """Posted by this process and listened to since."""
    is_left: bool = False
    """The time to read the reveal is over, or has begun."""
    was_skipped: bool = False
    heard_s: float = 0.0
    """Our monotonic clock when Discord had said that it was posted."""
    took_ms: int = 0
    """How long Discord took to say so: its clock was between the moment of the post and so much later."""
    losses: int = 0
    """How often guesses may have been lost before it was asked."""
    posted: asyncio.Event = field(default_factory=asyncio.Event)
    editing: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held by whoever edits its message, lest an older edit comes last."""
    writing: dict[int, asyncio.Event] = field(default_factory=dict)
    """Set when the guess of a player that is being written is kept."""
    earlier: dict[int, Round] = field(default_factory=dict)
    """As it was asked before it had to be asked again, by posting."""
    stale: list[int] = field(default_factory=list)
    """Messages of earlier postings that do not yet say where it went."""
    votes: dict[str, set[int]] = field(default_factory=dict)
    key: AnswerKey | None = None
    aliases: frozenset[str] = frozenset()
    """What the guild's reviewers accept beside the question's own answers, in normal form."""

    @property
    def played(self) -> Played:
        """What happened, for telling."""
        return Played(self.asked, self.guesses, self.results)

    @property
    def now_at(self) -> int:
        """The moment by Discord's clock, or a little later: nobody is too late by it who was in time."""
        if not self.is_live:
            return now_ms()
        return self.asked.posted_at + self.took_ms + int(1000 * (time.monotonic() - self.heard_s))

    def by_discord(self, at: int) -> int:
        """A moment of our own clock by Discord's, as far as the post has told how they differ."""
        return at + self.now_at - now_ms()

    def take(self, guess: Guess) -> list[Guess]:
        """Puts the guess in its place; gives all of the player's, in order."""
        mine = self.guesses.setdefault(guess.user_id, [])
        if all(kept.id != guess.id for kept in mine):
            mine.append(guess)
            mine.sort(key=lambda kept: kept.id)
        return mine

    def accept(self, normal: str) -> None:
        """Reviewers accept this form: guesses that have it are right, and so are those that are yet to come."""
        self.aliases |= {normal}
        self.key = None
        for mine in self.guesses.values():
            mine[:] = [granted(guess, normal) for guess in mine]

    @asynccontextmanager
    async def turn(self, user_id: int) -> AsyncIterator[None]:
        """One guess of a player at a time, so that each is told what holds after the one before."""
        while before := self.writing.get(user_id):
            await before.wait()
        self.writing[user_id] = kept = asyncio.Event()
        try:
            yield
        finally:
            del self.writing[user_id]
            kept.set()

    def settle(self) -> None:
        """It is not posted any more: where the newest posting never showed, the one before stands for it."""
        if not self.asked.message_id and self.stale:
            self.asked = replace(self.asked, message_id=self.stale.pop())
        self.posted.set()

    def vote(self, what: Literal["skip", "hint"], user_id: int, players: Collection[int], *, is_forced: bool) -> Vote:
        """Counts a vote of one of the players."""
        votes = self.votes.setdefault(what, set())
        if user_id in players:
            votes.add(user_id)
        return Vote(len(votes), 0 if is_forced else len(players) // 2 + 1, is_forced or user_id in players)


def dice_of(session: Session, number: int) -> random.Random:
    """The dice of a round: the same after a restart."""
    return random.Random(f"{session.seed}:{number}")


def now_ms() -> int:
    """Our own clock, in milliseconds UTC."""
    return time.time_ns() // 1_000_000
