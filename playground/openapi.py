"""Requests, answers and events held against Discord's published OpenAPI document, with compiled validators."""

import copy
import os
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

from .wire import Json, loads

DOCUMENT, CLOSED = "https://discord.invalid/openapi", "https://discord.invalid/openapi-closed"
REFERENCE = "#/components/schemas/"

# Keys that Discord documents and takes but that its OpenAPI document forgot; discord.py 2.7.1 and hikari 2.5 send them
FORGOTTEN: dict[str, tuple[str, ...]] = {
    "ApplicationCommandCreateRequest": ("nsfw",),
    "ApplicationCommandUpdateRequest": ("nsfw",),
    "ApplicationCommandPatchRequestPartial": ("nsfw",),
    "CreateForumThreadRequest": ("type",),
    "MessageAttachmentRequest": ("proxy_url", "size", "url", "spoiler", "content_type", "width", "height"),
    "BaseCreateMessageCreateRequest": ("tts",),
    "RichEmbed": ("flags",),
    "MessageEditRequestPartial": ("tts",),
    "IncomingWebhookUpdateRequestPartial": ("tts",),
    "IncomingWebhookUpdateForInteractionCallbackRequestPartial": ("tts",),
}
FORGOTTEN_IN_QUERIES = {"/channels/{channel_id}/threads": ("use_nested_fields",)}

_EVENTS: dict[str, str] = {
    "MESSAGE_CREATE": "MessageResponse",
    "MESSAGE_UPDATE": "MessageResponse",
    "THREAD_CREATE": "ThreadResponse",
    "THREAD_UPDATE": "ThreadResponse",
    "CHANNEL_CREATE": "GuildChannelResponse",
    "CHANNEL_UPDATE": "GuildChannelResponse",
    "GUILD_CREATE": "GuildResponse",
    "GUILD_MEMBER_UPDATE": "GuildMemberResponse",
    "GUILD_SCHEDULED_EVENT_CREATE": "ExternalScheduledEventResponse",
    "GUILD_SCHEDULED_EVENT_UPDATE": "ExternalScheduledEventResponse",
    "GUILD_SCHEDULED_EVENT_DELETE": "ExternalScheduledEventResponse",
}


def _ref(name: str, base: str = DOCUMENT) -> Json:
    return {"$ref": f"{base}{REFERENCE}{name}"}


def _each(name: str) -> Json:
    return {"type": "object", "additionalProperties": _ref(name)}


_INTERACTION: Json = {
    "type": "object",
    "required": [
        "id",
        "application_id",
        "type",
        "data",
        "channel",
        "channel_id",
        "token",
        "version",
        "app_permissions",
        "locale",
        "entitlements",
        "authorizing_integration_owners",
        "context",
        "attachment_size_limit",
    ],
    "oneOf": [{"required": ["member", "guild", "guild_id"]}, {"required": ["user"]}],
    "properties": {
        "id": _ref("SnowflakeType"),
        "application_id": _ref("SnowflakeType"),
        "type": _ref("InteractionTypes"),
        "channel_id": _ref("SnowflakeType"),
        "guild_id": _ref("SnowflakeType"),
        "member": _ref("PrivateGuildMemberResponse"),
        "user": _ref("UserResponse"),
        "message": _ref("MessageResponse"),
        "locale": _ref("AvailableLocalesEnum"),
        "guild_locale": _ref("AvailableLocalesEnum"),
        "context": _ref("InteractionContextType"),
        "app_permissions": {"type": "string", "pattern": "^[0-9]+$"},
        "data": {
            "type": "object",
            "properties": {
                "resolved": {
                    "type": "object",
                    "properties": {
                        "users": _each("UserResponse"),
                        "members": _each("BasicGuildMemberResponse"),
                        "roles": _each("GuildRoleResponse"),
                        "attachments": _each("MessageAttachmentResponse"),
                        "messages": _each("MessageResponse"),
                    },
                }
            },
        },
    },
}

_VOTE: Json = {
    "type": "object",
    "required": ["user_id", "channel_id", "message_id", "answer_id"],
    "properties": {
        "user_id": _ref("SnowflakeType"),
        "channel_id": _ref("SnowflakeType"),
        "message_id": _ref("SnowflakeType"),
        "guild_id": _ref("SnowflakeType"),
        "answer_id": {"type": "integer"},
    },
    "additionalProperties": False,
}

