"""Messages in channels."""

from playground import acts, intents, rules, shapes
from playground import messages as m
from playground.errors import ApiError
from playground.hub import Hub
from playground.permissions import Permission
from playground.wire import Json
from playground.world import CATEGORY, FORUM, Channel, Message, User

from .routing import Call, require, route, snowflake

NONCE_LIVES_S = 300.0  # "a few minutes"; Discord, Create Message, enforce_nonce


@route("GET", "/channels/{channel_id}/messages")
def history(call: Call) -> list[Json]:
    """Newest first, at most `limit`, before, after or around a message."""
    channel = call.channel()
    limit = int(call.query.get("limit", 50))
    if not require(call.hub, channel, 0) & Permission.READ_MESSAGE_HISTORY:
        return []
    ids = sorted(channel.messages)
    if "before" in call.query:
        ids = [i for i in ids if i < snowflake(call.query["before"], "before")]
    elif "after" in call.query:
        ids = [i for i in ids if i > snowflake(call.query["after"], "after")][:limit]
    elif "around" in call.query:
        middle = snowflake(call.query["around"], "around")
        below, above = [i for i in ids if i <= middle], [i for i in ids if i > middle]
        ids = [*below[-(limit // 2 + 1) :], *above[: limit // 2]]
    return [readable(call.hub, channel, channel.messages[i]) for i in ids[-limit:]][::-1]


@route("GET", "/channels/{channel_id}/messages/{message_id}")
def message(call: Call) -> Json:
    """One message."""
    channel = call.channel(Permission.READ_MESSAGE_HISTORY)
    return readable(call.hub, channel, existing(call, channel))


@route("POST", "/channels/{channel_id}/messages")
def post(call: Call) -> Json:
    """The bot writes; a repeated nonce gives the message that was written first."""
    channel = call.channel()
    check_may_write(call.hub, channel)
    body = call.body
    check_may_bring(call, channel, body)
    rules.check_message(body, call.uploads, ephemeral_allowed=False)
    replied_to: Message | None = None
    wanted = body.get("message_reference")
    if wanted:
        allowed = require(call.hub, channel, 0)
        replied_to = channel.messages.get(int(wanted["message_id"]))
        if not allowed & Permission.READ_MESSAGE_HISTORY:
            raise ApiError(160002)
        if replied_to is None and wanted.get("fail_if_not_exists") is not False:
            fault = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
            raise ApiError(50035, errors={"message_reference": {"_errors": [fault]}})
    nonces = call.hub.nonces
    key = (channel.id, str(body.get("nonce")))
    if body.get("nonce") is not None and body.get("enforce_nonce"):
        earlier = nonces.get(key)
        if earlier is not None and call.hub.world.clock() - earlier[1] < NONCE_LIVES_S:
            return readable(call.hub, channel, earlier[0])
    written = acts.post(
        call.hub,
        channel,
        call.hub.world.application.bot,
        body,
        call.uploads,
        kind=m.REPLY if replied_to else m.DEFAULT,
        replied_to=replied_to,
    )
    if body.get("nonce") is not None:
        nonces[key] = (written, call.hub.world.clock())
        while len(nonces) > 10_000:
            nonces.popitem(last=False)
    return readable(call.hub, channel, written)


@route("PATCH", "/channels/{channel_id}/messages/{message_id}")
def edit(call: Call) -> Json:
    """The bot changes a message of its own; others may only be told to hide their embeds."""
    channel = call.channel()
    found = existing(call, channel)
    if found.author_id != call.hub.world.application.bot.id:
        if set(call.body) != {"flags"}:
            raise ApiError(50005)
        require(call.hub, channel, Permission.MANAGE_MESSAGES)
    if channel.archived:
        raise ApiError(50083)
    rules.check_message_edit(call.body, call.uploads, found.data, found.hidden_attachments)
    acts.edit(call.hub, channel, found, call.body, call.uploads)
    return readable(call.hub, channel, found)


@route("DELETE", "/channels/{channel_id}/messages/{message_id}")
def delete(call: Call) -> None:
    """A message is gone; those of others need Manage Messages."""
    channel = call.channel()
    found = existing(call, channel)
    if found.author_id != call.hub.world.application.bot.id:
        require(call.hub, channel, Permission.MANAGE_MESSAGES)
    acts.delete(call.hub, channel, found)


@route("POST", "/channels/{channel_id}/messages/bulk-delete")
def bulk_delete(call: Call) -> None:
    """Several messages are gone."""
    channel = call.channel(Permission.MANAGE_MESSAGES)
    wanted = [int(i) for i in call.body["messages"]]
    acts.purge(call.hub, channel, [channel.messages[i] for i in wanted if i in channel.messages])


@route("POST", "/channels/{channel_id}/typing")
def typing(call: Call) -> None:
    """The bot is typing."""
    channel = call.channel()
    check_may_write(call.hub, channel)
    world = call.hub.world
    bot = world.application.bot
    data: Json = {"channel_id": str(channel.id), "user_id": str(bot.id), "timestamp": int(world.clock())}
    if channel.guild_id is not None:
        member = world.guilds[channel.guild_id].members[bot.id]
        data |= {"guild_id": str(channel.guild_id), "member": shapes.member(member)}
    call.hub.tell("TYPING_START", data, channel)


def readable(hub: Hub, channel: Channel, message: Message) -> Json:
    """The message as far as the application may read it: Message Content is asked for over HTTP too."""
    app = hub.world.application
    if channel.guild_id is None or app.privileged_intents & intents.MESSAGE_CONTENT:
        return message.data
    return intents.withheld(message.data, str(app.bot.id))


def existing(call: Call, channel: Channel) -> Message:
    """The message of the path; 10008 otherwise. Ephemeral ones are not found here."""
    found = channel.messages.get(call.id("message_id"))
    if found is None:
        raise ApiError(10008)
    return found


def check_may_bring(call: Call, channel: Channel, body: Json) -> None:
    """The bot may write what this message brings along, a file or a poll; 50013 otherwise."""
    if call.uploads:
        require(call.hub, channel, Permission.ATTACH_FILES)
    if body.get("poll"):
        require(call.hub, channel, Permission.SEND_POLLS)


def check_may_write(hub: Hub, channel: Channel) -> None:
    """The bot may write here: 50008, 50001, 50013, 50083, 160005 otherwise."""
    if channel.type in (FORUM, CATEGORY):
        raise ApiError(50008)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    allowed = require(hub, channel, needed)
    if channel.locked and not allowed & Permission.MANAGE_THREADS:
        raise ApiError(50083 if channel.archived else 160005)
    bot = hub.world.application.bot
    others = [hub.world.users[i] for i in channel.recipient_ids if i != bot.id]
    if others and not all(_can_be_written_to(hub, user) for user in others):
        raise ApiError(50007)


def _can_be_written_to(hub: Hub, user: User) -> bool:
    bot_id = hub.world.application.bot.id
    together = any(bot_id in g.members and user.id in g.members for g in hub.world.guilds.values())
    return user.takes_messages and (together or user.id in hub.world.application.user_installs)
