"""The items of one kind by the values that they can be filtered by."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, get_args

from bot.domain.content import Era, Item, Pack, Quote, WhatIf
from bot.domain.fold import fold
from bot.domain.word_index import WordIndex

FilterName = Literal["era", "region", "topic", "person", "attribution", "type", "pack"]
FILTERS: tuple[FilterName, ...] = get_args(FilterName)
_ERAS: tuple[str, ...] = get_args(Era)


class Pool(tuple[Item, ...]):
    """Items to pick from, in the order of the packs."""

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by id, in order."""
        return {item.id: item for item in self}


def _values_of(item: Item, pack: Pack) -> Iterator[tuple[FilterName, str]]:
    """What the item can be filtered by."""
    yield "pack", pack.head.id
    yield "era", item.era
    yield from (("region", region) for region in item.regions)
    yield from (("topic", topic) for topic in item.topics)
    if isinstance(item, Quote):
        yield "person", item.speaker
        yield "attribution", item.attribution
    else:
        yield from (("person", person) for person in item.people)
    if isinstance(item, WhatIf):
        yield "type", item.type


@dataclass(slots=True)
class _Value:
    """One value of a filter, and a number whose bit n says whether item n of the kind has it."""

    name: str
    items: int = 0


class Shelf:
    """The items of one kind, with a column of values for each filter, by their folded names."""

    def __init__(self, placed: Iterable[tuple[Item, Pack]]) -> None:
        self.columns: dict[FilterName, dict[str, _Value]] = {name: {} for name in FILTERS}
        spelt: dict[tuple[FilterName, str], _Value] = {}  # thousands of items share some hundred spellings
        items = []
        for number, (item, pack) in enumerate(placed):
            items.append(item)
            bit = 1 << number
            for name, text in _values_of(item, pack):
                value = spelt.get((name, text))
                if value is None:
                    value = spelt[name, text] = self.columns[name].setdefault(fold(text), _Value(text))
                value.items |= bit
        self.items = Pool(items)
        self.all = (1 << len(items)) - 1
        self._indexes: dict[FilterName, WordIndex] = {}

    def having(self, filters: Iterable[tuple[FilterName, str]]) -> int:
        """Bits of the items that have all these values."""
        items = self.all
        for name, typed in filters:
            value = self.columns[name].get(typed) or self.columns[name].get(fold(typed))
            items &= value.items if value else 0
        return items

    def counts(self, name: FilterName, items: int) -> list[tuple[str, int]]:
        """Values of a filter among these items: eras in order of time, others from the commonest."""
        found = [
            (value.name, count) for value in self.columns[name].values() if (count := (value.items & items).bit_count())
        ]
        if name == "era":
            return sorted(found, key=lambda value: _ERAS.index(value[0]))
        return sorted(found, key=lambda value: (-value[1], value[0]))

    def index(self, name: FilterName) -> WordIndex:
        """The words of a filter's values, numbered as in its column; made when first asked for."""
        if name not in self._indexes:
            self._indexes[name] = WordIndex((value.name, "") for value in self.columns[name].values())
        return self._indexes[name]

    def closest(self, name: FilterName, typed: str, counts: Mapping[str, int]) -> list[str]:
        """All values counted, those most like the text first."""
        names = [value.name for value in self.columns[name].values()]
        if name == "era" and typed in _ERAS:
            return sorted(counts, key=lambda era: abs(_ERAS.index(era) - _ERAS.index(typed)))
        among = {number for number, value in enumerate(names) if value in counts}
        like = [number for number, _ in self.index(name).find(typed, 25, among=among)]
        like += self.index(name).nearest(typed, 25, among=among)
        return list(dict.fromkeys([*(names[number] for number in like), *counts]))