_REACTION: Json = {
    "type": "object",
    "required": ["channel_id", "message_id"],
    "properties": {
        "channel_id": _ref("SnowflakeType"),
        "message_id": _ref("SnowflakeType"),
        "guild_id": _ref("SnowflakeType"),
        "user_id": _ref("SnowflakeType"),
        "message_author_id": _ref("SnowflakeType"),
        "emoji": _ref("MessageReactionEmojiResponse"),
        "member": _ref("GuildMemberResponse"),
        "burst": {"type": "boolean"},
        "type": _ref("ReactionTypes"),
    },
    "additionalProperties": False,
}


class Document:
    """The document, and one validator for each schema that was asked for so far."""

    def __init__(self, path: Path) -> None:
        data = loads(path.read_bytes())
        self.paths: dict[str, Json] = data["paths"]
        components = data["components"]
        closed = copy.deepcopy(components)
        for name, keys in FORGOTTEN.items():
            closed["schemas"][name]["properties"] |= {key: {} for key in keys}
        _close(closed)
        self._registry = jsonschema_rs.Registry(
            [(DOCUMENT, {"components": components}), (CLOSED, {"components": closed})],
            draft=jsonschema_rs.Draft202012,
        )
        self._validators: dict[Any, jsonschema_rs.Draft202012Validator | None] = {}

    @classmethod
    def find(cls) -> "Document | None":
        """The document at DISCORD_OPENAPI, else in the folder `shared/discord` beside the repository, else None."""
        named = os.environ.get("DISCORD_OPENAPI")
        default = Path(__file__).resolve().parents[2] / "shared" / "discord" / "openapi.json"
        path = Path(named) if named else default
        return _read(path) if path.is_file() else None

    def request(self, method: str, template: str, query: dict[str, str], body: Any) -> list[str]:
        """What is wrong with a request, unknown keys included. `body` is None where there is none."""
        operation = self.paths.get(template, {}).get(method.lower())
        if operation is None:
            return [f"{method} {template} is not in Discord's OpenAPI document"]
        found = self._query(template, operation, query)
        content = (operation.get("requestBody") or {}).get("content") or {}
        if body is None:
            if content and operation["requestBody"].get("required"):
                found.append("body: missing")
        elif not content:
            if body:
                found.append("body: there must be none")
        else:
            media = content.get("application/json") or content["multipart/form-data"]
            validator = self._validator((method, template), _rebase(media["schema"], CLOSED))
            found += explain(validator, normal(body))
        return [f"{method} {template}: {sentence}" for sentence in found]

    def _query(self, template: str, operation: Json, query: dict[str, str]) -> list[str]:
        known = {
            p["name"]: p["schema"]
            for p in (*self.paths[template].get("parameters", ()), *operation.get("parameters", ()))
            if p["in"] == "query"
        }
        found = []
        for name, value in query.items():
            schema = known.get(name)
            if schema is None and name not in FORGOTTEN_IN_QUERIES.get(template, ()):
                found.append(f"query {name!r} is not known")
            elif schema is None:
                continue
            elif schema.get("type") == "boolean" and value.lower() not in ("true", "false", "1", "0"):
                found.append(f"query {name!r}: {value!r} is no boolean")
            elif schema.get("type") == "integer":
                low, high = schema.get("minimum", float("-inf")), schema.get("maximum", float("inf"))
                if not value.lstrip("-").isdecimal() or not low <= int(value) <= high:
                    found.append(f"query {name!r}: {value!r} is no integer from {low} to {high}")
        return found

    def response(self, method: str, template: str, status: int, data: Any) -> list[str]:
        """What is wrong with an answer of this playground."""
        operation = self.paths.get(template, {}).get(method.lower())
        if operation is None or status == 429 or status >= 500:
            return []
        responses = operation["responses"]
        if status >= 400:
            # Discord writes words such as BASE_TYPE_REQUIRED where the document has numbers inside `errors`.
            found = self.shape("ErrorResponse", {k: v for k, v in data.items() if k != "errors"})
        elif str(status) not in responses:
            found = [f"status {status} is not among {', '.join(responses)}"]
        else:
            content = responses[str(status)].get("content")
            if content is None:
                found = [] if data is None else ["there must be no body"]
            else:
                schema = _rebase(content["application/json"]["schema"], DOCUMENT)
                found = explain(self._validator((method, template, status), schema), data)
        return [f"the playground's answer to {method} {template}: {sentence}" for sentence in found]

    def event(self, name: str, data: Json) -> list[str]:
        """What is wrong with an event of this playground, as far as the document has its shapes."""
        if name == "INTERACTION_CREATE":
            found = explain(self._validator(name, _INTERACTION), data)
        elif name.startswith("MESSAGE_REACTION_"):
            found = explain(self._validator("MESSAGE_REACTION", _REACTION), data)
        elif name.startswith("MESSAGE_POLL_VOTE_"):
            found = explain(self._validator("MESSAGE_POLL_VOTE", _VOTE), data)
        elif name in _EVENTS and not (name.startswith("CHANNEL_") and "recipients" in data):
            found = self.shape(_EVENTS[name], data)
        else:
            return []
        return [f"the playground's event {name}: {sentence}" for sentence in found]

    def shape(self, schema: str, data: Any) -> list[str]:
        """What is wrong with an object that has a schema of its own."""
        return explain(self._validator(schema, _ref(schema)), data)

    def _validator(self, key: Any, schema: Json) -> jsonschema_rs.Draft202012Validator:
        validator = self._validators.get(key)
        if validator is None:
            validator = jsonschema_rs.Draft202012Validator(schema, registry=self._registry, validate_formats=True)
            self._validators[key] = validator
        return validator


