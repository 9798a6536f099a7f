"""/competition: planned quizzes with sign-up, seen and steered by commands and by the buttons of their cards."""

import asyncio
import io
import logging
import random
from collections.abc import Sequence
from contextlib import suppress

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.announcing import View
from bot.client import Clio, Interaction
from bot.contesting import EVER, CompetitionOption, competition_of, in_this_guild, placed_in
from bot.domain.catalogue import FilterName
from bot.domain.competition import UNFINISHED, Format, Plan, TeamScore
from bot.domain.content import Question
from bot.domain.placing import Placed
from bot.domain.quiz import Level, Mode, Scoring, fitting
from bot.domain.stock import Stock
from bot.domain.terms import EXAMPLES, check_title, plan_of, read_times
from bot.errors import Refusal
from bot.interactions import host_settings, moment_of, submitted
from bot.options import FilterOption
from bot.organiser import Organiser
from bot.places import check_gift, check_may_post, check_role, place
from bot.presentation import competitions as shown
from bot.presentation import entering, host_table, permissions, results_file
from bot.presentation.components import Card
from bot.presentation.notices import done
from bot.presentation.options import nothing_matches
from bot.presentation.text import one_line, plain, plural
from bot.responses import respond, turn_page
from bot.storage.competitions import Competition, Competitions, Line
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

