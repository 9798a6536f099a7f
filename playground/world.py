"""What exists on this Discord, as plain state: users, guilds, roles, channels, members, messages, one application.

Nothing here checks a permission or tells anybody; see `permissions`, `acts` and `hub` for that.
"""

import base64
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from .clock import Clock
from .wire import Json

EPOCH_MS = 1_420_070_400_000  # 1 January 2015 in ms since 1970; Discord, Reference, Snowflakes

TEXT, DM, VOICE, GROUP_DM, CATEGORY, NEWS = 0, 1, 2, 3, 4, 5
NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD, FORUM = 10, 11, 12, 15
THREADS = (NEWS_THREAD, PUBLIC_THREAD, PRIVATE_THREAD)
REQUIRE_TAG = 1 << 4  # channel flag of a forum


@dataclass(slots=True, eq=False)
class User:
    """A person or a bot; one who takes no messages has closed their conversations to applications."""

    id: int
    username: str
    global_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    takes_messages: bool = True


@dataclass(slots=True, eq=False)
class Role:
    """A role of a guild; the one with the guild's id is everyone's."""

    id: int
    name: str
    permissions: int
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: int | None = None


@dataclass(slots=True)
class Overwrite:
    """What a channel allows and denies to a role (kind 0) or a member (kind 1)."""

    id: int
    kind: int
    allow: int = 0
    deny: int = 0


@dataclass(slots=True)
class Tag:
    """A tag of a forum; only moderators may apply a `moderated` one."""

    id: int
    name: str
    moderated: bool = False
    emoji_name: str | None = None


@dataclass(slots=True)
class Attachment:
    """A file that was uploaded, served back under its id."""

    id: int
    filename: str
    content_type: str
    content: bytes


@dataclass(slots=True, eq=False)
class Message:
    """A message; `data` is its JSON and is replaced, never changed, so that events keep what they told."""

    id: int
    channel_id: int
    author_id: int
    data: Json
    ephemeral_to: int | None = None
    interaction_id: int | None = None
    hidden_attachments: list[Json] = field(default_factory=list)
    files: set[int] = field(default_factory=set)
    reactions: dict[str, dict[int, None]] = field(default_factory=dict)  # who reacted how, in order
    votes: dict[int, dict[int, None]] = field(default_factory=dict)  # who voted for which answer, in order


@dataclass(slots=True, eq=False)
class Channel:
    """A channel, a thread, a forum or a conversation, with its messages, oldest first."""

    id: int
    type: int
    name: str = ""
    guild_id: int | None = None
    topic: str | None = None
    parent_id: int | None = None
    position: int = 0
    nsfw: bool = False
    slowmode_s: int = 0
    flags: int = 0
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    tags: list[Tag] = field(default_factory=list)
    recipient_ids: list[int] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    last_message_id: int | None = None
    # threads only
    owner_id: int = 0
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    created_at: float = 0.0
    archive_at: float = 0.0  # when it was last archived or opened
    active_at: float = 0.0
    auto_archive_minutes: int = 4320
    applied_tag_ids: list[int] = field(default_factory=list)
    thread_member_ids: dict[int, float] = field(default_factory=dict)
    message_count: int = 0
    message_total: int = 0  # those that were deleted too

    @property
    def is_thread(self) -> bool:
        """Whether it hangs below another channel and takes that one's overwrites."""
        return self.type in THREADS


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild. `timed_out_until` and `joined_at` are seconds since 1970."""

    user: User
    guild_id: int
    role_ids: list[int] = field(default_factory=list)
    nick: str | None = None
    joined_at: float = 0.0
    timed_out_until: float = 0.0


@dataclass(slots=True, eq=False)
class ScheduledEvent:
    """An event of a guild, with its place and both times in seconds since 1970; `interested` keeps their order."""

    id: int
    guild_id: int
    creator_id: int
    status: int
    name: str = ""
    description: str | None = None
    location: str = ""
    starts_at: float = 0.0
    ends_at: float = 0.0
    interested: dict[int, None] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether it is planned or under way, neither over nor called off."""
        return self.status in (1, 2)


@dataclass(slots=True, eq=False)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    events: dict[int, ScheduledEvent] = field(default_factory=dict)
    features: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Application:
    """The application under test, its bot and its commands, each as the JSON that Discord answers."""

    id: int
    name: str
    bot: User
    owner: User
    token: str
    privileged_intents: int = 0
    commands: dict[int, Json] = field(default_factory=dict)
    guild_commands: dict[int, dict[int, Json]] = field(default_factory=dict)
    user_installs: set[int] = field(default_factory=set)


NamedThing = TypeVar("NamedThing", Guild, Channel)


