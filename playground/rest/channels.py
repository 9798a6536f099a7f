"""Channels: read, changed, deleted."""

from playground import acts, rules, shapes
from playground.errors import ApiError
from playground.permissions import Permission
from playground.wire import Json
from playground.world import FORUM, Channel, Overwrite, Tag

from .routing import Call, require, route
from .threads import check_tags


@route("GET", "/channels/{channel_id}")
def channel(call: Call) -> Json:
    """A channel, thread or conversation."""
    return shapes.channel(call.hub.world, call.channel())


@route("PATCH", "/channels/{channel_id}")
def change(call: Call) -> Json:
    """A channel or thread changes; needs Manage Channels or Manage Threads (or the thread is the bot's own)."""
    found = call.channel()
    if found.guild_id is None:
        raise ApiError(50024)
    if found.is_thread:
        _change_thread(call, found)
        call.hub.tell("THREAD_UPDATE", shapes.thread(found, call.hub.world.application.bot.id), found)
    else:
        require(call.hub, found, Permission.MANAGE_CHANNELS)
        _change_channel(call, found)
        call.hub.tell("CHANNEL_UPDATE", shapes.channel(call.hub.world, found), found)
    return shapes.channel(call.hub.world, found)


def _change_thread(call: Call, thread: Channel) -> None:
    body, world = call.body, call.hub.world
    allowed = require(call.hub, thread, 0)
    if not allowed & Permission.MANAGE_THREADS and not _may_change(thread, body, world.application.bot.id, allowed):
        raise ApiError(50013)
    if thread.archived and body.get("archived") is not False:
        raise ApiError(50083)
    rules.check_thread_name(body)
    if thread.archived:
        acts.check_room(call.hub, thread.guild_id)
    if "applied_tags" in body:
        parent = world.channels[thread.parent_id or 0]
        thread.applied_tag_ids = check_tags(parent, body["applied_tags"], allowed)
    thread.name = body.get("name") or thread.name
    thread.slowmode_s = body.get("rate_limit_per_user", thread.slowmode_s) or 0
    thread.locked = bool(body.get("locked", thread.locked))
    if body.get("auto_archive_duration"):
        thread.auto_archive_minutes = body["auto_archive_duration"]
        thread.archive_at = thread.active_at = world.clock()
        acts.let_rest(call.hub, thread)
    if body.get("archived") not in (None, thread.archived):
        acts.set_archived(call.hub, thread, archived=body["archived"], quiet=True)


def _may_change(thread: Channel, body: Json, bot_id: int, allowed: int) -> bool:
    """Whether this change needs no Manage Threads: by who started the thread, or only to open it again."""
    if thread.locked or "locked" in body or "rate_limit_per_user" in body:
        return False
    only_opens = set(body) == {"archived"} and body["archived"] is False
    return thread.owner_id == bot_id or (only_opens and bool(allowed & Permission.SEND_MESSAGES_IN_THREADS))


def _change_channel(call: Call, found: Channel) -> None:
    body = call.body
    found.name = body.get("name") or found.name
    for key, field in (("topic", "topic"), ("nsfw", "nsfw"), ("parent_id", "parent_id"), ("flags", "flags")):
        if key in body:
            setattr(found, field, int(body[key]) if key == "parent_id" and body[key] else body[key])
    found.position = body.get("position") or found.position
    found.slowmode_s = body.get("rate_limit_per_user", found.slowmode_s) or 0
    if body.get("permission_overwrites") is not None:
        require(call.hub, found, Permission.MANAGE_ROLES)
        found.overwrites = {
            int(o["id"]): Overwrite(
                int(o["id"]), int(o.get("type") or 0), int(o.get("allow") or 0), int(o.get("deny") or 0)
            )
            for o in body["permission_overwrites"]
        }
    if found.type == FORUM and body.get("available_tags") is not None:
        found.tags = [
            Tag(
                int(t["id"]) if t.get("id") else call.hub.world.snowflake(),
                t["name"],
                bool(t.get("moderated")),
                t.get("emoji_name"),
            )
            for t in body["available_tags"]
        ]


@route("PUT", "/channels/{channel_id}/permissions/{overwrite_id}")
def set_overwrite(call: Call) -> None:
    """What the channel allows and denies to a role or member."""
    found = call.channel(Permission.MANAGE_ROLES)
    i = call.id("overwrite_id")
    body = call.body
    found.overwrites[i] = Overwrite(i, int(body["type"]), int(body.get("allow") or 0), int(body.get("deny") or 0))
    call.hub.tell("CHANNEL_UPDATE", shapes.channel(call.hub.world, found), found)


@route("DELETE", "/channels/{channel_id}/permissions/{overwrite_id}")
def delete_overwrite(call: Call) -> None:
    """The channel says nothing special about a role or member any more."""
    found = call.channel(Permission.MANAGE_ROLES)
    found.overwrites.pop(call.id("overwrite_id"), None)
    call.hub.tell("CHANNEL_UPDATE", shapes.channel(call.hub.world, found), found)


@route("DELETE", "/channels/{channel_id}")
def delete(call: Call) -> Json:
    """A channel or thread is gone."""
    found = call.channel()
    require(call.hub, found, Permission.MANAGE_THREADS if found.is_thread else Permission.MANAGE_CHANNELS)
    return acts.delete_channel(call.hub, found)
