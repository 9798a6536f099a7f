"""/admin: what the staff of a server set, and whether all of it works."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, get_args

import discord
from discord import app_commands
from discord.app_commands import Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.season import Season
from bot.errors import DeliveryFault, Refusal
from bot.interactions import clock_ahead_s, host_settings, manager_settings, moment_of
from bot.options import NumberOption, RecencyOption, ZoneOption
from bot.places import check_role
from bot.presentation import checkup, permissions, setup_steps
from bot.presentation.guild_settings import settings_card
from bot.presentation.notices import done
from bot.presentation.schedules import name_of
from bot.presentation.text import plain
from bot.responses import respond
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.competitions import Competition, Competitions
from bot.storage.faults import DatabaseFault
from bot.storage.guilds import EXCLUDED, Guilds, GuildSettings, Setting
from bot.storage.nights import last_backup_at
from bot.storage.schedules import Schedule, Schedules
from bot.storage.seasons import Seasons

log = logging.getLogger(__name__)

Clearable = Literal[
    "staff channel",
    "time zone",
    "host role",
    "reviewer role",
    "time factor",
    "grace",
    "quiz channel",
    "recency",
    "excluded roles",
]

Changes = dict[Setting, int | str | None]

_PATIENCE_S = 1.5  # Discord waits for an answer for three

_SETTINGS: dict[Clearable, Setting] = dict(zip(get_args(Clearable), get_args(Setting), strict=True))


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
@app_commands.default_permissions(manage_guild=True)
class Admin(commands.GroupCog, group_name="admin", group_description="What the staff of this server set"):
    """Shows and changes a server's settings."""

    def __init__(
        self,
        guilds: Guilds,
        schedules: Schedules,
        seasons: Seasons,
        competitions: Competitions,
        sender: Sender,
        staff: Staff,
        database: Path,
        *,
        has_message_content: bool,
    ) -> None:
        self._guilds = guilds
        self._schedules = schedules
        self._seasons = seasons
        self._competitions = competitions
        self._sender = sender
        self._staff = staff
        self._database = database
        self._has_message_content = has_message_content

    @app_commands.command()
    async def setup(self, interaction: Interaction) -> None:
        """Sets Clio up step by step: clocks, channels, roles, and a weekly what-if"""
        settings = await manager_settings(interaction)
        await respond(interaction, setup_steps.zone_step(settings.time_zone, moment_of(interaction)), ephemeral=True)

    @app_commands.command()
    async def check(self, interaction: Interaction) -> None:
        """Looks at every channel, permission and clock that Clio needs, and says how to mend what is wrong"""
        settings = await host_settings(interaction)
        ahead_s = clock_ahead_s(interaction)
        guild = interaction.guild
        if guild is None or not guild.channels:
            raise Refusal("Clio has not heard of this server since she started.", "Try again in a moment.")
        there = await self._schedules.of_guild(guild.id)
        seasons = [season for season in await self._seasons.of_guild(guild.id) if season.over_at is None]
        competitions = await self._competitions.of_guild(guild.id)
        made_at = await asyncio.to_thread(last_backup_at, self._database)
        findings = [
            *([] if settings.staff_channel_id else [checkup.no_staff_channel()]),
            *checkup.channels(guild, _uses(settings, there, seasons, competitions)),
            *checkup.gifts(guild, _gifts(seasons, competitions)),
            *([checkup.events(guild)] if any(one.starts_at is not None for one in competitions) else []),
            checkup.database(await self._fault(guild.id)),
            checkup.backup(made_at, interaction.created_at),
            checkup.clock(ahead_s),
            checkup.intent(self._has_message_content),
        ]
        log.info("checked", extra={"guild": guild.id, "to_mend": sum(bool(one.mend) for one in findings)})
        await respond(interaction, checkup.check_card(findings), ephemeral=True)

    async def _fault(self, guild_id: int) -> str:
        """Why nothing can be written; empty where it can."""
        writing = asyncio.create_task(self._guilds.rewrite(guild_id), name="trial of the database")
        writing.add_done_callback(lambda task: task.cancelled() or task.exception())  # else it would be logged as lost
        await asyncio.wait({writing}, timeout=_PATIENCE_S)
        if not writing.done():
            return f"Nothing was written within {_PATIENCE_S:g} s; another program may hold the file."
        fault = writing.exception()
        if fault and not isinstance(fault, DatabaseFault):
            raise fault
        return str(fault or "")

    @app_commands.command()
    @app_commands.describe(
        staff_channel="Where reports are posted",
        time_zone="By whose midnight the leaderboards turn, such as Europe/Berlin",
        host_role="Whose members may skip questions and stop quizzes, beside Manage Server",
        reviewer_role="Whose members review, beside Manage Messages",
        time_factor="By how much the time by length is stretched, 1 to 3",
        grace="Seconds that stragglers are waited for, 0 to 5",
        quiz_channel="Where scheduled quizzes are played unless another channel is named",
        recency="Nothing newer than so many years is posted or suggested as a what-if: 0 to 100, 20 for one",
        exclude_role="Members with this role do not score in quizzes; name it again to let them score",
        clear="What to unset",
    )
    async def settings(
        self,
        interaction: Interaction,
        staff_channel: discord.TextChannel | None = None,
        time_zone: Transform[str, ZoneOption("/admin settings time_zone:")] | None = None,
        host_role: discord.Role | None = None,
        reviewer_role: discord.Role | None = None,
        time_factor: Transform[float, NumberOption("time_factor", 1, 3)] | None = None,
        grace: Transform[float, NumberOption("grace", 0, 5, " s")] | None = None,
        quiz_channel: discord.TextChannel | None = None,
        recency: Transform[int, RecencyOption()] | None = None,
        exclude_role: discord.Role | None = None,
        clear: Clearable | None = None,
    ) -> None:
        """Shows this server's settings, or changes some"""
        await manager_settings(interaction)
        given: Changes = {
            "staff_channel_id": staff_channel.id if staff_channel else None,
            "time_zone": time_zone,
            "host_role_id": _role_id(host_role, "host_role"),
            "reviewer_role_id": _role_id(reviewer_role, "reviewer_role"),
            "factor_pct": None if time_factor is None else round(time_factor * 100),
            "grace_ms": None if grace is None else round(grace * 1000),
            "quiz_channel_id": quiz_channel.id if quiz_channel else None,
            "recency_years": recency,
        }
        changes: Changes = {setting: value for setting, value in given.items() if value is not None}
        if clear is not None:
            setting = _SETTINGS[clear]
            if setting in changes:
                raise Refusal(
                    f"The {clear} cannot be set and cleared at once.",
                    "Give one of the two.",
                    f"/admin settings clear:{clear}",
                )
            changes[setting] = None
        if exclude_role is not None and "excluded_roles" in changes:
            raise Refusal(
                "A role cannot be excluded and all cleared at once.", "Give one of the two.", "/admin settings"
            )
        excluded_id = _role_id(exclude_role, "exclude_role")
        await self._change(interaction, interaction.guild_id or 0, changes, excluded_id)

    async def _change(self, interaction: Interaction, guild_id: int, changes: Changes, excluded_id: int | None) -> None:
        now_at = moment_of(interaction)
        staff_channel_id = changes.get("staff_channel_id")
        if isinstance(staff_channel_id, int):
            await self._try_staff_channel(staff_channel_id)
        if excluded_id is not None:
            await self._exclude(interaction, guild_id, excluded_id)
        if changes:
            kept = await self._guilds.change(guild_id, changes, by=interaction.user.id, at=now_at)
            log.info("settings changed", extra={"guild": guild_id, "settings": sorted(changes)})
        else:
            kept = await self._guilds.settings(guild_id)
        card = settings_card(
            staff_channel_id=kept.staff_channel_id,
            time_zone=kept.time_zone,
            host_role_id=kept.host_role_id,
            reviewer_role_id=kept.reviewer_role_id,
            time_factor=kept.time_factor,
            grace_ms=kept.grace_ms,
            quiz_channel_id=kept.quiz_channel_id,
            recency_years=kept.recency_years,
            excluded_role_ids=kept.excluded_role_ids,
            now_at=now_at,
            is_changed=bool(changes) or excluded_id is not None,
        )
        await respond(interaction, card, ephemeral=True)
        if isinstance(staff_channel_id, int):
            await self._staff.bring_kept(guild_id)

    async def _exclude(self, interaction: Interaction, guild_id: int, role_id: int) -> None:
        kept = await self._guilds.exclude(guild_id, role_id, by=interaction.user.id, at=moment_of(interaction))
        if kept is None:
            raise Refusal(
                f"{EXCLUDED} roles are excluded already; nothing was changed.",
                "Take one out by naming it again.",
                "/admin settings clear:excluded roles",
            )
        log.info("role excluded or let in", extra={"guild": guild_id, "role": role_id})

    async def _try_staff_channel(self, channel_id: int) -> None:
        try:
            await self._sender.post(channel_id, done("Reports of this server's members will be posted here."))
        except DeliveryFault as fault:
            raise Refusal(str(fault), "Nothing was changed.", "/admin settings staff_channel:#staff") from fault