class World:
    """All of it. `clock` gives seconds since 1970; every id, timestamp and term comes from it."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = Clock(clock)
        self.users: dict[int, User] = {}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.attachments: dict[int, Attachment] = {}
        self.ephemeral: dict[int, Message] = {}
        self._conversations: dict[frozenset[int], Channel] = {}
        self._last_id = 0
        owner = self.add_user("operator", "Operator")
        bot_id = self.snowflake()
        bot = User(bot_id, "Clio", None, bot=True)
        self.users[bot_id] = bot
        # Of the form that clients expect: the bot's id, a stamp and a signature.
        head = base64.urlsafe_b64encode(str(bot_id).encode()).decode().rstrip("=")
        token = f"{head}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
        self.application = Application(id=bot_id, name="Clio", bot=bot, owner=owner, token=token)

    def snowflake(self) -> int:
        """A new id that carries the clock's time and is larger than every earlier one.

        So ids stand still while a clock that was set back catches up; Discord's own clock is never set back.
        """
        new = (int(self.clock() * 1000) - EPOCH_MS) << 22
        if new <= self._last_id:
            new = self._last_id + 1
        self._last_id = new
        return new

    def add_user(self, username: str, global_name: str | None = None, *, bot: bool = False) -> User:
        """A new user."""
        user = User(self.snowflake(), username, global_name, bot)
        self.users[user.id] = user
        return user

    def add_guild(self, name: str, owner: User, *, everyone: int) -> Guild:
        """A new guild with its owner in it; `everyone` is what everyone may do.

        Guilds were made a day ago, a millisecond apart, so that they spread over shards.
        """
        made_ms = int(self.clock() * 1000) - EPOCH_MS - 86_400_000 + len(self.guilds)
        guild = Guild(made_ms << 22, name, owner.id)
        guild.roles[guild.id] = Role(guild.id, "@everyone", everyone, position=0)
        self.guilds[guild.id] = guild
        self.add_member(guild, owner)
        return guild

    def add_role(self, guild: Guild, name: str, permissions: int = 0, *, color: int = 0, hoist: bool = False) -> Role:
        """A new role above the others."""
        role = Role(self.snowflake(), name, permissions, position=len(guild.roles), color=color, hoist=hoist)
        guild.roles[role.id] = role
        return role

    def add_member(self, guild: Guild, user: User, roles: tuple[Role, ...] = ()) -> Member:
        """`user` joins `guild`."""
        member = Member(user, guild.id, [role.id for role in roles], joined_at=self.clock())
        guild.members[user.id] = member
        return member

    def add_bot(self, guild: Guild, permissions: int) -> Member:
        """The application's bot joins with a role of its own, as an invite with these permissions makes it."""
        role = self.add_role(guild, self.application.name, permissions)
        role.bot_id = self.application.bot.id
        return self.add_member(guild, self.application.bot, (role,))

    def add_channel(self, guild: Guild, name: str, kind: int = TEXT, *, topic: str | None = None) -> Channel:
        """A new channel below the others."""
        channel = Channel(self.snowflake(), kind, name, guild.id, topic, position=len(guild.channels))
        guild.channels[channel.id] = self.channels[channel.id] = channel
        return channel

    def add_thread(self, channel: Channel) -> None:
        """`channel`, a thread, hangs below its parent from now on."""
        self.guilds[channel.guild_id or 0].threads[channel.id] = self.channels[channel.id] = channel

    def conversation(self, *user_ids: int) -> Channel:
        """The conversation of these users outside guilds, made when it is first asked for."""
        who = frozenset(user_ids)
        if who not in self._conversations:
            channel = Channel(self.snowflake(), DM if len(who) == 2 else GROUP_DM, recipient_ids=list(user_ids))
            self._conversations[who] = self.channels[channel.id] = channel
        return self._conversations[who]

    def guild_named(self, name: str) -> Guild:
        """The guild of that name; KeyError with all names otherwise."""
        return _named(name, self.guilds.values(), "guild")

    def channel_named(self, guild: Guild, name: str) -> Channel:
        """The channel or thread of that name, with or without its #; KeyError with all names otherwise."""
        return _named(name.removeprefix("#"), [*guild.channels.values(), *guild.threads.values()], "channel")

    def message(self, channel_id: int, message_id: int) -> Message | None:
        """The message, ephemeral ones included; None where there is none."""
        channel = self.channels.get(channel_id)
        found = channel.messages.get(message_id) if channel else None
        return found or self.ephemeral.get(message_id)


def _named(name: str, things: Iterable[NamedThing], kind: str) -> NamedThing:
    things = list(things)
    for thing in things:
        if thing.name == name:
            return thing
    raise KeyError(f"no {kind} {name!r}; there are: {', '.join(sorted(thing.name for thing in things))}")
