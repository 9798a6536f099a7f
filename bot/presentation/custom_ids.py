"""What a button or select carries, so that it works after a restart: `verb:argument:…`, at most 100 characters."""

from collections.abc import Mapping

from bot.domain.catalogue import FilterName
from bot.domain.content import Kind

CUSTOM_ID_LIMIT = 100  # characters; Discord, Component Reference
_SHORT: dict[FilterName, str] = {
    "era": "e",
    "region": "r",
    "topic": "t",
    "person": "p",
    "attribution": "a",
    "type": "y",
    "pack": "k",
}
_LONG = {letter: name for name, letter in _SHORT.items()}


def another(kind: Kind, filters: Mapping[FilterName, str]) -> str | None:
    """The id of the button for another item of the same filters; None where they do not fit."""
    packed = "|".join(f"{_SHORT[name]}={value}" for name, value in filters.items())
    custom_id = f"another:{kind}:{packed}"
    return custom_id if len(custom_id) <= CUSTOM_ID_LIMIT else None


def filters(packed: str) -> dict[FilterName, str]:
    """The filters that `another` put into an id.

    >>> filters("e=modern|p=Leon Trotsky")
    {'era': 'modern', 'person': 'Leon Trotsky'}
    """
    pairs = (part.split("=", 1) for part in packed.split("|") if "=" in part)
    return {_LONG[letter]: value for letter, value in pairs if letter in _LONG}
