"""Which of many short texts hold the words of a query, misspelt or cut short as they may be."""

import heapq
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Container, Iterable
from functools import cached_property
from itertools import accumulate, chain
from math import log

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, Indel

from bot.domain.fold import fold, words

QUERY_LIMIT = 100  # characters read of a query; nobody types more into a search box
_TOKENS = 8  # words of a query that are looked up, the rarest first
_TYPOS = 5  # of these, how many are compared with the words that begin alike
_FAR_TYPOS = 2  # and how many then with those that end alike
_COMPARED = 3000  # words compared with one token for each of the two; more would take over a millisecond
_TOKEN_LIMIT = 24  # characters compared of one word
_WORDS = 32  # words that a beginning stands for at most
_BUDGET = 4000  # places of one token that are visited; a word that is in more texts tells them apart no better
_ENOUGH = 400  # candidates from the rarer tokens; a text without any of these is not among the best
_RANKED = 40  # candidates that rapidfuzz compares with the query

_STOP = frozenset(
    words(
        "a an and are as at be but by did do does for from had has have he her his in into is it its not of on or she"
        " so that the their them then there they this to was were what when where which who whom whose why will with"
        " would"
    )
)
# What a place counts for, by how its word matches; each is weighed by how rare the token is.
_EXACT, _BEGINNING, _ONE_EDIT, _TWO_EDITS, _LOOSE = 1.0, 0.9, 0.8, 0.65, 0.4
_BODY = 0.7  # a word found beside the title, against one in the title


Meaning = tuple[int, float]
"""A word of the vocabulary by number, and what it counts for."""


