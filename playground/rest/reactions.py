"""Reactions to messages."""

from playground import reactions, shapes
from playground.errors import ApiError
from playground.permissions import Permission
from playground.wire import Json
from playground.world import Channel, Message

from .messages import existing
from .routing import Call, require, route, snowflake

ALL = "/channels/{channel_id}/messages/{message_id}/reactions"
EACH = ALL + "/{emoji_name}"
LISTED = 25  # users, where the request does not say how many


@route("PUT", EACH + "/@me")
def add(call: Call) -> None:
    """The bot reacts; a reaction that nobody has given yet needs Add Reactions."""
    channel, message = _message(call, Permission.READ_MESSAGE_HISTORY)
    emoji = reactions.known(message, call.ids["emoji_name"])
    if emoji not in message.reactions:
        require(call.hub, channel, Permission.ADD_REACTIONS)
    reactions.add(call.hub, channel, message, call.hub.world.application.bot, emoji)


@route("DELETE", EACH + "/@me")
def remove_own(call: Call) -> None:
    """The bot takes its reaction back."""
    channel, message = _message(call)
    reactions.remove(call.hub, channel, message, call.hub.world.application.bot.id, call.ids["emoji_name"])


@route("DELETE", EACH + "/{user_id}")
def remove_others(call: Call) -> None:
    """Somebody else's reaction is taken away."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    reactions.remove(call.hub, channel, message, call.id("user_id"), call.ids["emoji_name"])


@route("GET", EACH)
def users(call: Call) -> list[Json]:
    """Who reacted so, by age of their accounts, after a user where one is named."""
    _, message = _message(call, Permission.READ_MESSAGE_HISTORY)
    if call.query.get("type") == "1":  # those that are paid for
        return []
    emoji = reactions.known(message, call.ids["emoji_name"])
    after = snowflake(call.query.get("after", "0"), "after")
    found = [user_id for user_id in sorted(message.reactions.get(emoji, ())) if user_id > after]
    return [shapes.user(call.hub.world.users[i]) for i in found[: int(call.query.get("limit", LISTED))]]


@route("DELETE", ALL)
def clear(call: Call) -> None:
    """All reactions are gone."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    reactions.clear(call.hub, channel, message)


@route("DELETE", EACH)
def clear_emoji(call: Call) -> None:
    """All reactions with one emoji are gone."""
    channel, message = _message(call, Permission.MANAGE_MESSAGES)
    reactions.clear(call.hub, channel, message, call.ids["emoji_name"])


def _message(call: Call, needed: int = 0) -> tuple[Channel, Message]:
    channel = call.channel(needed)
    message = existing(call, channel)
    if channel.archived and call.method != "GET":
        raise ApiError(50083)
    return channel, message
