"""What can be done to messages, threads and channels; permissions have been checked by whoever calls."""

from collections.abc import Sequence

from . import messages as m
from . import shapes
from .errors import ApiError
from .hub import Hub
from .messages import Upload
from .wire import Json, iso
from .world import FORUM, NEWS, NEWS_THREAD, PUBLIC_THREAD, Channel, Message, User


def post(
    hub: Hub,
    channel: Channel,
    author: User,
    body: Json,
    uploads: Sequence[Upload] = (),
    *,
    kind: int = m.DEFAULT,
    extra: Json | None = None,
    ephemeral_to: int | None = None,
    replied_to: Message | None = None,
    author_permissions: int | None = None,
    message_id: int | None = None,
    silent: bool = False,
) -> Message:
    """A new message. `extra` is written into its JSON as it is; `silent` tells nobody."""
    world = hub.world
    message_id = message_id or world.snowflake()
    data = m.blank(world, channel, author, message_id, kind)
    if extra:
        data |= extra
    if ephemeral_to is not None:
        data["flags"] |= m.EPHEMERAL
    pinged: User | None = None
    if replied_to is not None:
        data["message_reference"] = reference(replied_to, channel)
        data["referenced_message"] = referenced(replied_to)
        if "webhook_id" not in replied_to.data:
            pinged = world.users.get(replied_to.author_id)
    if body.get("tts"):
        data["tts"] = True
    if body.get("nonce") is not None:
        data["nonce"] = body["nonce"]
    message = Message(message_id, channel.id, author.id, data, ephemeral_to)
    if author_permissions is None:
        author_permissions = hub.permissions_of(author.id, channel)
    message.data = m.fill(
        world,
        hub.base_url,
        channel,
        message,
        body,
        uploads,
        author_permissions=author_permissions,
        replied_to=pinged,
    )
    keep(hub, channel, message, silent=silent)
    return message


def keep(hub: Hub, channel: Channel, message: Message, *, silent: bool = False) -> None:
    """`message` is in `channel` (or shown to one member) from now on."""
    if message.ephemeral_to is not None:
        hub.world.ephemeral[message.id] = message
    else:
        channel.messages[message.id] = message
        channel.last_message_id = message.id
        if channel.is_thread:
            _count_in_thread(hub, channel, message)
    if not silent:
        hub.tell_of("MESSAGE_CREATE", message, channel)


def _count_in_thread(hub: Hub, thread: Channel, message: Message) -> None:
    if message.data["type"] != m.STARTER and message.id != thread.id:
        thread.message_count += 1
    members = hub.world.guilds[thread.guild_id or 0].members
    if message.author_id in members and message.author_id not in thread.thread_member_ids:
        join(hub, thread, message.author_id)
    if thread.archived:
        thread.archived = False
        hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)


def reference(message: Message, channel: Channel) -> Json:
    """The `message_reference` that points to a message."""
    data: Json = {"type": 0, "channel_id": str(message.channel_id), "message_id": str(message.id)}
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    return data


def referenced(message: Message) -> Json:
    """The message as it is quoted in an answer to it: without what it answers itself."""
    return {key: value for key, value in message.data.items() if key not in ("referenced_message", "reactions")}


def edit(hub: Hub, channel: Channel, message: Message, body: Json, uploads: Sequence[Upload] = ()) -> None:
    """The message changes as the request says."""
    data = m.fill(
        hub.world,
        hub.base_url,
        channel,
        message,
        body,
        uploads,
        author_permissions=hub.permissions_of(message.author_id, channel),
    )
    data["edited_timestamp"] = iso(hub.world.clock())
    message.data = data
    hub.tell_of("MESSAGE_UPDATE", message, channel)


def delete(hub: Hub, channel: Channel, message: Message) -> None:
    """The message is gone."""
    data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    if message.ephemeral_to is not None:
        del hub.world.ephemeral[message.id]
        hub.tell_one("MESSAGE_DELETE", data, message.ephemeral_to)
        return
    del channel.messages[message.id]
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    hub.tell("MESSAGE_DELETE", data, channel)


