"""/fact, /quote, /whatif and /onthisday: an item with its sources, none twice before all were shown."""

import logging
import random
from collections.abc import Mapping, Sequence

from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import FilterName
from bot.domain.content import Fact, Item, Kind, Quote, WhatIf
from bot.domain.dates import MONTHS, parse_month_day
from bot.domain.pick import Pick, pick
from bot.domain.search import title_of
from bot.errors import Refusal
from bot.interactions import (
    anywhere,
    catalogue_with,
    in_guild,
    moment_of,
    own_guild,
    scope_of,
    selected,
    why_no_thread,
)
from bot.options import FilterOption, ItemOption, item
from bot.presentation import custom_ids
from bot.presentation.cards import day_card, item_card, starter_card
from bot.presentation.options import nothing_matches
from bot.responses import respond
from bot.sender import Sender
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_DRAWN: tuple[Kind, ...] = ("fact", "quote", "whatif")


class Content(commands.Cog):
    """Draws items and shows their cards."""

    def __init__(self, stocks: Stocks, shown: Shown, sender: Sender, dice: random.Random) -> None:
        self._stocks = stocks
        self._shown = shown
        self._sender = sender
        self._dice = dice

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        era="Only facts from this era",
        region="Only facts from this region",
        topic="Only facts on this topic",
        id="This one fact, by its id",
    )
    async def fact(
        self,
        interaction: Interaction,
        era: Transform[str, FilterOption("fact", "era")] | None = None,
        region: Transform[str, FilterOption("fact", "region")] | None = None,
        topic: Transform[str, FilterOption("fact", "topic")] | None = None,
        id: Transform[Fact, ItemOption("fact")] | None = None,
    ) -> None:
        """A fact with its sources; what is contested is shown as contested"""
        await self._answer(interaction, "fact", {"era": era, "region": region, "topic": topic}, id)

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        person="Only words of this person, or given to them",
        era="Only quotes from this era",
        attribution="How sure it is that the person said it",
        id="This one quote, by its id",
    )
    async def quote(
        self,
        interaction: Interaction,
        person: Transform[str, FilterOption("quote", "person")] | None = None,
        era: Transform[str, FilterOption("quote", "era")] | None = None,
        attribution: Transform[str, FilterOption("quote", "attribution")] | None = None,
        id: Transform[Quote, ItemOption("quote")] | None = None,
    ) -> None:
        """A quote with its work, its date and how sure its attribution is"""
        await self._answer(interaction, "quote", {"person": person, "era": era, "attribution": attribution}, id)

    @app_commands.command()
    @anywhere
    @app_commands.describe(
        era="Only what-ifs from this era",
        region="Only what-ifs from this region",
        type="Point of divergence, double-blind, challenge or plausibility check",
        post="Open a discussion thread on it at once, where you may",
        id="This one what-if, by its id",
    )
    async def whatif(
        self,
        interaction: Interaction,
        era: Transform[str, FilterOption("whatif", "era")] | None = None,
        region: Transform[str, FilterOption("whatif", "region")] | None = None,
        type: Transform[str, FilterOption("whatif", "type")] | None = None,
        post: bool = False,
        id: Transform[WhatIf, ItemOption("whatif")] | None = None,
    ) -> None:
        """A what-if prompt: what happened, where it departs, what to discuss"""
        await self._answer(interaction, "whatif", {"era": era, "region": region, "type": type}, id, post=post)

    @app_commands.command()
    @anywhere
    @app_commands.describe(date="A day such as 7 November; today if left out")
    async def onthisday(self, interaction: Interaction, date: app_commands.Range[str, 1, 100] | None = None) -> None:
        """What happened, was said or might have gone otherwise on a day of the year"""
        today = interaction.created_at
        month, day = parse_month_day(date) if date else (today.month, today.day)
        stock = await self._stocks.of(own_guild(interaction))
        items = stock.on_day(month, day)
        name = f"{day} {MONTHS[month - 1]}"
        if items:
            card = day_card(stock, f"On this day: {name}", "", items)
        else:
            nearest = stock.nearest_day(month, day)
            if nearest is None:
                raise Refusal("No item has a day yet.", "Facts without a day are there.", "/fact")
            near_month, near_day, items = nearest
            heading = f"Nearest day: {near_day} {MONTHS[near_month - 1]}"
            card = day_card(
                stock,
                heading,
                f"Nothing is recorded for {name}; this is the nearest day that has something.",
                items,
            )
        await respond(interaction, card)

    async def draw(self, interaction: Interaction, kind: Kind, filters: Mapping[FilterName, str]) -> Pick:
        """The next item of the filters, marked as shown.

        Raises:
            Refusal: no item meets the filters.
        """
        guild_id = own_guild(interaction)
        is_prompt = kind == "whatif"
        this_year = interaction.created_at.year
        stock = await (self._stocks.prompts(guild_id, this_year) if is_prompt else self._stocks.of(guild_id))
        candidates = stock.matching(kind, filters)
        if not candidates:
            emptied = stock.nearest_filter(kind, filters)
            if emptied is None:
                if stock.latest is not None:
                    raise Refusal(
                        f"All that match are of after {stock.latest}, which is too recent for this server.",
                        "Another filter can be chosen.",
                        f"/{kind}",
                    )
                raise Refusal(f"There is no {kind} yet.", "Whoever runs Clio can add a pack.", "/help")
            raise nothing_matches(kind, emptied, kind)
        scope = scope_of(interaction)
        marks = await self._shown.marks(scope)
        # From here to the reservation nothing may await: two members who ask at once must not get the same item.
        chosen = pick(candidates, marks, self._dice)
        self._shown.reserve(scope, chosen.item.id, moment_of(interaction))
        return chosen

    async def _answer(
        self,
        interaction: Interaction,
        kind: Kind,
        wanted: Mapping[FilterName, str | None],
        one: Item | None,
        *,
        post: bool = False,
    ) -> None:
        filters = {name: value for name, value in wanted.items() if value is not None}
        lead, open_now = "", False
        if post:
            lead = why_no_thread(interaction)
            open_now = not lead
        chosen = None
        if one is None:
            chosen = await self.draw(interaction, kind, filters)
            one = chosen.item
        else:
            self._shown.reserve(scope_of(interaction), one.id, moment_of(interaction))
        can_discuss = kind == "whatif" and not post and in_guild(interaction)
        catalogue = await catalogue_with(interaction, one.id)
        card = item_card(catalogue, one, pick=chosen, filters=filters, lead=lead, discuss=can_discuss)
        if not open_now:
            await respond(interaction, card, ephemeral=bool(lead))
            return
        answer = await interaction.response.send_message(view=card.view())
        guild_id, channel_id, message_id = interaction.guild_id, interaction.channel_id, answer.message_id
        if isinstance(one, WhatIf) and guild_id and channel_id and message_id:
            thread_id = await self._sender.open_thread(
                guild_id, channel_id, message_id, title_of(one), starter_card(one)
            )
            log.info("discussion opened", extra={"guild": guild_id, "item": one.id, "thread_id": thread_id})

    async def another(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another item of the same kind and filters, for whoever pressed the button."""
        packed = ":".join(arguments[1:])
        for kind in _DRAWN:
            if arguments[0] == kind:
                await self._answer(interaction, kind, custom_ids.filters(packed), None)
                return
        raise Refusal("This button is from an older version of Clio.", "Its command still works.", "/help")

    async def show(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The item chosen from a list, in full, for everybody."""
        item_id = selected(interaction)
        catalogue = await catalogue_with(interaction, item_id)
        one = item(catalogue, item_id, "source")
        self._shown.reserve(scope_of(interaction), one.id, moment_of(interaction))
        await respond(
            interaction,
            item_card(catalogue, one, discuss=isinstance(one, WhatIf) and in_guild(interaction)),
        )


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = Content(bot.stocks, bot.shown, bot.sender, random.Random())
    bot.on_press("another", cog.another)
    bot.on_press("show", cog.show)
    await bot.add_cog(cog)
