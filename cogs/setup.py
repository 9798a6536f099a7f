"""The steps of /admin setup: what is chosen is kept at once, so that it can be left and gone on with at any time."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace as altered
from datetime import time
from typing import Literal

import discord
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.schedule import Weekly, next_due, upcoming
from bot.errors import Refusal
from bot.interactions import manager_settings, moment_of, selected, submitted
from bot.options import zone
from bot.places import Place, check_may_post, check_role, place
from bot.presentation import permissions, schedules, setup_steps
from bot.presentation.components import Card
from bot.presentation.notices import usable_tags
from bot.presentation.setup_steps import WhatIfTime
from bot.responses import replace
from bot.staff import Staff
from bot.storage.guilds import Guilds, GuildSettings, Setting
from bot.storage.schedules import Plan, Schedule, Schedules, milliseconds, moment

log = logging.getLogger(__name__)

_EXAMPLE = "/admin setup"
_ROLES: dict[str, Setting] = {"host": "host_role_id", "reviewer": "reviewer_role_id"}


class SettingUp(commands.Cog):
    """Answers the presses of the steps, for members with Manage Server."""

    def __init__(self, guilds: Guilds, schedules_kept: Schedules, staff: Staff) -> None:
        self._guilds = guilds
        self._schedules = schedules_kept
        self._staff = staff
        self._one_at_a_time: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def press(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes what was chosen and shows the step that follows."""
        settings = await manager_settings(interaction)
        what, *rest = arguments
        match what:
            case "zone-form":
                await interaction.response.send_modal(setup_steps.zone_form())
                return
            case "zone" | "zone-typed":
                typed = selected(interaction) if what == "zone" else submitted(interaction).get("zone", "")
                settings = await self._keep(interaction, "time_zone", zone(typed, "/admin settings time_zone:"))
                card = await self._step(interaction, "staff", settings)
            case "staff" | "quiz":
                settings = await self._keep_channel(interaction, what)
                card = await self._step(interaction, what, settings)
            case "host" | "reviewer":
                settings = await self._keep_role(interaction, _ROLES[what])
                card = await self._step(interaction, "roles", settings)
            case "place":
                where = place(interaction, int(selected(interaction)), _EXAMPLE)
                wanted = WhatIfTime(where.id, tag_id=next((tag.id for tag in _tags(where, required=True)), 0))
                card = setup_steps.time_step(wanted, _tags(where), settings.time_zone)
            case "day" | "hour" | "tag":
                wanted = _changed(WhatIfTime.unpacked(rest), what, int(selected(interaction)))
                where = place(interaction, wanted.channel_id, _EXAMPLE)
                card = setup_steps.time_step(wanted, _tags(where), settings.time_zone)
            case "make":
                await self._make(interaction, WhatIfTime.unpacked(rest), settings)
                card = await self._step(interaction, "quiz", settings)
            case "done":
                card = await self._end(interaction, settings)
            case _:
                card = await self._step(interaction, rest[0], settings)
        await replace(interaction, card)
        if what == "staff":
            await self._staff.bring_kept(interaction.guild_id or 0)

    async def _step(self, interaction: Interaction, name: str, settings: GuildSettings) -> Card:
        match name:
            case "staff":
                return setup_steps.staff_step(settings.staff_channel_id)
            case "roles":
                return setup_steps.roles_step(settings.host_role_id, settings.reviewer_role_id)
            case "whatif":
                there = await self._what_ifs(interaction.guild_id or 0)
                return setup_steps.whatif_step([schedules.name_of(one) for one in there])
            case "quiz":
                return setup_steps.quiz_step(settings.quiz_channel_id)
            case _:
                return setup_steps.zone_step(settings.time_zone, moment_of(interaction))

    async def _keep(self, interaction: Interaction, setting: Setting, value: int | str) -> GuildSettings:
        guild_id, by = interaction.guild_id or 0, interaction.user.id
        log.info("settings changed", extra={"guild": guild_id, "settings": [setting]})
        return await self._guilds.change(guild_id, {setting: value}, by=by, at=moment_of(interaction))

    async def _keep_channel(self, interaction: Interaction, what: Literal["staff", "quiz"]) -> GuildSettings:
        where = place(interaction, int(selected(interaction)), _EXAMPLE)
        check_may_post(interaction, where, permissions.TALKS, _EXAMPLE)
        return await self._keep(interaction, "staff_channel_id" if what == "staff" else "quiz_channel_id", where.id)

    async def _keep_role(self, interaction: Interaction, setting: Setting) -> GuildSettings:
        role = interaction.guild.get_role(int(selected(interaction))) if interaction.guild else None
        if role is None:
            raise Refusal("That role is not there any more.", "Choose another one.", _EXAMPLE)
        check_role(role, _EXAMPLE)
        return await self._keep(interaction, setting, role.id)

    async def _make(self, interaction: Interaction, wanted: WhatIfTime, settings: GuildSettings) -> None:
        """Schedules the what-if; once, however often the button is pressed."""
        where = place(interaction, wanted.channel_id, _EXAMPLE)
        is_forum = isinstance(where, discord.ForumChannel)
        needed = permissions.for_posts(is_forum=is_forum, opens_thread=not is_forum, has_poll=False)
        check_may_post(interaction, where, needed, _EXAMPLE)
        plan = Plan(
            guild_id=where.guild.id,
            kind="whatif",
            rhythm=Weekly(frozenset({wanted.weekday})),
            at=time(wanted.hour),
            time_zone=settings.time_zone,
            channel_id=where.id,
            is_forum=is_forum,
            opens_thread=not is_forum,
            tag=next((tag.name for tag in _tags(where) if tag.id == wanted.tag_id), ""),
            has_poll=where.permissions_for(where.guild.me).create_polls,
        )
        at, by = moment_of(interaction), interaction.user.id
        async with self._one_at_a_time[plan.guild_id]:
            there = await self._schedules.of_guild(plan.guild_id)
            if any((one.kind, one.channel_id, one.rule) == (plan.kind, plan.channel_id, plan.rule) for one in there):
                return
            if len(there) >= schedules.MOST:
                raise Refusal(
                    f"A server can have {schedules.MOST} schedules.",
                    "Remove one that is not needed.",
                    f"/schedule remove schedule:{there[0].id}",
                )
            next_due_at = milliseconds(next_due(plan.rule, moment(at)))
            schedule_id = await self._schedules.add(plan, next_due_at=next_due_at, by=by, at=at)
        log.info("scheduled", extra={"guild": plan.guild_id, "schedule": schedule_id, "kind": plan.kind})

    async def _end(self, interaction: Interaction, settings: GuildSettings) -> Card:
        what_ifs = await self._what_ifs(interaction.guild_id or 0)
        latest = what_ifs[-1] if what_ifs else None
        due = upcoming(latest.rule, moment(moment_of(interaction))) if latest else []
        return setup_steps.done_card(settings.time_zone, settings.staff_channel_id, latest, due)

    async def _what_ifs(self, guild_id: int) -> list[Schedule]:
        there = await self._schedules.of_guild(guild_id)
        return [schedule for schedule in there if schedule.kind == "whatif" and schedule.state == "active"]


def _tags(where: Place, *, required: bool = False) -> list[discord.ForumTag]:
    """The forum's tags that can be chosen; with `required` only where it wants one."""
    if not isinstance(where, discord.ForumChannel) or (required and not where.flags.require_tag):
        return []
    return usable_tags(where)


def _changed(wanted: WhatIfTime, what: Literal["day", "hour", "tag"], value: int) -> WhatIfTime:
    match what:
        case "day":
            return altered(wanted, weekday=value)
        case "hour":
            return altered(wanted, hour=value)
        case "tag":
            return altered(wanted, tag_id=value)


async def setup(bot: Clio) -> None:
    """Adds the cog and its steps."""
    cog = SettingUp(bot.guilds_kept, bot.schedules, bot.staff)
    bot.on_press("setup", cog.press)
    await bot.add_cog(cog)