@cache
def _read(path: Path) -> Document:
    return Document(path)


def _close(node: Any) -> None:
    """No object takes keys that it does not name."""
    if isinstance(node, dict):
        if "properties" in node and node.get("type") in ("object", ["object", "null"]):
            node.setdefault("additionalProperties", False)
        for value in node.values():
            _close(value)
    elif isinstance(node, list):
        for value in node:
            _close(value)


def _rebase(schema: Any, base: str) -> Any:
    """The schema with its references pointing into the registered document."""
    if isinstance(schema, dict):
        return {
            key: f"{base}{value}" if key == "$ref" and isinstance(value, str) else _rebase(value, base)
            for key, value in schema.items()
        }
    return [_rebase(value, base) for value in schema] if isinstance(schema, list) else schema


_PERMISSIONS = ("allow", "deny", "permissions", "default_member_permissions")
_ID_LISTS = ("users", "roles", "sticker_ids", "applied_tags")


def normal(body: Any, *, key: str = "", component: bool = False) -> Any:
    """A request as the document has it: ids as strings, permission sets as numbers; Discord takes both.

    The `id` of a component is a number in the document too.
    """
    if isinstance(body, dict):
        found: Json = {}
        for name, value in body.items():
            is_number = isinstance(value, int) and not isinstance(value, bool)
            if is_number and (name.endswith("_id") or (name == "id" and not component)):
                found[name] = str(value)
            elif name in _PERMISSIONS and isinstance(value, str) and value.isdecimal():
                found[name] = int(value)
            else:
                inside = name in ("components", "accessory", "component")
                found[name] = normal(value, key=name, component=inside)
        return found
    if isinstance(body, list):
        if key in _ID_LISTS:
            return [str(value) if isinstance(value, int) else value for value in body]
        return [normal(value, key=key, component=component) for value in body]
    return body


def explain(validator: jsonschema_rs.Draft202012Validator, data: Any) -> list[str]:
    """One sentence for each fault, at the place where it lies, also inside alternatives."""
    if validator.is_valid(data):
        return []
    return [sentence for error in validator.iter_errors(data) for sentence in _sentences(error)]


def _sentences(error: Any) -> list[str]:
    context = getattr(error.kind, "context", None)
    if context:
        branches = [branch for branch in context if branch and not _is_other_kind(branch, len(error.instance_path))]
        if branches:  # the one that was most likely meant has the fewest faults, and those deepest inside
            meant = min(branches, key=lambda branch: (len(branch), -max(len(e.instance_path) for e in branch)))
            return [sentence for inner in meant for sentence in _sentences(inner)]
    place = ".".join(str(part) for part in error.instance_path) or "body"
    message = error.message if len(error.message) < 300 else f"{error.message[:150]} … {error.message[-140:]}"
    return [f"{place}: {message}"]


def _is_other_kind(branch: list[Any], depth: int) -> bool:
    """Whether the alternative is for objects of another type, or for null."""
    for error in branch:
        path = error.instance_path
        if len(path) == depth + 1 and path[-1] == "type":
            return True
        if len(path) == depth and error.kind.name == "type" and "null" in str(error.message):
            return True
    return False
