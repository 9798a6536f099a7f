"""A message's JSON from what a request says: content, mentions, embeds, attachments, components."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from . import components, polls, shapes
from .errors import ApiError
from .permissions import Permission
from .wire import Json, dumps, iso
from .world import Attachment, Channel, Message, User, World

EPHEMERAL, LOADING, IS_V2 = 1 << 6, 1 << 7, 1 << 15
SUPPRESS_EMBEDS, HAS_THREAD, SUPPRESS_NOTIFICATIONS = 1 << 2, 1 << 5, 1 << 12
SETTABLE = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | IS_V2

DEFAULT, THREAD_CREATED, REPLY, SLASH, STARTER, CONTEXT_MENU, POLL_RESULT = 0, 18, 19, 20, 21, 23, 46  # types

_MENTION = re.compile(r"<@!?(\d+)>|<@&(\d+)>|@(everyone|here)")
_CONTENT_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "toml": "application/toml",
    "svg": "image/svg+xml",
}


@dataclass(slots=True)
class Upload:
    """A file of a multipart request; `index` is the n of its field `files[n]`."""

    index: int
    filename: str
    content: bytes


@dataclass(slots=True)
class Mentions:
    """Who is pinged."""

    users: list[User]
    role_ids: list[int]
    everyone: bool


class Files:
    """The attachments of one message: those it keeps, those that are new, and where its media point."""

    def __init__(
        self, world: World, base_url: str, channel_id: int, kept: Sequence[Json], hidden: Sequence[Json]
    ) -> None:
        self.shown: list[Json] = []
        self.hidden = list(hidden)
        self.ids = {int(data["id"]) for data in hidden}
        self._kept = {data["id"]: data for data in kept}
        self._world = world
        self._base_url = f"{base_url}/attachments/{channel_id}"

    def add(self, wanted: Sequence[Json] | None, uploads: Sequence[Upload], *, ephemeral: bool) -> None:
        """Take the `attachments` of a request: kept ones by their id, new ones by the index of their upload."""
        notes = {str(note["id"]): note for note in wanted or ()}
        for key, old in self._kept.items():
            if wanted is None or key in notes:
                changed = {k: v for k, v in notes.get(key, {}).items() if k in ("description", "title")}
                self._put({k: v for k, v in {**old, **changed}.items() if v is not None})
        for upload in uploads:
            note = notes.get(str(upload.index), {})
            name = re.sub(r"[^\w.\-]", "_", note.get("filename") or upload.filename)
            kind = _CONTENT_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
            file = Attachment(self._world.snowflake(), name, kind, upload.content)
            self._world.attachments[file.id] = file
            url = f"{self._base_url}/{file.id}/{name}"
            data: Json = {
                "id": str(file.id),
                "filename": name,
                "size": len(file.content),
                "url": url,
                "proxy_url": url,
                "content_type": kind,
                "content_scan_version": 0,
            }
            size = image_size(file.content)
            if size:
                data["width"], data["height"] = size
            for key in ("description", "title"):
                if note.get(key):
                    data[key] = note[key]
            if ephemeral:
                data["ephemeral"] = True
            self._put(data)

    def _put(self, data: Json) -> None:
        self.shown.append(data)
        self.ids.add(int(data["id"]))

    def named(self, url: str) -> Json | None:
        """The attachment that `attachment://name` means; None for any other URL."""
        if not url.startswith("attachment://"):
            return None
        name = re.sub(r"[^\w.\-]", "_", url.removeprefix("attachment://"))
        there: list[Json] = [*self.hidden, *self.shown]
        for data in reversed(there):  # where a new file has an old one's name it is meant
            if data["filename"] == name:
                return data
        raise ApiError(50035, errors={"_errors": [{"code": "UNKNOWN_ATTACHMENT", "message": f"No attachment {name}"}]})

    def media(self, url: str) -> Json:
        """The stored form of a component's media; see `components.Media`."""
        data = self.named(url) or next((d for d in self.shown if d["url"] == url), None)
        found: Json = {
            "id": data["id"] if data else str(self._world.snowflake()),
            "url": data["url"] if data else url,
            "proxy_url": data["proxy_url"] if data else url,
            "width": data.get("width") if data else None,
            "height": data.get("height") if data else None,
            "content_type": data["content_type"] if data else None,
        }
        if data:
            found |= {"attachment_id": data["id"], "_name": data["filename"], "_size": data["size"]}
        return found

    def embedded(self, image: Json) -> Json:
        """The stored form of an embed's image; its attachment is not listed with the others any more."""
        data = self.named(image["url"])
        if data is None:
            return {"url": image["url"], "proxy_url": image["url"]}
        if data in self.shown:
            self.shown.remove(data)
            self.hidden.append(data)
        return {key: data[key] for key in ("url", "proxy_url", "width", "height", "content_type") if key in data}


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or GIF; None for everything else."""
    if content[:8] == b"\x89PNG\r\n\x1a\n":
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if content[:6] in (b"GIF87a", b"GIF89a"):
        return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")
    return None


def embed(embed: Json, files: Files) -> Json:
    """An embed as Discord answers it: of type rich, without what is null, images resolved."""
    data: Json = {"type": "rich", "content_scan_version": 0}
    for key in ("title", "description", "url", "timestamp", "color"):
        if embed.get(key) is not None:
            data[key] = embed[key]
    if embed.get("fields"):
        data["fields"] = [
            {"name": f["name"], "value": f["value"], "inline": bool(f.get("inline"))} for f in embed["fields"]
        ]
    for key, kept in (("author", ("name", "url")), ("footer", ("text",)), ("provider", ("name", "url"))):
        part = embed.get(key)
        if part:
            data[key] = {k: part[k] for k in kept if part.get(k) is not None}
            if part.get("icon_url"):
                icon = files.embedded({"url": part["icon_url"]})
                data[key] |= {"icon_url": icon["url"], "proxy_icon_url": icon["proxy_url"]}
    for key in ("image", "thumbnail"):
        if embed.get(key) and embed[key].get("url"):
            data[key] = files.embedded(embed[key])
    return data


def mentioned(
    world: World, channel: Channel, text: str, allowed: Json | None, author_permissions: int, replied_to: User | None
) -> Mentions:
    """Who a text pings: what it names, as far as `allowed_mentions` and the author's permissions go."""
    if allowed is None:
        parse, users, roles, reply = {"users", "roles", "everyone"}, set(), set(), True
    else:
        parse = set(allowed.get("parse") or ())
        users = {int(i) for i in allowed.get("users") or ()}
        roles = {int(i) for i in allowed.get("roles") or ()}
        reply = bool(allowed.get("replied_user"))
    guild = world.guilds.get(channel.guild_id or 0)
    may_ping_all = bool(author_permissions & Permission.MENTION_EVERYONE)
    found = Mentions([], [], everyone=False)
    for match in _MENTION.finditer(text) if "@" in text else ():
        user_id, role_id, _ = match.groups()
        if user_id:
            user = world.users.get(int(user_id))
            if user and user not in found.users and ("users" in parse or user.id in users):
                found.users.append(user)
        elif role_id:
            role = guild.roles.get(int(role_id)) if guild and int(role_id) != guild.id else None
            wanted = role is not None and ("roles" in parse or role.id in roles)
            if role and wanted and role.id not in found.role_ids and (role.mentionable or may_ping_all):
                found.role_ids.append(role.id)
        elif guild and "everyone" in parse and may_ping_all:
            found.everyone = True
    if replied_to and reply and replied_to not in found.users:
        found.users.append(replied_to)
    return found


