"""Choosing the next item so that none repeats before all have been shown."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse

from bot.domain.content import Item
from bot.domain.shelf import Pool

_THROWS = 32  # about as long as listing 5,000 ids takes


@dataclass(frozen=True, slots=True)
class Pick:
    """The item chosen, and how the pool stands after it."""

    item: Item
    unseen: int
    """How many are still unseen once this one is shown."""
    total: int
    started_over: bool
    """All had been shown, so this is the one shown longest ago."""


_NO_POOL = Pool()


class Marks(Mapping[str, int]):
    """When each item was last shown in one place, by id, the one shown longest ago first.

    It counts along how many of the pool asked for last are in it. Looking at a thousand marks anew takes 0.2 ms where
    other places were asked in between and the processor's cache has forgotten them.
    """

    __slots__ = ("_pool", "_seen", "_shown")

    def __init__(self, shown: Iterable[tuple[str, int]] = ()) -> None:
        self._shown = dict(shown)
        self._pool = _NO_POOL
        self._seen = 0

    def mark(self, item_id: str, at: int) -> None:
        """Puts the item behind all others; `at` is later than every mark before it."""
        if self._shown.pop(item_id, None) is None:
            self._seen += item_id in self._pool.by_id
        self._shown[item_id] = at

    def seen(self, pool: Pool) -> int:
        """How many items of the pool have a mark."""
        if pool is not self._pool:
            self._pool, self._seen = pool, _seen(pool.by_id, self._shown)
        return self._seen

    def __getitem__(self, item_id: str) -> int:
        return self._shown[item_id]

    def __contains__(self, item_id: object) -> bool:
        return item_id in self._shown

    def __iter__(self) -> Iterator[str]:
        return iter(self._shown)

    def __len__(self) -> int:
        return len(self._shown)


def pick(candidates: Sequence[Item], last_shown: Mapping[str, int], dice: random.Random) -> Pick:
    """One of the unseen, each equally likely; once all are seen, the least recently shown.

    `last_shown` holds ids in the order of their last showing, the oldest first, each with its moment; it may hold other
    ids too. A `Pool` from the catalogue and `Marks` are several times as fast as others.

    Raises:
        ValueError: there are no candidates.
    """
    by_id = candidates.by_id if isinstance(candidates, Pool) else {item.id: item for item in candidates}
    if not by_id:
        raise ValueError("there is nothing to pick from")
    if isinstance(candidates, Pool) and isinstance(last_shown, Marks):
        unseen = len(by_id) - last_shown.seen(candidates)
    else:
        unseen = len(by_id) - _seen(by_id, last_shown)
    if not unseen:
        oldest = next(filter(by_id.__contains__, last_shown))
        return Pick(by_id[oldest], 0, len(by_id), started_over=True)
    return Pick(_unseen(by_id, last_shown, candidates, dice), unseen - 1, len(by_id), started_over=False)


def _seen(by_id: Mapping[str, Item], last_shown: Mapping[str, int]) -> int:
    fewer, more = sorted((last_shown, by_id), key=len)
    return sum(map(more.__contains__, fewer))


def _unseen(
    by_id: Mapping[str, Item], last_shown: Mapping[str, int], candidates: Sequence[Item], dice: random.Random
) -> Item:
    """Any unseen item, each equally likely: throwing again until one is met is as fair as listing them, and faster."""
    for _ in range(_THROWS):
        item = dice.choice(candidates)
        if item.id not in last_shown:
            return item
    return by_id[dice.choice(list(filterfalse(last_shown.__contains__, by_id)))]
