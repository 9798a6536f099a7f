"""Which function answers which method and path; paths are written as in the OpenAPI document."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from playground.errors import ApiError
from playground.hub import Hub
from playground.interactions import Interactions
from playground.messages import Upload
from playground.permissions import Permission
from playground.world import Channel, Guild


@dataclass(slots=True)
class Call:
    """One request, parsed."""

    hub: Hub
    interactions: Interactions
    method: str
    template: str
    ids: dict[str, str]
    query: dict[str, str]
    body: Any = None
    uploads: list[Upload] = field(default_factory=list)
    received_at: float = field(default_factory=perf_counter)

    def id(self, name: str) -> int:
        """An id of the path; 50035 where it is no number."""
        return snowflake(self.ids[name], name)

    def channel(self, needed: int = 0) -> Channel:
        """The channel of the path, where the bot has VIEW_CHANNEL and `needed`; 10003, 50001, 50013 otherwise."""
        channel = self.hub.world.channels.get(self.id("channel_id"))
        if channel is None:
            raise ApiError(10003)
        require(self.hub, channel, needed)
        return channel

    def guild(self) -> Guild:
        """The guild of the path, where the bot is a member; 10004 otherwise."""
        guild = self.hub.world.guilds.get(self.id("guild_id"))
        if guild is None or self.hub.world.application.bot.id not in guild.members:
            raise ApiError(10004)
        return guild


@dataclass(slots=True)
class Answer:
    """An answer with a status of its own; handlers give plain JSON for 200 and None for 204."""

    status: int
    data: Any


Handler = Callable[[Call], Any]


@dataclass(slots=True)
class Route:
    """One function and what it answers. `open_to_all`: the token in the path is the only password."""

    method: str
    template: str
    handler: Handler
    open_to_all: bool = False


@dataclass(slots=True)
class _Node:
    literals: dict[str, "_Node"] = field(default_factory=dict)
    parameter: "_Node | None" = None
    name: str = ""
    routes: dict[str, Route] = field(default_factory=dict)


_ROOT = _Node()


def route(method: str, template: str, *, open_to_all: bool = False) -> Callable[[Handler], Handler]:
    """The decorated function answers this method and path."""

    def add(handler: Handler) -> Handler:
        node = _ROOT
        for part in template.strip("/").split("/"):
            if part.startswith("{"):
                node.parameter = node.parameter or _Node()
                node = node.parameter
            else:
                node = node.literals.setdefault(part, _Node())
        node.routes[method] = Route(method, template, handler, open_to_all)
        return handler

    return add


def find(method: str, path: str) -> tuple[Route, dict[str, str]] | None:
    """The route for a path, and the parts that stand for its parameters."""
    node = _ROOT
    values: list[str] = []
    for part in path.strip("/").split("/"):
        literal = node.literals.get(part)
        if literal is not None:
            node = literal
        elif node.parameter is not None:
            values.append(part)
            node = node.parameter
        else:
            return None
    found = node.routes.get(method)
    if found is None:
        return None
    names = [part[1:-1] for part in found.template.split("/") if part.startswith("{")]
    return found, dict(zip(names, values, strict=True))


def snowflake(text: str, name: str) -> int:
    """`text` as an id; 50035 where it is none."""
    if not text.isdecimal():
        fault = {"code": "NUMBER_TYPE_COERCE", "message": f'Value "{text}" is not snowflake.'}
        raise ApiError(50035, errors={name: {"_errors": [fault]}})
    return int(text)


def require(hub: Hub, channel: Channel, needed: int) -> int:
    """What the bot may do in `channel`; 50001 where it cannot see it, 50013 where it lacks a bit of `needed`."""
    allowed = hub.permissions_of(hub.world.application.bot.id, channel)
    if not allowed & Permission.VIEW_CHANNEL:
        raise ApiError(50001)
    if needed & ~allowed:
        raise ApiError(50013)
    return allowed


def own(call: Call) -> None:
    """The application of the path is the one that asks; 20012 otherwise."""
    if call.id("application_id") != call.hub.world.application.id:
        raise ApiError(20012, status=403, message="You are not authorized to perform this action on this application")