class WordIndex:
    """Texts by their words. Each text has a title, which counts more and is compared as a whole, and more words.

    In memory: the sorted vocabulary, and for each word four bytes a text that has it.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._titles: list[str] = []
        in_title: defaultdict[str, list[int]] = defaultdict(list)
        in_body: defaultdict[str, list[int]] = defaultdict(list)
        for number, (title, more) in enumerate(texts):
            self._titles.append(title)
            heard = set(words(title)).difference(_STOP)
            for word in heard:
                in_title[word].append(number)
            for word in set(words(more)).difference(_STOP, heard):
                in_body[word].append(number)
        self._vocabulary = sorted(in_title.keys() | in_body.keys())
        # For each word the texts with it in the title, then from `_bodies` on those with it elsewhere.
        lists = [texts.get(word, ()) for word in self._vocabulary for texts in (in_title, in_body)]
        self._places = array("I", chain.from_iterable(lists))
        ends = array("I", accumulate(map(len, lists), initial=0))
        self._starts, self._bodies = ends[::2], ends[1::2]

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self._titles)

    @property
    def size(self) -> int:
        """Bytes of memory without the titles, near enough: words, places and the lists of words."""
        own = sum(word.__sizeof__() for word in self._vocabulary)
        return own + 16 * len(self._vocabulary) + 4 * (len(self._places) + len(self._starts) + len(self._bodies))

    def find(
        self, text: str, limit: int, *, growing: bool = False, among: Container[int] | None = None
    ) -> list[tuple[int, float]]:
        """Numbers of the texts that fit the query, with a score of 0 to 100, the best first.

        `growing`: the query is still being typed, so its last word may be a beginning of any length.
        """
        query = words(text[:QUERY_LIMIT])
        tokens = list(dict.fromkeys(token for token in query if token not in _STOP)) or query[-1:]
        meant = {token: self._meant(token, growing and token == query[-1]) for token in tokens}
        unknown = sorted((token for token in tokens if not meant[token]), key=len, reverse=True)
        for token in unknown[:_TYPOS]:
            meant[token] = self._misspelt(token, far=token in unknown[:_FAR_TYPOS])
        return self._ranked(" ".join(query), list(meant.values()), limit, among)

    def nearest(self, text: str, limit: int, *, among: Container[int] | None = None) -> list[int]:
        """Numbers of the texts with the words most like the query's longest two, of those that are compared."""
        query = words(text[:QUERY_LIMIT])
        meant = []
        for token in sorted(dict.fromkeys(query), key=len, reverse=True)[:2]:
            compared = self.compared(token)
            like = process.extract(token[:_TOKEN_LIMIT], compared, scorer=fuzz.ratio, score_cutoff=40, limit=limit)
            meant.append([(self._number(word), _LOOSE * score / 100) for word, score, _ in like])
        return [number for number, _ in self._ranked(" ".join(query), meant, limit, among)]

    def _meant(self, token: str, cut_short: bool) -> list[Meaning]:
        """Words that are the token or begin with it, with what they count."""
        first = bisect_left(self._vocabulary, token)
        if not cut_short and len(token) < 4:
            known = first < len(self._vocabulary) and self._vocabulary[first] == token
            return [(first, _EXACT)] if known else []
        beyond = bisect_left(self._vocabulary, token + "\x7f", first)
        chosen: Iterable[int] = range(first, beyond)
        if beyond - first > _WORDS:
            chosen = heapq.nlargest(_WORDS, chosen, key=lambda number: self._starts[number + 1] - self._starts[number])
        return [(number, _EXACT if self._vocabulary[number] == token else _BEGINNING) for number in chosen]

    def _misspelt(self, token: str, far: bool) -> list[Meaning]:
        """Words that the token may be a misspelling of, `far`: in the first letter too. Numbers have none."""
        if not 4 <= len(token) <= _TOKEN_LIMIT or not token.isalpha():
            return []
        edits = 1 if len(token) < 6 else 2
        near = _within(edits, token, _alike(self._vocabulary, token), 6)
        if far and not near:
            near = _within(edits, token, self.compared(token), 6)
        return [(self._number(word), _ONE_EDIT if off == 1 else _TWO_EDITS) for word, off in near]

    def compared(self, token: str) -> list[str]:
        """All words, or where they are too many those that begin like the token and those that end like it."""
        if len(self._vocabulary) <= _COMPARED:
            return self._vocabulary
        begun, ended = _alike(self._vocabulary, token), _alike(self._by_ending, token[::-1], _mirrored)
        return list(dict.fromkeys(begun + ended))

    @cached_property
    def _by_ending(self) -> list[str]:
        """The vocabulary in order of its last letters; made when first asked for."""
        return sorted(self._vocabulary, key=_mirrored)

    def _number(self, word: str) -> int:
        return bisect_left(self._vocabulary, word)

    def _spread(self, meanings: list[Meaning]) -> int:
        return sum(self._starts[number + 1] - self._starts[number] for number, _ in meanings)

    def _texts(self, meanings: list[Meaning], weight: float) -> dict[int, float]:
        """Texts that have one of the words, with what the best of them is worth, until the budget is spent."""
        found: list[dict[int, float]] = []
        left = _BUDGET
        for number, worth in sorted(meanings, key=lambda meaning: -meaning[1]):
            start, body, end = self._starts[number], self._bodies[number], self._starts[number + 1]
            found.append(dict.fromkeys(self._places[start : min(body, start + left)], weight * worth))
            found.append(dict.fromkeys(self._places[body : min(end, start + left)], weight * worth * _BODY))
            left -= end - start
            if left <= 0:
                break
        best: dict[int, float] = {}
        for texts in sorted(found, key=lambda texts: next(iter(texts.values()), 0)):
            best.update(texts)
        return best

    def _ranked(
        self, query: str, meant: list[list[Meaning]], limit: int, among: Container[int] | None
    ) -> list[tuple[int, float]]:
        """The texts with the most of the tokens, a rare one counting more; the best of them compared as a whole."""
        rarest = sorted(meant, key=self._spread)[:_TOKENS]
        weights = [log(2 + len(self._titles) / (1 + self._spread(meanings))) for meanings in rarest]
        totals: dict[int, float] = {}
        for weight, meanings in zip(weights, rarest, strict=True):
            texts = self._texts(meanings, weight)
            for number in texts.keys() & totals.keys() if len(totals) > _ENOUGH else texts:
                totals[number] = totals.get(number, 0) + texts[number]
        if among is not None:
            totals = {number: total for number, total in totals.items() if number in among}
        scored = []
        for number in heapq.nlargest(max(limit, _RANKED), totals, key=totals.__getitem__):
            title = fold(self._titles[number])
            alike = 0.2 * fuzz.token_set_ratio(query, title) + 0.1 * fuzz.ratio(query, title)
            scored.append((number, 70 * totals[number] / sum(weights) + alike))
        return sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:limit]


def _mirrored(word: str) -> str:
    return word[::-1]


def _alike(ordered: list[str], token: str, key: Callable[[str], str] | None = None) -> list[str]:
    """Words with the token's first letter, or its first few where too many have it, in the order of `key`."""
    for length in range(1, len(token) + 1):
        first = bisect_left(ordered, token[:length], key=key)
        beyond = bisect_left(ordered, token[:length] + "\x7f", first, key=key)
        if beyond - first <= _COMPARED:
            break
    return ordered[first : min(beyond, first + _COMPARED)]


def _within(edits: int, token: str, compared: list[str], limit: int) -> list[tuple[str, int]]:
    """The words at most so many edits from the token, the nearest first, each with its edits."""
    # An edit is at most two letters taken out or put in, which are counted four times as fast.
    rough = process.extract(token, compared, scorer=Indel.distance, score_cutoff=2 * edits, limit=None)
    alike = [word for word, _, _ in rough]
    near = process.extract(token, alike, scorer=OSA.distance, score_cutoff=edits, limit=limit)
    return [(word, off) for word, off, _ in near]
