"""Fuzzy search over every item: an index of words gives few candidates, rapidfuzz ranks them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.domain.catalogue import Catalogue, date_of, kind_of
from bot.domain.content import Fact, Item, Kind, Question, Quote, WhatIf
from bot.domain.word_index import WordIndex

TITLE_LIMIT = 100  # characters; Discord, name of an autocomplete choice


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


def entries(catalogue: Catalogue) -> Iterator[Entry]:
    """One entry for each item; of a question only its own words, so that searching an answer does not find it."""
    for item in catalogue.items:
        yield Entry(item.id, kind_of(item), title_of(item), " ".join(_further(item)))


def title_of(item: Item) -> str:
    """The item in one line of at most 100 characters that stays true when nothing else is shown.

    A speaker is named only where the words are known to be theirs.
    """
    if isinstance(item, Fact):
        return _cut(item.statement, TITLE_LIMIT)
    if isinstance(item, WhatIf):
        return f"What if: {item.title}"
    if isinstance(item, Question):
        return _cut(item.question, TITLE_LIMIT)
    speaker = f"{item.speaker} in {item.composed_by}" if item.composed_by else item.speaker
    after = f" – {speaker}" if item.attribution == "verified" and len(speaker) <= TITLE_LIMIT // 2 else ""
    return f"“{_cut(item.text, TITLE_LIMIT - 2 - len(after))}”{after}"


def _cut(text: str, limit: int) -> str:
    """The text, cut after a whole word where it is too long."""
    return text if len(text) <= limit else f"{text[:limit].rsplit(' ', 1)[0][: limit - 1].rstrip(',;:–-')}…"


def _further(item: Item) -> Iterator[str]:
    """What else finds an item, beside its title."""
    yield item.id
    if isinstance(item, Question):
        yield item.question
        return
    match item:
        case Fact():
            yield from (item.statement, item.place, item.note, item.documents_show)
            yield from (f"{position.who} {position.holds}" for position in item.positions)
        case Quote():
            yield from (item.text, item.original, item.speaker, item.composed_by, item.role, item.work, item.finding)
            yield from (item.earliest, item.note)
        case _:
            yield from (item.background, item.pod.place, item.pod.change)
            yield from (f"{case.argument} {case.made_by}" for case in (item.case_for, item.case_against) if case)
    yield from (*item.people, *item.topics)
    if date := date_of(item):
        yield str(date)


class SearchIndex:
    """Finds items by words that may be misspelt, cut short or written in another script."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._found: list[tuple[str, Kind, str]] = []
        self._index = WordIndex(self._read(entries))

    def _read(self, entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
        for entry in entries:
            self._found.append((entry.item_id, entry.kind, entry.title))
            yield entry.title, entry.words

    @property
    def size(self) -> int:
        """Bytes of memory without the titles, near enough."""
        return self._index.size

    def search(self, text: str, limit: int = 10) -> list[Hit]:
        """The items that the text means, best first; empty where no word of it is known, misspelt or not."""
        return [Hit(*self._found[number], score) for number, score in self._index.find(text, limit)]

    def suggest(self, text: str, limit: int = 25) -> list[Hit]:
        """As `search` for a text still being typed: its last word may be only a beginning."""
        return [Hit(*self._found[number], score) for number, score in self._index.find(text, limit, growing=True)]

    def nearest(self, text: str, limit: int = 3) -> list[str]:
        """Titles that come nearest, for "did you mean" where nothing is found; they may be far off."""
        return [self._found[number][2] for number in self._index.nearest(text, limit)]
