"""The place where every change is told: to the bot's sessions, to waiting tests, to watching members."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from . import permissions, shapes
from .due import Due
from .events import Events
from .faults import Faults
from .gateway import Gateway
from .permissions import Permission
from .wire import Json
from .world import Channel, Message, World


class Hub:
    """The parts of one running playground, for everything that acts on it."""

    def __init__(self, world: World, gateway: Gateway, check: Callable[[str, Json], None]) -> None:
        self.world = world
        self.gateway = gateway
        self.events = Events()
        self.faults = Faults()
        self.due = Due(world.clock)
        self.base_url = ""
        self.commands_known = asyncio.Event()
        self.nonces: OrderedDict[tuple[int, str], tuple[Message, float]] = OrderedDict()
        self.most_active_threads = 1000  # in a guild; 160006 beyond
        self.polls_counted_after_s = 0.1  # from a poll's end until its results are final; Discord takes its time
        self._check = check
        gateway.changed = self.events.stir

    def permissions_of(self, user_id: int, channel: Channel) -> int:
        """What the user may do there."""
        return permissions.of(self.world, user_id, channel)

    def tell(self, event: str, data: Json, channel: Channel) -> None:
        """Something happened in a channel: told to the bot if it may see it, and to every member who may."""
        self._check(event, data)
        world = self.world
        bot_id = world.application.bot.id
        # Which channels there are is told to bots also where they may not look inside.
        is_outline = event.startswith("CHANNEL_") and bot_id in world.guilds[channel.guild_id or 0].members
        if is_outline or self.permissions_of(bot_id, channel) & Permission.VIEW_CHANNEL:
            self._pass_on(event, data, channel.guild_id)
        self.events.add(
            event, data, lambda user_id: bool(permissions.of(world, user_id, channel) & Permission.VIEW_CHANNEL)
        )

    def tell_guild(self, event: str, data: Json, guild_id: int) -> None:
        """Something happened to a whole guild."""
        self._check(event, data)
        guild = self.world.guilds.get(guild_id)
        if guild is None or self.world.application.bot.id in guild.members:
            self._pass_on(event, data, guild_id)
        self.events.add(event, data, lambda user_id: guild is not None and user_id in guild.members)

    def tell_bot(self, event: str, data: Json, guild_id: int | None) -> None:
        """Something that only the application hears of, such as an interaction."""
        self._check(event, data)
        self._pass_on(event, data, guild_id)

    def _pass_on(self, event: str, data: Json, guild_id: int | None) -> None:
        self.faults.pass_on(event, data, lambda twice: self.gateway.tell(event, data, guild_id, twice=twice))

    def tell_one(self, event: str, data: Json, user_id: int) -> None:
        """Something that only one member sees, such as an ephemeral message or a modal."""
        self._check(event, data)
        self.events.add(event, data, lambda other: other == user_id)

    def tell_of(self, event: str, message: Message, channel: Channel) -> None:
        """A message came, changed or went; an ephemeral one is shown to one member only."""
        if message.ephemeral_to is not None:
            self.tell_one(event, message.data, message.ephemeral_to)
        else:
            self.tell(event, in_guild(self.world, message, channel), channel)


def in_guild(world: World, message: Message, channel: Channel) -> Json:
    """The message as the gateway tells it: with the guild's id and its author's membership."""
    if channel.guild_id is None:
        return message.data
    data = {**message.data, "guild_id": str(channel.guild_id)}
    member = world.guilds[channel.guild_id].members.get(message.author_id)
    if member is not None and "webhook_id" not in data:
        data["member"] = shapes.member(member, with_user=False)
    return data
