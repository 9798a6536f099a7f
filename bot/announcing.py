"""What a competition says, and to whom; `bot/announcer.py` says it on Discord."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from bot.domain.competition import Entrant, Match
from bot.domain.placing import Placed
from bot.storage.competitions import Competition, KeptMatch, Room

Reminder = Literal["day", "soon"]
"""That a competition begins within a day, and within a quarter of an hour."""

Trouble = Literal["few", "late", "place"]
"""What the hosts are told: too few entered; Clio was away when it was to begin; she cannot speak where she has to."""


@dataclass(frozen=True, slots=True)
class CompetitionWaits:
    """Every wait of a competition, in seconds, that is no part of its plan."""

    review_s: float
    """After the last match of a stage, for what the hosts correct."""
    retry_s: float
    """Between tries while Discord or the disk is out of order."""
    pace: float = 1.0
    """What part of their time breaks and the wait for entrants have; 1 outside of tests."""


@dataclass(frozen=True, slots=True)
class View:
    """A competition as it stands, whole."""

    competition: Competition
    entrants: Mapping[int, Entrant]
    """By id, in the order of their seeds."""
    matches: Sequence[KeptMatch] = ()
    """Of all stages, in order."""
    rooms: Mapping[int, Room] = field(default_factory=dict)
    pinged: frozenset[int] = frozenset()
    """The users who want to be called."""
    there: Mapping[int, frozenset[int]] = field(default_factory=dict)
    """The users who have said that they are there, by the number of their match in the stage that is on."""

    @property
    def of_stage(self) -> list[KeptMatch]:
        """The matches of the stage that is on."""
        return [kept for kept in self.matches if kept.match.stage == self.competition.stage]

    def match(self, stage: int, number: int) -> KeptMatch:
        """The match of this number.

        Raises:
            StopIteration: there is none.
        """
        return next(kept for kept in self.matches if (kept.match.stage, kept.match.number) == (stage, number))

    def place_of(self, match: Match) -> int:
        """The id of the channel or thread in which it is played; 0 while its room is not open."""
        if not match.room:
            return self.competition.channel_id
        room = self.rooms.get(match.room)
        return room.thread_id if room else 0


class Announcer(Protocol):
    """Says what is to be said. Every method but `tell_hosts` may raise a `DeliveryFault`, and can be repeated."""

    async def card(self, view: View) -> None:
        """Brings the card of the sign-up up to date."""

    async def event(self, view: View) -> int:
        """Makes Discord's scheduled event, once, and gives its id; 0 where Clio may not or it has no time."""

    async def end_event(self, view: View) -> None:
        """Lets the event end with the competition, or be cancelled with it."""

    async def remind(self, view: View, what: Reminder) -> None:
        """Calls those who want to be called, once."""

    async def stage(self, view: View) -> None:
        """Posts who meets whom in the stage that is on, once, and later brings it up to date."""

    async def open_room(self, view: View, match: Match) -> int:
        """Opens the thread of the match's room, once, and gives its id."""

    async def match(self, view: View, kept: KeptMatch) -> None:
        """Posts the card of a match that is about to be played, once, and later brings it up to date."""

    async def outcome(self, view: View, kept: KeptMatch) -> None:
        """Says in its place how a match ended, once."""

    async def results(self, view: View, placed: Sequence[Placed], champion_id: int | None) -> None:
        """Says how the competition ended, once; or that it does not take place."""

    async def crown(self, view: View, user_ids: Sequence[int]) -> None:
        """Gives the champion's role."""

    async def tell_hosts(self, view: View, what: Trouble, why: str = "") -> None:
        """Tells the hosts what is in the way, once; never raises."""


def where(competition: Competition) -> dict[str, int]:
    """What the log says of a competition."""
    return {"competition": competition.id, "guild": competition.guild_id, "channel": competition.channel_id}
