"""Choosing the next item so that none repeats before all have been shown."""

import random
from collections.abc import Mapping, Sequence
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


def pick(candidates: Sequence[Item], last_shown: Mapping[str, int], dice: random.Random) -> Pick:
    """One of the unseen, each equally likely; once all are seen, the least recently shown.

    `last_shown` holds ids in the order of their last showing, the oldest first, each with its moment; it may hold other
    ids too. A `Pool` from the catalogue is several times as fast as another sequence.

    Raises:
        ValueError: there are no candidates.
    """
    by_id = candidates.by_id if isinstance(candidates, Pool) else {item.id: item for item in candidates}
    if not by_id:
        raise ValueError("there is nothing to pick from")
    fewer, more = sorted((last_shown, by_id), key=len)
    unseen = len(by_id) - sum(map(more.__contains__, fewer))
    if not unseen:
        oldest = next(filter(by_id.__contains__, last_shown))
        return Pick(by_id[oldest], 0, len(by_id), started_over=True)
    return Pick(_unseen(by_id, last_shown, candidates, dice), unseen - 1, len(by_id), started_over=False)


def _unseen(
    by_id: Mapping[str, Item], last_shown: Mapping[str, int], candidates: Sequence[Item], dice: random.Random
) -> Item:
    """Any unseen item, each equally likely: throwing again until one is met is as fair as listing them, and faster."""
    for _ in range(_THROWS):
        item = dice.choice(candidates)
        if item.id not in last_shown:
            return item
    return by_id[dice.choice(list(filterfalse(last_shown.__contains__, by_id)))]
