"""Guilds, their roles, channels and members."""

from playground import acts
from playground.errors import ApiError
from playground.permissions import Permission, base, of, outranks
from playground.shapes import channel as channel_shape
from playground.shapes import guild as guild_shape
from playground.shapes import member as member_shape
from playground.shapes import role as role_shape
from playground.shapes import thread as thread_shape
from playground.shapes import thread_member
from playground.wire import Json
from playground.world import Guild, Member, Role

from .routing import Call, route


@route("GET", "/guilds/{guild_id}")
def guild(call: Call) -> Json:
    """The guild."""
    found = call.guild()
    data = guild_shape(found)
    if call.query.get("with_counts") in ("true", "1", "True"):
        data |= {"approximate_member_count": len(found.members), "approximate_presence_count": len(found.members)}
    return data


@route("GET", "/guilds/{guild_id}/channels")
def channels(call: Call) -> list[Json]:
    """All channels but threads, whether the bot sees them or not."""
    return [channel_shape(call.hub.world, channel) for channel in call.guild().channels.values()]


@route("GET", "/guilds/{guild_id}/threads/active")
def active_threads(call: Call) -> Json:
    """The threads that are not archived and that the bot sees."""
    world = call.hub.world
    bot_id = world.application.bot.id
    found = [
        thread
        for thread in call.guild().threads.values()
        if not thread.archived and of(world, bot_id, thread) & Permission.VIEW_CHANNEL
    ]
    joined = [thread_member(thread, bot_id) for thread in found if bot_id in thread.thread_member_ids]
    return {"threads": [thread_shape(thread, bot_id) for thread in found], "members": joined, "has_more": False}


@route("GET", "/guilds/{guild_id}/roles")
def roles(call: Call) -> list[Json]:
    """All roles."""
    return [role_shape(role) for role in call.guild().roles.values()]


@route("GET", "/guilds/{guild_id}/roles/member-counts")
def role_member_counts(call: Call) -> dict[str, int]:
    """How many members have each role; everyone's is left out."""
    found = call.guild()
    world = call.hub.world
    if not base(found, found.members[world.application.bot.id], world.clock()) & Permission.MANAGE_ROLES:
        raise ApiError(50013)
    counts = {str(role_id): 0 for role_id in found.roles if role_id != found.id}
    for member in found.members.values():
        for role_id in member.role_ids:
            counts[str(role_id)] += 1
    return counts


@route("GET", "/guilds/{guild_id}/roles/{role_id}")
def role(call: Call) -> Json:
    """One role."""
    found = call.guild().roles.get(call.id("role_id"))
    if found is None:
        raise ApiError(10011)
    return role_shape(found)


@route("GET", "/guilds/{guild_id}/members")
def members(call: Call) -> list[Json]:
    """Members by id, for applications that may list them."""
    if not call.hub.world.application.privileged_intents & 1 << 1:
        raise ApiError(50001)
    after, limit = int(call.query.get("after", 0)), int(call.query.get("limit", 1))
    found = sorted((m for m in call.guild().members.values() if m.user.id > after), key=lambda m: m.user.id)
    return [member_shape(m) for m in found[:limit]]


@route("GET", "/guilds/{guild_id}/members/search")
def search_members(call: Call) -> list[Json]:
    """Members whose name starts so."""
    query, limit = call.query.get("query", "").lower(), int(call.query.get("limit", 1))
    found = [m for m in call.guild().members.values() if (m.nick or m.user.username).lower().startswith(query)]
    return [member_shape(m) for m in found[:limit]]


@route("GET", "/guilds/{guild_id}/members/{user_id}")
def member(call: Call) -> Json:
    """One member."""
    found = call.guild().members.get(call.id("user_id"))
    if found is None:
        raise ApiError(10007)
    return member_shape(found)


@route("PUT", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def give_role(call: Call) -> None:
    """The member has the role from now on."""
    guild, member, role = _role_of_member(call)
    acts.set_roles(call.hub, guild, member, list(dict.fromkeys([*member.role_ids, role.id])))


@route("DELETE", "/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def take_role(call: Call) -> None:
    """The member has the role no more."""
    guild, member, role = _role_of_member(call)
    acts.set_roles(call.hub, guild, member, [role_id for role_id in member.role_ids if role_id != role.id])


def _role_of_member(call: Call) -> tuple[Guild, Member, Role]:
    """Who and what the path names: 10007, 10011; 50013 where the bot may not, 50028 where nobody may."""
    guild, world = call.guild(), call.hub.world
    found, role = guild.members.get(call.id("user_id")), guild.roles.get(call.id("role_id"))
    if found is None:
        raise ApiError(10007)
    if role is None:
        raise ApiError(10011)
    bot = guild.members[world.application.bot.id]
    if not base(guild, bot, world.clock()) & Permission.MANAGE_ROLES:
        raise ApiError(50013)
    if role.id == guild.id or role.bot_id is not None:
        raise ApiError(50028)
    if not outranks(guild, bot, role):
        raise ApiError(50013)
    return guild, found, role
