"""Slash-command options with a list: offered while somebody types, checked again on arrival."""

from functools import cache
from importlib.resources import files
from typing import get_args

import discord
from discord import AppCommandOptionType, app_commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import Catalogue, FilterName, kind_of
from bot.domain.content import Item, Kind
from bot.domain.recency import RECENCY, USUAL
from bot.domain.search import title_of
from bot.domain.season import Season
from bot.domain.zones import nearest_zones, zone_named
from bot.errors import Refusal
from bot.interactions import catalogue_with, host_settings, stock_of
from bot.places import Place, place
from bot.presentation import options, schedules, seasons
from bot.presentation.labels import KINDS
from bot.presentation.text import CHOICE_LIMIT, clip, listed, plain, plural
from bot.storage.schedules import Schedule

Choices = list[app_commands.Choice[int | float | str]]


class FilterOption(app_commands.Transformer[Clio]):
    """A value of one filter that has items of one kind: the one given, or that of the option `kind` of a schedule."""

    def __init__(self, kind: Kind | None, name: FilterName) -> None:
        super().__init__()
        self._kind = kind
        self._name = name

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The key that was meant.

        Raises:
            Refusal: no such value has items, or what is scheduled has no filters.
        """
        kind = self._kind or _scheduled(interaction)
        if kind is None:
            raise Refusal(
                f"What happened on a day is shown whole, and a daily asks of all: no {self._name} narrows them.",
                "What-ifs, facts, quotes and quizzes have.",
                f"/schedule add kind:fact day:Monday time:18:00 {self._name}:{value}",
            )
        command = _command(interaction)
        if self._kind is None:
            command += f" kind:{interaction.namespace.kind} day:Monday time:18:00"
        return options.resolve(await stock_of(interaction), kind, self._name, value, command)

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The values that still have items under the other options typed so far."""
        stock = await stock_of(interaction)
        kind = self._kind or _scheduled(interaction)
        if kind is None:
            return []
        others: dict[FilterName, str] = {}
        for name in get_args(FilterName):
            typed = getattr(interaction.namespace, name, None)
            if name == self._name or not isinstance(typed, str):
                continue
            try:
                others[name] = options.resolve(stock, kind, name, typed, "")
            except Refusal:
                continue
        return [*options.choices(stock, kind, self._name, str(value), others)]


class ItemOption(app_commands.Transformer[Clio]):
    """The id of an item, of one kind or of any."""

    def __init__(self, kind: Kind | None = None) -> None:
        super().__init__()
        self._kind = kind

    async def transform(self, interaction: Interaction, value: str, /) -> Item:
        """The item that was meant.

        Raises:
            Refusal: no item has this id, or it is of another kind.
        """
        catalogue = await catalogue_with(interaction, value)
        return item(catalogue, value, _command(interaction), self._kind)

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """Items whose id begins so, or whose words fit."""
        stock = await stock_of(interaction)
        hits = stock.found(await interaction.client.search_index(), str(value), 25, growing=True)
        ids = [str(value).strip().lower(), *(hit.item_id for hit in hits)]
        fitting = {one.id: one for one in map(stock.get, ids) if one and self._kind in (None, kind_of(one))}
        return [
            app_commands.Choice(name=clip(f"{item_id} · {title_of(one)}", CHOICE_LIMIT), value=item_id)
            for item_id, one in list(fitting.items())[:25]  # choices; Discord, Application Commands
        ]


class FoundOption(app_commands.Transformer[Clio]):
    """Words to search for; what is offered are the items that they find."""

    @property
    def max_value(self) -> int:
        """The longest text that Discord lets through."""
        return CHOICE_LIMIT

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The words as typed, or the id of the item chosen from the list."""
        return value

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """Titles of the items found so far."""
        return [
            app_commands.Choice(name=hit.title, value=hit.item_id)
            for hit in (await stock_of(interaction)).found(
                await interaction.client.search_index(), str(value), 25, growing=True
            )
        ]


class ZoneOption(app_commands.Transformer[Clio]):
    """A time zone, by its name in the IANA's list; `example` is what can be typed before one."""

    def __init__(self, example: str) -> None:
        super().__init__()
        self._example = example

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The zone that was meant.

        Raises:
            Refusal: there is no such zone, with the three nearest.
        """
        return zone(value, self._example)

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The zones that fit what was typed so far."""
        return [app_commands.Choice(name=near, value=near) for near in nearest_zones(_zones(), str(value), 25)]


