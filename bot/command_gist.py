"""What of a slash command is ours to say, so that it can be compared with what Discord has."""

from collections.abc import Mapping
from typing import Any

_DEFAULTS: Mapping[str, Any] = {
    "type": 1,
    "description": "",
    "required": False,
    "autocomplete": False,
    "nsfw": False,
    "options": [],
    "choices": [],
    "channel_types": [],
    "default_member_permissions": None,
    "contexts": None,
    "integration_types": None,
    "min_value": None,
    "max_value": None,
    "min_length": None,
    "max_length": None,
}


def gist(command: Mapping[str, Any]) -> dict[str, Any]:
    """What of a command is ours to say, with Discord's defaults filled in, so that ours and Discord's copy compare."""
    said: dict[str, Any] = {"name": command["name"]}
    for key, default in _DEFAULTS.items():
        value = command.get(key)
        said[key] = default if value is None else value
    said["options"] = [gist(option) for option in said["options"]]
    said["choices"] = [(choice["name"], choice["value"]) for choice in said["choices"]]
    for key in ("contexts", "integration_types", "channel_types"):
        said[key] = sorted(said[key] or [])
    permissions = said["default_member_permissions"]
    said["default_member_permissions"] = None if permissions is None else str(permissions)
    return said
