"""What a message is built of: Discord's components as plain values, and the card that carries them.

discord.py's own objects would be made, walked and copied for each answer; a plain value is made once and sent as it is.
Cards share values, so nobody changes one that was made. Shapes and limits: Discord, Component Reference.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from discord import ui

from bot.presentation.text import lines

Component = dict[str, Any]
Style = Literal["primary", "secondary", "success", "danger"]

COMPONENT_LIMIT = 40  # in one message, those within others counted too
OPTION_LIMIT = 25  # in one select

_ROW, _BUTTON, _SELECT, _ROLE_SELECT, _CHANNEL_SELECT, _TEXT, _GALLERY = 1, 2, 3, 6, 8, 10, 12
_FILE, _SEPARATOR, _CONTAINER = 13, 14, 17
TEXT_CHANNEL, ANNOUNCEMENTS, FORUM = 0, 5, 15  # Discord, Channel Types
_STYLES: Mapping[Style, int] = {"primary": 1, "secondary": 2, "success": 3, "danger": 4}


class Card:
    """A message with components v2, which never has content or embeds beside it."""

    def __init__(self, *components: Component) -> None:
        self._components = components

    def to_components(self) -> list[Component]:
        """The components as Discord takes them."""
        return [*self._components]

    def view(self) -> ui.LayoutView:
        """The card for whatever in discord.py takes a view.

        It is finished: its buttons carry their state in their ids, so discord.py has nothing to keep in memory.
        """
        return _View(self)


class _View(ui.LayoutView):
    def __init__(self, card: Card) -> None:
        super().__init__(timeout=None)
        self._card = card
        self.stop()

    def to_components(self) -> list[Component]:
        return self._card.to_components()

    def has_components_v2(self) -> bool:
        return True


def container(*parts: Component, colour: int | None = None, mark: int | None = None) -> Component:
    """A frame round the parts, with a coloured edge; Discord gives a message back with the mark that nobody sees."""
    frame: Component = {"type": _CONTAINER, "accent_color": colour, "components": [*parts]}
    return frame if mark is None else {**frame, "id": mark}


def text(*parts: str) -> Component:
    """One block of text: the parts that are not empty, one a line."""
    return {"type": _TEXT, "content": lines(parts)}


def separator() -> Component:
    """A thin line."""
    return {"type": _SEPARATOR}


def gallery(*pictures: tuple[str, str]) -> Component:
    """Pictures beside each other, each an address (`attachment://name.png` of a file sent along) and its words."""
    return {"type": _GALLERY, "items": [{"media": {"url": url}, "description": words} for url, words in pictures]}


def file(url: str) -> Component:
    """A file to load down, by its address: `attachment://name.json` of one sent along."""
    return {"type": _FILE, "file": {"url": url}}


def row(*parts: Component) -> Component:
    """At most five buttons beside each other, or one select."""
    return {"type": _ROW, "components": [*parts]}


def button(label: str, custom_id: str, style: Style = "secondary", *, disabled: bool = False) -> Component:
    """A button whose id says all that its press needs."""
    return {
        "type": _BUTTON,
        "style": _STYLES[style],
        "label": label,
        "custom_id": custom_id,
        "disabled": disabled,
    }


def option(label: str, value: str, description: str = "", *, chosen: bool = False) -> Component:
    """One line of a select, `chosen` before anybody touches it."""
    said = {"description": description} if description else {}
    return {"label": label, "value": value, **said, **({"default": True} if chosen else {})}


def select(custom_id: str, placeholder: str, options: Sequence[Component]) -> Component:
    """A row with a list to choose one of."""
    return row({"type": _SELECT, "custom_id": custom_id, "placeholder": placeholder, "options": [*options]})


def forum_select(custom_id: str, placeholder: str) -> Component:
    """A row with a list of the server's forums to choose one of."""
    return channel_select(custom_id, placeholder, [FORUM])


def channel_select(
    custom_id: str, placeholder: str, types: Sequence[int], *, chosen_id: int | None = None
) -> Component:
    """A row with a list of the server's channels of these types to choose one of."""
    chosen = _chosen("channel", chosen_id)
    channels = {"type": _CHANNEL_SELECT, "custom_id": custom_id, "placeholder": placeholder, "channel_types": [*types]}
    return row({**channels, **chosen})


def role_select(custom_id: str, placeholder: str, *, chosen_id: int | None = None) -> Component:
    """A row with a list of the server's roles to choose one of."""
    chosen = _chosen("role", chosen_id)
    return row({"type": _ROLE_SELECT, "custom_id": custom_id, "placeholder": placeholder, **chosen})


def _chosen(kind: str, chosen_id: int | None) -> Component:
    return {"default_values": [{"id": str(chosen_id), "type": kind}]} if chosen_id else {}