MOST = 25
"""Competitions of a server that are not over: as many as Discord offers to choose from."""


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class CompetitionCommands(
    commands.GroupCog, group_name="competition", group_description="Quiz competitions: planned, with sign-up"
):
    """Makes and cancels competitions for hosts, and lets everybody look."""

    def __init__(
        self,
        stocks: Stocks,
        kept: Competitions,
        organiser: Organiser,
        dice: random.Random,
    ) -> None:
        self._stocks = stocks
        self._kept = kept
        self._organiser = organiser
        self._dice = dice

    @app_commands.command()
    @app_commands.describe(
        title="What it is called",
        format="All play the same, teams do, or whoever loses is out",
        start="When, such as Saturday 20:00 or in 2 hours; when you say so if left out",
        signup_until="When sign-up closes; at the start if left out, 5 minutes before for a knockout",
        quizzes="How many, one after another; 1 if left out; a knockout has as many as it takes",
        questions="In each quiz; 10 if left out",
        pack="Only questions of this pack",
        topic="Only questions on this topic",
        era="Only questions from this era",
        difficulty="How hard the questions are",
        mode="How answers are given; buttons if left out",
        scoring="Everyone who is right earns points, or the first one; everyone if left out",
        seconds="For each question; by its length if left out",
        min_entrants="With fewer it does not take place; 2 if left out",
        max_entrants="How many can enter; 256 if left out",
        group="Knockout: how many meet in a match; 2 if left out",
        advance="Knockout: how many go on from a match; 1 if left out",
        team_min="Teams: members of a team, at least; 1 if left out",
        team_max="Teams: members of a team, at most; 25 if left out",
        team_score="Teams: the sum of the best members' points, or the captain's; best if left out",
        best_of="Teams: how many members' points are added; 3 if left out",
        role="Only members with this role may enter",
        champion_role="What the champion is given",
        ready_seconds="Knockout: how long Ready can be pressed; 300 if left out",
        break_seconds="Between two rounds; 60 if left out",
    )
    async def create(
        self,
        interaction: Interaction,
        title: str,
        format: Format,
        start: str | None = None,
        signup_until: str | None = None,
        quizzes: Range[int, 1, 10] | None = None,
        questions: Range[int, 5, 20] | None = None,
        pack: Transform[str, FilterOption("question", "pack")] | None = None,
        topic: Transform[str, FilterOption("question", "topic")] | None = None,
        era: Transform[str, FilterOption("question", "era")] | None = None,
        difficulty: Level | None = None,
        mode: Mode | None = None,
        scoring: Scoring | None = None,
        seconds: Range[int, 10, 120] | None = None,
        min_entrants: Range[int, 2, 10_000] | None = None,
        max_entrants: Range[int, 2, 10_000] | None = None,
        group: Range[int, 2, 8] | None = None,
        advance: Range[int, 1, 7] | None = None,
        team_min: Range[int, 1, 25] | None = None,
        team_max: Range[int, 1, 25] | None = None,
        team_score: TeamScore | None = None,
        best_of: Range[int, 1, 25] | None = None,
        role: discord.Role | None = None,
        champion_role: discord.Role | None = None,
        ready_seconds: Range[int, 30, 900] | None = None,
        break_seconds: Range[int, 10, 1_800] | None = None,
    ) -> None:
        """Plans a competition and opens its sign-up; for hosts"""
        settings = await host_settings(interaction)
        title = check_title(title)
        given: dict[str, object] = {
            "quizzes": quizzes,
            "questions": questions,
            "difficulty": difficulty,
            "mode": mode,
            "scoring": scoring,
        }
        given |= {"seconds": seconds, "min_entrants": min_entrants, "max_entrants": max_entrants, "group": group}
        given |= {"advance": advance, "team_min": team_min, "team_max": team_max, "team_score": team_score}
        given |= {"best_of": best_of, "ready_seconds": ready_seconds, "break_seconds": break_seconds}
        given |= {"role_ids": (role.id,) if role else None, "champion_role_id": champion_role and champion_role.id}
        about = {"pack": pack, "topic": topic, "era": era}
        filters: dict[FilterName, str] = {name: value for name, value in about.items() if value}  # type: ignore[misc]
        plan = plan_of(format, given, filters)
        at = moment_of(interaction)
        starts_at, signup_until_at = read_times(format, start, signup_until, settings.time_zone, at)
        example = EXAMPLES[format]
        where = place(interaction, interaction.channel_id or 0, example)
        check_may_post(interaction, where, permissions.PLAYS, example)
        if role:
            check_role(role, f"{example} role:@Members")
        if champion_role:
            check_gift(interaction, champion_role, f"{example} champion_role:@Champion")
        await self._check_questions(where.guild.id, plan)
        await self._check_number(where.guild.id)
        competition = Competition(
            id=interaction.id,
            guild_id=where.guild.id,
            channel_id=where.id,
            creator_id=interaction.user.id,
            title=title,
            plan=plan,
            seed=self._dice.getrandbits(48),
            time_zone=settings.time_zone,
            created_at=at,
            starts_at=starts_at,
            signup_until_at=signup_until_at,
        )
        await self._kept.create(competition)
        log.info("competition made", extra={"guild": where.guild.id, "competition": competition.id})
        try:
            await respond(interaction, shown.signup_card(View(competition, {})))
            with suppress(discord.HTTPException, OSError):  # whoever announces it finds the card by its buttons
                card = await interaction.original_response()
                await self._kept.card_posted(competition.id, card.id)
        finally:
            self._organiser.wake(competition.id)

    async def _check_questions(self, guild_id: int, plan: Plan) -> None:
        """Refuses what has not enough questions for one quiz."""
        stock = await self._stocks.of(guild_id)
        fit = fitting(stock.questions(plan.filters), plan.level)
        if len(fit) >= plan.questions:
            return
        emptied = stock.nearest_filter("question", plan.filters) if plan.filters and not fit else None
        command = EXAMPLES[plan.format][1:]
        if emptied:
            raise nothing_matches("question", emptied, command)
        raise Refusal(
            f"Only {plural(len(fit), 'question')} match; each quiz is to have {plan.questions}.",
            "Leave a filter out, or ask fewer.",
            f"/{command} questions:5",
        )

    async def _check_number(self, guild_id: int) -> None:
        there = await self._kept.of_guild(guild_id)
        if len(there) >= MOST:
            raise Refusal(
                f"A server can have {MOST} competitions that are not over.",
                "Cancel one that does not take place.",
                f"/competition cancel competition:{there[-1].id}",
            )

    @app_commands.command(name="list")
    @app_commands.describe(page="Which page; the first if left out")
    async def list_all(self, interaction: Interaction, page: Range[int, 1, 1_000_000] = 1) -> None:
        """All competitions of this server, those of the past too"""
        await respond(interaction, await self._list(interaction, page))

    async def turn_list(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page of the list: in the place of the card for who asked for it, in private for everybody else."""
        await turn_page(interaction, await self._list(interaction, int(arguments[0])))

    async def _list(self, interaction: Interaction, page: int) -> Card:
        return shown.list_card(await self._kept.of_guild(interaction.guild_id or 0, EVER), page)

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def status(self, interaction: Interaction, competition: Transform[Competition, CompetitionOption()]) -> None:
        """How it stands, your match, and how the draw can be checked; only you see it"""
        await self._tell_status(interaction, competition.id)

    async def show_status(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The same, from a button."""
        await self._tell_status(interaction, int(arguments[0]))

    async def _tell_status(self, interaction: Interaction, competition_id: int) -> None:
        view = await in_this_guild(self._kept, interaction, competition_id)
        placed = await placed_in(self._kept, view) if view.competition.stage else ()
        await respond(interaction, shown.status_card(view, placed, interaction.user.id), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def cancel(
        self, interaction: Interaction, competition: Transform[Competition, CompetitionOption(UNFINISHED)]
    ) -> None:
        """Ends it without a winner, for good; asks why; for hosts"""
        await host_settings(interaction)
        await interaction.response.send_modal(entering.cancel_form(competition))

    async def cancel_now(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Cancels it with the reason that was given."""
        await host_settings(interaction)
        competition = await competition_of(self._kept, interaction, arguments)
        why = one_line(submitted(interaction).get("reason", ""))
        if not why:
            raise Refusal("Nothing was cancelled: everybody wants to know why.", "Give a reason.")
        if not await self._kept.cancel(competition.id, why, at=moment_of(interaction)):
            raise Refusal("It is over already.", "Others are listed.", "/competition list")
        log.info("competition cancelled", extra={"guild": competition.guild_id, "competition": competition.id})
        self._organiser.wake(competition.id)
        await respond(interaction, done(f"**{plain(competition.title)}** is cancelled."), ephemeral=True)

    @app_commands.command(name="log")
    @app_commands.describe(competition="Which one", page="Which page; the first if left out")
    async def show_log(
        self,
        interaction: Interaction,
        competition: Transform[Competition, CompetitionOption()],
        page: Range[int, 1, 1_000_000] = 1,
    ) -> None:
        """Everything that its hosts did; only you see it"""
        await respond(interaction, await self._log(interaction, competition.id, page), ephemeral=True)

    async def turn_log(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """A page of the log: in the place of the one before, else in private."""
        competition_id, page = map(int, arguments)
        await turn_page(interaction, await self._log(interaction, competition_id, page), is_private=True)

    async def _log(self, interaction: Interaction, competition_id: int, page: int) -> Card:
        view = await in_this_guild(self._kept, interaction, competition_id)
        return host_table.log_card(view, await self._kept.actions(competition_id), page)

    @app_commands.command()
    @app_commands.describe(competition="Which one")
    async def export(
        self, interaction: Interaction, competition: Transform[Competition, CompetitionOption(("over", "cancelled"))]
    ) -> None:
        """Places and every answer as files, once it is over; only you get them"""
        await self._export(interaction, competition.id)

    async def press_export(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """The same, from a button."""
        await self._export(interaction, int(arguments[0]))

    async def _export(self, interaction: Interaction, competition_id: int) -> None:
        view = await in_this_guild(self._kept, interaction, competition_id)
        if view.competition.phase in UNFINISHED:
            raise Refusal(
                "It is not over yet: answers of one match would tell those of another.",
                "The status shows the places so far.",
                f"/competition status competition:{competition_id}",
            )
        if not interaction.app_permissions.attach_files:
            raise Refusal("Clio may not attach files in this channel.", "Ask in another channel.")
        await interaction.response.defer(thinking=True, ephemeral=True)
        placed = await placed_in(self._kept, view)
        lines = await self._kept.lines(competition_id)
        stock = await self._stocks.of(view.competition.guild_id)
        found = await asyncio.to_thread(_files, view, placed, lines, stock)
        for number, (name, content) in enumerate(found, 1):
            card = results_file.file_card(view.competition, name, number, len(found))
            attached = discord.File(io.BytesIO(content), name)
            if number == 1:
                await interaction.edit_original_response(view=card.view(), attachments=[attached])
            else:
                await interaction.followup.send(view=card.view(), file=attached, ephemeral=True)


def _files(view: View, placed: Sequence[Placed], lines: Sequence[Line], stock: Stock) -> list[tuple[str, bytes]]:
    """The names and contents of all files."""

    def asked(question_id: str) -> str:
        question = stock.get(question_id)
        return question.question if isinstance(question, Question) else ""

    kinds = (
        ("places", results_file.files(results_file.PLACES, results_file.places(view, placed))),
        ("answers", results_file.files(results_file.ANSWERS, results_file.answers(lines, asked))),
    )
    return [
        pair for kind, parts in kinds for pair in zip(results_file.file_names(kind, len(parts)), parts, strict=True)
    ]


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = CompetitionCommands(bot.stocks, bot.competitions, bot.organiser, random.SystemRandom())
    presses = {"comp-status": cog.show_status, "comp-export": cog.press_export, "comp-cancel": cog.cancel_now}
    presses |= {"comp-log": cog.turn_log, "comps": cog.turn_list}
    for verb, answer in presses.items():
        bot.on_press(verb, answer)
    await bot.add_cog(cog)
