"""What each guild draws from, as its settings and its own items stand."""

from collections import OrderedDict

from bot.domain.catalogue import Catalogue
from bot.domain.recency import latest_year
from bot.domain.stock import Stock
from bot.storage.guilds import Guilds
from bot.storage.suggestions import CACHED, Suggestions


class Stocks:
    """The stock of every guild; the same object as long as nothing changes."""

    def __init__(self, packs: Catalogue, guilds: Guilds, suggestions: Suggestions, *, cached: int = CACHED) -> None:
        self._packs = packs
        self._guilds = guilds
        self._suggestions = suggestions
        self._most = cached
        self._stocks: OrderedDict[tuple[int, int | None], Stock] = OrderedDict()

    async def of(self, guild_id: int | None) -> Stock:
        """Everything that can be shown in the guild; without one, the packs.

        Raises:
            DatabaseFault: the disk fails.
        """
        return await self._stock(guild_id, None)

    async def prompts(self, guild_id: int | None, this_year: int) -> Stock:
        """What can be posted as a prompt: nothing that the guild finds too recent.

        Raises:
            DatabaseFault: the disk fails.
        """
        years = (await self._guilds.settings(guild_id)).recency_years if guild_id else 0
        return await self._stock(guild_id, latest_year(this_year, years))

    async def _stock(self, guild_id: int | None, latest: int | None) -> Stock:
        own = await self._suggestions.approved(guild_id) if guild_id else None
        key = (guild_id or 0) if own else 0, latest
        kept = self._stocks.pop(key, None)
        if kept is None or kept.own is not own:
            kept = Stock(self._packs, own, latest)
        self._stocks[key] = kept
        if len(self._stocks) > self._most:
            self._stocks.popitem(last=False)
        return kept
