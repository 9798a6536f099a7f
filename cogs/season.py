"""/season: named spans of time whose quizzes count together."""

import logging
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.season import (
    LEAST,
    NAME_LIMIT,
    Counted,
    Plan,
    Repeat,
    Season,
    current,
    overlapping,
    read_days,
    turns_on,
)
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.interactions import host_settings, moment_of, stock_of
from bot.options import Choices, SeasonOption
from bot.places import check_gift, check_may_post, place
from bot.presentation import options, permissions, seasons
from bot.presentation.components import Card
from bot.presentation.notices import done
from bot.presentation.text import CHOICE_LIMIT, clip, one_line, plain
from bot.responses import replace, respond, turn_page
from bot.seasons import Turns
from bot.storage.privacy import Privacy
from bot.storage.seasons import Seasons

log = logging.getLogger(__name__)


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class SeasonCommands(commands.GroupCog, group_name="season", group_description="Seasons: quizzes that count together"):
    """Starts and ends seasons for hosts, and shows them to everybody, those of the past too."""

    def __init__(self, kept: Seasons, turns: Turns, privacy: Privacy) -> None:
        self._kept = kept
        self._turns = turns
        self._privacy = privacy

    @app_commands.command()
    @app_commands.describe(
        name="What it is called, such as Spring 2027",
        end="Its last day, such as 2027-03-31, 31 March or in 3 months",
        start="Its first day; today if left out",
        repeat="Whether another one begins when it ends",
        counts="Which quizzes count; all that count for the leaderboards if left out",
        pack="Only answers to questions of these packs; several with commas between",
        minimum="How many of its quizzes somebody must have played for a place; 1 if left out",
        role="The champion's role, which moves on at the end of each season",
        channel="Where the result is posted; this channel if left out",
    )
    async def start(
        self,
        interaction: Interaction,
        name: Range[str, 1, NAME_LIMIT],
        end: Range[str, 1, 100],
        start: Range[str, 1, 100] | None = None,
        repeat: Repeat = "none",
        counts: Counted = "ranked",
        pack: Range[str, 1, 300] | None = None,
        minimum: Range[int, LEAST.start, LEAST.stop - 1] = 1,
        role: discord.Role | None = None,
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Begins a season, or plans one; for hosts"""
        settings = await host_settings(interaction)
        if not one_line(name):
            raise Refusal("A season needs a name.", f"1 to {NAME_LIMIT} characters that can be seen.", seasons.EXAMPLE)
        command = f"/season start name:{one_line(name).replace('`', '')}"
        at = moment_of(interaction)
        starts_on, ends_on = read_days(start, end, settings.time_zone, at, command)
        where = channel or place(interaction, interaction.channel_id or 0, f"{seasons.EXAMPLE} channel:#general")
        check_may_post(interaction, where, permissions.TALKS, f"{seasons.EXAMPLE} channel:#general")
        if role:
            check_gift(interaction, role, f"{seasons.EXAMPLE} role:@Champion")
        plan = Plan(
            name=one_line(name),
            starts_on=starts_on,
            ends_on=ends_on,
            time_zone=settings.time_zone,
            channel_id=where.id,
            repeat=repeat,
            turns_on=turns_on(ends_on),
            counted=counts,
            packs=_packs(await stock_of(interaction), pack),
            least=minimum,
            role_id=role.id if role else None,
        )
        season, other = await self._kept.start(interaction.guild_id or 0, plan, by=interaction.user.id, at=at)
        if other:
            raise overlapping(plan, other, (plain(plan.name), plain(other.plan.name)), command)
        if season:
            log.info("season started", extra={"guild": season.guild_id, "season": season.id})
            await respond(interaction, seasons.started_card(season))

    @start.autocomplete("pack")
    async def complete_packs(self, interaction: Interaction, typed: str) -> Choices:
        """The packs that fit what was typed after the last comma, behind those before it."""
        *before, last = typed.split(",")
        lead = "".join(f"{part.strip()}, " for part in before)
        return [
            app_commands.Choice(name=clip(f"{lead}{one.name}", CHOICE_LIMIT), value=f"{lead}{one.value}")
            for one in options.choices(await stock_of(interaction), "question", "pack", last.strip(), {})
            if len(lead) + len(str(one.value)) <= CHOICE_LIMIT
        ]

    @app_commands.command()
    async def end(self, interaction: Interaction) -> None:
        """Ends the season before its time, or lets it be the last; asks first; for hosts"""
        await host_settings(interaction)
        season = await self._under_way(interaction)
        await respond(interaction, seasons.ask_end_card(season), ephemeral=True)

    async def end_now(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Ends it, for good."""
        season = await self._asked_about(interaction, arguments)
        at = moment_of(interaction)
        if not await self._kept.end(season, by=interaction.user.id, at=at):
            raise _overtaken()
        log.info("season ended", extra={"guild": season.guild_id, "season": season.id})
        said = "Ended. Its result is posted in a moment." if season.starts_at <= at else "Called off."
        await replace(interaction, done(f"**{plain(season.plan.name)}**: {said}"))

    async def let_be_last(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Lets it run to its end, and no other follow."""
        season = await self._asked_about(interaction, arguments)
        if not await self._kept.stop_repeating(season, by=interaction.user.id, at=moment_of(interaction)):
            raise _overtaken()
        await replace(interaction, done(f"**{plain(season.plan.name)}** runs to its end; no season follows by itself."))

    @app_commands.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """All seasons of this server, with their champions"""
        await respond(interaction, await self._list(interaction, 1))

    async def turn_list(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page of the list: in the place of the card for who asked for it, in private for everybody else."""
        await turn_page(interaction, await self._list(interaction, int(arguments[0])))

    async def open_list(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The list from the button of another card, for the eyes of who pressed it."""
        await respond(interaction, await self._list(interaction, 1), ephemeral=True)

    async def _list(self, interaction: Interaction, page: int) -> Card:
        guild_id = interaction.guild_id or 0
        there = await self._kept.of_guild(guild_id)
        champions = await self._kept.champions_of_guild(guild_id)
        return seasons.list_card(there, champions, now_at=moment_of(interaction), page=page)

    @app_commands.command()
    @app_commands.describe(
        season="Which one; the current or last if left out", page="Which page; the first if left out"
    )
    async def show(
        self,
        interaction: Interaction,
        season: Transform[Season, SeasonOption(seasons.EXAMPLE)] | None = None,
        page: Range[int, 1, 1_000_000] = 1,
    ) -> None:
        """The standings of a season, also long after its end"""
        chosen = season or await self._latest(interaction)
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        await respond(interaction, await self._card(interaction, chosen, page, is_hidden), ephemeral=is_hidden)

    async def turn(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page of the standings: in the place of the card for who asked for it, else in private."""
        season_id, page = map(int, arguments)
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        card = await self._card(interaction, await self._there(interaction, season_id), page, is_hidden)
        await turn_page(interaction, card, is_private=is_hidden)

    async def open(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The standings from the button of another card, for the eyes of who pressed it."""
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        card = await self._card(interaction, await self._there(interaction, int(arguments[0])), 1, is_hidden)
        await respond(interaction, card, ephemeral=True)

    async def _card(self, interaction: Interaction, season: Season, page: int, is_hidden: bool) -> Card:
        asker = interaction.user.id, interaction.user.display_name
        return await self._turns.card(season, page, asker, now_at=moment_of(interaction), is_hidden=is_hidden)

    async def _there(self, interaction: Interaction, season_id: int) -> Season:
        """The season of this server with that number.

        Raises:
            Refusal: it was called off.
        """
        season = await self._kept.get(season_id)
        if season is None or season.guild_id != interaction.guild_id:
            raise Refusal("That season was called off.", "The list has those that there are.", "/season list")
        return season

    async def _latest(self, interaction: Interaction) -> Season:
        """The season under way, else the one that ended last, else the one that comes.

        Raises:
            Refusal: there is none at all.
        """
        there = await self._kept.of_guild(interaction.guild_id or 0)
        season = current(there, moment_of(interaction))
        if season is None:
            raise Refusal("No season has been held here yet.", "Hosts begin one.", seasons.EXAMPLE)
        return season

    async def _under_way(self, interaction: Interaction) -> Season:
        """The season that can be ended: the one under way, else the one that comes next.

        Raises:
            Refusal: there is none.
        """
        at = moment_of(interaction)
        ahead = [one for one in await self._kept.of_guild(interaction.guild_id or 0) if one.ends_at > at]
        if not ahead:
            raise Refusal("No season is under way or planned here.", "Hosts begin one.", seasons.EXAMPLE)
        return min(ahead, key=lambda season: season.starts_at)

    async def _asked_about(self, interaction: Interaction, arguments: Sequence[str]) -> Season:
        """The season that a host is asked about; the permission is that of the press.

        Raises:
            Refusal: who presses is no host, or the season was called off.
        """
        await host_settings(interaction)
        return await self._there(interaction, int(arguments[0]))


def _overtaken() -> Refusal:
    return Refusal("That was done already, or it is over.", "The list shows what is next.", "/season list")


def _packs(stock: Stock, typed: str | None) -> tuple[str, ...]:
    """The keys of the packs that are named.

    Raises:
        Refusal: there is no such pack, with the nearest.
    """
    named = [part for part in (typed or "").split(",") if part.strip()]
    command = f"{seasons.EXAMPLE[1:]}"
    keys = (options.resolve(stock, "question", "pack", part.strip(), command) for part in named)
    return tuple(dict.fromkeys(keys))


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = SeasonCommands(bot.seasons, bot.turns, bot.privacy)
    presses = {"season": cog.turn, "season-open": cog.open, "season-result": cog.open, "seasons": cog.turn_list}
    presses |= {"seasons-open": cog.open_list, "season-end": cog.end_now, "season-last": cog.let_be_last}
    for verb, answer in presses.items():
        bot.on_press(verb, answer)
    await bot.add_cog(cog)
