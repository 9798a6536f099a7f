"""Scheduled events of a server."""

from playground import scheduled, shapes
from playground.errors import ApiError
from playground.wire import Json
from playground.world import Guild, ScheduledEvent

from .routing import Call, route


@route("GET", "/guilds/{guild_id}/scheduled-events")
def events(call: Call) -> list[Json]:
    """Those that are not over."""
    found = scheduled.of_guild(call.guild())
    return [shapes.scheduled_event(call.hub.world, event, with_count=_wants_count(call)) for event in found]


@route("POST", "/guilds/{guild_id}/scheduled-events")
def create(call: Call) -> Json:
    """A new event of the bot."""
    guild, bot = call.guild(), call.hub.world.application.bot
    scheduled.may(call.hub, guild, bot)
    return shapes.scheduled_event(call.hub.world, scheduled.create(call.hub, guild, bot, call.body))


@route("GET", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
def event(call: Call) -> Json:
    """One event, over or not."""
    return shapes.scheduled_event(call.hub.world, _event(call)[1], with_count=_wants_count(call))


@route("PATCH", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
def change(call: Call) -> Json:
    """The event changes: its texts, its times, or where it stands."""
    guild, found = _event(call)
    scheduled.may(call.hub, guild, call.hub.world.application.bot, found)
    scheduled.change(call.hub, found, call.body)
    return shapes.scheduled_event(call.hub.world, found)


@route("DELETE", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}")
def delete(call: Call) -> None:
    """The event is gone."""
    guild, found = _event(call)
    scheduled.may(call.hub, guild, call.hub.world.application.bot, found)
    scheduled.delete(call.hub, found)


@route("GET", "/guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}/users")
def interested(call: Call) -> list[Json]:
    """Who wants to hear of the event, by their ids."""
    _, found = _event(call)
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 100))
    ids = sorted(user_id for user_id in found.interested if user_id > after)[:limit]
    users = call.hub.world.users
    head = {"guild_scheduled_event_id": str(found.id), "response": 1}
    return [{**head, "user_id": str(user_id), "user": shapes.user(users[user_id])} for user_id in ids]


def _event(call: Call) -> tuple[Guild, ScheduledEvent]:
    guild = call.guild()
    found = guild.events.get(call.id("guild_scheduled_event_id"))
    if found is None:
        raise ApiError(10070)
    return guild, found


def _wants_count(call: Call) -> bool:
    return call.query.get("with_user_count") in ("true", "1", "True")
