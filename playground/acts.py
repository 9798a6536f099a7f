"""What can be done to messages, threads and channels; permissions have been checked by whoever calls."""

from collections.abc import Iterable, Sequence
from functools import partial

from . import messages as m
from . import polls, shapes
from .errors import ApiError
from .hub import Hub
from .messages import Upload
from .wire import Json, iso
from .world import FORUM, NEWS, NEWS_THREAD, PUBLIC_THREAD, Channel, Guild, Member, Message, User


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
        _await_end(hub, channel, message)
    if not silent:
        hub.tell_of("MESSAGE_CREATE", message, channel)


def _count_in_thread(hub: Hub, thread: Channel, message: Message) -> None:
    if _is_counted(thread, message):
        thread.message_count += 1
        thread.message_total += 1
    thread.active_at = hub.world.clock()
    members = hub.world.guilds[thread.guild_id or 0].members
    if message.author_id in members and message.author_id not in thread.thread_member_ids:
        join(hub, thread, message.author_id)
    if thread.archived:
        set_archived(hub, thread, archived=False)


def _is_counted(thread: Channel, message: Message) -> bool:
    return message.data["type"] != m.STARTER and message.id != thread.id


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
    _await_end(hub, channel, message)
    hub.tell_of("MESSAGE_UPDATE", message, channel)


def delete(hub: Hub, channel: Channel, message: Message) -> None:
    """The message is gone."""
    data: Json = {"id": str(message.id), "channel_id": str(channel.id)}
    if message.ephemeral_to is not None:
        del hub.world.ephemeral[message.id]
        hub.tell_one("MESSAGE_DELETE", data, message.ephemeral_to)
        return
    _drop(channel, message)
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    hub.tell("MESSAGE_DELETE", data, channel)


def purge(hub: Hub, channel: Channel, messages: Iterable[Message]) -> None:
    """Several messages are gone at once."""
    ids = []
    for message in messages:
        _drop(channel, message)
        ids.append(str(message.id))
    data: Json = {"ids": ids, "channel_id": str(channel.id), "guild_id": str(channel.guild_id)}
    hub.tell("MESSAGE_DELETE_BULK", data, channel)


def _drop(channel: Channel, message: Message) -> None:
    del channel.messages[message.id]
    if channel.is_thread and _is_counted(channel, message):
        channel.message_count -= 1


def _await_end(hub: Hub, channel: Channel, message: Message) -> None:
    """The poll of the message, where it has one, is counted when its time is over."""
    poll = polls.of(message)
    if poll is not None:
        hub.due.at(polls.ends_at(poll) + hub.polls_counted_after_s, partial(_count_poll, hub, channel, message))


def end_poll(hub: Hub, channel: Channel, message: Message) -> None:
    """The poll of the message ends now; its results are final a little later."""
    now = hub.world.clock()
    polls.write(message, {**message.data["poll"], "expiry": iso(now)})
    hub.tell_of("MESSAGE_UPDATE", message, channel)
    hub.due.at(now + hub.polls_counted_after_s, partial(_count_poll, hub, channel, message))


def _count_poll(hub: Hub, channel: Channel, message: Message) -> None:
    """The results are final, and a message of its own says how it went."""
    world = hub.world
    if world.message(channel.id, message.id) is not message or message.data["poll"]["results"]["is_finalized"]:
        return
    polls.write(message, polls.shown(message, world.application.bot.id, is_counted=True))
    hub.tell_of("MESSAGE_UPDATE", message, channel)
    if message.ephemeral_to is not None or (channel.archived and channel.locked):
        return
    author = message.data["author"]
    extra = {"embeds": [polls.result(message)], "message_reference": reference(message, channel), "author": author}
    data = {**m.blank(world, channel, world.application.bot, world.snowflake(), m.POLL_RESULT), **extra}
    data["mentions"] = [author]
    keep(hub, channel, Message(int(data["id"]), channel.id, message.author_id, data))


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
        created_at=world.clock(),
        archive_at=world.clock(),
        active_at=world.clock(),
        auto_archive_minutes=body.get("auto_archive_duration") or 4320,
        invitable=body.get("invitable", True) is not False,
        applied_tag_ids=[int(i) for i in body.get("applied_tags") or ()],
    )
    thread.thread_member_ids[owner.id] = world.clock()
    world.add_thread(thread)
    let_rest(hub, thread)
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


def check_room(hub: Hub, guild_id: int | None) -> None:
    """160006 where the guild has as many active threads as it may."""
    active = sum(not thread.archived for thread in hub.world.guilds[guild_id or 0].threads.values())
    if active >= hub.most_active_threads:
        raise ApiError(160006)


def set_archived(hub: Hub, thread: Channel, *, archived: bool, at: float | None = None, quiet: bool = False) -> None:
    """The thread is archived, or open again, since now or `at`; `quiet` where whoever calls tells of it."""
    thread.archived = archived
    thread.archive_at = thread.active_at = hub.world.clock() if at is None else at
    let_rest(hub, thread)
    if not quiet:
        hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)


def let_rest(hub: Hub, thread: Channel) -> None:
    """The thread is archived once nothing has happened in it for as long as it says."""
    if thread.archived or hub.world.channels.get(thread.id) is not thread:
        return
    rests_at = thread.active_at + thread.auto_archive_minutes * 60
    if hub.world.clock() < rests_at:
        hub.due.at(rests_at, partial(let_rest, hub, thread))
    else:
        set_archived(hub, thread, archived=True, at=rests_at)


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


def set_roles(hub: Hub, guild: Guild, member: Member, role_ids: Sequence[int]) -> None:
    """The member has these roles from now on; nothing is told where that is so already."""
    if set(role_ids) != set(member.role_ids):
        member.role_ids = list(role_ids)
        tell_member(hub, guild, member)


def tell_member(hub: Hub, guild: Guild, member: Member) -> None:
    """Something about the member has changed."""
    hub.tell_guild("GUILD_MEMBER_UPDATE", {**shapes.member(member), "guild_id": str(guild.id)}, guild.id)


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
