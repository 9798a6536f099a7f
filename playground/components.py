"""Components of messages and modals: walked through, and completed as Discord stores them (ids, defaults, media)."""

from collections.abc import Callable, Iterator
from itertools import count

from .wire import Json

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
ONLY_V2 = frozenset((SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER))
INPUTS = frozenset((TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX))
LINK, PREMIUM = 5, 6  # button styles

Media = Callable[[str], Json]
"""Gives the stored form of a URL; `attachment://name` points to a file of the same message."""


def walk(components: list[Json]) -> Iterator[Json]:
    """Every component, parents before children, in the order in which they are shown."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        for key in ("accessory", "component"):
            if component.get(key):
                yield component[key]


def stored(components: list[Json], media: Media) -> list[Json]:
    """The components as Discord answers them: each with an id, defaults filled in, nulls left out.

    Ids that the application gave stay; the others are numbered from 1 in the order shown, skipping those taken.
    """
    taken = {c["id"] for c in walk(components) if c.get("id")}
    numbers = (number for number in count(1) if number not in taken)
    return [_stored(component, numbers, media) for component in components]


def _stored(component: Json, numbers: Iterator[int], media: Media) -> Json:
    kind = component["type"]
    data: Json = {"type": kind, "id": component.get("id") or next(numbers)}
    if kind == BUTTON:
        _copy(component, data, "style", "label", "custom_id", "url", "sku_id")
        if component.get("emoji"):
            data["emoji"] = _emoji(component["emoji"])
        if component.get("disabled"):
            data["disabled"] = True
    elif kind in SELECTS:
        _copy(component, data, "custom_id", "placeholder", "channel_types", "default_values", "required")
        data["min_values"] = component.get("min_values", 1)
        data["max_values"] = component.get("max_values") or 1
        if component.get("disabled"):
            data["disabled"] = True
        if kind == STRING_SELECT:
            data["options"] = [_option(option) for option in component["options"]]
    elif kind == TEXT_DISPLAY:
        data["content"] = component["content"]
    elif kind == SEPARATOR:
        divider, spacing = component.get("divider"), component.get("spacing")
        data |= {"divider": True if divider is None else divider, "spacing": spacing or 1}
    elif kind == THUMBNAIL:
        data |= _media_item(component, media)
    elif kind == GALLERY:
        data["items"] = [_media_item(item, media) for item in component["items"]]
    elif kind == FILE:
        file = media(component["file"]["url"])
        data |= {"file": file, "name": file.pop("_name", None), "size": file.pop("_size", None)}
        data["spoiler"] = bool(component.get("spoiler"))
    elif kind == TEXT_INPUT:
        _copy(component, data, "custom_id", "style", "value", "placeholder")
        data["label"] = component.get("label")
        data["required"] = component.get("required", True)
        data |= {"min_length": component.get("min_length"), "max_length": component.get("max_length")}
    elif kind in (FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX):
        data |= {key: value for key, value in component.items() if value is not None and key != "id"}
    if kind == CONTAINER:
        data |= {"accent_color": component.get("accent_color"), "spoiler": bool(component.get("spoiler"))}
    if kind == LABEL:
        _copy(component, data, "label", "description")
        data["component"] = _stored(component["component"], numbers, media)
    if "components" in component:
        data["components"] = [_stored(child, numbers, media) for child in component["components"]]
    if component.get("accessory"):
        data["accessory"] = _stored(component["accessory"], numbers, media)
    return data


def _copy(source: Json, target: Json, *keys: str) -> None:
    for key in keys:
        if source.get(key) is not None:
            target[key] = source[key]


def _emoji(emoji: Json) -> Json:
    data: Json = {"name": emoji["name"]}
    if emoji.get("id"):
        data |= {"id": str(emoji["id"]), "animated": bool(emoji.get("animated"))}
    return data


def _option(option: Json) -> Json:
    data: Json = {"label": option["label"], "value": option["value"]}
    _copy(option, data, "description")
    if option.get("emoji"):
        data["emoji"] = _emoji(option["emoji"])
    if option.get("default"):
        data["default"] = True
    return data


def _media_item(item: Json, media: Media) -> Json:
    found = media(item["media"]["url"])
    found.pop("_name", None)
    found.pop("_size", None)
    return {"media": found, "description": item.get("description"), "spoiler": bool(item.get("spoiler"))}


def texts(components: list[Json]) -> Iterator[str]:
    """Every text that a reader sees in the components, in order."""
    for component in walk(components):
        for key in ("content", "label", "description", "placeholder"):
            if component.get(key):
                yield component[key]
        for option in component.get("options") or []:
            yield option["label"]
        for item in component.get("items") or []:
            if item.get("description"):
                yield item["description"]
