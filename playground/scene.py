"""What is to be seen: channels by name, messages as they stand, events that have happened or will."""

# ruff: noqa: ASYNC109 -- a cap on waiting, which is what a test's timeout is

import asyncio
from collections.abc import Callable

from . import scheduled
from .events import CAP_S, Event, Watch
from .hub import Hub
from .interactions import Answer, Interaction, Interactions
from .reactions import known
from .seen import Reply, Seen
from .world import Channel, Guild, Message, ScheduledEvent, World

Place = str | int | Channel | Seen
Where = Callable[[Seen], bool]


class Scene:
    """One running world, for those who act in it and look at it."""

    def __init__(self, world: World, hub: Hub, interactions: Interactions) -> None:
        self.world = world
        self.hub = hub
        self.interactions = interactions

    # who and where

    def guild(self, name: str | int | Guild | None = None) -> Guild:
        """A guild by name or id; the first one without."""
        if isinstance(name, Guild):
            return name
        if name is None:
            return next(iter(self.world.guilds.values()))
        return self.world.guilds[name] if isinstance(name, int) else self.world.guild_named(name)

    def channel(self, place: Place, guild: str | int | Guild | None = None) -> Channel:
        """A channel or thread: by name in a guild (the first one without), by id, or the one of a message."""
        if isinstance(place, Channel):
            return place
        if isinstance(place, Seen):
            return self.world.channels[place.channel_id]
        if isinstance(place, int):
            return self.world.channels[place]
        return self.world.channel_named(self.guild(guild), place)

    def messages(self, place: Place, guild: str | int | Guild | None = None) -> list[Seen]:
        """All messages of a channel, oldest first; ephemeral ones are not among them."""
        return [self.see(message) for message in self.channel(place, guild).messages.values()]

    def events(self, guild: str | int | Guild | None = None) -> list[ScheduledEvent]:
        """A guild's scheduled events that are not over, the next to begin first."""
        return scheduled.of_guild(self.guild(guild))

    def roles_of(self, user: str | int, guild: str | int | Guild | None = None) -> list[str]:
        """The names of a member's roles, in the order in which they were given."""
        there = self.guild(guild)
        [member] = [m for m in there.members.values() if user in (m.user.username, m.user.id)]
        return [there.roles[role_id].name for role_id in member.role_ids]

    def see(self, message: Message) -> Seen:
        """A message as it stands now."""
        return Seen(message, lambda record: self.world.message(record.channel_id, record.id) is record)

    # what happens

    def observe(self, user_id: int) -> Watch:
        """All events from now on that the user sees, as `{"t": name, "d": data}`."""
        return Watch(self.hub.events, user_id)

    @property
    def moment(self) -> int:
        """A mark to pass as `since`: only later events count."""
        return self.hub.events.count

    async def wait_for(
        self, where: Callable[[Event], bool], *, since: int = 0, timeout: float = CAP_S, about: int | None = None
    ) -> Event:
        """The first event after `since` for which `where` says yes, also one that has already happened.

        `about` is the id of the message or channel that it must be about.
        """
        return await self.hub.events.wait_for(where, since=since, timeout=timeout, about=about)

    async def until(self, condition: Callable[[], bool], timeout: float = CAP_S) -> None:
        """Return as soon as the condition holds, of the world here or of anything else."""
        await self.hub.events.until(condition, timeout=timeout)

    async def wait_for_change(
        self, target: Seen | Reply, where: Where = lambda seen: True, *, timeout: float = CAP_S
    ) -> Seen:
        """The message as soon as it is no more as it was looked at, and `where` says yes: edited, reacted to, deleted.

        A deleted one is told by `exists`.
        """
        seen = target.seen if isinstance(target, Reply) else target

        def fits(_: Event | None = None) -> bool:
            now = seen.now()
            return (now.data is not seen.data or not now.exists) and where(now)

        if not fits():
            await self.wait_for(fits, since=self.moment, timeout=timeout, about=seen.id)
        return seen.now()

    async def wait_for_reaction(
        self, target: Seen | Reply, emoji: str, *, by: int | None = None, timeout: float = CAP_S
    ) -> Seen:
        """The message as soon as somebody, or the user with the id `by`, has reacted to it so."""
        seen = target.seen if isinstance(target, Reply) else target

        def fits(_: Event | None = None) -> bool:
            users = seen.record.reactions.get(known(seen.record, emoji), {})
            return by in users if by is not None else bool(users)

        if not fits():
            await self.wait_for(fits, since=self.moment, timeout=timeout, about=seen.id)
        return seen.now()

    async def wait_for_message(
        self,
        place: Place,
        where: Where = lambda seen: True,
        *,
        guild: str | int | Guild | None = None,
        since: int = 0,
        timeout: float = CAP_S,
        edited: bool = False,
    ) -> Seen:
        """The first message of a channel, or with `edited` also an edit, for which `where` says yes; past ones too."""
        channel = self.channel(place, guild)
        names = ("MESSAGE_CREATE", "MESSAGE_UPDATE") if edited else ("MESSAGE_CREATE",)

        found: list[Seen] = []

        def fits(event: Event) -> bool:
            if event.name not in names or event.data["channel_id"] != str(channel.id):
                return False
            message = self.world.message(channel.id, int(event.data["id"]))
            if message is None:
                return False
            seen = self.see(message)
            seen.data = event.data
            found[:] = [seen.now()]
            return where(seen)

        await self.wait_for(fits, since=since, timeout=timeout, about=channel.id)
        return found[0]

    async def wait_until_finished(self, seen: Seen, timeout: float = CAP_S) -> Seen:
        """The message once it no longer says that the application is thinking."""

        def changed(event: Event) -> bool:
            return event.data.get("id") == str(seen.id) and not seen.now().loading

        if seen.now().loading:
            await self.wait_for(changed, since=self.moment, timeout=timeout, about=seen.id)
        return seen.now()

    async def first_response(self, interaction: Interaction, timeout: float) -> Answer:
        """What the application answers first; InteractionFailed where it does not in time."""
        async with asyncio.timeout(timeout):
            return await interaction.first
