"""What a member may do in a channel, computed from roles and overwrites.

Discord, Permissions, "Permission Overwrites": base permissions of the roles, then the channel's overwrites for
everyone, for the roles together, for the member; then what is implied by lacking view or send, or by a time-out.
"""

from enum import IntEnum

from .world import Channel, Guild, Member, Role, World


class Permission(IntEnum):
    """Bits of a permission integer; names as in Discord's documentation.

    Several are an ordinary integer: sets of flags would take most of the time of every answer.
    """

    CREATE_INSTANT_INVITE = 1 << 0
    KICK_MEMBERS = 1 << 1
    BAN_MEMBERS = 1 << 2
    ADMINISTRATOR = 1 << 3
    MANAGE_CHANNELS = 1 << 4
    MANAGE_GUILD = 1 << 5
    ADD_REACTIONS = 1 << 6
    VIEW_AUDIT_LOG = 1 << 7
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    SEND_TTS_MESSAGES = 1 << 12
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    MENTION_EVERYONE = 1 << 17
    USE_EXTERNAL_EMOJIS = 1 << 18
    CHANGE_NICKNAME = 1 << 26
    MANAGE_NICKNAMES = 1 << 27
    MANAGE_ROLES = 1 << 28
    MANAGE_WEBHOOKS = 1 << 29
    USE_APPLICATION_COMMANDS = 1 << 31
    MANAGE_EVENTS = 1 << 33
    MANAGE_THREADS = 1 << 34
    CREATE_PUBLIC_THREADS = 1 << 35
    CREATE_PRIVATE_THREADS = 1 << 36
    SEND_MESSAGES_IN_THREADS = 1 << 38
    MODERATE_MEMBERS = 1 << 40
    CREATE_EVENTS = 1 << 44
    SEND_POLLS = 1 << 49
    USE_EXTERNAL_APPS = 1 << 50
    PIN_MESSAGES = 1 << 51


ALL = (1 << 52) - 1
"""Every bit that Discord knows today."""

_WITH_SENDING = int(
    Permission.MENTION_EVERYONE | Permission.SEND_TTS_MESSAGES | Permission.ATTACH_FILES | Permission.EMBED_LINKS
)
_TIMED_OUT = int(Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY)
IN_DIRECT_MESSAGES = int(
    Permission.ADD_REACTIONS
    | Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_TTS_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.MENTION_EVERYONE
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.SEND_POLLS
)
"""What anyone, the application too, may do in a conversation of two."""


def base(guild: Guild, member: Member, now: float) -> int:
    """What the roles give the member throughout the guild."""
    if guild.owner_id == member.user.id:
        return ALL
    allowed = guild.roles[guild.id].permissions
    for role_id in member.role_ids:
        allowed |= guild.roles[role_id].permissions
    if allowed & Permission.ADMINISTRATOR:
        return ALL
    return allowed & _TIMED_OUT if member.timed_out_until > now else allowed


def in_channel(guild: Guild, channel: Channel, member: Member, parent: Channel | None, now: float) -> int:
    """What the member may do in `channel`; a thread takes the overwrites of its `parent`."""
    allowed = base(guild, member, now)
    if allowed == ALL:
        return ALL
    overwrites = (parent or channel).overwrites
    everyone = overwrites.get(guild.id)
    if everyone is not None:
        allowed = allowed & ~everyone.deny | everyone.allow
    deny = allow = 0
    for role_id in member.role_ids:
        overwrite = overwrites.get(role_id)
        if overwrite is not None:
            deny |= overwrite.deny
            allow |= overwrite.allow
    allowed = allowed & ~deny | allow
    own = overwrites.get(member.user.id)
    if own is not None:
        allowed = allowed & ~own.deny | own.allow
    if not allowed & Permission.VIEW_CHANNEL:
        return 0
    may_send = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    if not allowed & may_send:
        allowed &= ~_WITH_SENDING
    return allowed & _TIMED_OUT if member.timed_out_until > now else allowed


def outranks(guild: Guild, member: Member, role: Role) -> bool:
    """Whether the member's highest role stands above `role`, so that they may give and take it; the owner always."""
    highest = max((_rank(guild.roles[role_id]) for role_id in member.role_ids), default=(0, 0))
    return guild.owner_id == member.user.id or highest > _rank(role)


def _rank(role: Role) -> tuple[int, int]:
    return role.position, -role.id  # of two at the same place the older one is higher


def of(world: World, user_id: int, channel: Channel) -> int:
    """What the user may do in `channel`, 0 for nothing at all; conversations outside guilds included."""
    if channel.guild_id is None:
        return IN_DIRECT_MESSAGES if user_id in channel.recipient_ids else 0
    guild = world.guilds[channel.guild_id]
    member = guild.members.get(user_id)
    if member is None:
        return 0
    parent = world.channels.get(channel.parent_id) if channel.is_thread and channel.parent_id else None
    allowed = in_channel(guild, channel, member, parent, world.clock())
    if channel.type == 12 and user_id not in channel.thread_member_ids and not allowed & Permission.MANAGE_THREADS:
        return 0
    return allowed


def names(bits: int) -> str:
    """The names of the bits set, for sentences.

    >>> names(3072)
    'VIEW_CHANNEL, SEND_MESSAGES'
    """
    return ", ".join(flag.name or "" for flag in Permission if flag & bits)
