"""Rules for application commands."""

import unicodedata
from collections import Counter
from typing import Any

from playground.wire import Json

from .faults import Faults

SLASH, USER, MESSAGE = 1, 2, 3
SUBCOMMAND, GROUP, STRING, INTEGER, NUMBER = 1, 2, 3, 4, 10
MOST = {SLASH: 100, USER: 15, MESSAGE: 15}
OPTIONS, CHOICES, TOTAL = 25, 25, 8000
CHOICE_VALUE = 100


def check_commands(commands: list[Json], *, only_last: bool = False) -> None:
    """All commands of one scope together; with `only_last` the others are known to be right."""
    faults = Faults()
    counts = Counter(command.get("type") or SLASH for command in commands)
    for kind, most in MOST.items():
        if counts[kind] > most:
            faults.add("", "APPLICATION_COMMAND_TOO_MANY", f"At most {most} commands of type {kind}.")
    names = Counter((command.get("type") or SLASH, command.get("name")) for command in commands)
    for (_, name), number in names.items():
        if number > 1:
            faults.add("", "APPLICATION_COMMANDS_DUPLICATE_NAME", f"Application command names must be unique: {name}")
    for index, command in enumerate(commands):
        if not only_last or index == len(commands) - 1:
            _check_command(faults, "" if only_last else f"{index}.", command)
    faults.raise_if_any()


def _check_command(faults: Faults, here: str, command: Json) -> None:
    kind = command.get("type") or SLASH
    if kind == SLASH:
        _check_name(faults, f"{here}name", command.get("name"))
        faults.length(f"{here}description", command.get("description"), 100, 1)
    else:
        faults.length(f"{here}name", command.get("name"), 32, 1)
        if command.get("description") or command.get("options"):
            faults.add(f"{here}description", "BASE_TYPE_MAX_LENGTH", "Only slash commands have one, and options.")
    for key, most in (("name_localizations", 32), ("description_localizations", 100)):
        for locale, text in (command.get(key) or {}).items():
            faults.length(f"{here}{key}.{locale}", text, most, 1)
    options = command.get("options") or []
    _check_options(faults, f"{here}options", options, depth=0)
    if _size(command) > TOTAL:
        faults.add(
            f"{here}options",
            "APPLICATION_COMMAND_TOO_LARGE",
            f"Command exceeds maximum size of {TOTAL} characters for name, description and choices together.",
        )


def _check_options(faults: Faults, here: str, options: list[Json], *, depth: int) -> None:
    faults.count(here, options, OPTIONS)
    nested = [option for option in options if option.get("type") in (SUBCOMMAND, GROUP)]
    if nested and len(nested) != len(options):
        faults.add(here, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Sub-commands and options cannot be mixed.")
    optional_seen = False
    names: set[Any] = set()
    for index, option in enumerate(options):
        place = f"{here}.{index}"
        _check_name(faults, f"{place}.name", option.get("name"))
        faults.length(f"{place}.description", option.get("description"), 100, 1)
        if option.get("name") in names:
            faults.add(f"{place}.name", "APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED", "Option names must be unique.")
        names.add(option.get("name"))
        if option.get("type") in (SUBCOMMAND, GROUP):
            if (option["type"] == GROUP and depth > 0) or depth > 1:
                faults.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "Groups cannot be nested.")
            if option["type"] == GROUP and not option.get("options"):
                faults.add(f"{place}.options", "BASE_TYPE_REQUIRED", "A group needs sub-commands.")
            _check_options(faults, f"{place}.options", option.get("options") or [], depth=depth + 1)
            continue
        if option.get("required"):
            if optional_seen:
                faults.add(
                    place,
                    "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID",
                    "Required options must be placed before non-required options",
                )
        else:
            optional_seen = True
        _check_value_option(faults, place, option)


def _check_value_option(faults: Faults, place: str, option: Json) -> None:
    kind, choices = option.get("type"), option.get("choices")
    if option.get("autocomplete") and choices:
        faults.add(
            f"{place}.autocomplete",
            "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CHOICES",
            "An option cannot have both autocomplete and choices.",
        )
    if (choices or option.get("autocomplete")) and kind not in (STRING, INTEGER, NUMBER):
        faults.add(place, "APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", "This type has no choices or autocomplete.")
    faults.count(f"{place}.choices", choices, CHOICES)
    names: set[Any] = set()
    for index, choice in enumerate(choices or ()):
        where = f"{place}.choices.{index}"
        faults.length(f"{where}.name", choice.get("name"), 100, 1)
        if choice.get("name") in names:
            faults.add(
                f"{where}.name", "APPLICATION_COMMAND_OPTIONS_CHOICE_NAME_DUPLICATED", "Choice names must be unique."
            )
        names.add(choice.get("name"))
        if kind == STRING:
            faults.length(f"{where}.value", choice.get("value"), CHOICE_VALUE)
        elif isinstance(choice.get("value"), (str, bool)):
            faults.add(f"{where}.value", "NUMBER_TYPE_COERCE", "The value must be a number.")
    for low, high in (("min_value", "max_value"), ("min_length", "max_length")):
        if option.get(low) is not None and option.get(high) is not None and option[low] > option[high]:
            faults.add(f"{place}.{low}", "NUMBER_TYPE_MAX", f"{low} must not exceed {high}.")


def _check_name(faults: Faults, path: str, name: Any) -> None:
    if not isinstance(name, str) or not 1 <= len(name) <= 32:
        faults.add(path, "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
    elif name != name.lower() or not all(_allowed_in_name(character) for character in name):
        faults.add(path, "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")


def _allowed_in_name(character: str) -> bool:
    if character in "-_'" or unicodedata.category(character)[0] in "LN":
        return True
    return "\u0900" <= character <= "\u097f" or "\u0e00" <= character <= "\u0e7f"  # Devanagari and Thai signs


def _size(part: Json) -> int:
    size = 0
    for key in ("name", "description"):
        longest = [part.get(key) or "", *(part.get(f"{key}_localizations") or {}).values()]
        size += max(len(text) for text in longest)
    if isinstance(part.get("value"), str):
        size += len(part["value"])
    return size + sum(_size(inner) for key in ("options", "choices") for inner in part.get(key) or ())
