"""What a server's staff does behind the application's back: deleting, renaming, taking permissions away."""

from collections.abc import Sequence

from . import acts, shapes
from .hub import Hub
from .wire import Json
from .world import Channel, Guild, Message, Overwrite, Role, User


class Staff:
    """Acts on the world directly and tells everybody, as Discord does."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def delete_channel(self, channel: Channel) -> None:
        """The channel is gone."""
        acts.delete_channel(self._hub, channel)

    def delete_message(self, message: Message) -> None:
        """The message is gone."""
        acts.delete(self._hub, self._hub.world.channels[message.channel_id], message)

    def purge(self, channel: Channel, messages: Sequence[Message]) -> None:
        """Several messages are gone at once."""
        for message in messages:
            del channel.messages[message.id]
        data: Json = {"ids": [str(message.id) for message in messages], "channel_id": str(channel.id)}
        self._hub.tell("MESSAGE_DELETE_BULK", {**data, "guild_id": str(channel.guild_id)}, channel)

    def set_overwrite(self, channel: Channel, who: Role | User, *, allow: int = 0, deny: int = 0) -> None:
        """The channel allows and denies this to a role or member from now on."""
        kind = 0 if isinstance(who, Role) else 1
        channel.overwrites[who.id] = Overwrite(who.id, kind, int(allow), int(deny))
        self._hub.tell("CHANNEL_UPDATE", shapes.channel(self._hub.world, channel), channel)

    def clear_overwrite(self, channel: Channel, who: Role | User) -> None:
        """The channel says nothing special about a role or member any more."""
        channel.overwrites.pop(who.id, None)
        self._hub.tell("CHANNEL_UPDATE", shapes.channel(self._hub.world, channel), channel)

    def set_role_permissions(self, guild: Guild, role: Role, permissions: int) -> None:
        """The role gives these permissions from now on."""
        role.permissions = permissions
        data = {"guild_id": str(guild.id), "role": shapes.role(role)}
        self._hub.tell_guild("GUILD_ROLE_UPDATE", data, guild.id)

    def set_roles(self, guild: Guild, user: User, roles: list[Role]) -> None:
        """The member has these roles from now on."""
        guild.members[user.id].role_ids = [role.id for role in roles]
        self._tell_member(guild, user)

    def time_out(self, guild: Guild, user: User, *, seconds: float) -> None:
        """The member can only read for a while."""
        guild.members[user.id].timed_out_until = self._hub.world.clock() + seconds
        self._tell_member(guild, user)

    def remove(self, guild: Guild, user: User) -> None:
        """The user is no longer a member; where it is the bot, it hears that the guild is gone."""
        bot = self._hub.world.application.bot
        member = guild.members[user.id]
        if user is bot:
            self._hub.gateway.tell("GUILD_DELETE", {"id": str(guild.id)}, guild.id)
            del guild.members[user.id]
            for role_id in member.role_ids:
                if guild.roles[role_id].bot_id == bot.id:
                    del guild.roles[role_id]
            return
        del guild.members[user.id]
        data = {"guild_id": str(guild.id), "user": shapes.user(user)}
        self._hub.tell_guild("GUILD_MEMBER_REMOVE", data, guild.id)

    def invite(self, guild: Guild, permissions: int) -> None:
        """The bot joins with these permissions and hears of the guild."""
        world = self._hub.world
        world.add_bot(guild, permissions)
        self._hub.gateway.tell("GUILD_CREATE", shapes.guild_create(world, guild, all_members=False), guild.id)

    def archive(self, thread: Channel, *, locked: bool = False) -> None:
        """The thread is archived, and locked where asked."""
        thread.archived, thread.locked = True, locked
        thread.archive_at = self._hub.world.clock()
        self._hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)

    def lock(self, thread: Channel) -> None:
        """Only moderators write in the thread from now on."""
        thread.locked = True
        self._hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)

    def reopen(self, thread: Channel) -> None:
        """The thread is neither archived nor locked any more."""
        thread.archived = thread.locked = False
        thread.archive_at = self._hub.world.clock()
        self._hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)

    def _tell_member(self, guild: Guild, user: User) -> None:
        data = {**shapes.member(guild.members[user.id]), "guild_id": str(guild.id)}
        self._hub.tell_guild("GUILD_MEMBER_UPDATE", data, guild.id)
