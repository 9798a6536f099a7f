"""Threads and forum posts."""

from datetime import UTC, datetime

from playground import acts, rules, shapes
from playground.errors import ApiError, invalid_form
from playground.permissions import Permission
from playground.wire import Json
from playground.world import CATEGORY, FORUM, PRIVATE_THREAD, REQUIRE_TAG, Channel

from .messages import check_may_bring, existing
from .routing import Answer, Call, require, route

LISTED = 50  # archived threads, where the request does not say how many


@route("POST", "/channels/{channel_id}/messages/{message_id}/threads")
def from_message(call: Call) -> Answer:
    """A thread that hangs on a message; a message can have one only."""
    parent = call.channel(Permission.CREATE_PUBLIC_THREADS | Permission.READ_MESSAGE_HISTORY)
    if parent.is_thread or parent.guild_id is None:
        raise ApiError(50024)
    found = existing(call, parent)
    if found.id in call.hub.world.channels or "thread" in found.data:
        raise ApiError(160004)
    acts.check_room(call.hub, parent.guild_id)
    rules.check_thread_name(call.body)
    bot = call.hub.world.application.bot
    thread = acts.start_thread(call.hub, parent, bot, call.body, from_message=found)
    return Answer(201, shapes.thread(thread, bot.id))


@route("POST", "/channels/{channel_id}/threads")
def start(call: Call) -> Answer:
    """A forum post with its first message, or a thread without one."""
    parent = call.channel()
    bot = call.hub.world.application.bot
    if parent.is_thread or parent.guild_id is None or parent.type == CATEGORY:
        raise ApiError(50024)
    rules.check_thread_name(call.body)
    acts.check_room(call.hub, parent.guild_id)
    if parent.type == FORUM:
        allowed = require(call.hub, parent, Permission.SEND_MESSAGES)
        body = call.body.get("message")
        if body is None:
            raise invalid_form([("message", "BASE_TYPE_REQUIRED", "This field is required")])
        check_may_bring(call, parent, body)
        rules.check_message(body, call.uploads, ephemeral_allowed=False)
        tags = check_tags(parent, call.body.get("applied_tags"), allowed)
        thread = acts.start_thread(call.hub, parent, bot, {**call.body, "applied_tags": tags})
        message = acts.post(call.hub, thread, bot, body, call.uploads, message_id=thread.id)
        return Answer(201, {**shapes.thread(thread, bot.id), "message": message.data})
    kind = call.body.get("type") or PRIVATE_THREAD
    require(
        call.hub,
        parent,
        Permission.CREATE_PRIVATE_THREADS if kind == PRIVATE_THREAD else Permission.CREATE_PUBLIC_THREADS,
    )
    thread = acts.start_thread(call.hub, parent, bot, call.body, kind=kind)
    return Answer(201, shapes.thread(thread, bot.id))


def check_tags(forum: Channel, wanted: list[str | int] | None, allowed: int) -> list[int]:
    """The tags as ids, those that the forum has; 40067 where one is required and none is left."""
    known = {tag.id: tag for tag in forum.tags}
    tags = [int(i) for i in wanted or ()]
    rules.check_tags(tags, known)
    if any(known[i].moderated for i in tags) and not allowed & Permission.MANAGE_THREADS:
        raise ApiError(50013)
    if forum.flags & REQUIRE_TAG and not tags and not allowed & Permission.MANAGE_THREADS:
        raise ApiError(40067)
    return tags


@route("PUT", "/channels/{channel_id}/thread-members/@me")
def join(call: Call) -> None:
    """The bot joins."""
    acts.join(call.hub, _thread(call), call.hub.world.application.bot.id)


@route("DELETE", "/channels/{channel_id}/thread-members/@me")
def leave(call: Call) -> None:
    """The bot leaves."""
    acts.leave(call.hub, _thread(call), call.hub.world.application.bot.id)


@route("PUT", "/channels/{channel_id}/thread-members/{user_id}")
def add_member(call: Call) -> None:
    """Somebody is added."""
    thread = _thread(call)
    guild = call.hub.world.guilds[thread.guild_id or 0]
    if call.id("user_id") not in guild.members:
        raise ApiError(10007)
    acts.join(call.hub, thread, call.id("user_id"))


@route("DELETE", "/channels/{channel_id}/thread-members/{user_id}")
def remove_member(call: Call) -> None:
    """Somebody is removed."""
    thread = _thread(call)
    if thread.owner_id != call.hub.world.application.bot.id:
        require(call.hub, thread, Permission.MANAGE_THREADS)
    acts.leave(call.hub, thread, call.id("user_id"))


@route("GET", "/channels/{channel_id}/thread-members")
def members(call: Call) -> list[Json]:
    """Everybody who joined."""
    thread = _thread(call)
    return [shapes.thread_member(thread, user_id) for user_id in thread.thread_member_ids]


@route("GET", "/channels/{channel_id}/thread-members/{user_id}")
def member(call: Call) -> Json:
    """One who joined."""
    thread = _thread(call)
    user_id = call.hub.world.application.bot.id if call.ids["user_id"] == "@me" else call.id("user_id")
    if user_id not in thread.thread_member_ids:
        raise ApiError(10007)
    return shapes.thread_member(thread, user_id)


@route("GET", "/channels/{channel_id}/threads/archived/public")
def archived(call: Call) -> Json:
    """The archived public threads of a channel, the last archived first, before a moment where one is given."""
    parent = call.channel(Permission.READ_MESSAGE_HISTORY)
    if parent.is_thread or parent.guild_id is None:
        raise ApiError(50024)
    bot_id = call.hub.world.application.bot.id
    threads = call.hub.world.guilds[parent.guild_id].threads.values()
    before, limit = _moment(call.query.get("before")), int(call.query.get("limit", LISTED))
    fitting = [
        t
        for t in threads
        if t.parent_id == parent.id and t.archived and t.type != PRIVATE_THREAD
        if before is None or datetime.fromtimestamp(t.archive_at, UTC) < before
    ]
    fitting.sort(key=lambda thread: thread.archive_at, reverse=True)
    found = fitting[:limit]
    joined = [shapes.thread_member(t, bot_id) for t in found if bot_id in t.thread_member_ids]
    has_more = len(fitting) > limit
    return {"threads": [shapes.thread(t, bot_id) for t in found], "members": joined, "has_more": has_more}


def _moment(text: str | None) -> datetime | None:
    """A moment of a query, as exact as Discord writes them; 50035 where it is none."""
    try:
        return None if text is None else datetime.fromisoformat(text).astimezone(UTC)
    except ValueError:
        raise invalid_form([("before", "DATE_TIME_TYPE_PARSE", f"Could not parse {text}.")]) from None


def _thread(call: Call) -> Channel:
    channel = call.channel()
    if not channel.is_thread:
        raise ApiError(50024)
    if channel.archived and call.method != "GET":
        raise ApiError(50083)
    return channel
