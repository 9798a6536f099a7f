"""What a scheduled post says and where, and how it is found again; `bot/poster.py` says it on Discord."""

from dataclasses import dataclass
from typing import NamedTuple, Protocol

from bot.domain.content import Item
from bot.domain.prompt import Notice, OnDay, Prompt
from bot.storage.schedules import Post, Schedule


@dataclass(frozen=True, slots=True)
class Run:
    """A due moment of a schedule, and how far its post has come."""

    schedule: Schedule
    post: Post
    is_fresh: bool = False
    """It was claimed just now, and nothing of it can be on Discord unless this try has put it there."""

    @property
    def mark(self) -> str:
        """What tells its messages from all others; at most 20 characters.

        >>> from types import SimpleNamespace
        >>> Run(SimpleNamespace(id=12), SimpleNamespace(due_at=1_780_000_000_000)).mark
        'c.19e70448800'
        """
        return f"{self.schedule.id:x}.{self.post.due_at:x}"


class Placed(NamedTuple):
    """Where a card is. In a forum both ids are equal."""

    message_id: int
    thread_id: int | None


class Herald(Protocol):
    """Says what is scheduled. Every method but the last may raise a `DeliveryFault`."""

    async def found(self, run: Run) -> Placed | None:
        """The card that an earlier try has posted, also where nobody noted that it is there."""

    async def card(self, run: Run, what: Prompt | OnDay | None, *, is_late: bool) -> Placed:
        """Posts the card: in a channel, or as a post of its own in a forum. Without an item, what is played."""

    async def thread(self, run: Run, item: Item | None) -> int:
        """Opens the thread on the card, which it begins with; once, however often it is asked for."""

    async def poll(self, run: Run, item: Item, hours: int) -> tuple[int, int]:
        """Posts the poll below the card; gives its message id and the moment of its end. Once, as above."""

    async def begin_quiz(self, run: Run) -> None:
        """Begins the quiz whose lobby is there; once, as above."""

    async def tell_staff(self, schedule: Schedule, notice: Notice) -> None:
        """Tells the staff, where they have a channel; never raises."""


def where(schedule: Schedule, due_at: int = 0) -> dict[str, int]:
    """What the log says of a scheduled post."""
    return {"schedule": schedule.id, "guild": schedule.guild_id, "channel": schedule.channel_id, "due_at": due_at}
