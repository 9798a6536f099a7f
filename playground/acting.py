"""What a member's own client sends: options as defined, chosen values, filled-in forms; it refuses what it must."""

from collections.abc import Sequence
from typing import Any

from . import components as c
from . import shapes
from .errors import Refused
from .hub import Hub
from .permissions import Permission
from .wire import Json
from .world import FORUM, REQUIRE_TAG, Attachment, Channel, Guild, User

THREAD_NAME = 100  # characters; Discord, Start Thread from Message
TAGS = 5  # of one forum post; Discord, Start Thread in Forum Channel
QUESTION, ANSWER, ANSWERS, LONGEST_H = 300, 55, 10, 768  # of a poll; Discord, Poll Create Request Object
SUBCOMMAND, GROUP, STRING, INTEGER, BOOLEAN, USER, CHANNEL, ROLE, MENTIONABLE, NUMBER, FILE = range(1, 12)


class Resolved:
    """The objects that ids in the data stand for."""

    def __init__(self, hub: Hub, guild: Guild | None, acting_for: User) -> None:
        self.data: dict[str, Json] = {}
        self._hub = hub
        self._guild = guild
        self._user = acting_for

    def user(self, wanted: Any) -> str:
        """A user by name, id or as an object with an `id`."""
        world = self._hub.world
        found = _find(wanted, world.users, [(u.username, u.id) for u in world.users.values()], "member")
        user = world.users[found]
        self.data.setdefault("users", {})[str(user.id)] = shapes.user(user)
        if self._guild is not None and user.id in self._guild.members:
            member = shapes.member(self._guild.members[user.id], with_user=False)
            member = {k: v for k, v in member.items() if k not in ("mute", "deaf")}
            general = next(iter(self._guild.channels.values()))
            member["permissions"] = str(self._hub.permissions_of(user.id, general))
            self.data.setdefault("members", {})[str(user.id)] = member
        return str(user.id)

    def role(self, wanted: Any) -> str:
        """A role of the guild."""
        roles = self._guild.roles if self._guild is not None else {}
        found = _find(wanted, roles, [(r.name, r.id) for r in roles.values()], "role")
        self.data.setdefault("roles", {})[str(found)] = shapes.role(roles[found])
        return str(found)

    def channel(self, wanted: Any, types: Sequence[int] | None) -> str:
        """A channel or thread of the guild that the member sees, of one of the `types`."""
        world = self._hub.world
        guild = self._guild
        there = {**guild.channels, **guild.threads} if guild is not None else {}
        if isinstance(wanted, str):
            wanted = wanted.removeprefix("#")
        found = there[_find(wanted, there, [(x.name, x.id) for x in there.values()], "channel")]
        theirs = self._hub.permissions_of(self._user.id, found)
        if not theirs & Permission.VIEW_CHANNEL:
            raise Refused(f"{self._user.username} does not see #{found.name}")
        if types and found.type not in types:
            raise Refused(f"#{found.name} is of type {found.type}, not one of {list(types)}")
        data = shapes.channel(world, found)
        kept = (
            "id",
            "type",
            "name",
            "parent_id",
            "thread_metadata",
            "guild_id",
            "flags",
            "position",
            "last_message_id",
        )
        short = {key: data[key] for key in kept if key in data}
        self.data.setdefault("channels", {})[str(found.id)] = {**short, "permissions": str(theirs)}
        return str(found.id)

    def mentionable(self, wanted: Any) -> str:
        """A user or a role."""
        try:
            return self.user(wanted)
        except Refused:
            return self.role(wanted)

    def file(self, wanted: Any) -> str:
        """A file, given as (name, bytes)."""
        name, content = wanted
        file = Attachment(self._hub.world.snowflake(), name, "application/octet-stream", content)
        self._hub.world.attachments[file.id] = file
        url = f"{self._hub.base_url}/attachments/0/{file.id}/{name}"
        data = {"id": str(file.id), "filename": name, "size": len(content), "url": url, "proxy_url": url}
        self.data.setdefault("attachments", {})[str(file.id)] = {**data, "ephemeral": True}
        return str(file.id)


