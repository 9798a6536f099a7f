"""What keeps Clio from doing her work in a server, and how to mend each of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import discord

from bot.presentation import permissions
from bot.presentation.components import Card, container, text
from bot.presentation.notices import usable_tags
from bot.presentation.text import CARD_LIMIT, listed, plain, plural

DRIFT_S = 60
"""From here on a clock that differs from Discord's is told of; it stops nothing."""

_WELL, _ILL = 0x2F7D5B, 0xB3261E
_ROOM = CARD_LIMIT - 200  # characters; the rest is for the heading and the foot
_BACKUP_AGE = timedelta(hours=30)  # a night, and some hours for a machine that was off


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` says what to do about it and is empty where all is well."""

    about: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    """What a channel is used for, and what that needs."""

    channel_id: int
    purpose: str
    needed: Sequence[str] = permissions.TALKS
    tag: str | None = None
    """The tag of forum posts; None where it is no place for posts."""
    role_ids: Sequence[int] = field(default_factory=tuple)
    """Roles that are called there."""


@dataclass(frozen=True, slots=True)
class Gift:
    """A role that Clio is to give, and of what its bearer is the champion."""

    role_id: int
    purpose: str


def check_card(findings: Iterable[Finding]) -> Card:
    """What is to be mended first, then what is well."""
    looked_at = list(findings)
    ill = [f"⚠️ **{finding.about}**\n{finding.mend}" for finding in looked_at if finding.mend]
    well = [f"✅ {finding.about}" for finding in looked_at if not finding.mend]
    heading = f"### {plural(len(ill), 'thing')} to mend" if ill else "### All is well"
    shown = list(_fitting([*ill, *well]))
    left = len(looked_at) - len(shown)
    foot = f"-# And {plural(left, 'line')} more. Mend these first, then look again."
    mended, rest = "\n\n".join(shown[: len(ill)]), "\n".join(shown[len(ill) :])
    blocks = [text(block) for block in (heading, mended, rest, foot if left else "") if block]
    return Card(container(*blocks, colour=_ILL if ill else _WELL))


def _fitting(rows: Iterable[str]) -> Iterator[str]:
    room = _ROOM
    for row in rows:
        room -= len(row) + 2
        if room < 0:
            return
        yield row


def channels(guild: discord.Guild, uses: Iterable[Use]) -> Iterator[Finding]:
    """How each channel stands that is used for something."""
    for use in uses:
        channel = guild.get_channel(use.channel_id)
        if isinstance(channel, discord.TextChannel | discord.ForumChannel):
            faults = list(_faults(guild, channel, use))
            yield from faults or [Finding(f"<#{use.channel_id}>, {use.purpose}")]
        else:
            yield Finding(
                f"The channel for {use.purpose} is not there any more.", "Choose another one, or remove what needs it."
            )


def _faults(guild: discord.Guild, channel: discord.TextChannel | discord.ForumChannel, use: Use) -> Iterator[Finding]:
    about = f"<#{use.channel_id}>, {use.purpose}"
    may = channel.permissions_for(guild.me)
    is_forum = isinstance(channel, discord.ForumChannel)
    if missing := permissions.lacking(may, use.needed, is_forum=is_forum):
        yield Finding(
            f"{about}: {permissions.in_words(missing)} {'are' if len(missing) > 1 else 'is'} missing.",
            "Edit the channel, open Permissions, and allow it to Clio or her role.",
        )
    if isinstance(channel, discord.ForumChannel) and use.tag is not None:
        yield from _tags(channel, use.tag, about)
    for role in map(guild.get_role, use.role_ids):
        if role is None:
            yield Finding(f"{about}: the role to call is gone.", "Make the schedule anew with another role.")
        elif not role.mentionable and not may.mention_everyone:
            yield Finding(
                f"{about}: Clio may not call <@&{role.id}>.", "In the role's settings, let anybody mention it."
            )


def _tags(forum: discord.ForumChannel, tag: str, about: str) -> Iterator[Finding]:
    names = [one.name for one in usable_tags(forum)]
    if tag and tag not in names:
        there = f"Its tags are {plain(listed(names, 'and'))}." if names else "It has none that Clio may use."
        yield Finding(
            f"{about}: the forum has no tag “{plain(tag)}” for Clio.", f"{there} Add it, or make the schedule anew."
        )
    elif not tag and forum.flags.require_tag:
        yield Finding(f"{about}: the forum wants a tag on each post.", "Make the schedule anew with one, or want none.")


def gifts(guild: discord.Guild, wanted: Iterable[Gift]) -> Iterator[Finding]:
    """Whether Clio may give the roles of champions."""
    for gift in wanted:
        role = guild.get_role(gift.role_id)
        about = f"<@&{gift.role_id}>, for the champion of {gift.purpose}"
        if role is None:
            yield Finding(
                f"The role for the champion of {gift.purpose} is not there any more.",
                "Nobody is given one; the next can be started with another role.",
            )
        elif mend := permissions.why_not_give(role):
            yield Finding(f"{about}: Clio may not give it.", mend)
        else:
            yield Finding(about)


def events(guild: discord.Guild) -> Finding:
    """Whether competitions can have an event in the server's list."""
    if permissions.lacking(guild.me.guild_permissions, ("create_events",)):
        return Finding(
            "Clio may not make events: competitions are missing in the server's list of them.",
            "Allow Create Events to Clio's role, in the server's settings under Roles.",
        )
    return Finding("Competitions have an event in the server's list")


def no_staff_channel() -> Finding:
    """There is nowhere to tell the staff what is wrong."""
    return Finding(
        "No staff channel is set; nobody is told of reports, and of posts that could not be made.",
        "`/admin settings staff_channel:#staff` sets one.",
    )


def database(fault: str) -> Finding:
    """Whether what is written stays; `fault` is a sentence where it does not."""
    if fault:
        return Finding("The database does not take what is written.", f"For whoever runs Clio: {plain(fault)}")
    return Finding("The database reads and writes")


def backup(made_at: datetime | None, now: datetime) -> Finding:
    """Whether the last nightly backup is of the last night."""
    operator = (
        "Whoever runs Clio finds the reason in her log; the folder `backups` beside the database must be writable."
    )
    if made_at is None:
        return Finding("There is no backup yet; the first is made within a minute of the start.", operator)
    moment = f"<t:{round(made_at.timestamp())}:R>"
    if now - made_at > _BACKUP_AGE:
        return Finding(f"The last backup was made {moment}; there should be one each night.", operator)
    return Finding(f"The last backup was made {moment}")


def clock(ahead_s: float) -> Finding:
    """Whether this machine's clock shows what Discord's does. Posts go by ours."""
    off = f"{abs(round(ahead_s))} s {'ahead of' if ahead_s > 0 else 'behind'} Discord's"
    if abs(ahead_s) > DRIFT_S:
        return Finding(
            f"The clock of Clio's machine is {off}; posts come as much too {'early' if ahead_s > 0 else 'late'}.",
            "For whoever runs Clio: let the machine set its clock from the network (NTP). No post is lost meanwhile.",
        )
    return Finding("The clock shows what Discord's does")


def intent(has_message_content: bool) -> Finding:
    """How typed answers reach a quiz; either way is well."""
    typed = "messages and the Answer button" if has_message_content else "the Answer button and `/answer`"
    return Finding(f"Typed answers come by {typed} (Message Content Intent {'on' if has_message_content else 'off'})")