def _uses(
    settings: GuildSettings, there: Sequence[Schedule], seasons: Sequence[Season], competitions: Sequence[Competition]
) -> Iterator[checkup.Use]:
    """Every channel that something is posted in."""
    if settings.staff_channel_id:
        yield checkup.Use(settings.staff_channel_id, "the staff channel")
    if settings.quiz_channel_id:
        yield checkup.Use(settings.quiz_channel_id, "the quiz channel", permissions.PLAYS)
    for schedule in there:
        needed = permissions.for_posts(
            is_forum=schedule.is_forum, opens_thread=schedule.opens_thread, has_poll=schedule.has_poll
        )
        roles = [schedule.ping_role_id] if schedule.ping_role_id else []
        yield checkup.Use(schedule.channel_id, plain(name_of(schedule)), needed, schedule.tag, roles)
    for season in seasons:
        yield checkup.Use(season.plan.channel_id, _season(season))
    for competition in competitions:
        yield checkup.Use(competition.channel_id, _competition(competition), permissions.PLAYS)


def _gifts(seasons: Sequence[Season], competitions: Sequence[Competition]) -> Iterator[checkup.Gift]:
    """Every role that champions are to be given."""
    for season in seasons:
        if season.plan.role_id:
            yield checkup.Gift(season.plan.role_id, _season(season))
    for competition in competitions:
        if competition.plan.champion_role_id:
            yield checkup.Gift(competition.plan.champion_role_id, _competition(competition))


def _season(season: Season) -> str:
    return f"the season “{plain(season.plan.name)}”"


def _competition(competition: Competition) -> str:
    return f"the competition “{plain(competition.title)}”"


def _role_id(role: discord.Role | None, option: str) -> int | None:
    if role is None:
        return None
    check_role(role, f"/admin settings {option}:@Host")
    return role.id


async def setup(bot: Clio) -> None:
    """Adds the cog."""
    cog = Admin(
        bot.guilds_kept,
        bot.schedules,
        bot.seasons,
        bot.competitions,
        bot.sender,
        bot.staff,
        bot.settings.database,
        has_message_content=bot.settings.message_content,
    )
    await bot.add_cog(cog)