def _find(wanted: Any, by_id: Any, names: list[tuple[str, int]], kind: str) -> int:
    wanted = getattr(wanted, "id", wanted)
    if (isinstance(wanted, int) or str(wanted).isdecimal()) and int(wanted) in by_id:
        return int(wanted)
    for name, found in names:
        if name == wanted:
            return found
    raise Refused(f"no {kind} {wanted!r}; there are: {', '.join(name for name, _ in names)}")


def find_command(commands: Sequence[Json], path: Sequence[str]) -> tuple[Json, list[Json]]:
    """The command that `path` (its words) names, and the chain of sub-command groups and sub-commands below it."""
    command = next((x for x in commands if x["name"] == path[0] and x["type"] == 1), None)
    if command is None:
        there = ", ".join(sorted("/" + x["name"] for x in commands)) or "none"
        raise Refused(f"no command /{path[0]}; there are: {there}")
    chain: list[Json] = []
    options = command.get("options") or []
    for word in path[1:]:
        part = next((o for o in options if o["name"] == word and o["type"] in (SUBCOMMAND, GROUP)), None)
        if part is None:
            raise Refused(f"/{' '.join(path)}: no sub-command {word!r}")
        chain.append(part)
        options = part.get("options") or []
    if any(option["type"] in (SUBCOMMAND, GROUP) for option in options):
        names = ", ".join(option["name"] for option in options)
        raise Refused(f"/{' '.join(path)} cannot itself be run; it has sub-commands: {names}")
    return command, chain


def command_data(
    command: Json, chain: list[Json], values: dict[str, Any], resolved: Resolved, *, focused: str = ""
) -> Json:
    """The `data` of a slash command's interaction; with `focused` that of an autocomplete one."""
    definitions = (chain[-1] if chain else command).get("options") or []
    options = _options(definitions, values, resolved, focused=focused)
    for part in reversed(chain):
        options = [{"name": part["name"], "type": part["type"], "options": options}]
    data: Json = {"id": command["id"], "name": command["name"], "type": command["type"], "options": options}
    if not options:
        del data["options"]
    if resolved.data:
        data["resolved"] = resolved.data
    if "guild_id" in command:
        data["guild_id"] = command["guild_id"]
    return data


def _options(definitions: list[Json], values: dict[str, Any], resolved: Resolved, *, focused: str) -> list[Json]:
    known = {definition["name"]: definition for definition in definitions}
    for name in values:
        if name not in known:
            raise Refused(f"no option {name!r}; there are: {', '.join(known) or 'none'}")
    found = []
    for name, definition in known.items():
        if values.get(name) is None:
            if definition.get("required") and not focused:
                raise Refused(f"option {name!r} is required")
            continue
        if name == focused:
            if not definition.get("autocomplete"):
                raise Refused(f"option {name!r} has no autocomplete")
            typed = {"name": name, "type": definition["type"], "value": str(values[name]), "focused": True}
            found.append(typed)
        else:
            value = _value(definition, values[name], resolved)
            found.append({"name": name, "type": definition["type"], "value": value})
    return found


