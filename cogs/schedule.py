"""/schedule: what Clio posts by itself, where and when."""

import logging
import random
from collections.abc import Sequence
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import FilterName
from bot.domain.content import Kind
from bot.domain.prompt import OnDay, Prompt, chosen, on_day
from bot.domain.quiz import QUESTIONS
from bot.domain.rhythm_text import parse_rhythm, parse_time
from bot.domain.schedule import next_due, upcoming
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.interactions import host_settings, moment_of
from bot.options import FilterOption, PlaceOption, ScheduleOption, TagOption, ZoneOption
from bot.places import Place, check_may_post, check_ping, place, tag_named
from bot.presentation import permissions, schedules
from bot.presentation.options import nothing_matches
from bot.presentation.prompts import prompt_card
from bot.presentation.text import plain, plural
from bot.responses import replace, respond
from bot.storage.guilds import Guilds
from bot.storage.schedules import Plan, Schedule, ScheduleKind, Schedules, milliseconds, moment
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_ASKED_FOR_MS = 15 * 60_000  # a question whether to post now is stale after it
_THEMED = ("whatif", "fact", "quote")
_PLAYED = ("quiz", "daily")


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Scheduling(commands.GroupCog, group_name="schedule", group_description="What Clio posts by itself, and when"):
    """Makes schedules and steers them, for the hosts of a server."""

    def __init__(self, stocks: Stocks, schedules_kept: Schedules, guilds: Guilds, dice: random.Random) -> None:
        self._stocks = stocks
        self._schedules = schedules_kept
        self._guilds = guilds
        self._dice = dice

    @app_commands.command()
    @app_commands.describe(
        kind="What is posted",
        day="On which days, such as Monday, Mon and Thu, every 3 days, or day 31",
        time="At which time, such as 18:00 or 6 pm",
        zone="By whose clocks, such as Europe/Berlin; this server's if left out",
        channel="Channel or forum; this channel if left out, for a quiz the quiz channel of the settings",
        thread="Whether each post has a thread; what-ifs have if left out",
        ping="A role that each post calls; nobody if left out",
        tag="The forum's tag for each post",
        poll="Whether a what-if has a poll on its plausibility; yes if left out",
        recap="Whether each what-if is looked back on before the next one; yes if left out",
        theme="What is chosen first",
        topic="Only items on this topic",
        era="Only items from this era",
        region="Only items from this region",
    )
    async def add(
        self,
        interaction: Interaction,
        kind: ScheduleKind,
        day: Range[str, 1, 100],
        time: Range[str, 1, 40],
        zone: Transform[str, ZoneOption(f"{schedules.EXAMPLE} zone:")] | None = None,
        channel: Transform[Place, PlaceOption(f"{schedules.EXAMPLE} channel:")] | None = None,
        thread: bool | None = None,
        ping: discord.Role | None = None,
        tag: Transform[str, TagOption()] | None = None,
        poll: bool | None = None,
        recap: bool | None = None,
        theme: Literal["anniversary"] | None = None,
        topic: Transform[str, FilterOption(None, "topic")] | None = None,
        era: Transform[str, FilterOption(None, "era")] | None = None,
        region: Transform[str, FilterOption(None, "region")] | None = None,
    ) -> None:
        """Posts something by itself, again and again, from now on"""
        settings = await host_settings(interaction)
        time_zone = zone or settings.time_zone
        now_at = moment(moment_of(interaction))
        given = {"era": era, "region": region, "topic": topic}
        filters: dict[FilterName, str] = {name: value for name, value in given.items() if value}  # type: ignore[misc]
        usual_id = settings.quiz_channel_id if kind == "quiz" else None
        where = channel or place(interaction, usual_id or interaction.channel_id or 0, f"{schedules.EXAMPLE} channel:")
        opens_thread, has_poll = _thread_and_poll(kind, where, thread, poll)
        plan = Plan(
            guild_id=where.guild.id,
            kind=kind,
            rhythm=parse_rhythm(
                day, now_at.astimezone(ZoneInfo(time_zone)).date(), f"/schedule add kind:{kind} time:18:00 day:"
            ),
            at=parse_time(time, f"/schedule add kind:{kind} day:Monday time:"),
            time_zone=time_zone,
            channel_id=where.id,
            is_forum=isinstance(where, discord.ForumChannel),
            opens_thread=opens_thread,
            ping_role_id=ping.id if ping else None,
            tag=tag_named(where, tag or "", schedules.EXAMPLE),
            has_poll=has_poll,
            has_recap=_has_recap(kind, recap, has_thread=opens_thread or isinstance(where, discord.ForumChannel)),
            theme=theme or "",
            filters=filters,
        )
        await self._check_items(plan)
        await self._check_recency(plan, now_at.year)
        needed = permissions.for_posts(is_forum=plan.is_forum, opens_thread=opens_thread, has_poll=has_poll)
        check_may_post(interaction, where, needed, f"/schedule add kind:{kind} day:Monday time:18:00")
        if ping:
            await check_ping(interaction, ping, where, f"{schedules.EXAMPLE} ping:@History")
        await self._check_others(plan)
        next_due_at = milliseconds(next_due(plan.rule, now_at))
        at = moment_of(interaction)
        schedule_id = await self._schedules.add(plan, next_due_at=next_due_at, by=interaction.user.id, at=at)
        log.info("scheduled", extra={"guild": plan.guild_id, "schedule": schedule_id, "kind": kind})
        made = await self._schedules.get(schedule_id)
        if made:
            due = upcoming(plan.rule, now_at)
            await respond(interaction, schedules.added_card(made, due, settings.time_zone), ephemeral=True)

    @app_commands.command(name="list")
    async def list_all(self, interaction: Interaction) -> None:
        """All schedules of this server, with their next runs"""
        settings = await host_settings(interaction)
        there = await self._schedules.of_guild(interaction.guild_id or 0)
        await respond(interaction, schedules.list_card(there, settings.time_zone), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def preview(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Shows you what it would post next; the choice is made anew then"""
        is_active = schedule.state == "active"
        lead = schedules.preview_lead(schedule, schedule.next_due_at if is_active else None)
        if schedule.kind in _PLAYED:
            card = schedules.played_preview_card(schedule, lead)
        else:
            stock = await self._stocks.prompts(schedule.guild_id, moment(schedule.next_due_at).year)
            what = await self._prompt(schedule, stock)
            card = schedules.preview_card(lead, prompt_card(stock, what, "", ping_role_id=None, late_since=None))
        await respond(interaction, card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def pause(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Nothing is posted until it is resumed"""
        if not await self._schedules.pause(schedule, by=interaction.user.id, at=moment_of(interaction)):
            raise Refusal("It is paused already.", "It can be resumed.", f"/schedule resume schedule:{schedule.id}")
        await self._tell(interaction, schedule, "Paused. Nothing is posted until it is resumed.")

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def resume(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Posts again; what was missed is not made up for"""
        at = moment_of(interaction)
        due_at = milliseconds(next_due(schedule.rule, moment(at)))
        if not await self._schedules.resume(schedule, next_due_at=due_at, by=interaction.user.id, at=at):
            raise Refusal("It is not paused.", "It can be.", f"/schedule pause schedule:{schedule.id}")
        await self._tell(interaction, schedule, "Resumed.")

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def skip(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Leaves the next run out"""
        _check_active(schedule)
        following_at = milliseconds(_following(schedule))
        at = moment_of(interaction)
        if not await self._schedules.skip(schedule, next_due_at=following_at, by=interaction.user.id, at=at):
            raise _overtaken("skip", schedule)
        await self._tell(interaction, schedule, "The next run is left out.")

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def remove(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Ends it; what it has posted stays"""
        await self._schedules.remove(schedule, by=interaction.user.id, at=moment_of(interaction))
        card = schedules.changed_card("Removed. What it has posted stays.", schedule, (), "")
        await respond(interaction, card, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(schedule="Which one")
    async def now(self, interaction: Interaction, schedule: Transform[Schedule, ScheduleOption()]) -> None:
        """Posts at once; asks whether that replaces the next run"""
        card = schedules.ask_now_card(schedule, moment_of(interaction))
        await respond(interaction, card, ephemeral=True)

    async def post_now(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Posts at once: the question's moment is that of the post, so that two presses post one."""
        await host_settings(interaction)
        schedule_id, asked_at, replaces = map(int, arguments)
        schedule = await self._schedules.get(schedule_id)
        if schedule is None or schedule.guild_id != interaction.guild_id or schedule.state == "removed":
            raise Refusal(
                "That schedule was removed meanwhile.", "The list has those that there are.", "/schedule list"
            )
        if moment_of(interaction) - asked_at > _ASKED_FOR_MS or await self._schedules.post(schedule_id, asked_at):
            raise _overtaken("now", schedule)
        if replaces:
            _check_active(schedule)
        following_at = milliseconds(_following(schedule)) if replaces else None
        by = interaction.user.id
        if not await self._schedules.post_now(schedule, replaces=following_at, by=by, at=asked_at):
            raise _overtaken("now", schedule)
        log.info("posted before its time", extra={"guild": schedule.guild_id, "schedule": schedule_id})
        next_at = following_at or schedule.next_due_at if schedule.state == "active" else None
        await replace(interaction, schedules.posting_card(schedule, next_at))

    async def _prompt(self, schedule: Schedule, stock: Stock) -> Prompt | OnDay:
        """What would be posted at the next due moment, as things stand."""
        day = moment(schedule.next_due_at).astimezone(schedule.rule.zone).date()
        if schedule.kind == "onthisday":
            found: Prompt | OnDay | None = on_day(stock, day)
        else:
            kind = _kind(schedule.kind)
            among = stock.matching(kind, schedule.filters)
            used = await self._schedules.used(schedule.guild_id, schedule.kind)
            found = chosen(among, used, day, self._dice, theme=schedule.theme) if among else None
        if found is None:
            raise Refusal("Nothing meets its filters any more.", "Another schedule can be made.", schedules.EXAMPLE)
        return found

    async def _tell(self, interaction: Interaction, schedule: Schedule, said: str) -> None:
        """What was changed, and when it is due now."""
        settings = await self._guilds.settings(schedule.guild_id)
        kept = await self._schedules.get(schedule.id) or schedule
        due = [moment(kept.next_due_at), *upcoming(kept.rule, moment(kept.next_due_at), 2)]
        card = schedules.changed_card(said, kept, due if kept.state == "active" else (), settings.time_zone)
        await respond(interaction, card, ephemeral=True)

    async def _check_items(self, plan: Plan) -> None:
        """Refuses what would never find anything to post."""
        if plan.theme and plan.kind not in _THEMED:
            raise Refusal(
                "Anniversaries can come first among what-ifs, facts and quotes.",
                "Leave the theme out.",
                f"/schedule add kind:{plan.kind} day:Monday time:18:00",
            )
        if plan.kind == "onthisday":
            return
        kind = _kind(plan.kind)
        stock = await self._stocks.of(plan.guild_id)
        found, emptied = stock.matching(kind, plan.filters), stock.nearest_filter(kind, plan.filters)
        command = f"schedule add kind:{plan.kind} day:Monday time:18:00"
        if emptied:
            raise nothing_matches(kind, emptied, command)
        if plan.kind == "quiz" and len(found) < QUESTIONS.start:
            raise Refusal(
                f"Only {plural(len(found), 'question')} match; a quiz has at least {QUESTIONS.start}.",
                "Leave a filter out.",
                f"/{command}",
            )

    async def _check_recency(self, plan: Plan, this_year: int) -> None:
        """Refuses filters that leave nothing old enough for the server."""
        if plan.kind not in _THEMED:
            return
        stock = await self._stocks.prompts(plan.guild_id, this_year)
        if not stock.matching(_kind(plan.kind), plan.filters):
            raise Refusal(
                f"All that match are of after {stock.latest}, which is too recent for this server.",
                "Leave a filter out, or see the settings.",
                f"/schedule add kind:{plan.kind} day:Monday time:18:00",
            )

    async def _check_others(self, plan: Plan) -> None:
        """Refuses what is there already, and more than can be listed."""
        there = await self._schedules.of_guild(plan.guild_id)
        for other in there:
            if (other.kind, other.channel_id, other.rule) == (plan.kind, plan.channel_id, plan.rule):
                raise Refusal(
                    f"That is scheduled already: {plain(schedules.name_of(other))}.",
                    "It can be removed, or have another time beside it.",
                    f"/schedule remove schedule:{other.id}",
                )
        if len(there) >= schedules.MOST:
            raise Refusal(
                f"A server can have {schedules.MOST} schedules.",
                "Remove one that is not needed.",
                f"/schedule remove schedule:{there[0].id}",
            )


def _kind(kind: ScheduleKind) -> Kind:
    """What kind of item it posts or asks."""
    return kind if kind in ("whatif", "fact", "quote") else "question"


def _thread_and_poll(kind: str, where: Place, thread: bool | None, poll: bool | None) -> tuple[bool, bool]:
    """Whether each post opens a thread, and whether it has a poll.

    Raises:
        Refusal: the two do not go together, or not with the kind.
    """
    is_forum = isinstance(where, discord.ForumChannel)
    if poll and kind != "whatif":
        raise Refusal("Only what-ifs have a poll.", "Leave it out.", f"/schedule add kind:{kind} day:Monday time:18:00")
    if poll and thread is False and not is_forum:
        raise Refusal("The poll stands in the thread.", "Leave one of the two out.", f"{schedules.EXAMPLE} poll:False")
    if kind == "quiz" and is_forum:
        raise Refusal(
            "A quiz is played in a text channel.", "Choose one.", "/schedule add kind:quiz day:Friday time:20:00"
        )
    opens_thread = not is_forum and (kind == "whatif" if thread is None else thread)
    has_poll = kind == "whatif" and (opens_thread or is_forum) and poll is not False
    return opens_thread, has_poll


def _has_recap(kind: str, recap: bool | None, *, has_thread: bool) -> bool:
    """Whether each post is looked back on.

    Raises:
        Refusal: there will be nothing to look back on.
    """
    if recap and not (kind == "whatif" and has_thread):
        raise Refusal(
            "Only what-ifs with a thread or in a forum are looked back on.",
            "Leave the recap out.",
            f"/schedule add kind:{kind} day:Monday time:18:00",
        )
    return kind == "whatif" and has_thread and recap is not False


def _check_active(schedule: Schedule) -> None:
    if schedule.state == "paused":
        raise Refusal("It is paused; nothing is due.", "Resume it first.", f"/schedule resume schedule:{schedule.id}")


def _following(schedule: Schedule) -> datetime:
    """The due moment after the next."""
    return next_due(schedule.rule, moment(schedule.next_due_at))


def _overtaken(command: str, schedule: Schedule) -> Refusal:
    return Refusal(
        "That was done already, or its time has come meanwhile.",
        "The list shows what is next.",
        f"/schedule {command} schedule:{schedule.id}",
    )


async def setup(bot: Clio) -> None:
    """Adds the cog and its button."""
    cog = Scheduling(bot.stocks, bot.schedules, bot.guilds_kept, random.Random())
    bot.on_press("sched-now", cog.post_now)
    await bot.add_cog(cog)
