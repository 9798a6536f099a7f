"""A guild's stock follows its settings and its own items, and is made anew only where they change."""

from bot.domain.catalogue import Catalogue
from bot.storage.database import Database
from bot.storage.guilds import Guilds
from bot.storage.stocks import Stocks
from bot.storage.suggestions import Suggestions
from tests.domain.samples import pack, whatif
from tests.storage.suggesting import a_suggestion

PACKS = Catalogue([pack(whatif(1))])


async def test_a_stock_follows_what_is_approved(db: Database) -> None:
    """Guilds without anything of their own share one with direct messages; another process finds what is kept."""
    suggestions, guilds = Suggestions(db), Guilds(db)
    stocks = Stocks(PACKS, guilds, suggestions)
    assert await stocks.of(None) is await stocks.of(1)
    await suggestions.propose(a_suggestion(1))
    await suggestions.decide(1, "approved", by=8, at=1)
    mine = await stocks.of(1)
    assert mine is await stocks.of(1)
    assert ["tt-w1", "own-w1"] == [item.id for item in mine.matching("whatif", {})]
    assert await stocks.of(None) is await stocks.of(2)
    again = await Stocks(PACKS, guilds, Suggestions(db)).of(1)
    assert again.get("own-w1")
    await suggestions.propose(a_suggestion(2))
    await suggestions.decide(2, "approved", by=8, at=1)
    assert 3 == len((await stocks.of(1)).matching("whatif", {}))


async def test_prompts_keep_the_rule_of_the_guild(db: Database) -> None:
    """Of this year's last; what is not a prompt keeps none, and a direct message has none."""
    guilds = Guilds(db)
    stocks = Stocks(PACKS, guilds, Suggestions(db))
    await guilds.change(1, {"recency_years": 20}, by=7, at=1)
    assert (2006, 2007) == tuple([(await stocks.prompts(1, year)).latest for year in (2026, 2027)])
    assert (None, None, None) == (
        (await stocks.of(1)).latest,
        (await stocks.prompts(2, 2026)).latest,
        (await stocks.prompts(None, 2026)).latest,
    )
    assert await stocks.prompts(2, 2026) is await stocks.of(1)


async def test_few_stocks_are_kept_in_memory(db: Database) -> None:
    """The one asked for longest ago makes room."""
    suggestions = Suggestions(db)
    stocks = Stocks(PACKS, Guilds(db), suggestions, cached=1)
    await suggestions.propose(a_suggestion(1))
    await suggestions.decide(1, "approved", by=8, at=1)
    first = await stocks.of(1)
    assert first is await stocks.of(1)
    await stocks.of(2)
    assert first is not await stocks.of(1)
