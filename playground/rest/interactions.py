"""Answers to interactions: the callback, @original and followups."""

from playground import rules
from playground.interactions import DEFERRED, MESSAGE, UPDATE, Answer, Interaction
from playground.messages import LOADING
from playground.wire import Json

from .routing import Call, route

WEBHOOK = "/webhooks/{webhook_id}/{webhook_token}"


@route("POST", "/interactions/{interaction_id}/{interaction_token}/callback", open_to_all=True)
def callback(call: Call) -> Json | None:
    """The first response."""
    interaction = call.interactions.awaiting(call.id("interaction_id"), call.ids["interaction_token"])
    kind = call.body.get("type")
    body = call.body.get("data") or {}
    rules.check_callback(kind, body, call.uploads, interaction.source.data if interaction.source else None)
    answer = call.interactions.respond(interaction, kind, body, call.uploads, call.received_at)
    if call.query.get("with_response") in ("true", "True", "1"):
        return _response(interaction, kind, answer)
    return None


def _response(interaction: Interaction, kind: int, answer: Answer) -> Json:
    data: Json = {"id": str(interaction.id), "type": interaction.type, "channel_id": str(interaction.channel.id)}
    if interaction.channel.guild_id is not None:
        data["guild_id"] = str(interaction.channel.guild_id)
    found: Json = {"interaction": data}
    if answer.message is not None:
        data["response_message_id"] = str(answer.message.id)
        data["response_message_loading"] = bool(answer.message.data["flags"] & LOADING)
        data["response_message_ephemeral"] = answer.message.ephemeral_to is not None
        if kind in (MESSAGE, UPDATE):
            found["resource"] = {"type": kind, "message": answer.message.data}
        elif kind == DEFERRED:
            found["resource"] = {"type": MESSAGE, "message": answer.message.data}
    return found


@route("POST", WEBHOOK, open_to_all=True)
def follow_up(call: Call) -> Json | None:
    """A further message."""
    interaction = _interaction(call)
    rules.check_message(call.body, call.uploads)
    message = call.interactions.follow_up(interaction, call.body, call.uploads)
    return message.data if call.query.get("wait", "1") not in ("false", "0") else None


@route("GET", f"{WEBHOOK}/messages/@original", open_to_all=True)
@route("GET", f"{WEBHOOK}/messages/{{message_id}}", open_to_all=True)
def message(call: Call) -> Json:
    """One of the interaction's messages."""
    return call.interactions.find(_interaction(call), call.ids.get("message_id", "@original")).data


@route("PATCH", f"{WEBHOOK}/messages/@original", open_to_all=True)
@route("PATCH", f"{WEBHOOK}/messages/{{message_id}}", open_to_all=True)
def edit(call: Call) -> Json:
    """One of the interaction's messages changes."""
    interaction = _interaction(call)
    found = call.interactions.find(interaction, call.ids.get("message_id", "@original"))
    rules.check_message_edit(call.body, call.uploads, found.data, found.hidden_attachments)
    return call.interactions.edit(interaction, found, call.body, call.uploads).data


@route("DELETE", f"{WEBHOOK}/messages/@original", open_to_all=True)
@route("DELETE", f"{WEBHOOK}/messages/{{message_id}}", open_to_all=True)
def delete(call: Call) -> None:
    """One of the interaction's messages is gone."""
    interaction = _interaction(call)
    call.interactions.delete(interaction, call.interactions.find(interaction, call.ids.get("message_id", "@original")))


def _interaction(call: Call) -> Interaction:
    return call.interactions.answered(call.id("webhook_id"), call.ids["webhook_token"])
