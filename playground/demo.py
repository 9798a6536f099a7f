"""The demo world: what `python -m playground` opens with and what tests start from.

The Long Nineteenth: #general, #quiz, the forum #what-if and #staff; roles Host, Reviewer, Moderator; anna moderates,
ben, chiara, dmitri, emeka and fatima play. A second guild, The Reading Room, has the bot too; a third, The Annex,
has not: there only anna and ben, who installed the application for themselves, can use it.
"""

from . import world as w
from .permissions import Permission
from .world import Guild, Overwrite, Tag, World

TALKING = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
)
EVERYONE = int(
    TALKING
    | Permission.USE_EXTERNAL_EMOJIS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.USE_EXTERNAL_APPS
    | Permission.CHANGE_NICKNAME
    | Permission.CREATE_INSTANT_INVITE
)
INVITED = int(TALKING | Permission.SEND_POLLS | Permission.MANAGE_ROLES | Permission.CREATE_EVENTS)
"""What the bot's own role gives, as an ordinary invite would."""

MODERATOR = int(
    Permission.MANAGE_MESSAGES
    | Permission.MANAGE_GUILD
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_THREADS
    | Permission.MODERATE_MEMBERS
)
PLAYERS = ("ben", "chiara", "dmitri", "emeka", "fatima")
FORUM_TAGS = (("20th century", "🏭"), ("Middle Ages", "🏰"), ("Antiquity", "🏛️"), ("Challenge", "🎯"))


def demo_world(*, bot_permissions: int = INVITED, extra_guilds: int = 0) -> World:
    """A fresh demo world; `extra_guilds` further small guilds with the bot in them, for load tests."""
    world = World()
    anna = world.add_user("anna", "Anna")
    people = [world.add_user(name, name.capitalize()) for name in PLAYERS]
    first = world.add_guild("The Long Nineteenth", anna, everyone=EVERYONE)
    first.owner_id = world.application.owner.id
    world.add_member(first, world.application.owner)
    host = world.add_role(first, "Host", color=0xE67E22, hoist=True)
    reviewer = world.add_role(first, "Reviewer", color=0x3498DB)
    moderator = world.add_role(first, "Moderator", MODERATOR, color=0x2ECC71, hoist=True)
    for role in (host, reviewer):
        role.mentionable = True
    first.members[anna.id].role_ids = [moderator.id]
    for user in people:
        world.add_member(first, user)
    world.application.user_installs = {anna.id, people[0].id}
    bot = world.add_bot(first, bot_permissions)
    world.add_channel(first, "general", topic="Say hello; try /fact")
    world.add_channel(first, "quiz", topic="Quizzes run here")
    _add_forum(world, first)
    staff = world.add_channel(first, "staff", topic="Seen by staff only")
    staff.overwrites[first.id] = Overwrite(first.id, 0, deny=int(Permission.VIEW_CHANNEL))
    for role_id in (host.id, reviewer.id, moderator.id, *bot.role_ids):
        staff.overwrites[role_id] = Overwrite(role_id, 0, allow=int(Permission.VIEW_CHANNEL))

    second = world.add_guild("The Reading Room", people[0], everyone=EVERYONE)
    world.add_bot(second, bot_permissions)
    third = world.add_guild("The Annex", people[1], everyone=EVERYONE)
    for guild in (second, third):
        world.add_channel(guild, "general")
        for user in (anna, *people):
            if user.id not in guild.members:
                world.add_member(guild, user)
    for number in range(extra_guilds):
        guild = world.add_guild(f"Guild {number + 1}", world.application.owner, everyone=EVERYONE)
        world.add_bot(guild, bot_permissions)
        world.add_channel(guild, "general")
    return world


def _add_forum(world: World, guild: Guild) -> None:
    forum = world.add_channel(guild, "what-if", w.FORUM, topic="One post per divergence")
    forum.tags = [Tag(world.snowflake(), name, emoji_name=emoji) for name, emoji in FORUM_TAGS]