def _value(definition: Json, value: Any, resolved: Resolved) -> Any:
    kind, name = definition["type"], definition["name"]
    if kind in (STRING, INTEGER, NUMBER) and definition.get("choices"):
        for choice in definition["choices"]:
            if value in (choice["value"], choice["name"]):
                return choice["value"]
        there = ", ".join(repr(choice["value"]) for choice in definition["choices"])
        raise Refused(f"{value!r} is no choice of option {name!r}; there are: {there}")
    if kind == STRING:
        if not isinstance(value, str):
            raise Refused(f"option {name!r} takes a text, not {value!r}")
        least, most = definition.get("min_length", 0), definition.get("max_length", 6000)
        if not max(least, 1) <= len(value) <= most:
            raise Refused(f"option {name!r} takes {least} to {most} characters, not {len(value)}")
        return value
    if kind in (INTEGER, NUMBER):
        if isinstance(value, bool) or not isinstance(value, (int, float) if kind == NUMBER else int):
            raise Refused(f"option {name!r} takes a number, not {value!r}")
        least, most = definition.get("min_value", -(2**53)), definition.get("max_value", 2**53)
        if not least <= value <= most:
            raise Refused(f"option {name!r} takes {least} to {most}, not {value}")
        return value
    if kind == BOOLEAN:
        if not isinstance(value, bool):
            raise Refused(f"option {name!r} takes True or False, not {value!r}")
        return value
    if kind == CHANNEL:
        return resolved.channel(value, definition.get("channel_types"))
    find = {USER: resolved.user, ROLE: resolved.role, MENTIONABLE: resolved.mentionable, FILE: resolved.file}
    return find[kind](value)


def select_values(select: Json, wanted: Sequence[Any], resolved: Resolved) -> list[str]:
    """The values that a member's client sends for a select menu; labels of options are fine too."""
    _check_count(select, wanted)
    kind = select["type"]
    if kind == c.CHANNEL_SELECT:
        return [resolved.channel(one, select.get("channel_types")) for one in wanted]
    find = {
        c.USER_SELECT: resolved.user,
        c.ROLE_SELECT: resolved.role,
        c.MENTIONABLE_SELECT: resolved.mentionable,
    }
    if kind in find:
        return [find[kind](one) for one in wanted]
    return [_option_value(select, one) for one in wanted]


def _check_count(field: Json, chosen: Sequence[Any]) -> None:
    most = field.get("max_values", len(field["options"]) if field["type"] == c.CHECKBOX_GROUP else 1)
    if not field.get("min_values", 1) <= len(chosen) <= most:
        raise Refused(f"choose {field.get('min_values', 1)} to {most} values")


def _option_value(select: Json, wanted: Any) -> str:
    for option in select["options"]:
        if wanted in (option["value"], option["label"]):
            return str(option["value"])
    raise Refused(f"no option {wanted!r}; there are: {', '.join(o['label'] for o in select['options'])}")


def modal_data(modal: Json, values: dict[str, Any], resolved: Resolved) -> Json:
    """The `data` of a submitted form; `values` by custom id or label, fields left out keep what stands in them.

    None stands for left out, an empty text or list for a field that was cleared.
    """
    left = dict(values)
    parts = []
    for component in modal["components"]:
        part: Json = {"type": component["type"], "id": component["id"]}
        if component["type"] == c.ACTION_ROW:
            part["components"] = [_filled(f, f.get("label"), left, resolved) for f in component["components"]]
        elif component["type"] == c.LABEL:
            part["component"] = _filled(component["component"], component["label"], left, resolved)
        parts.append(part)
    if left:
        raise Refused(f"no field {', '.join(left)}")
    data: Json = {"custom_id": modal["custom_id"], "components": parts}
    if resolved.data:
        data["resolved"] = resolved.data
    return data


def _filled(field: Json, label: str | None, left: dict[str, Any], resolved: Resolved) -> Json:
    filled: Json = {"type": field["type"], "id": field["id"], "custom_id": field["custom_id"]}
    value = left.pop(field["custom_id"], left.pop(label, None) if label else None)
    required = field.get("required", True)
    if field["type"] == c.TEXT_INPUT:
        text = field.get("value") or "" if value is None else str(value)
        least, most = field.get("min_length") or 0, field.get("max_length") or 4000
        if required and not text:
            raise Refused(f"the field {label!r} is required")
        if text and not least <= len(text) <= most:
            raise Refused(f"the field {label!r} takes {least} to {most} characters, not {len(text)}")
        return {**filled, "value": text}
    if field["type"] == c.CHECKBOX:
        return {**filled, "value": bool(field.get("default") if value is None else value)}
    chosen = _preset(field) if value is None else value if isinstance(value, list) else [value]
    if required and not chosen and field.get("min_values", 1):
        raise Refused(f"the field {label!r} is required")
    if field["type"] == c.RADIO_GROUP:
        return {**filled, "value": _option_value(field, chosen[0]) if chosen else None}
    if not chosen:
        return {**filled, "values": []}
    if field["type"] == c.FILE_UPLOAD:
        _check_count(field, chosen)
        return {**filled, "values": [resolved.file(one) for one in chosen]}
    return {**filled, "values": select_values(field, chosen, resolved)}


