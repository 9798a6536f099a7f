"""Polls: who voted for what, and ending one early."""

from playground import acts, polls, shapes
from playground.errors import ApiError
from playground.permissions import Permission
from playground.wire import Json

from .messages import existing, readable
from .routing import Call, route, snowflake

LISTED = 25  # users, where the request does not say how many


@route("GET", "/channels/{channel_id}/polls/{message_id}/answers/{answer_id}")
def voters(call: Call) -> Json:
    """Who voted for an answer, by age of their accounts, after a user where one is named."""
    found = existing(call, call.channel(Permission.READ_MESSAGE_HISTORY))
    if polls.of(found) is None:
        raise ApiError(10008)
    after = snowflake(call.query.get("after", "0"), "after")
    ids = [user_id for user_id in sorted(found.votes.get(call.id("answer_id"), ())) if user_id > after]
    return {"users": [shapes.user(call.hub.world.users[i]) for i in ids[: int(call.query.get("limit", LISTED))]]}


@route("POST", "/channels/{channel_id}/polls/{message_id}/expire")
def expire(call: Call) -> Json:
    """The bot ends a poll of its own; the votes are counted a little later, as on Discord."""
    channel = call.channel()
    found = existing(call, channel)
    poll = polls.of(found)
    if poll is None:
        raise ApiError(520006)
    if found.author_id != call.hub.world.application.bot.id:
        raise ApiError(50013)
    if not polls.is_open(call.hub, poll):
        raise ApiError(520001)
    acts.end_poll(call.hub, channel, found)
    return readable(call.hub, channel, found)
