"""What one member sees of the world: servers, channels, messages, in the objects that Discord's own client gets."""

from . import permissions, polls, reactions, scheduled, shapes
from .hub import in_guild
from .interactions import IN_BOT_DM, IN_GUILD, IN_PRIVATE_CHANNEL
from .permissions import Permission
from .wire import Json
from .world import DM, FORUM, GROUP_DM, Channel, Guild, Message, ScheduledEvent, User, World

HISTORY = 100  # messages shown when a channel is opened; older ones are not needed to try a bot


def person(world: World, wanted: str) -> User:
    """The person with this id or user name, the first one where none is wanted; KeyError with all names otherwise."""
    people = _people(world)
    for user in people:
        if wanted in ("", str(user.id), user.username):
            return user
    raise KeyError(f"Nobody here is called {wanted!r}; there are: {', '.join(user.username for user in people)}.")


def _people(world: World) -> list[User]:
    people = [user for user in world.users.values() if not user.bot]
    return sorted(people, key=lambda user: (user is world.application.owner, user.id))


def ready(world: World, user: User) -> Json:
    """Everything that a page begins with: who one is and could be, the application, servers, conversations."""
    app = world.application
    world.conversation(app.bot.id, user.id)
    conversations = [c for c in world.channels.values() if c.type in (DM, GROUP_DM) and user.id in c.recipient_ids]
    return {
        "user": shapes.user(user),
        "people": [{**shapes.user(each), "roles": _role_names(world, each)} for each in _people(world)],
        "application": {"id": str(app.id), "name": app.name, "user": shapes.user(app.bot)},
        "guilds": [_guild(world, guild, user) for guild in world.guilds.values() if user.id in guild.members],
        "private_channels": [_conversation(world, channel, user) for channel in conversations],
    }


def _role_names(world: World, user: User) -> list[str]:
    for guild in world.guilds.values():
        member = guild.members.get(user.id)
        if member is not None:
            return [guild.roles[role_id].name for role_id in member.role_ids]
    return []


def _guild(world: World, guild: Guild, user: User) -> Json:
    return {
        "id": str(guild.id),
        "name": guild.name,
        "owner_id": str(guild.owner_id),
        "roles": [shapes.role(role) for role in guild.roles.values()],
        "members": [shapes.member(member) for member in guild.members.values()],
        "channels": [shapes.channel(world, c) for c in guild.channels.values() if sees(world, user, c)],
        "events": [event(world, each, user) for each in scheduled.of_guild(guild)],
        "threads": [shapes.thread(t, user.id) for t in guild.threads.values() if sees(world, user, t)],
    }


def event(world: World, event: ScheduledEvent, user: User) -> Json:
    """A scheduled event with how many want to hear of it, and whether the user does."""
    is_mine = user.id in event.interested
    return {**shapes.scheduled_event(world, event, with_count=True), "is_interested": is_mine}


def _conversation(world: World, channel: Channel, user: User) -> Json:
    others = [shapes.user(world.users[user_id]) for user_id in channel.recipient_ids if user_id != user.id]
    return {**shapes.channel(world, channel), "recipients": others}


def sees(world: World, user: User, channel: Channel) -> bool:
    """Whether the channel is in the user's list."""
    return bool(permissions.of(world, user.id, channel) & Permission.VIEW_CHANNEL)


def context(channel: Channel, bot: User) -> int:
    """Which of Discord's three interaction contexts the channel is."""
    if channel.guild_id is not None:
        return IN_GUILD
    return IN_BOT_DM if bot.id in channel.recipient_ids else IN_PRIVATE_CHANNEL


def opened(world: World, user: User, channel: Channel) -> Json:
    """A channel's newest messages, those that only this user sees among them, and what the user may do there.

    For a forum `starters` holds the first message of each post by the post's id.
    """
    allowed = permissions.of(world, user.id, channel)
    shown = list(channel.messages.values())[-HISTORY:] if allowed & Permission.READ_MESSAGE_HISTORY else []
    private = [m for m in world.ephemeral.values() if m.channel_id == channel.id and m.ephemeral_to == user.id]
    posts = [t for t in world.channels.values() if t.parent_id == channel.id] if channel.type == FORUM else []
    sending = Permission.SEND_MESSAGES_IN_THREADS if channel.is_thread else Permission.SEND_MESSAGES
    return {
        "messages": [_message(world, user, m, channel) for m in sorted([*shown, *private], key=lambda m: m.id)],
        "starters": {str(post.id): post.messages[post.id].data for post in posts if post.id in post.messages},
        "may": {
            "send": bool(allowed & sending) and not (channel.locked and not allowed & Permission.MANAGE_THREADS),
            "manage": bool(allowed & Permission.MANAGE_MESSAGES),
        },
    }


def _message(world: World, user: User, message: Message, channel: Channel) -> Json:
    data = in_guild(world, message, channel)
    if message.reactions:
        data = {**data, "reactions": reactions.shown(message, user.id)}
    return {**data, "poll": polls.shown(message, user.id)} if polls.of(message) else data
