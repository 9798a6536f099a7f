"""What Discord's JSON looks like: users, roles, channels, threads, members, guilds, the application."""

from functools import lru_cache

from . import permissions
from .wire import Json, iso
from .world import (
    DM,
    FORUM,
    GROUP_DM,
    TEXT,
    Application,
    Channel,
    Guild,
    Member,
    Role,
    ScheduledEvent,
    User,
    World,
)

MESSAGE_CONTENT_LIMITED, MEMBERS_LIMITED, PRESENCE_LIMITED = 1 << 19, 1 << 15, 1 << 13  # application flags


def user(user: User) -> Json:
    """A user as in `GET /users/{user_id}`."""
    data: Json = {
        "id": str(user.id),
        "username": user.username,
        "global_name": user.global_name,
        "avatar": None,
        "discriminator": "0" if not user.bot else "4242",
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "banner": None,
        "accent_color": None,
    }
    if user.bot:
        data["bot"] = True
    return data


def me(user_: User) -> Json:
    """The bot as in `GET /users/@me` and READY."""
    return {**user(user_), "bot": True, "verified": True, "mfa_enabled": False, "email": None, "locale": "en-US"}


def role(role: Role) -> Json:
    """A role as in `GET /guilds/{guild_id}/roles`."""
    data: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": role.hoist,
        "managed": role.bot_id is not None,
        "mentionable": role.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
        "description": None,
    }
    if role.bot_id is not None:
        data["tags"] = {"bot_id": str(role.bot_id)}
    return data


def member(member: Member, *, with_user: bool = True) -> Json:
    """A member; the one inside a message or a resolved option comes without its user."""
    until = member.timed_out_until
    data: Json = {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": iso(until) if until else None,
        "flags": 0,
        "joined_at": _joined_at(member.joined_at),
        "nick": member.nick,
        "pending": False,
        "premium_since": None,
        "roles": [str(role_id) for role_id in member.role_ids],
        "mute": False,
        "deaf": False,
    }
    if with_user:
        data["user"] = user(member.user)
    return data


_joined_at = lru_cache(maxsize=10_000)(iso)  # a member's moment is told with every interaction


def channel(world: World, channel: Channel) -> Json:
    """A channel of any type as in `GET /channels/{channel_id}`, seen by the bot."""
    if channel.is_thread:
        return thread(channel, world.application.bot.id)
    data: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "flags": channel.flags,
        "last_message_id": str(channel.last_message_id) if channel.last_message_id else None,
    }
    if channel.type in (DM, GROUP_DM):
        bot_id = world.application.bot.id
        data["recipients"] = [user(world.users[i]) for i in channel.recipient_ids if i != bot_id]
        if channel.type == GROUP_DM:
            data |= {"name": None, "icon": None, "owner_id": str(channel.recipient_ids[0])}
        return data
    data |= {
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": channel.position,
        "parent_id": str(channel.parent_id) if channel.parent_id else None,
        "nsfw": channel.nsfw,
        "permission_overwrites": [
            {"id": str(o.id), "type": o.kind, "allow": str(o.allow), "deny": str(o.deny)}
            for o in channel.overwrites.values()
        ],
    }
    if channel.type in (TEXT, FORUM):
        data |= {"topic": channel.topic, "rate_limit_per_user": channel.slowmode_s}
    if channel.type == FORUM:
        data |= {
            "available_tags": [
                {
                    "id": str(t.id),
                    "name": t.name,
                    "moderated": t.moderated,
                    "emoji_id": None,
                    "emoji_name": t.emoji_name,
                }
                for t in channel.tags
            ],
            "default_reaction_emoji": None,
            "default_sort_order": None,
            "default_forum_layout": 0,
            "default_auto_archive_duration": 4320,
        }
    return data


def thread(channel: Channel, seen_by: int | None = None) -> Json:
    """A thread; with `member` where the one who asks has joined it."""
    data: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "guild_id": str(channel.guild_id),
        "parent_id": str(channel.parent_id),
        "owner_id": str(channel.owner_id),
        "name": channel.name,
        "flags": channel.flags,
        "last_message_id": str(channel.last_message_id) if channel.last_message_id else None,
        "rate_limit_per_user": channel.slowmode_s,
        "thread_metadata": {
            "archived": channel.archived,
            "archive_timestamp": iso(channel.archive_at),
            "auto_archive_duration": channel.auto_archive_minutes,
            "locked": channel.locked,
            "create_timestamp": iso(channel.created_at),
        },
        "message_count": channel.message_count,
        "member_count": min(len(channel.thread_member_ids), 50),
        "total_message_sent": channel.message_total,
    }
    if channel.type == 12:
        data["thread_metadata"]["invitable"] = channel.invitable
    if channel.applied_tag_ids:
        data["applied_tags"] = [str(i) for i in channel.applied_tag_ids]
    if seen_by in channel.thread_member_ids:
        data["member"] = thread_member(channel, seen_by)
    return data