def _preset(field: Json) -> list[Any]:
    """What is chosen in a field before anybody has touched it."""
    options = [option["value"] for option in field.get("options") or () if option.get("default")]
    return [*options, *(one["id"] for one in field.get("default_values") or ())]


def check_words(text: str, *, files: bool = False) -> None:
    """Refused where no message can have these words."""
    if len(text) > 2000 or not (text.strip() or files):
        raise Refused("a message has 1 to 2000 characters")


def poll_data(question: str, answers: Sequence[str], *, hours: int, several: bool) -> Json:
    """The poll that a member's client sends; Refused where it would not let them."""
    if not 1 <= len(question.strip()) <= QUESTION or not 1 <= len(answers) <= ANSWERS:
        raise Refused(f"a poll has a question of 1 to {QUESTION} characters and 1 to {ANSWERS} answers")
    if not all(1 <= len(answer.strip()) <= ANSWER for answer in answers):
        raise Refused(f"an answer of a poll has 1 to {ANSWER} characters")
    if not 1 <= hours <= LONGEST_H:
        raise Refused(f"a poll is open for 1 to {LONGEST_H} hours")
    listed = [{"poll_media": {"text": answer}} for answer in answers]
    return {"question": {"text": question}, "answers": listed, "duration": hours, "allow_multiselect": several}


def answer_id(poll: Json, wanted: str | int) -> int:
    """The id of the answer of a poll that is meant by its text or id."""
    for answer in poll["answers"]:
        if wanted in (answer["answer_id"], answer["poll_media"]["text"]):
            return int(answer["answer_id"])
    raise Refused(f"no answer {wanted!r}; there are: {', '.join(a['poll_media']['text'] for a in poll['answers'])}")


def check_name(name: str) -> None:
    """Refused where no thread or forum post can be called so."""
    if not name.strip() or len(name) > THREAD_NAME:
        raise Refused(f"a thread or post has a name of 1 to {THREAD_NAME} characters")


def tag_ids(forum: Channel, names: Sequence[str], allowed: int) -> list[int]:
    """The ids of the tags that a member may put on a post of the forum; those who manage threads need none."""
    tags = {tag.name: tag for tag in forum.tags}
    if unknown := [name for name in names if name not in tags]:
        raise Refused(f"no tag {unknown[0]!r}; there are: {', '.join(tags) or 'none'}")
    if len(names) > TAGS:
        raise Refused(f"a post has at most {TAGS} tags")
    if not allowed & Permission.MANAGE_THREADS:
        if kept := [name for name in names if tags[name].moderated]:
            raise Refused(f"the tag {kept[0]!r} is kept for moderators")
        if forum.flags & REQUIRE_TAG and not names:
            raise Refused(f"#{forum.name} wants a tag on every post")
    return [tags[name].id for name in names]


def may_type_in(hub: Hub, user: User, channel: Channel, also: int = 0) -> None:
    """Refused where the member could not write in the channel, or lacks what they need for it `also`."""
    allowed = hub.permissions_of(user.id, channel)
    needed = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    is_shut = channel.locked and not allowed & Permission.MANAGE_THREADS
    if channel.type == FORUM or (Permission.VIEW_CHANNEL | needed | also) & ~allowed or is_shut:
        raise Refused(f"{user.username} cannot write in #{channel.name or 'conversation'}")
