"""What a server's staff does behind the application's back: deleting, renaming, taking permissions away."""

from collections.abc import Sequence

from . import acts, shapes
from .hub import Hub
from .world import REQUIRE_TAG, TEXT, Channel, Guild, Message, Overwrite, Role, User


class Staff:
    """Acts on the world directly and tells everybody, as Discord does."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def delete_channel(self, channel: Channel) -> None:
        """The channel is gone."""
        acts.delete_channel(self._hub, channel)

    def create_channel(self, guild: Guild, name: str, kind: int = TEXT) -> Channel:
        """A new channel."""
        channel = self._hub.world.add_channel(guild, name, kind)
        self._hub.tell("CHANNEL_CREATE", shapes.channel(self._hub.world, channel), channel)
        return channel

    def require_tag(self, forum: Channel, *, required: bool = True) -> None:
        """The forum wants a tag on every post from now on, or no more."""
        forum.flags = forum.flags | REQUIRE_TAG if required else forum.flags & ~REQUIRE_TAG
        self._hub.tell("CHANNEL_UPDATE", shapes.channel(self._hub.world, forum), forum)

    def delete_message(self, message: Message) -> None:
        """The message is gone."""
        acts.delete(self._hub, self._hub.world.channels[message.channel_id], message)

    def purge(self, channel: Channel, messages: Sequence[Message]) -> None:
        """Several messages are gone at once."""
        acts.purge(self._hub, channel, messages)

    def set_overwrite(self, channel: Channel, who: Role | User, *, allow: int = 0, deny: int = 0) -> None:
        """The channel allows and denies this to a role or member from now on."""
        kind = 0 if isinstance(who, Role) else 1
        channel.overwrites[who.id] = Overwrite(who.id, kind, int(allow), int(deny))
        self._hub.tell("CHANNEL_UPDATE", shapes.channel(self._hub.world, channel), channel)

    def clear_overwrite(self, channel: Channel, who: Role | User) -> None:
        """The channel says nothing special about a role or member any more."""
        channel.overwrites.pop(who.id, None)
        self._hub.tell("CHANNEL_UPDATE", shapes.channel(self._hub.world, channel), channel)

    def create_role(
        self, guild: Guild, name: str, permissions: int = 0, *, members: Sequence[User] = (), mentionable: bool = False
    ) -> Role:
        """A new role, which these members have."""
        role = self._hub.world.add_role(guild, name, permissions)
        role.mentionable = mentionable
        self._hub.tell_guild("GUILD_ROLE_CREATE", {"guild_id": str(guild.id), "role": shapes.role(role)}, guild.id)
        for user in members:
            self.set_roles(guild, user, [*(guild.roles[i] for i in guild.members[user.id].role_ids), role])
        return role

    def delete_role(self, guild: Guild, role: Role) -> None:
        """The role is gone, from its members and from what channels allow too; those are not told one by one."""
        del guild.roles[role.id]
        for member in guild.members.values():
            if role.id in member.role_ids:
                member.role_ids.remove(role.id)
        for channel in guild.channels.values():
            channel.overwrites.pop(role.id, None)
        self._hub.tell_guild("GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role.id)}, guild.id)

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
        thread.locked = locked
        acts.set_archived(self._hub, thread, archived=True)

    def lock(self, thread: Channel) -> None:
        """Only moderators write in the thread from now on."""
        thread.locked = True
        self._hub.tell("THREAD_UPDATE", shapes.thread(thread), thread)

    def reopen(self, thread: Channel) -> None:
        """The thread is neither archived nor locked any more."""
        thread.locked = False
        acts.set_archived(self._hub, thread, archived=False)

    def _tell_member(self, guild: Guild, user: User) -> None:
        acts.tell_member(self._hub, guild, guild.members[user.id])