def thread_member(channel: Channel, user_id: int) -> Json:
    """One who joined a thread."""
    joined = iso(channel.thread_member_ids[user_id])
    return {"id": str(channel.id), "user_id": str(user_id), "join_timestamp": joined, "flags": 1}


def guild(guild: Guild) -> Json:
    """A guild as in `GET /guilds/{guild_id}`."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "icon": None,
        "description": None,
        "home_header": None,
        "splash": None,
        "discovery_splash": None,
        "features": guild.features,
        "banner": None,
        "owner_id": str(guild.owner_id),
        "application_id": None,
        "region": "deprecated",
        "afk_channel_id": None,
        "afk_timeout": 300,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "widget_channel_id": None,
        "verification_level": 1,
        "roles": [role(r) for r in guild.roles.values()],
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 2,
        "max_presences": None,
        "max_members": 500_000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "vanity_url_code": None,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": guild.locale,
        "rules_channel_id": None,
        "safety_alerts_channel_id": None,
        "public_updates_channel_id": None,
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
        "incidents_data": None,
    }


def guild_create(world: World, guild_: Guild, *, all_members: bool) -> Json:
    """The payload of GUILD_CREATE: the guild with its channels, active threads and members.

    Without the presence intent Discord sends of the members only the bot itself (no one is in a voice channel here).
    """
    bot_id = world.application.bot.id
    members = guild_.members.values() if all_members else [guild_.members[bot_id]]
    threads = [
        thread(t, bot_id)
        for t in guild_.threads.values()
        if not t.archived and permissions.of(world, bot_id, t) & permissions.Permission.VIEW_CHANNEL
    ]
    channels = [channel(world, c) for c in guild_.channels.values()]
    for data in channels:
        del data["guild_id"]
    return {
        **guild(guild_),
        "joined_at": iso(guild_.members[bot_id].joined_at),
        "large": len(guild_.members) > 250,
        "unavailable": False,
        "member_count": len(guild_.members),
        "members": [member(m) for m in members],
        "channels": channels,
        "threads": threads,
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [scheduled_event(world, e) for e in guild_.events.values() if e.is_open],
        "soundboard_sounds": [],
    }


def scheduled_event(world: World, event: ScheduledEvent, *, with_count: bool = False) -> Json:
    """An event that happens somewhere (entity type 3), as in `GET /guilds/{guild_id}/scheduled-events`."""
    data: Json = {
        "id": str(event.id),
        "guild_id": str(event.guild_id),
        "channel_id": None,
        "creator_id": str(event.creator_id),
        "creator": user(world.users[event.creator_id]),
        "name": event.name,
        "description": event.description,
        "image": None,
        "scheduled_start_time": iso(event.starts_at),
        "scheduled_end_time": iso(event.ends_at),
        "privacy_level": 2,
        "status": event.status,
        "entity_type": 3,
        "entity_id": None,
        "entity_metadata": {"location": event.location},
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    }
    return {**data, "user_count": len(event.interested)} if with_count else data


def application_flags(app: Application) -> int:
    """The flags of the application: which privileged intents its owner switched on."""
    flags = 0
    for intent, flag in ((1 << 15, MESSAGE_CONTENT_LIMITED), (1 << 1, MEMBERS_LIMITED), (1 << 8, PRESENCE_LIMITED)):
        if app.privileged_intents & intent:
            flags |= flag
    return flags


def application(app: Application, guild_count: int) -> Json:
    """The application as in `GET /applications/@me`."""
    install = {"scopes": ["applications.commands", "bot"], "permissions": "0"}
    return {
        "id": str(app.id),
        "name": app.name,
        "icon": None,
        "description": "",
        "summary": "",
        "type": None,
        "bot": user(app.bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "integration_types_config": {
            "0": {"oauth2_install_params": install},
            "1": {"oauth2_install_params": {"scopes": ["applications.commands"], "permissions": "0"}},
        },
        "verify_key": "0" * 64,
        "flags": application_flags(app),
        "flags_new": str(application_flags(app)),
        "hook": True,
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "owner": user(app.owner),
        "approximate_guild_count": guild_count,
        "approximate_user_install_count": len(app.user_installs),
        "approximate_user_authorization_count": len(app.user_installs),
        "event_webhooks_url": None,
        "event_webhooks_status": 1,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": ["applications.commands", "bot"],
    }
