"""Rules for components of messages, v1 and v2, and for what select menus of modals share with them."""

from typing import Any

from playground import components as c
from playground.wire import Json

from .faults import Faults

ROWS, IN_A_ROW, ALL_V2, TEXT_V2, OPTIONS = 5, 5, 40, 4000, 25
SCHEMES = ("http://", "https://", "discord://")
TOP_LEVEL_V2 = {c.ACTION_ROW, c.SECTION, c.TEXT_DISPLAY, c.GALLERY, c.FILE, c.SEPARATOR, c.CONTAINER}
IN_CONTAINER = TOP_LEVEL_V2 - {c.CONTAINER}


def check(faults: Faults, components: list[Json], *, is_v2: bool) -> None:
    """The components of a message."""
    everything = c.walk(components)
    if is_v2:
        if len(everything) > ALL_V2:
            faults.add("components", "BASE_TYPE_MAX_LENGTH", f"Must be {ALL_V2} or fewer in length in total.")
        text = sum(len(x.get("content") or "") for x in everything if x.get("type") == c.TEXT_DISPLAY)
        if text > TEXT_V2:
            faults.add(
                "components", "COMPONENT_MAX_TOTAL_TEXT_LENGTH", f"The text of all components exceeds {TEXT_V2}."
            )
    else:
        faults.count("components", components, ROWS)
    allowed = TOP_LEVEL_V2 if is_v2 else {c.ACTION_ROW}
    _check_list(faults, "components", components, allowed)
    check_ids(faults, everything)


def _check_list(faults: Faults, path: str, components: list[Json], allowed: set[int]) -> None:
    for index, component in enumerate(components):
        here = f"{path}.{index}"
        kind = component.get("type")
        if kind not in allowed:
            numbers = ", ".join(str(number) for number in sorted(allowed))
            faults.add(f"{here}.type", "UNION_TYPE_CHOICES", f'Value of field "type" must be one of ({numbers}).')
            continue
        if kind == c.ACTION_ROW:
            _check_row(faults, here, component.get("components") or [])
        elif kind == c.CONTAINER:
            inner = component.get("components") or []
            faults.count(f"{here}.components", inner, ALL_V2, 1)
            _check_list(faults, f"{here}.components", inner, IN_CONTAINER)
        elif kind == c.SECTION:
            _check_section(faults, here, component)
        elif kind == c.TEXT_DISPLAY:
            faults.length(f"{here}.content", component.get("content"), TEXT_V2, 1)
        elif kind == c.GALLERY:
            faults.count(f"{here}.items", component.get("items"), 10, 1)
        elif kind == c.FILE and not str((component.get("file") or {}).get("url")).startswith("attachment://"):
            faults.add(f"{here}.file.url", "URL_TYPE_INVALID_SCHEME", "Only attachment:// is supported.")


def _check_section(faults: Faults, here: str, section: Json) -> None:
    inner = section.get("components") or []
    faults.count(f"{here}.components", inner, 3, 1)
    _check_list(faults, f"{here}.components", inner, {c.TEXT_DISPLAY})
    accessory = section.get("accessory") or {}
    if accessory.get("type") == c.BUTTON:
        _check_button(faults, f"{here}.accessory", accessory)
    elif accessory.get("type") != c.THUMBNAIL:
        faults.add(f"{here}.accessory", "BASE_TYPE_REQUIRED", "A section needs a button or thumbnail.")


def _check_row(faults: Faults, here: str, row: list[Json]) -> None:
    faults.count(f"{here}.components", row, IN_A_ROW, 1)
    if len(row) > 1 and any(component.get("type") in c.SELECTS for component in row):
        faults.add(f"{here}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", "A select menu needs a row of its own.")
    for index, component in enumerate(row):
        inner = f"{here}.components.{index}"
        if component.get("type") == c.BUTTON:
            _check_button(faults, inner, component)
        elif component.get("type") in c.SELECTS:
            check_select(faults, inner, component)
        else:
            faults.add(f"{inner}.type", "UNION_TYPE_CHOICES", "Only buttons and select menus stand in a row.")


def _check_button(faults: Faults, here: str, button: Json) -> None:
    style, url, custom_id = button.get("style"), button.get("url"), button.get("custom_id")
    if style == c.LINK:
        if not url or custom_id is not None:
            faults.add(f"{here}.url", "BUTTON_COMPONENT_URL", "A link button has a url and no custom id.")
        elif not url.startswith(SCHEMES):
            faults.add(f"{here}.url", "URL_TYPE_INVALID_SCHEME", f"Scheme must be one of {SCHEMES}.")
        else:
            faults.length(f"{here}.url", url, 512)
    elif style != c.PREMIUM:
        if url is not None:
            faults.add(f"{here}.url", "BUTTON_COMPONENT_URL", "Only a link button has a url.")
        faults.length(f"{here}.custom_id", custom_id, 100, 1)
    if style != c.PREMIUM and not button.get("label") and not button.get("emoji"):
        faults.add(f"{here}.label", "BUTTON_COMPONENT_LABEL", "A button needs a label or an emoji.")
    faults.length(f"{here}.label", button.get("label"), 80)


def check_select(faults: Faults, here: str, select: Json) -> None:
    """A select menu of a message or modal."""
    faults.length(f"{here}.custom_id", select.get("custom_id"), 100, 1)
    faults.length(f"{here}.placeholder", select.get("placeholder"), 150)
    least, most = select.get("min_values"), select.get("max_values")
    least, most = 1 if least is None else least, 1 if most is None else most
    if not 0 <= least <= OPTIONS or not 1 <= most <= OPTIONS or least > most:
        faults.add(f"{here}.max_values", "NUMBER_TYPE_MAX", "min_values must not exceed max_values; both at most 25.")
    if select.get("type") != c.STRING_SELECT:
        return
    check_options(faults, here, select, least=1, most=OPTIONS, choosable=most)


def check_options(faults: Faults, here: str, field: Json, *, least: int, most: int, choosable: int) -> None:
    """The options of a menu or group: `least` to `most`, at least as many as are `choosable`, each value once."""
    options = field.get("options") or []
    faults.count(f"{here}.options", options, most, least)
    if choosable > len(options):
        faults.add(f"{here}.max_values", "NUMBER_TYPE_MAX", f"There are only {len(options)} options.")
    values: set[Any] = set()
    for index, option in enumerate(options):
        place = f"{here}.options.{index}"
        faults.length(f"{place}.label", option.get("label"), 100, 1)
        faults.length(f"{place}.value", option.get("value"), 100, 1)
        faults.length(f"{place}.description", option.get("description"), 100)
        if option.get("value") in values:
            faults.add(f"{place}.value", "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED", "This value is used twice.")
        values.add(option.get("value"))
    if sum(bool(option.get("default")) for option in options) > choosable:
        faults.add(f"{here}.options", "SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES", "More defaults than max_values.")


def check_ids(faults: Faults, everything: list[Json]) -> None:
    """The custom ids and numbers of components, of which none is used twice."""
    custom_ids: set[str] = set()
    ids: set[int] = set()
    for component in everything:
        custom_id, number = component.get("custom_id"), component.get("id")
        if custom_id is not None:
            if custom_id in custom_ids:
                faults.add(
                    "components", "COMPONENT_CUSTOM_ID_DUPLICATED", f"Component custom id {custom_id!r} is used twice."
                )
            custom_ids.add(custom_id)
        if number:
            if number in ids:
                faults.add("components", "COMPONENT_ID_DUPLICATED", f"Component id {number} is used twice.")
            ids.add(number)
