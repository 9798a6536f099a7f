"""A server's scheduled events: those of the kind that happens somewhere, with a place and both times.

Discord, Guild Scheduled Event: such an event begins at its start and ends at its end by itself; whoever made it may
change it with Create Events, everybody else needs Manage Events; a guild has at most 100 that are not over.
"""

from datetime import datetime
from functools import partial

from . import shapes
from .errors import ApiError, invalid_form
from .hub import Hub
from .permissions import Permission, base
from .wire import Json
from .world import Guild, ScheduledEvent, User

EXTERNAL = 3
SCHEDULED, ACTIVE, COMPLETED, CANCELED = 1, 2, 3, 4
_NEXT = {SCHEDULED: (ACTIVE, CANCELED), ACTIVE: (COMPLETED,)}
MOST_OPEN = 100  # events of a guild; 30038 beyond
LONGEST_AHEAD_S = 5 * 366 * 86_400  # Discord's "up to 5 years"
TEXTS = {"name": 100, "description": 1000, "location": 100}  # characters


def of_guild(guild: Guild) -> list[ScheduledEvent]:
    """Those that are not over, the next to begin first."""
    return sorted((e for e in guild.events.values() if e.is_open), key=lambda e: (e.starts_at, e.id))


def may(hub: Hub, guild: Guild, user: User, event: ScheduledEvent | None = None) -> None:
    """50013 where the user may not make events, or not change or delete this one."""
    allowed = base(guild, guild.members[user.id], hub.world.clock())
    needed = int(Permission.CREATE_EVENTS)
    if event is not None:
        needed = Permission.MANAGE_EVENTS | (Permission.CREATE_EVENTS if event.creator_id == user.id else 0)
    if not allowed & needed:
        raise ApiError(50013)


def create(hub: Hub, guild: Guild, creator: User, body: Json) -> ScheduledEvent:
    """A new event; 50035 for times, texts or a kind that cannot be, 30038 where there are too many."""
    if body["entity_type"] != EXTERNAL:
        raise ApiError(50035, message="This playground has no voice channels that an event could happen in")
    if len(of_guild(guild)) >= MOST_OPEN:
        raise ApiError(30038)
    event = ScheduledEvent(hub.world.snowflake(), guild.id, creator.id, SCHEDULED)
    _fill(hub, event, body, is_new=True)
    guild.events[event.id] = event
    _await(hub, event)
    hub.tell_guild("GUILD_SCHEDULED_EVENT_CREATE", shapes.scheduled_event(hub.world, event), guild.id)
    return event


def change(hub: Hub, event: ScheduledEvent, body: Json) -> None:
    """The event changes as the request says: 180000 where it is over, 50035 for what cannot be."""
    if not event.is_open:
        raise ApiError(180000)
    status = body.get("status") or event.status
    if status != event.status and status not in _NEXT[event.status]:
        raise invalid_form([("status", "GUILD_SCHEDULED_EVENT_INVALID_STATUS", "It cannot become that from this one.")])
    if event.status == ACTIVE and "scheduled_start_time" in body:
        fault = ("scheduled_start_time", "GUILD_SCHEDULED_EVENT_INVALID_START_BY_STATUS", "It has begun already.")
        raise invalid_form([fault])
    _fill(hub, event, body)
    event.status = status
    _await(hub, event)
    hub.tell_guild("GUILD_SCHEDULED_EVENT_UPDATE", shapes.scheduled_event(hub.world, event), event.guild_id)


def delete(hub: Hub, event: ScheduledEvent) -> None:
    """The event is gone."""
    del hub.world.guilds[event.guild_id].events[event.id]
    hub.tell_guild("GUILD_SCHEDULED_EVENT_DELETE", shapes.scheduled_event(hub.world, event), event.guild_id)


def mark_interested(hub: Hub, event: ScheduledEvent, user: User, *, is_interested: bool = True) -> None:
    """The member wants to hear of the event, or no more."""
    if is_interested == (user.id in event.interested):
        return
    if is_interested:
        event.interested[user.id] = None
    else:
        del event.interested[user.id]
    name = f"GUILD_SCHEDULED_EVENT_USER_{'ADD' if is_interested else 'REMOVE'}"
    data = {"guild_scheduled_event_id": str(event.id), "user_id": str(user.id), "guild_id": str(event.guild_id)}
    hub.tell_guild(name, data, event.guild_id)


def _fill(hub: Hub, event: ScheduledEvent, body: Json, *, is_new: bool = False) -> None:
    """Takes what the request names; nothing is changed where a part of it cannot be."""
    now = hub.world.clock()
    place = body.get("entity_metadata") or {}
    texts = {
        "name": body.get("name", event.name),
        "description": body.get("description", event.description) or "",
        "location": place.get("location", event.location),
    }
    starts_at = _moment(body, "scheduled_start_time", event.starts_at)
    ends_at = _moment(body, "scheduled_end_time", event.ends_at)
    is_new_start = is_new or "scheduled_start_time" in body
    faults = [
        (name if name != "location" else "entity_metadata.location", "BASE_TYPE_BAD_LENGTH", f"1 to {TEXTS[name]}.")
        for name, text in texts.items()
        if len(text) > TEXTS[name] or not (text.strip() or name == "description")
    ]
    if not ends_at:
        faults.append(("scheduled_end_time", "BASE_TYPE_REQUIRED", "This field is required"))
    elif ends_at <= starts_at:
        faults.append(("scheduled_end_time", "GUILD_SCHEDULED_EVENT_INVALID_END", "It must end after it begins."))
    if is_new_start and starts_at <= now:
        faults.append(
            ("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_PAST", "Cannot schedule event in the past.")
        )
    if starts_at > now + LONGEST_AHEAD_S:
        faults.append(("scheduled_start_time", "GUILD_SCHEDULED_EVENT_SCHEDULE_FAR", "At most 5 years ahead."))
    if faults:
        raise invalid_form(faults)
    event.name, event.description, event.location = texts["name"], texts["description"] or None, texts["location"]
    event.starts_at, event.ends_at = starts_at, ends_at


def _moment(body: Json, key: str, before: float) -> float:
    if key not in body:
        return before
    try:
        return datetime.fromisoformat(body[key]).timestamp() if body[key] else 0.0
    except ValueError:
        raise invalid_form([(key, "DATE_TIME_TYPE_PARSE", f"Could not parse {body[key]}.")]) from None


def _await(hub: Hub, event: ScheduledEvent) -> None:
    """What happens by itself at the event's times."""
    hub.due.at(event.starts_at, partial(_pass, hub, event))
    hub.due.at(event.ends_at, partial(_pass, hub, event))


def _pass(hub: Hub, event: ScheduledEvent) -> None:
    if hub.world.guilds[event.guild_id].events.get(event.id) is not event:
        return
    now = hub.world.clock()
    for status, at, then in ((SCHEDULED, event.starts_at, ACTIVE), (ACTIVE, event.ends_at, COMPLETED)):
        if event.status == status and now >= at:
            event.status = then
            hub.tell_guild("GUILD_SCHEDULED_EVENT_UPDATE", shapes.scheduled_event(hub.world, event), event.guild_id)
