"""/source and /search: where a statement can be checked, and finding one again."""

from collections.abc import Awaitable, Callable, Sequence

from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import kind_of
from bot.domain.content import Item
from bot.domain.search import SearchIndex
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.interactions import anywhere, catalogue_with, stock_of
from bot.options import FoundOption, ItemOption, item
from bot.presentation.cards import item_card, source_card
from bot.presentation.components import Card
from bot.presentation.notices import found
from bot.presentation.text import clip, plain
from bot.responses import respond


class Sources(commands.Cog):
    """Shows citations and finds items by their words."""

    def __init__(self, index: Callable[[], Awaitable[SearchIndex]]) -> None:
        self._index = index

    @app_commands.command()
    @anywhere
    @app_commands.describe(id="The item's id, as its card shows it at its foot")
    async def source(self, interaction: Interaction, id: Transform[Item, ItemOption()]) -> None:
        """Every source of an item in full, with licence, check and changes"""
        await respond(interaction, source_card(await catalogue_with(interaction, id.id), id), ephemeral=True)

    @app_commands.command()
    @anywhere
    @app_commands.describe(text="Names, words or a title; spelling mistakes are forgiven")
    async def search(self, interaction: Interaction, text: Transform[str, FoundOption()]) -> None:
        """Finds facts, quotes and what-ifs by their words"""
        card, is_list = await self.card_for(await stock_of(interaction), text)
        await respond(interaction, card, ephemeral=is_list)

    async def card_for(self, stock: Stock, text: str) -> tuple[Card, bool]:
        """The item with this id in full, or a list of what these words find; and whether it is the list.

        Raises:
            Refusal: nothing is found.
        """
        chosen = stock.get(text.strip().lower())
        if chosen is not None and kind_of(chosen) != "question":  # a quiz may be asking it
            return item_card(stock.holder(chosen.id), chosen), False
        index = await self._index()
        items = [one for one in (stock.get(hit.item_id) for hit in stock.found(index, text, 10)) if one]
        if not items:
            near = index.nearest(text)
            raise Refusal(
                f"Nothing is found for “{plain(clip(text, 60))}”.",
                "Nearest: " + "; ".join(plain(title) for title in near) if near else "Try a name, a place or a year.",
                "/search text:Kronstadt",
            )
        return found(text, items), True

    async def sources(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The sources of the card whose button was pressed, for the presser."""
        catalogue = await catalogue_with(interaction, arguments[0])
        one = item(catalogue, arguments[0], "source")
        await respond(interaction, source_card(catalogue, one), ephemeral=True)


async def setup(bot: Clio) -> None:
    """Adds the cog and its button."""
    cog = Sources(bot.search_index)
    bot.on_press("sources", cog.sources)
    await bot.add_cog(cog)
