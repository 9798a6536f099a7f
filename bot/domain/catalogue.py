"""Every item that may be shown, found by id, by filter and by day."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bot.domain.content import Citation, Item, Kind, Pack, Source

FilterName = Literal["era", "region", "topic", "person", "attribution", "type", "pack"]


class Pool(tuple[Item, ...]):
    """Items to pick from."""

    @cached_property
    def by_id(self) -> dict[str, Item]:
        """The items by id, in order."""
        return {item.id: item for item in self}


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
    raise NotImplementedError


class Catalogue:
    """All `checked` items of the packs; drafts and withdrawn items are not in it. It never changes."""

    def __init__(self, packs: Sequence[Pack]) -> None:
        raise NotImplementedError

    def get(self, item_id: str) -> Item | None:
        """The item with this id."""
        raise NotImplementedError

    def pack_of(self, item: Item) -> Pack:
        """The pack that holds the item."""
        raise NotImplementedError

    def source_of(self, item: Item, citation: Citation) -> Source:
        """The work that the item's citation names."""
        raise NotImplementedError

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
        raise NotImplementedError

    def values(self, kind: Kind, filter_name: FilterName) -> tuple[tuple[str, int], ...]:
        """The filter's values that have items of the kind, with their number: eras in order of time, the rest by number."""
        raise NotImplementedError

    def nearest_filter(self, kind: Kind, filters: Mapping[FilterName, str]) -> Emptied | None:
        """Which of the filters left nothing, and its nearest values that have items; None where items match."""
        raise NotImplementedError

    def nearest_ids(self, text: str, limit: int = 3) -> list[str]:
        """Ids most like the text."""
        raise NotImplementedError

    def nearest_people(self, text: str, limit: int = 3, kind: Kind = "quote") -> list[str]:
        """Names most like the text among those with items of the kind."""
        raise NotImplementedError

    def suggest(
        self,
        kind: Kind,
        filter_name: FilterName,
        typed: str,
        other_filters: Mapping[FilterName, str],
        limit: int = 25,
    ) -> list[tuple[str, str]]:
        """Values with items under the other filters that fit what was typed so far, best first, each with a label."""
        raise NotImplementedError

    def on_day(self, month: int, day: int) -> tuple[Item, ...]:
        """What happened, was said or could have gone otherwise on that day of any year."""
        raise NotImplementedError

    def nearest_day(self, month: int, day: int) -> tuple[int, int, tuple[Item, ...]] | None:
        """The day with items nearest to this one, round the turn of the year too; None where no item has a day."""
        raise NotImplementedError
