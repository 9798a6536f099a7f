"""What a server draws from: the packs and what it made itself, up to the last year that it wants."""

from collections.abc import Mapping
from functools import cached_property, lru_cache

from bot.domain.catalogue import KINDS, Catalogue, Emptied, FilterName, Pool, date_of, kind_of, nearest
from bot.domain.content import Citation, Item, Kind, Question, Source
from bot.domain.recency import is_too_recent
from bot.domain.search import Hit, SearchIndex, entries


class Stock:
    """Two catalogues as one; it never changes. What is newer than `latest` is not drawn, and is found by its id."""

    def __init__(self, packs: Catalogue, own: Catalogue | None = None, latest: int | None = None) -> None:
        self.packs = packs
        self.own = own
        self.latest = latest
        self._both = (packs,) if own is None else (packs, own)
        self._pool = lru_cache(maxsize=16)(self._joined)
        self._asked = lru_cache(maxsize=16)(self._questions)

    def holder(self, item_id: str) -> Catalogue:
        """The catalogue that has the item; the packs where none has."""
        return self.own if self.own is not None and self.own.get(item_id) else self.packs

    def get(self, item_id: str) -> Item | None:
        """The item with this id."""
        return self.holder(item_id).get(item_id)

    def source_of(self, item: Item, citation: Citation) -> Source:
        """The work that the item's citation names."""
        return self.holder(item.id).source_of(item, citation)

    def matching(self, kind: Kind, filters: Mapping[FilterName, str]) -> Pool:
        """The items of the kind that meet every filter; the same object each time for the same filters."""
        if self.own is None and self.latest is None:
            wanted = {str(name): value for name, value in filters.items()}
            return self.packs.matching(kind, **wanted)
        return self._pool(kind, tuple(filters.items()))

    def questions(self, filters: Mapping[FilterName, str]) -> tuple[Question, ...]:
        """The questions that meet every filter; the same object each time for the same filters."""
        return self._asked(tuple(filters.items()))

    def nearest_filter(self, kind: Kind, filters: Mapping[FilterName, str]) -> Emptied | None:
        """Which of the filters left nothing, see `Catalogue.nearest_filter`; None where items match."""
        if self.matching(kind, filters):
            return None
        pack = filters.get("pack", "")
        blamed = next((one for one in self._both if one.named(kind, "pack", pack)), self.packs)
        return blamed.nearest_filter(kind, filters)

    def values(self, kind: Kind, name: FilterName) -> tuple[tuple[str, int], ...]:
        """Values of the filter that have items of the kind, with their number; those of the packs first."""
        if self.own is None:
            return self.packs.values(kind, name)
        counts = dict(self.packs.values(kind, name))
        for value, count in self.own.values(kind, name):
            counts[value] = counts.get(value, 0) + count
        return tuple(counts.items())

    def named(self, kind: Kind, name: FilterName, typed: str) -> str | None:
        """The value of the filter that differs from the text at most in case, marks and punctuation."""
        found = (one.named(kind, name, typed) for one in self._both)
        return next(filter(None, found), None)

    def suggest(
        self, kind: Kind, name: FilterName, typed: str, others: Mapping[FilterName, str], limit: int = 25
    ) -> list[str]:
        """Values with items under the other filters that fit what was typed so far, those of the packs first."""
        found = (one.suggest(kind, name, typed, others, limit) for one in self._both)
        return list(dict.fromkeys(value for values in found for value, _ in values))

    def nearest_people(self, text: str, limit: int, kind: Kind) -> list[str]:
        """Names most like the text among those with items of the kind."""
        return [name for one in self._both for name in one.nearest_people(text, limit, kind)][:limit]

    def found(self, index: SearchIndex, text: str, limit: int, *, growing: bool = False) -> list[Hit]:
        """What the text means in the packs, whose index is given, and in what the server made itself, the best first.

        With `growing` it is still being typed. Questions of the server are not found: a quiz may be asking them.
        """
        indexes = (index, *self._indexes)
        hits = [hit for one in indexes for hit in (one.suggest if growing else one.search)(text, limit)]
        return sorted(hits, key=lambda hit: -hit.score)[:limit]

    @cached_property
    def _indexes(self) -> tuple[SearchIndex, ...]:
        """Of what the server made itself, if it made anything."""
        return tuple(SearchIndex(entry for entry in entries(one) if entry.kind != "question") for one in self._both[1:])

    def _questions(self, filters: tuple[tuple[FilterName, str], ...]) -> tuple[Question, ...]:
        return tuple(item for item in self.matching("question", dict(filters)) if isinstance(item, Question))

    def _joined(self, kind: Kind, filters: tuple[tuple[FilterName, str], ...]) -> Pool:
        wanted = {str(name): value for name, value in filters}
        found = (item for catalogue in self._both for item in catalogue.matching(kind, **wanted))
        return Pool(item for item in found if self._is_old_enough(item))

    def on_day(self, month: int, day: int) -> tuple[Item, ...]:
        """What happened, was said or could have gone otherwise on that day: each kind in order of time."""
        found = [item for one in self._both for item in one.on_day(month, day) if self._is_old_enough(item)]
        return tuple(sorted(found, key=_place))

    def nearest_day(self, month: int, day: int) -> tuple[int, int, tuple[Item, ...]] | None:
        """The day with items nearest to this one, see `Catalogue.nearest_day`."""
        days = [other for one in self._both for other in one.days if self.on_day(*other)]
        near = nearest(days, month, day)
        return near and (*near, self.on_day(*near))

    def _is_old_enough(self, item: Item) -> bool:
        return not is_too_recent(date_of(item), self.latest)


def _place(item: Item) -> tuple[int, int]:
    date = date_of(item)
    return KINDS.index(kind_of(item)), date.start.year if date else 0
