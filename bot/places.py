"""Where Clio is asked to post and whom to call there: refused where it could not be, with what would do."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import discord
from discord.http import Route

from bot.client import Interaction
from bot.errors import Refusal
from bot.presentation import permissions
from bot.presentation.notices import usable_tags
from bot.presentation.text import clip, listed, plain

Place = discord.TextChannel | discord.ForumChannel

_LOOK_S = 1.5  # Discord waits for an answer for three
_INITIALS = "asmjedcrlbtknohpgivfwyuzxq"
_ENOUGH = 50  # members met who all have a role


def place(interaction: Interaction, channel_id: int, example: str) -> Place:
    """The text channel or forum with this id.

    Raises:
        Refusal: it is not of this server, or Clio does not know it.
    """
    found = interaction.guild.get_channel(channel_id) if interaction.guild else None
    if not isinstance(found, discord.TextChannel | discord.ForumChannel):
        raise Refusal("That is no text channel or forum of this server.", "Choose one of this server's.", example)
    return found


def tag_named(where: Place, tag: str, example: str) -> str:
    """The name of the forum's tag that was meant; empty where none is wanted.

    Raises:
        Refusal: the forum has no such tag or wants one on each post, or it is no forum.
    """
    if not isinstance(where, discord.ForumChannel):
        if tag:
            raise Refusal("Only posts in a forum have a tag.", "Leave it out, or choose a forum.", example)
        return ""
    usable = usable_tags(where)
    for one in usable:
        if one.name.casefold() == tag.casefold().strip():
            return one.name
    if not tag and not where.flags.require_tag:
        return ""
    there = listed(plain(one.name) for one in usable)
    problem = (
        f"<#{where.id}> has no tag “{plain(clip(tag, 40))}”." if tag else f"<#{where.id}> wants a tag on each post."
    )
    raise Refusal(
        problem,
        f"Its tags: {there}." if there else "It has none that Clio may use; a moderator can add one.",
        f"{example} channel:#{where.name}" + (f" tag:{usable[0].name}" if usable else ""),
    )


def check_may_post(interaction: Interaction, where: Place, needed: Sequence[str], example: str) -> None:
    """Refuses where Clio lacks what she needs, or where who asks may not post.

    Raises:
        Refusal: with the permissions that are missing.
    """
    missing = permissions.lacking(where.permissions_for(where.guild.me), needed, is_forum=_is_forum(where))
    if missing:
        is_poll = missing == ["Create Polls"]
        raise Refusal(
            f"Clio needs {permissions.in_words(missing)} in <#{where.id}>.",
            "Allow it there in the channel's permissions" + (", or do without a poll." if is_poll else "."),
            f"{example} poll:False" if is_poll else example,
        )
    member = interaction.user
    if not isinstance(member, discord.Member) or not where.permissions_for(member).send_messages:
        raise Refusal(f"You may not post in <#{where.id}>.", "Choose a channel in which you may.", example)


async def check_ping(interaction: Interaction, role: discord.Role, where: Place, example: str) -> None:
    """Refuses a role that everybody has, and one that who asks, or Clio, may not call there.

    Raises:
        Refusal: with what to choose or to mend.
    """
    check_role(role, example)
    if await _is_everybodys(interaction, role):
        raise Refusal(
            f"Everybody has <@&{role.id}>: each post would call the whole server.",
            "Choose a role that members take for themselves.",
            example,
        )
    if role.mentionable:
        return
    member = interaction.user
    if not isinstance(member, discord.Member) or not where.permissions_for(member).mention_everyone:
        raise Refusal(f"You may not call <@&{role.id}>.", "Choose a role that anybody may mention.", example)
    if not where.permissions_for(where.guild.me).mention_everyone:
        raise Refusal(f"Clio may not call <@&{role.id}>.", "Let anybody mention it, in the role's settings.", example)


def check_role(role: discord.Role, example: str) -> None:
    """Refuses a role that says nothing about a member.

    Raises:
        Refusal: everybody has it, or only a bot can have it.
    """
    if role.is_default() or role.is_bot_managed():
        raise Refusal(
            "That role belongs to everybody, or to a bot alone.", "Choose one that members are given.", example
        )


def check_gift(interaction: Interaction, role: discord.Role, example: str) -> None:
    """Refuses a role that Clio cannot give to members, and one that who asks could not give either.

    Raises:
        Refusal: with what to choose or to mend.
    """
    check_role(role, example)
    if role.managed:
        raise Refusal("That role is given by another program.", "Choose one that members are given.", example)
    member = interaction.user
    is_theirs = isinstance(member, discord.Member) and (role.guild.owner_id == member.id or member.top_role > role)
    if not interaction.permissions.manage_roles or not is_theirs:
        raise Refusal(
            f"You may not give <@&{role.id}> yourself, so Clio does not give it for you.",
            "That takes Manage Roles, and a role of yours above it.",
            example,
        )
    if mend := permissions.why_not_give(role):
        raise Refusal(f"Clio may not give <@&{role.id}>.", mend, example)


async def _is_everybodys(interaction: Interaction, role: discord.Role) -> bool:
    """Whether all members have the role, as far as their names from A to Z tell in a moment.

    Discord counts a role's members only for who has Manage Roles, which Clio may lack. The first name that comes up is
    nearly always that of somebody without it.
    """
    guild, met = role.guild, 0
    with suppress(TimeoutError, discord.HTTPException, OSError):
        async with asyncio.timeout(_LOOK_S):
            for initial in _INITIALS:
                route = Route("GET", "/guilds/{guild_id}/members/search", guild_id=guild.id)
                found = await interaction.client.http.request(route, params={"query": initial, "limit": 100})
                people = [member for member in found if not member["user"].get("bot")]
                if any(str(role.id) not in member["roles"] for member in people):
                    return False
                met += len(people)
    return met >= min(_ENOUGH, max(1, (guild.member_count or 0) // 2))


def _is_forum(where: Place) -> bool:
    return isinstance(where, discord.ForumChannel)
