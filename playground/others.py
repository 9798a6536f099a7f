"""Who else writes in a server: webhooks, which are nobody's, and other applications' bots."""

from . import acts, permissions, shapes
from .driver import Actor
from .permissions import Permission
from .scene import Place, Scene
from .seen import Seen
from .world import Guild, User


class Webhook:
    """A webhook of a channel: it writes under any name and is no member."""

    def __init__(self, scene: Scene, place: Place, name: str, guild: str | int | Guild | None = None) -> None:
        self.channel = scene.channel(place, guild)
        self.user = User(scene.world.snowflake(), name, bot=True)
        self._scene = scene

    async def say(self, text: str, *, name: str | None = None) -> Seen:
        """Write a message, under another name where one is given."""
        author = User(self.user.id, name or self.user.username, bot=True)
        extra = {"webhook_id": str(self.user.id), "author": {**shapes.user(author), "discriminator": "0000"}}
        message = acts.post(
            self._scene.hub,
            self.channel,
            author,
            {"content": text},
            extra=extra,
            author_permissions=permissions.IN_DIRECT_MESSAGES | Permission.MENTION_EVERYONE,
        )
        return self._scene.see(message)


def other_bot(scene: Scene, name: str, guild: str | int | Guild | None = None) -> Actor:
    """Another application's bot, which joins the guild where it is not there yet; it writes, but presses nothing."""
    there, world = scene.guild(guild), scene.world
    user = next((user for user in world.users.values() if user.bot and user.username == name), None)
    user = user or world.add_user(name, bot=True)
    if user.id not in there.members:
        member = world.add_member(there, user)
        scene.hub.tell_guild("GUILD_MEMBER_ADD", {**shapes.member(member), "guild_id": str(there.id)}, there.id)
    return Actor(scene, user, there)
