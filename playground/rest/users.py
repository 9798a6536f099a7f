"""Users, the bot itself, conversations."""

from playground.errors import ApiError
from playground.permissions import base
from playground.shapes import channel as channel_shape
from playground.shapes import guild as guild_shape
from playground.shapes import me as me_shape
from playground.shapes import member as member_shape
from playground.shapes import user as user_shape
from playground.wire import Json

from .routing import Call, route, snowflake


@route("GET", "/users/@me")
def me(call: Call) -> Json:
    """The bot."""
    return me_shape(call.hub.world.application.bot)


@route("GET", "/users/{user_id}")
def user(call: Call) -> Json:
    """Anybody."""
    found = call.hub.world.users.get(call.id("user_id"))
    if found is None:
        raise ApiError(10013)
    return user_shape(found)


@route("GET", "/users/@me/guilds")
def my_guilds(call: Call) -> list[Json]:
    """The guilds that the bot is in."""
    world = call.hub.world
    bot_id = world.application.bot.id
    found = []
    for guild in world.guilds.values():
        if bot_id in guild.members:
            whole = guild_shape(guild)
            data = {key: whole[key] for key in ("id", "name", "icon", "banner", "features")}
            allowed = base(guild, guild.members[bot_id], world.clock())
            found.append({**data, "owner": guild.owner_id == bot_id, "permissions": str(allowed)})
    return found


@route("GET", "/users/@me/guilds/{guild_id}/member")
def my_member(call: Call) -> Json:
    """The bot as a member."""
    return member_shape(call.guild().members[call.hub.world.application.bot.id])


@route("POST", "/users/@me/channels")
def open_conversation(call: Call) -> Json:
    """The conversation of the bot with one user."""
    world = call.hub.world
    other = world.users.get(snowflake(str(call.body.get("recipient_id")), "recipient_id"))
    if other is None:
        raise ApiError(10013)
    if other.bot:
        raise ApiError(50007)
    return channel_shape(world, world.conversation(world.application.bot.id, other.id))
