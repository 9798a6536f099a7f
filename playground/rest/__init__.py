"""Discord's REST API v10, by resource."""

from . import applications, channels, gateway, guilds, interactions, messages, polls, reactions, threads, users  # noqa: F401
from .routing import Answer, Call, Route, find

__all__ = ["Answer", "Call", "Route", "find"]
