"""Fuzzy search over every item: an index of words gives few candidates, rapidfuzz ranks them."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.catalogue import Catalogue
from bot.domain.content import Kind


@dataclass(frozen=True, slots=True)
class Entry:
    """What of an item can be found."""

    item_id: str
    kind: Kind
    title: str
    """What a list shows; at most 100 characters."""
    words: str = ""
    """Further text that finds it but is not shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One item found; `score` is 0 to 100, the best first."""

    item_id: str
    kind: Kind
    title: str
    score: float


def entries(catalogue: Catalogue) -> list[Entry]:
    """One entry for each item; of a question only its own words, so that searching an answer does not find it."""
    raise NotImplementedError


class SearchIndex:
    """Finds items by words that may be misspelt, cut short or written in another script."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        raise NotImplementedError

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The items that the text means, best first; empty where none is near."""
        raise NotImplementedError

    def suggest(self, text: str, limit: int = 25) -> list[Hit]:
        """As `search` for a text still being typed: its last word may be only a beginning."""
        raise NotImplementedError

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Titles that come nearest, for "did you mean" where nothing is found; may be far off."""
        raise NotImplementedError
