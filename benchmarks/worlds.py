"""Worlds with many guilds, each about as large as one of a few friends or a class."""

from playground import Permission, World
from playground import world as kinds
from playground.world import Guild, Overwrite, Role

CHANNELS, ROLES = 10, 10  # in each guild
_TEXT = int(Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES | Permission.USE_APPLICATION_COMMANDS)
_BOT = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.SEND_POLLS
)
_LAYOUT = (
    ("welcome", kinds.CATEGORY),
    ("rules", kinds.TEXT),
    ("news", kinds.TEXT),
    ("history", kinds.CATEGORY),
    ("general", kinds.TEXT),
    ("quiz", kinds.TEXT),
    ("what-if", kinds.FORUM),
    ("books", kinds.TEXT),
    ("board", kinds.NEWS),
    ("staff", kinds.TEXT),
)


def world_of(guilds: int, *, members: int = 3) -> World:
    """A world of that many guilds with the bot in each, ten channels, ten roles and a few members."""
    world = World()
    people = [world.add_user(f"member-{number}") for number in range(members)]
    for number in range(guilds):
        guild = world.add_guild(f"History club {number}", world.application.owner, everyone=_TEXT)
        roles = [world.add_role(guild, f"Century {century}") for century in range(1, ROLES - 1)]
        for person, role in zip(people, roles, strict=False):
            world.add_member(guild, person, (role,))
        world.add_bot(guild, _BOT)
        _furnish(world, guild, roles[-1])
    return world


def quiz_world(guilds: int, players: int) -> World:
    """Such a world where each guild has members of its own: whoever answered in one cannot score in another at once."""
    world = world_of(guilds, members=0)
    for number, guild in enumerate(world.guilds.values()):
        for player in range(players):
            world.add_member(guild, world.add_user(f"player-{number}-{player}"))
    return world


def _furnish(world: World, guild: Guild, staff: Role) -> None:
    for name, kind in _LAYOUT:
        channel = world.add_channel(guild, name, kind, topic=None if kind == kinds.CATEGORY else f"All about {name}")
        if name == "staff":
            channel.overwrites[guild.id] = Overwrite(guild.id, 0, deny=int(Permission.VIEW_CHANNEL))
            channel.overwrites[staff.id] = Overwrite(staff.id, 0, allow=int(Permission.VIEW_CHANNEL))
