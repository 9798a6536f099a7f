"""Choosing the next item so that none repeats before all have been shown."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import filterfalse

from bot.domain.catalogue import Pool
from bot.domain.content import Item


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

    `last_shown` maps an item's id to a number that grows with every showing; it may hold other ids too. A `Pool` from
    the catalogue is several times as fast as another sequence.

    Raises:
        ValueError: there are no candidates.
    """
    by_id = candidates.by_id if isinstance(candidates, Pool) else {item.id: item for item in candidates}
    if not by_id:
        raise ValueError("there is nothing to pick from")
    unseen = list(filterfalse(last_shown.__contains__, by_id))
    chosen = dice.choice(unseen) if unseen else min(by_id, key=last_shown.__getitem__)
    return Pick(by_id[chosen], max(0, len(unseen) - 1), len(by_id), not unseen)
