"""Components of messages and modals: walked through, and completed as Discord stores them (ids, defaults, media)."""

from collections.abc import Callable, Iterator
from itertools import count

from .wire import Json

ACTION_ROW, BUTTON, STRING_SELECT, TEXT_INPUT = 1, 2, 3, 4
USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT = 5, 6, 7, 8
SECTION, TEXT_DISPLAY, THUMBNAIL, GALLERY, FILE, SEPARATOR, CONTAINER = 9, 10, 11, 12, 13, 14, 17
LABEL, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX = 18, 19, 21, 22, 23

SELECTS = (STRING_SELECT, USER_SELECT, ROLE_SELECT, MENTIONABLE_SELECT, CHANNEL_SELECT)
INPUTS = frozenset((TEXT_INPUT, *SELECTS, FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX))
LINK, PREMIUM = 5, 6  # button styles

Media = Callable[[str], Json]
"""Gives the stored form of a URL; `attachment://name` points to a file of the same message."""


def walk(components: list[Json]) -> list[Json]:
    """Every component, parents before children, in the order in which they are shown."""
    found: list[Json] = []
    _walk(components, found)
    return found


def _walk(components: list[Json], found: list[Json]) -> None:
    for component in components:
        found.append(component)
        children = component.get("components")
        if children:
            _walk(children, found)
        inner = component.get("accessory") or component.get("component")
        if inner:
            found.append(inner)


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
    complete = _OWN_PARTS.get(kind)
    if complete is not None:
        complete(component, data, media)
    if "components" in component:
        data["components"] = [_stored(child, numbers, media) for child in component["components"]]
    for key in ("accessory", "component"):
        if component.get(key):
            data[key] = _stored(component[key], numbers, media)
    return data


def _button(component: Json, data: Json, _: Media) -> None:
    _copy(component, data, "style", "label", "custom_id", "url", "sku_id")
    if component.get("emoji"):
        data["emoji"] = _emoji(component["emoji"])
    if component.get("disabled"):
        data["disabled"] = True


def _select(component: Json, data: Json, _: Media) -> None:
    _copy(component, data, "custom_id", "placeholder", "channel_types", "default_values", "required")
    least = component.get("min_values")
    data |= {"min_values": 1 if least is None else least, "max_values": component.get("max_values") or 1}
    if component.get("disabled"):
        data["disabled"] = True
    if component.get("options"):
        data["options"] = [_option(option) for option in component["options"]]


def _text_input(component: Json, data: Json, _: Media) -> None:
    _copy(component, data, "custom_id", "style", "value", "placeholder")
    required = component.get("required")
    data |= {
        "label": component.get("label"),
        "required": True if required is None else required,
        "min_length": component.get("min_length"),
        "max_length": component.get("max_length"),
    }


def _separator(component: Json, data: Json, _: Media) -> None:
    divider = component.get("divider")
    data |= {"divider": True if divider is None else divider, "spacing": component.get("spacing") or 1}


def _file(component: Json, data: Json, media: Media) -> None:
    file = media(component["file"]["url"])
    data |= {"file": file, "name": file.pop("_name", None), "size": file.pop("_size", None)}
    data["spoiler"] = bool(component.get("spoiler"))


def _media_item(item: Json, media: Media) -> Json:
    found = media(item["media"]["url"])
    found.pop("_name", None)
    found.pop("_size", None)
    return {"media": found, "description": item.get("description"), "spoiler": bool(item.get("spoiler"))}


def _as_it_is(component: Json, data: Json, _: Media) -> None:
    data |= {key: value for key, value in component.items() if value is not None and key != "id"}


_OWN_PARTS: dict[int, Callable[[Json, Json, Media], None]] = {
    BUTTON: _button,
    **dict.fromkeys(SELECTS, _select),
    TEXT_INPUT: _text_input,
    TEXT_DISPLAY: lambda component, data, _: data.update(content=component["content"]),
    THUMBNAIL: lambda component, data, media: data.update(_media_item(component, media)),
    GALLERY: lambda component, data, media: data.update(items=[_media_item(i, media) for i in component["items"]]),
    FILE: _file,
    SEPARATOR: _separator,
    CONTAINER: lambda component, data, _: data.update(
        accent_color=component.get("accent_color"), spoiler=bool(component.get("spoiler"))
    ),
    LABEL: lambda component, data, _: _copy(component, data, "label", "description"),
    **dict.fromkeys((FILE_UPLOAD, RADIO_GROUP, CHECKBOX_GROUP, CHECKBOX), _as_it_is),
}
"""What a component has beside its type, id and children."""


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
