"""Discord's REST API v10, by resource."""

from . import (  # noqa: F401
    applications,
    channels,
    gateway,
    guilds,
    interactions,
    messages,
    polls,
    reactions,
    scheduled_events,
    threads,
    users,
)
from .routing import Answer, Call, Route, find

__all__ = ["Answer", "Call", "Route", "find"]