def blank(world: World, channel: Channel, author: User, message_id: int, kind: int = DEFAULT) -> Json:
    """A message that says nothing yet."""
    return {
        "id": str(message_id),
        "type": kind,
        "channel_id": str(channel.id),
        "author": shapes.user(author),
        "content": "",
        "timestamp": iso(world.clock()),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "components": [],
        "pinned": False,
        "flags": 0,
    }


def fill(
    world: World,
    base_url: str,
    channel: Channel,
    message: Message,
    body: Json,
    uploads: Sequence[Upload] = (),
    *,
    author_permissions: int = 0,
    replied_to: User | None = None,
) -> Json:
    """`message.data` with what a create or edit request says written over it; keys left out stay as they were.

    `body` has passed the rules. Also keeps on the message which files belong to it.
    """
    data = dict(message.data)
    flags = data["flags"]
    if body.get("flags") is not None:
        settable = SETTABLE & ~EPHEMERAL
        flags = flags & ~settable | flags & IS_V2 | body["flags"] & settable
    data["flags"] = flags
    if "content" in body:
        data["content"] = (body["content"] or "").strip()
    if uploads or "attachments" in body or "embeds" in body or "components" in body:
        shown, hidden = data["attachments"], message.hidden_attachments
        if "embeds" in body:  # which of them the embeds use is decided anew
            shown, hidden = [*shown, *hidden], []
        files = Files(world, base_url, channel.id, shown, hidden)
        files.add(body.get("attachments"), uploads, ephemeral=message.ephemeral_to is not None)
        if "embeds" in body:
            data["embeds"] = [embed(e, files) for e in body["embeds"] or ()]
        if "components" in body:
            data["components"] = components.stored(body["components"] or [], files.media)
        data["attachments"], message.hidden_attachments = files.shown, files.hidden
        message.files = files.ids
    if body.get("poll"):
        data["poll"] = polls.new(body["poll"], world.clock())
    text = data["content"]
    if flags & IS_V2:
        # Looking for the sign first is ten times as fast as going through every component of every card.
        everything = components.walk(data["components"]) if b"@" in dumps(data["components"]) else []
        text = "\n".join(c["content"] for c in everything if c["type"] == components.TEXT_DISPLAY)
    found = mentioned(world, channel, text, body.get("allowed_mentions"), author_permissions, replied_to)
    data["mentions"] = [shapes.user(u) for u in found.users]
    data["mention_roles"] = [str(i) for i in found.role_ids]
    data["mention_everyone"] = found.everyone
    return data


def texts(message: Json) -> list[str]:
    """Every text that a reader sees: content, embeds, poll, components, in that order."""
    found: list[Any] = [message.get("content")]
    for part in message.get("embeds") or ():
        found += [(part.get("author") or {}).get("name"), part.get("title"), part.get("description")]
        for entry in part.get("fields") or ():
            found += [entry["name"], entry["value"]]
        found.append((part.get("footer") or {}).get("text"))
    if message.get("poll"):
        found += polls.texts(message["poll"])
    return [text for text in (*found, *components.texts(message.get("components") or [])) if text]