class PlaceOption(app_commands.Transformer[Clio]):
    """A text channel or a forum of the server; `example` is what can be typed before one."""

    def __init__(self, example: str) -> None:
        super().__init__()
        self._example = example

    @property
    def type(self) -> AppCommandOptionType:
        """One channel."""
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Those that can be posted in."""
        return [discord.ChannelType.text, discord.ChannelType.news, discord.ChannelType.forum]

    async def transform(self, interaction: Interaction, value: app_commands.AppCommandChannel, /) -> Place:
        """The channel, as Clio knows it.

        Raises:
            Refusal: it is not of this server, or out of her sight.
        """
        return place(interaction, value.id, self._example)


class TagOption(app_commands.Transformer[Clio]):
    """The name of a tag of the forum that the option `channel` names."""

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The name as typed: which tags there are depends on where it is posted in the end."""
        return value

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The forum's tags that have what was typed so far in their name."""
        chosen = getattr(interaction.namespace, "channel", None) or interaction.channel
        forum = interaction.guild.get_channel(chosen.id) if interaction.guild and chosen else None
        tags = forum.available_tags if isinstance(forum, discord.ForumChannel) else []
        wanted = str(value).casefold().strip()
        return [app_commands.Choice(name=tag.name, value=tag.name) for tag in tags if wanted in tag.name.casefold()]


class ScheduleOption(app_commands.Transformer[Clio]):
    """A schedule of the server, by its number."""

    async def transform(self, interaction: Interaction, value: str, /) -> Schedule:
        """The schedule that was meant.

        Raises:
            Refusal: who asks is no host, or there is no such schedule, with those that there are.
        """
        await host_settings(interaction)
        number = value.strip().removeprefix("#")
        there = await interaction.client.schedules.of_guild(interaction.guild_id or 0)
        for schedule in there:
            if str(schedule.id) == number:
                return schedule
        raise Refusal(
            f"No schedule of this server has the number “{plain(clip(number, 20))}”.",
            f"There are: {schedules.names(there)}." if there else "There are none yet.",
            f"/{_command(interaction)} schedule:{there[0].id}" if there else schedules.EXAMPLE,
        )

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The schedules that have what was typed so far in their name; none for who is no host."""
        try:
            await host_settings(interaction)
        except Refusal:
            return []
        wanted = str(value).casefold().strip()
        there = await interaction.client.schedules.of_guild(interaction.guild_id or 0)
        offered = [one for one in there if wanted in schedules.name_of(one).casefold()]
        return [app_commands.Choice(name=schedules.name_of(one), value=str(one.id)) for one in offered[:25]]


class SeasonOption(app_commands.Transformer[Clio]):
    """A season of the server, by its number or name; `example` is what can be typed where there is none."""

    def __init__(self, example: str) -> None:
        super().__init__()
        self._example = example

    async def transform(self, interaction: Interaction, value: str, /) -> Season:
        """The season that was meant; of several with a name the latest.

        Raises:
            Refusal: the server has no such season, with those that it has.
        """
        there = await interaction.client.seasons.of_guild(interaction.guild_id or 0)
        wanted = value.strip().casefold()
        for season in there:
            if wanted in (str(season.id), season.plan.name.casefold()):
                return season
        raise Refusal(
            f"No season of this server is called “{plain(clip(value, 40))}”.",
            f"There are: {plain(listed([one.plan.name for one in there[:8]], 'and'))}." if there else "",
            f"/{_command(interaction)} season:{there[0].id}" if there else self._example,
        )

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The seasons that have what was typed so far in their name, the latest first."""
        wanted = str(value).strip().casefold()
        there = await interaction.client.seasons.of_guild(interaction.guild_id or 0)
        offered = [one for one in there if wanted in one.plan.name.casefold()]
        return [app_commands.Choice(name=seasons.choice(one), value=str(one.id)) for one in offered[:25]]


