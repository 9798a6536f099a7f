"""Every item that may be shown, found by id, by filter and by day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress, islice
from typing import get_args

from rapidfuzz import fuzz, process

from bot.domain.content import Citation, Fact, Item, Kind, Pack, Question, Quote, Source, WhatIf
from bot.domain.dates import HistoricalDate
from bot.domain.fold import fold
from bot.domain.shelf import FILTERS, FilterName, Pool, Shelf
from bot.domain.word_index import QUERY_LIMIT
from bot.errors import StartFault

__all__ = [
    "FILTERS",
    "KINDS",
    "Catalogue",
    "Emptied",
    "FilterName",
    "Pool",
    "citations_of",
    "date_of",
    "kind_of",
    "nearest",
]

KINDS: tuple[Kind, ...] = get_args(Kind)
_KIND: dict[type[Item], Kind] = {Fact: "fact", Quote: "quote", WhatIf: "whatif", Question: "question"}
_DAYS_BEFORE = (0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335)  # of each month in a leap year
_LEAP_YEAR = 366  # days, so that 29 February has its place


@dataclass(frozen=True, slots=True)
class Emptied:
    """Why filters match nothing: the filter to blame, and what could stand in its place."""

    filter: FilterName
    value: str
    kept: Mapping[FilterName, str]
    """The other filters, as far as they have items together."""
    nearest: tuple[tuple[str, int], ...]
    """Values of the blamed filter that have items beside `kept`, with their number, the nearest first."""


def kind_of(item: Item) -> Kind:
    """Which of the four kinds the item is."""
    return _KIND[type(item)]


def date_of(item: Item) -> HistoricalDate | None:
    """When it happened, was said or could have gone otherwise."""
    return item.pod.date if isinstance(item, WhatIf) else item.date


def citations_of(item: Item) -> Iterator[Citation]:
    """Every citation of the item, those of its positions last."""
    yield from item.citations
    if isinstance(item, Fact):
        for position in item.positions:
            yield from position.citations


def _year_of(item: Item) -> int:
    date = date_of(item)
    return date.start.year if date else 0


def _day_of(item: Item) -> tuple[int, int] | None:
    """The day of the year on which the item is remembered; a question or a misattributed line has none."""
    if isinstance(item, Question) or (isinstance(item, Quote) and item.attribution == "misattributed"):
        return None
    date = date_of(item)
    return date.month_day if date else None


class Catalogue:
    """All `checked` items of the packs; drafts and withdrawn items are not in it. It never changes.

    Raises:
        StartFault: two items share an id, or a citation names a source that its pack does not have.
    """

    def __init__(self, packs: Sequence[Pack]) -> None:
        self.packs = tuple(packs)
        self._placed: dict[str, tuple[Item, Pack]] = {}
        faults = []
        shelves = defaultdict[Kind, list[tuple[Item, Pack]]](list)
        for pack in packs:
            for item in pack.items:
                if item.review != "checked":
                    continue
                if item.id in self._placed:
                    first = self.pack_of(item).head.id
                    faults.append(f"{item.id} is in pack {first} and again in {pack.head.id}; every id is used once.")
                faults += [
                    f"{item.id} in pack {pack.head.id} cites {citation.source}, which is not in its sources.toml."
                    for citation in citations_of(item)
                    if citation.source not in pack.sources
                ]
                self._placed[item.id] = item, pack
                shelves[kind_of(item)].append((item, pack))
        if faults:
            raise StartFault(faults)
        self._shelves = {kind: Shelf(shelves[kind]) for kind in KINDS}
        days = defaultdict[tuple[int, int], list[Item]](list)
        for kind in KINDS:
            for item in sorted(self._shelves[kind].items, key=_year_of):
                if day := _day_of(item):
                    days[day].append(item)
        self._days = {day: tuple(items) for day, items in days.items()}
        # Of the pools of single values and common pairs; a thousand large pools would take more memory than the packs.
        self._pool = lru_cache(maxsize=256)(self._compressed)
        # Values are counted at each letter typed; a person's take two milliseconds among ten thousand items.
        self._counts = lru_cache(maxsize=32)(self._counted)

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item, pack by pack."""
        return tuple(item for item, _ in self._placed.values())

    def get(self, item_id: str) -> Item | None:
        """The item with this id."""
        placed = self._placed.get(item_id)
        return placed and placed[0]

    def __getitem__(self, item_id: str) -> Item:
        return self._placed[item_id][0]

    def pack_of(self, item: Item) -> Pack:
        """The pack that holds the item."""
        return self._placed[item.id][1]

    def source_of(self, item: Item, citation: Citation) -> Source:
        """The work that the item's citation names."""
        return self.pack_of(item).sources[citation.source]

    def matching(
        self,
        kind: Kind,
        *,
        era: str | None = None,
        region: str | None = None,
        topic: str | None = None,
        person: str | None = None,
        attribution: str | None = None,
        type: str | None = None,
        pack: str | None = None,
    ) -> Pool:
        """The items of the kind that meet every filter given, in the order of the packs.

        Values count as equal when they differ only in case, marks and punctuation.
        """
        values = (era, region, topic, person, attribution, type, pack)
        filters = [(name, value) for name, value in zip(FILTERS, values, strict=True) if value is not None]
        shelf = self._shelves[kind]
        items = shelf.having(filters)
        return shelf.items if items == shelf.all else self._pool(kind, items)

    def _compressed(self, kind: Kind, items: int) -> Pool:
        return Pool(compress(self._shelves[kind].items, map(int, reversed(f"{items:b}"))))

    def _counted(self, kind: Kind, filter_name: FilterName, items: int) -> Mapping[str, int]:
        return dict(self._shelves[kind].counts(filter_name, items))

    def values(self, kind: Kind, filter_name: FilterName) -> tuple[tuple[str, int], ...]:
        """Values of the filter that have items of the kind, with their number: eras by time, the rest by number."""
        return tuple(self._counts(kind, filter_name, self._shelves[kind].all).items())

    def named(self, kind: Kind, filter_name: FilterName, typed: str) -> str | None:
        """The value of the filter that differs from the text at most in case, marks and punctuation."""
        value = self._shelves[kind].columns[filter_name].get(fold(typed))
        return value.name if value else None

    def nearest_filter(self, kind: Kind, filters: Mapping[FilterName, str]) -> Emptied | None:
        """Which of the filters left nothing, and its nearest values that have items; None where items match.

        Blamed is the filter without which there would be items, a value that no item has before others; where no single
        one helps, the first that left nothing after those before it.
        """
        shelf = self._shelves[kind]
        given = list(filters.items())
        if not given or shelf.having(given):
            return None
        unknown = [(name, value) for name, value in given if not shelf.having([(name, value)])]
        for name, value in [*unknown, *given]:
            kept = [other for other in given if other != (name, value)]
            if shelf.having(kept):
                break
        else:
            first = next(number for number in range(len(given)) if not shelf.having(given[: number + 1]))
            (name, value), kept = given[first], given[:first]
        counts = dict(shelf.counts(name, shelf.having(kept)))
        others = [(near, counts[near]) for near in shelf.closest(name, value, counts)]
        return Emptied(name, value, dict(kept), tuple(others))

    def nearest_ids(self, text: str, limit: int = 3) -> list[str]:
        """Ids most like the text."""
        near = process.extract(text[:QUERY_LIMIT].strip().lower(), self._placed.keys(), scorer=fuzz.ratio, limit=limit)
        return [item_id for item_id, _, _ in near]

    def nearest_people(self, text: str, limit: int = 3, kind: Kind = "quote") -> list[str]:
        """Names most like the text among those with items of the kind."""
        shelf = self._shelves[kind]
        return shelf.closest("person", text, self._counts(kind, "person", shelf.all))[:limit]

    def suggest(
        self,
        kind: Kind,
        filter_name: FilterName,
        typed: str,
        other_filters: Mapping[FilterName, str],
        limit: int = 25,
    ) -> list[tuple[str, str]]:
        """Values with items under the other filters that fit what was typed so far, best first, each with a label.

        The label is the value with its number of items, `Leon Trotsky (12)`. A filter of the same name is left aside.
        """
        shelf = self._shelves[kind]
        items = shelf.having((name, value) for name, value in other_filters.items() if name != filter_name)
        counts = self._counts(kind, filter_name, items)
        chosen = list(islice(counts, limit))
        if fold(typed[:QUERY_LIMIT]):
            names = [value.name for value in shelf.columns[filter_name].values()]
            among = None if items == shelf.all else {number for number, name in enumerate(names) if name in counts}
            chosen = [
                names[number] for number, _ in shelf.index(filter_name).find(typed, limit, growing=True, among=among)
            ]
        return [(value, f"{value} ({counts[value]})") for value in chosen]

    @property
    def days(self) -> Iterable[tuple[int, int]]:
        """Month and day of each day of the year that has items."""
        return self._days.keys()

    def on_day(self, month: int, day: int) -> tuple[Item, ...]:
        """What happened, was said or could have gone otherwise on that day: each kind in order of time."""
        return self._days.get((month, day), ())

    def nearest_day(self, month: int, day: int) -> tuple[int, int, tuple[Item, ...]] | None:
        """The day with items nearest to this one, round the turn of the year too; None where no item has a day.

        Of two that are as near it is the later one.
        """
        near = nearest(self.days, month, day)
        return near and (*near, self._days[near])


def nearest(days: Iterable[tuple[int, int]], month: int, day: int) -> tuple[int, int] | None:
    """The day of the year nearest to this one; of two that are as near the later one."""
    asked = _day_of_year(month, day)

    def distance(other: tuple[int, int]) -> tuple[int, bool]:
        ahead = (_day_of_year(*other) - asked) % _LEAP_YEAR
        return min(ahead, _LEAP_YEAR - ahead), ahead > _LEAP_YEAR // 2

    return min(days, key=distance, default=None)


def _day_of_year(month: int, day: int) -> int:
    return _DAYS_BEFORE[month - 1] + day
