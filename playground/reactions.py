"""Reactions to messages: given, taken back, cleared; permissions have been checked by whoever calls."""

from . import shapes
from .emoji import is_emoji, same
from .errors import ApiError
from .hub import Hub
from .wire import Json
from .world import Channel, Message, User

MOST = 20  # different ones on a message; 30010 beyond


def known(message: Message, emoji: str) -> str:
    """The reaction of the message that this emoji is, or the emoji itself; 10014 where it is none.

    There are no emojis of servers here, so none is known by `name:id`.
    """
    if not is_emoji(emoji):
        raise ApiError(10014)
    return next((there for there in message.reactions if same(there) == same(emoji)), emoji)


def add(hub: Hub, channel: Channel, message: Message, user: User, emoji: str) -> None:
    """The user reacts; doing so twice changes nothing."""
    emoji = known(message, emoji)
    if emoji not in message.reactions and len(message.reactions) >= MOST:
        raise ApiError(30010)
    users = message.reactions.setdefault(emoji, {})
    if user.id in users:
        return
    users[user.id] = None
    _write(hub, message)
    data = {**_event(channel, message, emoji), "user_id": str(user.id), "burst": False, "type": 0}
    data["message_author_id"] = str(message.author_id)
    if channel.guild_id is not None:
        data["member"] = shapes.member(hub.world.guilds[channel.guild_id].members[user.id])
    hub.tell("MESSAGE_REACTION_ADD", data, channel)


def remove(hub: Hub, channel: Channel, message: Message, user_id: int, emoji: str) -> None:
    """The user's reaction is taken back, by whomever; where there is none, nothing changes."""
    emoji = known(message, emoji)
    users = message.reactions.get(emoji, {})
    if user_id not in users:
        return
    del users[user_id]
    if not users:
        del message.reactions[emoji]
    _write(hub, message)
    data = {**_event(channel, message, emoji), "user_id": str(user_id), "burst": False, "type": 0}
    hub.tell("MESSAGE_REACTION_REMOVE", data, channel)


def clear(hub: Hub, channel: Channel, message: Message, emoji: str | None = None) -> None:
    """All reactions are gone, or all with one emoji."""
    if emoji is None:
        message.reactions.clear()
        data = _event(channel, message, "")
        del data["emoji"]
        name = "MESSAGE_REACTION_REMOVE_ALL"
    else:
        emoji = known(message, emoji)
        message.reactions.pop(emoji, None)
        data, name = _event(channel, message, emoji), "MESSAGE_REACTION_REMOVE_EMOJI"
    _write(hub, message)
    hub.tell(name, data, channel)


def shown(message: Message, seen_by: int) -> list[Json]:
    """The `reactions` of a message's JSON; `me` is whether the one who looks has reacted so."""
    return [
        {
            "emoji": {"id": None, "name": emoji},
            "count": len(users),
            "count_details": {"burst": 0, "normal": len(users)},
            "burst_colors": [],
            "me_burst": False,
            "me": seen_by in users,
        }
        for emoji, users in message.reactions.items()
    ]


def _write(hub: Hub, message: Message) -> None:
    data = {key: value for key, value in message.data.items() if key != "reactions"}
    if message.reactions:
        data["reactions"] = shown(message, hub.world.application.bot.id)
    message.data = data


def _event(channel: Channel, message: Message, emoji: str) -> Json:
    data: Json = {"channel_id": str(channel.id), "message_id": str(message.id), "emoji": {"id": None, "name": emoji}}
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    return data