class NumberOption(app_commands.Transformer[Clio]):
    """A number within a range."""

    def __init__(self, name: str, least: int, most: int, unit: str = "") -> None:
        super().__init__()
        self._name = name
        self._range = (least, most)
        self._unit = unit

    @property
    def type(self) -> AppCommandOptionType:
        """Not only whole numbers."""
        return AppCommandOptionType.number

    @property
    def min_value(self) -> int:
        """The least that Discord lets through."""
        return self._range[0]

    @property
    def max_value(self) -> int:
        """The most that Discord lets through."""
        return self._range[1]

    async def transform(self, interaction: Interaction, value: float, /) -> float:
        """The number.

        Raises:
            Refusal: it is outside the range.
        """
        least, most = self._range
        if not least <= value <= most:
            raise Refusal(
                f"{value:g}{self._unit} is outside the range.",
                f"Allowed: {least} to {most}{self._unit}, parts included.",
                f"/{_command(interaction)} {self._name}:{(least + most) / 2:g}",
            )
        return value


class RecencyOption(app_commands.Transformer[Clio]):
    """How many years ago something has to lie; the usual ones are offered."""

    @property
    def type(self) -> AppCommandOptionType:
        """A whole number."""
        return AppCommandOptionType.integer

    @property
    def min_value(self) -> int:
        """No such rule."""
        return RECENCY.start

    @property
    def max_value(self) -> int:
        """The most that Discord lets through."""
        return RECENCY.stop - 1

    async def transform(self, interaction: Interaction, value: int, /) -> int:
        """The number.

        Raises:
            Refusal: it is outside the range.
        """
        if value not in RECENCY:
            raise Refusal(
                f"{value} years is outside the range.",
                f"Allowed: {RECENCY.start} to {RECENCY.stop - 1}; 0 switches the rule off.",
                f"/{_command(interaction)} recency:20",
            )
        return value

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The usual numbers, and the one typed so far."""
        typed = str(value).strip()
        years = [int(typed)] if typed.isdecimal() and int(typed) in RECENCY else []
        return [
            app_commands.Choice(name=plural(number, "year") if number else "No such rule", value=number)
            for number in dict.fromkeys([*years, *USUAL])
        ]


@cache
def _zones() -> tuple[str, ...]:
    """Every name that tzdata has, which comes with Clio; the system's list takes 400 times as long to find."""
    return tuple((files("tzdata") / "zones").read_text("ascii").split())


def zone(typed: str, example: str) -> str:
    """The time zone that was meant.

    Raises:
        Refusal: there is no such zone, with the three nearest; `example` stands before the first of them.
    """
    found = zone_named(_zones(), typed)
    if found is None:
        near = nearest_zones(_zones(), typed, 3)
        raise Refusal(
            f"No time zone is called “{plain(clip(typed, 40))}”.",
            f"Nearest: {plain(listed(near))}. Any name of the IANA's list is allowed.",
            f"{example}{near[0]}",
        )
    return found


def item(catalogue: Catalogue, item_id: str, command: str, kind: Kind | None = None) -> Item:
    """The item with this id.

    Raises:
        Refusal: there is none, with the nearest ids; or it is of another kind.
    """
    found = catalogue.get(item_id.strip().lower())
    if found is None:
        near = catalogue.nearest_ids(item_id)
        raise Refusal(
            f"No item has the id “{plain(clip(item_id, 40))}”.",
            f"Nearest: {listed(near)}. Each card shows its id at its foot." if near else "",
            f"/{command} id:{near[0]}" if near else "/fact",
        )
    if kind and kind_of(found) != kind:
        raise Refusal(
            f"{found.id} is a {KINDS[kind_of(found)]}, not a {KINDS[kind]}.",
            "/source shows any item's sources.",
            f"/source id:{found.id}",
        )
    return found


def _scheduled(interaction: Interaction) -> Kind | None:
    """The kind of the items that the schedule in the making posts; None where it is no single one."""
    typed = str(getattr(interaction.namespace, "kind", ""))
    return "question" if typed == "quiz" else next((kind for kind in get_args(Kind) if kind == typed), None)


def _command(interaction: Interaction) -> str:
    return interaction.command.qualified_name if interaction.command else ""
