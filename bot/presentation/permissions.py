"""What Clio has to be allowed, by the names that Discord shows."""

from collections.abc import Iterable

import discord

from bot.presentation.text import listed

TALKS = ("view_channel", "read_message_history", "send_messages")
"""To post in a channel and to find again what she posted."""

PLAYS = (*TALKS, "create_public_threads", "send_messages_in_threads", "attach_files", "add_reactions")
"""To hold quizzes, in a thread too, with the picture of the standings and a mark on right answers."""

_NAMES = {
    "create_polls": "Create Polls",
    "mention_everyone": "Mention @everyone, @here and All Roles",
    "send_messages_in_threads": "Send Messages in Threads",
}
_IN_FORUMS = {"send_messages": "Create Posts", "send_messages_in_threads": "Send Messages in Posts"}


def for_posts(*, is_forum: bool, opens_thread: bool, has_poll: bool) -> tuple[str, ...]:
    """What scheduled posts need in a channel or forum, as discord.py names permissions."""
    needed: tuple[str, ...] = TALKS
    if opens_thread and not is_forum:
        needed += ("create_public_threads",)
    if opens_thread or is_forum:
        needed += ("send_messages_in_threads",)
    return (*needed, "create_polls") if has_poll else needed


def lacking(may: discord.Permissions, needed: Iterable[str], *, is_forum: bool = False) -> list[str]:
    """The names of the permissions that are needed and not given.

    >>> lacking(discord.Permissions(send_messages=True), TALKS)
    ['View Channel', 'Read Message History']
    """
    return [_name(one, is_forum=is_forum) for one in needed if not getattr(may, one)]


def why_not_give(role: discord.Role) -> str:
    """What the staff can do so that Clio may give the role to members; empty where she may."""
    me = role.guild.me
    if not me.guild_permissions.manage_roles:
        return "Allow Manage Roles to Clio's role, in the server's settings under Roles."
    if me.top_role <= role:
        return "Put Clio's role above it, in the server's settings under Roles."
    return ""


def in_words(names: Iterable[str]) -> str:
    """The names as a sentence has them.

    >>> in_words(["View Channel", "Create Posts"])
    'the permissions View Channel and Create Posts'
    """
    found = list(names)
    return f"the permission{'s' if len(found) > 1 else ''} {listed(found, 'and')}"


def _name(permission: str, *, is_forum: bool) -> str:
    named = _IN_FORUMS.get(permission) if is_forum else None
    return named or _NAMES.get(permission) or permission.replace("_", " ").title()
