"""What a schedule posts for a due moment."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from bot.domain.anniversary import Anniversary, anniversary
from bot.domain.catalogue import date_of
from bot.domain.content import Item
from bot.domain.pick import Pick, pick
from bot.domain.stock import Stock

WARN_AT = (4, 2, 0)
"""Unused items at which the staff is told that they run out."""

MISTAKE = "Clio made a mistake; whoever runs her finds it in the log."
"""What the staff is told where nothing is theirs to mend."""

LONGEST_POLL = timedelta(hours=768)  # Discord, Poll Create Request Object
_BEFORE_NEXT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Prompt:
    """An item, how many others are left, and the anniversary that it was chosen for."""

    pick: Pick
    anniversary: Anniversary | None = None

    @property
    def item(self) -> Item:
        """What is posted."""
        return self.pick.item


@dataclass(frozen=True, slots=True)
class OnDay:
    """What happened on a day of the year, in order of time; it may be the nearest day that has something."""

    month: int
    day: int
    items: tuple[Item, ...]
    is_nearest: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """What the staff is told of a schedule; moments are milliseconds UTC.

    - missed: `count` runs were left out, as Clio was away; the last one was due at `due_at`.
    - failing: a post waits for something that the staff can mend (`why`); it is tried until `until_at`.
    - failed: it was tried for the last time; with `has_card` only its thread or poll is missing.
    - twice: Discord made two posts of one; with `has_card` the second is still there, and the staff can delete it.
    - role: the role to ping is gone.
    - stock: `count` items are left.
    - recap: what came of the post could not be told (`why`); it is tried again for some time.
    - unrecapped: it was not told, and is not any more by itself.
    """

    kind: Literal["missed", "failing", "failed", "twice", "role", "stock", "recap", "unrecapped"]
    due_at: int
    why: str = ""
    count: int = 0
    until_at: int = 0
    has_card: bool = False


def chosen(
    candidates: Sequence[Item], used: Mapping[str, int], day: date, dice: random.Random, *, theme: str = ""
) -> Prompt:
    """The next item: none again before all were used, and with the theme the unused one whose anniversary is roundest.

    `used` holds ids with the moment of their last use, the oldest first.

    Raises:
        ValueError: there are no candidates.
    """
    unused = [item for item in candidates if item.id not in used]
    best = _anniversary(unused, day) if theme else None
    if best is None:
        return Prompt(pick(candidates, used, dice))
    [item] = [item for item in unused if item.id == best.item_id]
    return Prompt(Pick(item, len(unused) - 1, len(candidates), started_over=False), best)


def chosen_before(
    candidates: Sequence[Item], used: Mapping[str, int], day: date, item: Item, *, theme: str = ""
) -> Prompt:
    """The same item that was chosen for the due moment at an earlier try."""
    unused = sum(other.id not in used and other.id != item.id for other in candidates)
    best = _anniversary([item], day) if theme else None
    return Prompt(Pick(item, unused, len(candidates), started_over=False), best)


def on_day(stock: Stock, day: date) -> OnDay | None:
    """What there is for the day, else for the day nearest to it; None where no item has a day."""
    if items := stock.on_day(day.month, day.day):
        return OnDay(day.month, day.day, items)
    nearest = stock.nearest_day(day.month, day.day)
    return nearest and OnDay(*nearest, is_nearest=True)


def poll_hours(now: datetime, next_at: datetime) -> int:
    """How long a poll is open that ends an hour before the next prompt is due: whole hours, at least one.

    >>> poll_hours(datetime(2027, 5, 1, 18, 0, 20), datetime(2027, 5, 8, 18))
    166
    """
    hour = timedelta(hours=1)
    return max(1, min(LONGEST_POLL, next_at - _BEFORE_NEXT - now) // hour)


def _anniversary(items: Sequence[Item], day: date) -> Anniversary | None:
    dated = ((item.id, date_of(item)) for item in items)
    return anniversary(((item_id, happened) for item_id, happened in dated if happened), day)
