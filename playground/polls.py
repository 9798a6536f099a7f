"""Polls: their JSON, their votes; who may do what has been checked by whoever calls.

Discord, Poll Resource. Ending one writes a message and is in `acts`.
"""

from collections.abc import Collection
from datetime import datetime

from .hub import Hub
from .wire import Json, iso
from .world import Channel, Message, User

HOURS = 24  # that a poll is open for where the request does not say


def new(wanted: Json, now: float) -> Json:
    """The poll as Discord answers it, from what a request wants of it."""
    hours = int(wanted.get("duration") or HOURS)
    answers = [
        {"answer_id": number, "poll_media": _media(answer["poll_media"])}
        for number, answer in enumerate(wanted["answers"], start=1)
    ]
    return {
        "question": {"text": wanted["question"]["text"]},
        "answers": answers,
        "expiry": iso(now + hours * 3600),
        "allow_multiselect": bool(wanted.get("allow_multiselect")),
        "layout_type": 1,
        "results": {"answer_counts": [], "is_finalized": False},
    }


def _media(media: Json) -> Json:
    data: Json = {"text": media["text"]}
    if media.get("emoji"):
        data["emoji"] = {"id": None, "name": media["emoji"]["name"]}
    return data


def of(message: Message) -> Json | None:
    """The poll of a message, if it has one."""
    poll: Json | None = message.data.get("poll")
    return poll


def ends_at(poll: Json) -> float:
    """When voting ends, in seconds since 1970."""
    return datetime.fromisoformat(poll["expiry"]).timestamp()


def is_open(hub: Hub, poll: Json) -> bool:
    """Whether votes still count."""
    return hub.world.clock() < ends_at(poll) and not poll["results"]["is_finalized"]


def vote(hub: Hub, channel: Channel, message: Message, user: User, answer_ids: Collection[int]) -> None:
    """These are the user's answers from now on, and no others; each change is told."""
    for answer_id, voters in sorted(message.votes.items()):
        if user.id in voters and answer_id not in answer_ids:
            del voters[user.id]
            _tell(hub, "MESSAGE_POLL_VOTE_REMOVE", channel, message, user, answer_id)
    for answer_id in sorted(answer_ids):
        voters = message.votes.setdefault(answer_id, {})
        if user.id not in voters:
            voters[user.id] = None
            _tell(hub, "MESSAGE_POLL_VOTE_ADD", channel, message, user, answer_id)


def _tell(hub: Hub, event: str, channel: Channel, message: Message, user: User, answer_id: int) -> None:
    write(message, shown(message, hub.world.application.bot.id))
    data: Json = {
        "user_id": str(user.id),
        "channel_id": str(channel.id),
        "message_id": str(message.id),
        "answer_id": answer_id,
    }
    if channel.guild_id is not None:
        data["guild_id"] = str(channel.guild_id)
    hub.tell(event, data, channel)


def shown(message: Message, seen_by: int, *, is_counted: bool = False) -> Json:
    """The message's poll with its results; answers without votes have no entry, as on Discord."""
    poll: Json = message.data["poll"]
    counts = [
        {"id": answer_id, "count": len(voters), "me_voted": seen_by in voters}
        for answer_id, voters in sorted(message.votes.items())
        if voters
    ]
    is_final = is_counted or poll["results"]["is_finalized"]
    return {**poll, "results": {"answer_counts": counts, "is_finalized": is_final}}


def write(message: Message, poll: Json) -> None:
    """The message has this poll from now on."""
    message.data = {**message.data, "poll": poll}


def result(message: Message) -> Json:
    """The embed of the message that tells how a poll went; of several winners it names none, as on Discord."""
    poll = message.data["poll"]
    votes = {answer["answer_id"]: len(message.votes.get(answer["answer_id"], ())) for answer in poll["answers"]}
    most = max(votes.values())
    winners = [answer for answer in poll["answers"] if votes[answer["answer_id"]] == most]
    fields = {
        "poll_question_text": poll["question"]["text"],
        "victor_answer_votes": str(most),
        "total_votes": str(sum(votes.values())),
    }
    if most and len(winners) == 1:
        fields["victor_answer_id"] = str(winners[0]["answer_id"])
        fields["victor_answer_text"] = winners[0]["poll_media"]["text"]
        if "emoji" in winners[0]["poll_media"]:
            fields["victor_answer_emoji_name"] = winners[0]["poll_media"]["emoji"]["name"]
    listed = [{"name": name, "value": value, "inline": False} for name, value in fields.items()]
    return {"type": "poll_result", "fields": listed, "content_scan_version": 0}


def texts(poll: Json) -> list[str]:
    """What a reader sees of a poll: its question and its answers."""
    return [poll["question"]["text"], *(answer["poll_media"]["text"] for answer in poll["answers"])]
