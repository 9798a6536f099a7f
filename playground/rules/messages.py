"""Rules for messages, embeds, answers to interactions, and the names of threads."""

from typing import Any

from playground.errors import ApiError
from playground.messages import EPHEMERAL, IS_V2, LOADING, SETTABLE, Upload
from playground.wire import Json

from . import components, modals, polls
from .faults import Faults

CONTENT, EMBEDS, EMBED_TEXT, NONCE, FILES = 2000, 10, 6000, 25, 10
FILE_BYTES = 10 * 1024 * 1024
TITLE, DESCRIPTION, FIELDS, FIELD_NAME, FIELD_VALUE, FOOTER, AUTHOR = 256, 4096, 25, 256, 1024, 2048, 256
SETTABLE_HERE = SETTABLE | 1 << 13  # a voice message too
CHOICES, CHOICE_NAME, CHOICE_VALUE = 25, 100, 100
NOT_BUILT = ("sticker_ids", "shared_client_theme")


def check_message(body: Json, uploads: list[Upload], *, ephemeral_allowed: bool = True) -> None:
    """A new message."""
    faults = Faults()
    _check_parts(faults, body, uploads)
    flags = body.get("flags") or 0
    if flags & EPHEMERAL and not ephemeral_allowed:
        faults.add("flags", "MESSAGE_FLAGS_INVALID", "Only an answer to an interaction can be ephemeral.")
    nonce = body.get("nonce")
    if nonce is not None and len(str(nonce)) > NONCE:
        faults.add("nonce", "NONCE_TYPE_TOO_LONG", f"Nonce must be {NONCE} or fewer in length.")
    faults.raise_if_any()
    if not _says_something(body, bool(uploads)):
        raise ApiError(50006)


def check_message_edit(body: Json, uploads: list[Upload], old: Json, hidden: list[Json]) -> None:
    """Changes to a message: what it would be afterwards must be allowed too.

    A poll cannot be changed, nor come in later, but with the end of "is thinking".
    """
    if old.get("poll"):
        raise ApiError(520003)
    faults = Faults()
    if body.get("poll") and not old["flags"] & LOADING:
        faults.add("poll", "POLL_CANNOT_BE_ADDED", "A poll cannot be added to a message.")
    was_v2 = bool(old["flags"] & IS_V2)
    flags = body.get("flags")
    if was_v2 and flags is not None and not flags & IS_V2:
        faults.add("flags", "MESSAGE_CANNOT_REMOVE_COMPONENTS_V2_FLAG", "The flag cannot be taken off a message.")
    is_v2 = was_v2 or bool((flags or 0) & IS_V2)
    after: Json = {key: body.get(key, old.get(key)) for key in ("content", "embeds", "components", "poll")}
    after["flags"] = IS_V2 if is_v2 else 0
    new: Json = {**body, "flags": (flags or 0) | after["flags"]}
    if is_v2:
        new |= {"content": after["content"], "embeds": after["embeds"]}
    elif "components" not in body:
        new["components"] = None
    _check_parts(faults, new, uploads)
    faults.raise_if_any()
    kept = body["attachments"] if body.get("attachments") is not None else [*old["attachments"], *hidden]
    if not _says_something(after, bool(uploads or kept)):
        raise ApiError(50006)


def check_callback(kind: Any, body: Json, uploads: list[Upload], source: Json | None) -> None:
    """The data of the first response to an interaction; whether `kind` fits is decided elsewhere."""
    if kind == 4:
        check_message(body, uploads)
    elif kind == 7 and source is not None:
        check_message_edit(body, uploads, source, [{}])
    elif kind == 8:
        _check_choices(body.get("choices") or [])
    elif kind == 9:
        faults = Faults()
        modals.check(faults, body)
        faults.raise_if_any()


def _says_something(body: Json, has_files: bool) -> bool:
    return has_files or bool(
        (body.get("content") or "").strip()
        or body.get("embeds")
        or body.get("components")
        or body.get("poll")
        or body.get("sticker_ids")
    )


