"""Slash-command options with a list: offered while somebody types, checked again on arrival."""

from functools import cache
from importlib.resources import files
from typing import get_args

from discord import AppCommandOptionType, app_commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import Catalogue, FilterName, kind_of
from bot.domain.content import Item, Kind
from bot.domain.search import title_of
from bot.domain.zones import nearest_zones, zone_named
from bot.errors import Refusal
from bot.presentation import options
from bot.presentation.labels import KINDS
from bot.presentation.text import CHOICE_LIMIT, clip, listed, plain

Choices = list[app_commands.Choice[int | float | str]]


class FilterOption(app_commands.Transformer[Clio]):
    """A value of one filter that has items of one kind."""

    def __init__(self, kind: Kind, name: FilterName) -> None:
        super().__init__()
        self._kind = kind
        self._name = name

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The key that was meant.

        Raises:
            Refusal: no such value has items.
        """
        return options.resolve(interaction.client.catalogue, self._kind, self._name, value, _command(interaction))

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The values that still have items under the other options typed so far."""
        catalogue = interaction.client.catalogue
        others: dict[FilterName, str] = {}
        for name in get_args(FilterName):
            typed = getattr(interaction.namespace, name, None)
            if name == self._name or not isinstance(typed, str):
                continue
            try:
                others[name] = options.resolve(catalogue, self._kind, name, typed, "")
            except Refusal:
                continue
        return [*options.choices(catalogue, self._kind, self._name, str(value), others)]


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
        return item(interaction.client.catalogue, value, _command(interaction), self._kind)

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """Items whose id begins so, or whose words fit."""
        catalogue = interaction.client.catalogue
        index = await interaction.client.search_index()
        ids = [str(value).strip().lower(), *(hit.item_id for hit in index.suggest(str(value)))]
        fitting = {one.id: one for one in map(catalogue.get, ids) if one and self._kind in (None, kind_of(one))}
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
            for hit in (await interaction.client.search_index()).suggest(str(value))
        ]


class ZoneOption(app_commands.Transformer[Clio]):
    """A time zone, by its name in the IANA's list."""

    async def transform(self, interaction: Interaction, value: str, /) -> str:
        """The zone that was meant.

        Raises:
            Refusal: there is no such zone, with the three nearest.
        """
        zone = zone_named(_zones(), value)
        if zone is None:
            near = nearest_zones(_zones(), value, 3)
            raise Refusal(
                f"No time zone is called “{plain(clip(value, 40))}”.",
                f"Nearest: {plain(listed(near))}. Any name of the IANA's list is allowed.",
                f"/{_command(interaction)} time_zone:{near[0]}",
            )
        return zone

    async def autocomplete(self, interaction: Interaction, value: float | str, /) -> Choices:
        """The zones that fit what was typed so far."""
        return [app_commands.Choice(name=zone, value=zone) for zone in nearest_zones(_zones(), str(value), 25)]


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


@cache
def _zones() -> tuple[str, ...]:
    """Every name that tzdata has, which comes with Clio; the system's list takes 400 times as long to find."""
    return tuple((files("tzdata") / "zones").read_text("ascii").split())


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


def _command(interaction: Interaction) -> str:
    return interaction.command.qualified_name if interaction.command else ""