def start_thread(
    hub: Hub,
    parent: Channel,
    owner: User,
    body: Json,
    *,
    from_message: Message | None = None,
    kind: int = PUBLIC_THREAD,
) -> Channel:
    """A thread below `parent`: of a message (whose id it takes), a forum post, or one of its own."""
    world = hub.world
    if parent.type == NEWS:
        kind = NEWS_THREAD
    thread = Channel(
        id=from_message.id if from_message else world.snowflake(),
        type=kind,
        name=body["name"],
        guild_id=parent.guild_id,
        parent_id=parent.id,
        slowmode_s=body.get("rate_limit_per_user") or 0,
        owner_id=owner.id,
        archive_at=world.clock(),
        auto_archive_minutes=body.get("auto_archive_duration") or 4320,
        invitable=body.get("invitable", True) is not False,
        applied_tag_ids=[int(i) for i in body.get("applied_tags") or ()],
    )
    thread.thread_member_ids[owner.id] = world.clock()
    world.add_thread(thread)
    if parent.type == FORUM:
        parent.last_message_id = thread.id
    hub.tell("THREAD_CREATE", {**shapes.thread(thread, world.application.bot.id), "newly_created": True}, thread)
    if from_message is not None:
        data = {**from_message.data, "flags": from_message.data["flags"] | m.HAS_THREAD}
        from_message.data = {**data, "thread": shapes.thread(thread)}
        hub.tell_of("MESSAGE_UPDATE", from_message, parent)
        post(hub, thread, owner, {}, kind=m.STARTER, replied_to=from_message)
    elif parent.type != FORUM and kind != 12:
        extra: Json = {"content": thread.name}
        extra["message_reference"] = {"type": 0, "channel_id": str(thread.id), "guild_id": str(thread.guild_id)}
        post(hub, parent, owner, {}, kind=m.THREAD_CREATED, extra=extra)
    return thread


def join(hub: Hub, thread: Channel, user_id: int) -> None:
    """The user is in the thread from now on."""
    if user_id in thread.thread_member_ids:
        return
    thread.thread_member_ids[user_id] = hub.world.clock()
    added = shapes.thread_member(thread, user_id)
    if user_id == hub.world.application.bot.id:
        hub.tell("THREAD_MEMBER_UPDATE", {**added, "guild_id": str(thread.guild_id)}, thread)
    data: Json = {
        "id": str(thread.id),
        "guild_id": str(thread.guild_id),
        "member_count": len(thread.thread_member_ids),
        "added_members": [added],
    }
    hub.tell("THREAD_MEMBERS_UPDATE", data, thread)


def leave(hub: Hub, thread: Channel, user_id: int) -> None:
    """The user is no longer in the thread."""
    if thread.thread_member_ids.pop(user_id, None) is None:
        return
    data: Json = {
        "id": str(thread.id),
        "guild_id": str(thread.guild_id),
        "member_count": len(thread.thread_member_ids),
        "removed_member_ids": [str(user_id)],
    }
    hub.tell("THREAD_MEMBERS_UPDATE", data, thread)


def delete_channel(hub: Hub, channel: Channel) -> Json:
    """The channel or thread is gone with everything in it; gives what it was."""
    if channel.guild_id is None:
        raise ApiError(50024)
    world = hub.world
    guild = world.guilds[channel.guild_id]
    data = shapes.channel(world, channel)
    for thread in [t for t in guild.threads.values() if t.parent_id == channel.id]:
        delete_channel(hub, thread)
    del world.channels[channel.id]
    if channel.is_thread:
        del guild.threads[channel.id]
        short = {key: data[key] for key in ("id", "guild_id", "parent_id", "type")}
        hub.tell("THREAD_DELETE", short, channel)
    else:
        del guild.channels[channel.id]
        hub.tell("CHANNEL_DELETE", data, channel)
    return data
