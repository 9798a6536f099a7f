"""How long autocomplete and /search take inside the bot, over ten thousand items."""

import gc
import random
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from benchmarks import synthetic
from benchmarks.load import percentile
from benchmarks.table import Row, at_most
from bot.domain.catalogue import Catalogue, FilterName
from bot.domain.content import Kind
from bot.domain.search import SearchIndex, entries
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.options import FilterOption, FoundOption, ItemOption
from bot.presentation import notices
from cogs.sources import Sources

ITEMS = 10_000  # that /search finds; quiz questions come on top
P99_LIMIT_S = 0.010

_FILTERS: Sequence[tuple[Kind, FilterName]] = (
    ("fact", "era"),
    ("fact", "region"),
    ("fact", "topic"),
    ("quote", "person"),
    ("quote", "era"),
    ("quote", "attribution"),
    ("whatif", "era"),
    ("whatif", "region"),
    ("whatif", "type"),
)
# Nothing here waits, so that the processor's time is what passes, but for what other programs take in between.
_spent_s = time.perf_counter if sys.platform == "win32" else time.thread_time
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Queries = Mapping[str, Sequence[str]]
Asked = Callable[[Any, str], Awaitable[object]]


@dataclass
class _Typing:
    """An interaction as far as options look at it."""

    client: SimpleNamespace
    namespace: SimpleNamespace = field(default_factory=SimpleNamespace)
    command: None = None
    guild_id: None = None


async def rows(queries_of_a_kind: int) -> list[Row]:
    """The rows; making ten thousand items takes some seconds."""
    catalogue = Catalogue(synthetic.in_memory(-(-ITEMS // synthetic.SEARCHED)))
    index = SearchIndex([entry for entry in entries(catalogue) if entry.kind != "question"])

    async def search_index() -> SearchIndex:
        return index

    stock = Stock(catalogue)

    async def stock_of(_: int | None) -> Stock:
        return stock

    interaction = _Typing(SimpleNamespace(stocks=SimpleNamespace(of=stock_of), search_index=search_index))
    queries = _queries(catalogue, queries_of_a_kind)
    sources = Sources(search_index)
    gc.collect()
    gc.freeze()  # as the bot does with what it has read

    async def search(_: Any, text: str) -> None:
        try:
            card, _ = await sources.card_for(stock, text)
        except Refusal as refusal:
            card = notices.refusal(refusal)
        card.to_components()

    offered = [option.autocomplete for option in (FoundOption(), ItemOption(), ItemOption("fact"))]
    values = [FilterOption(kind, name).autocomplete for kind, name in _FILTERS]
    return [
        await _row(f"autocomplete of text and id, {ITEMS:,} items", offered, queries, interaction),
        await _row("autocomplete of filters, as many items", values, queries, interaction),
        await _row("/search with its card, as many items", [search], queries, interaction),
    ]


async def _row(what: str, functions: Sequence[Asked], queries: Queries, interaction: _Typing) -> Row:
    """The 99th percentile of all calls; `compared` names the kind of query that is slowest."""
    times: dict[str, list[float]] = {kind: [] for kind in queries}
    for function in functions:
        await function(interaction, "war")  # what is made when first asked for
        for kind, texts in queries.items():
            for text in texts:
                began = _spent_s()
                await function(interaction, text)
                times[kind].append(_spent_s() - began)
    slowest = max(times, key=lambda kind: percentile(times[kind], 99))
    p99_s = percentile([spent for kind in times.values() for spent in kind], 99)
    row = at_most(f"{what}, 99th percentile", "", "", p99_s * 1e3, P99_LIMIT_S * 1e3, "{:.2f} ms")
    return Row(
        row.what, "", row.compared, f"{percentile(times[slowest], 99) * 1e3:.2f} ms {slowest}", row.target, row.passed
    )


def _queries(catalogue: Catalogue, count: int, seed: int = 1) -> Queries:
    """Many kinds of text that people type, so many of each."""
    dice = random.Random(seed)
    items = [entry for entry in entries(catalogue) if entry.kind != "question"]
    words = [word for entry in items for word in f"{entry.title} {entry.words}".split()]

    def some(make: Callable[[], str]) -> list[str]:
        return [make()[:100] for _ in range(count)]

    return {
        "a title cut short": some(lambda: (title := dice.choice(items).title)[: dice.randint(1, len(title))]),
        "a word": some(lambda: dice.choice(words)),
        "words of several items": some(lambda: " ".join(dice.sample(words, 4))),
        "misspelt words": some(lambda: " ".join(_misspelt(word, dice) for word in dice.sample(words, 3))),
        "words that nobody wrote": some(lambda: " ".join(_letters(dice, 5, 12) for _ in range(3))),
        "a hundred characters": some(lambda: " ".join(dice.sample(words, 30))),
        "a hundred misspelt characters": some(lambda: " ".join(_misspelt(w, dice) for w in dice.sample(words, 30))),
        "one or two letters": some(lambda: _letters(dice, 1, 2)),
        "the commonest words": some(lambda: " ".join(dice.sample(["the", "war", "of", "and", "in", "king", "was"], 4))),
        "other scripts": some(lambda: dice.choice(["Троцкий и Ленин", "毛泽东", "Ἀθῆναι", "القاهرة", "🏛️", "東京"])),
        "a year": some(lambda: str(dice.randint(1, 1999))),
        "an id": some(lambda: (item_id := dice.choice(items).item_id)[: dice.randint(3, len(item_id))]),
        "nothing": [""],
    }


def _misspelt(word: str, dice: random.Random) -> str:
    at = dice.randrange(len(word))
    return word[:at] + dice.choice(_LETTERS) + word[at + dice.randint(0, 1) :]


def _letters(dice: random.Random, least: int, most: int) -> str:
    return "".join(dice.choices(_LETTERS, k=dice.randint(least, most)))