def _check_parts(faults: Faults, body: Json, uploads: list[Upload]) -> None:
    flags = body.get("flags") or 0
    is_v2 = bool(flags & IS_V2)
    if flags & ~SETTABLE_HERE:
        faults.add("flags", "MESSAGE_FLAGS_INVALID", f"These flags cannot be set: {flags & ~SETTABLE_HERE}.")
    content, embeds = body.get("content"), body.get("embeds")
    if is_v2:
        for key in ("content", "embeds", "poll", "sticker_ids"):
            if body.get(key):
                faults.add(
                    key,
                    "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                    f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
                )
    else:
        faults.length("content", content, CONTENT)
    if embeds:
        _check_embeds(faults, embeds)
    if body.get("components"):
        components.check(faults, body["components"], is_v2=is_v2)
    if body.get("poll"):
        polls.check(faults, body["poll"])
    for key in NOT_BUILT:
        if body.get(key):
            faults.add(key, "PLAYGROUND_NOT_BUILT", "This playground does not have it yet.")
    faults.count("attachments", body.get("attachments") or uploads, FILES)
    if any(len(upload.content) > FILE_BYTES for upload in uploads):
        raise ApiError(40005)
    _check_mentions(faults, body.get("allowed_mentions") or {})


def _check_mentions(faults: Faults, mentions: Json) -> None:
    for key in ("users", "roles"):
        if mentions.get(key) and key in (mentions.get("parse") or ()):
            faults.add(
                f"allowed_mentions.{key}",
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
                f'parse:["{key}"] and {key}: [ids...] are mutually exclusive.',
            )


def _check_embeds(faults: Faults, embeds: list[Json]) -> None:
    faults.count("embeds", embeds, EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        here = f"embeds.{index}"
        author, footer = embed.get("author") or {}, embed.get("footer") or {}
        fields = embed.get("fields") or []
        texts = [
            (f"{here}.title", embed.get("title"), TITLE, 0),
            (f"{here}.description", embed.get("description"), DESCRIPTION, 0),
            (f"{here}.author.name", author.get("name"), AUTHOR, 1 if author else 0),
            (f"{here}.footer.text", footer.get("text"), FOOTER, 0),
        ]
        for number, field in enumerate(fields):
            texts.append((f"{here}.fields.{number}.name", field.get("name"), FIELD_NAME, 1))
            texts.append((f"{here}.fields.{number}.value", field.get("value"), FIELD_VALUE, 1))
        for path, text, most, least in texts:
            faults.length(path, text, most, least)
            total += len(text or "")
        faults.count(f"{here}.fields", fields, FIELDS)
        if not (
            fields or any(embed.get(k) for k in ("title", "description", "author", "footer", "image", "thumbnail"))
        ):
            faults.add(f"{here}.description", "BASE_TYPE_REQUIRED", "This field is required")
        places: list[tuple[str, Any]] = [("url", embed.get("url")), ("author.url", author.get("url"))]
        places += [(f"{key}.url", (embed.get(key) or {}).get("url")) for key in ("image", "thumbnail")]
        for path, url in places:
            if url and not str(url).startswith(("http://", "https://", "attachment://")):
                faults.add(f"{here}.{path}", "URL_TYPE_INVALID_SCHEME", f'Scheme of "{url}" must be http or https.')
    if total > EMBED_TEXT:
        faults.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBED_TEXT}")


def _check_choices(choices: list[Json]) -> None:
    faults = Faults()
    faults.count("data.choices", choices, CHOICES)
    for index, choice in enumerate(choices):
        here = f"data.choices.{index}"
        faults.length(f"{here}.name", choice.get("name"), CHOICE_NAME, 1)
        if isinstance(choice.get("value"), str):
            faults.length(f"{here}.value", choice["value"], CHOICE_VALUE)
        elif choice.get("value") is None:
            faults.add(f"{here}.value", "BASE_TYPE_REQUIRED", "This field is required")
    faults.raise_if_any()


def check_thread_name(body: Json) -> None:
    """The name of a thread or forum post, where there is one."""
    faults = Faults()
    if "name" in body:
        faults.length("name", body["name"], 100, 1)
        if isinstance(body["name"], str) and not body["name"].strip():
            faults.add("name", "BASE_TYPE_REQUIRED", "This field is required")
    faults.raise_if_any()


def check_tags(tags: list[int], known: Any) -> None:
    """The tags of a forum post: at most five, all of this forum."""
    faults = Faults()
    faults.count("applied_tags", tags, 5)
    for index, tag in enumerate(tags):
        if tag not in known:
            faults.add(f"applied_tags.{index}", "CHANNEL_FORUM_TAG_UNKNOWN", f"The forum has no tag {tag}.")
    faults.raise_if_any()
