"""/quiz: rounds of questions in a channel, begun, paused and ended."""

import asyncio
import logging
import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import FilterName
from bot.domain.content import Question
from bot.domain.quiz import QUESTIONS, Level, Mode, Rules, Scoring, Session, fitting, has_hint
from bot.errors import DeliveryFault, Refusal
from bot.interactions import excluded_role, in_guild, is_host, moment_of, why_no_post
from bot.options import FilterOption
from bot.presentation import custom_ids, guesses, lobby, notices, rounds
from bot.presentation.options import nothing_matches
from bot.presentation.text import plural
from bot.quizmaster import Quizmaster
from bot.responses import respond
from bot.running import Running
from bot.sender import Sender
from bot.storage.guilds import Guilds
from bot.storage.shown import Scope, Shown
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_THREADS_IN = (discord.ChannelType.text, discord.ChannelType.news)


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Quiz(
    commands.GroupCog, group_name="quiz", group_description="Rounds of questions on history, with their sources"
):
    """Begins quizzes and steers them."""

    def __init__(
        self,
        stocks: Stocks,
        quizmaster: Quizmaster,
        guilds: Guilds,
        shown: Shown,
        sender: Sender,
        dice: random.Random,
    ) -> None:
        self._stocks = stocks
        self._quizmaster = quizmaster
        self._guilds = guilds
        self._shown = shown
        self._sender = sender
        self._dice = dice
        self._beginning: dict[int, asyncio.Event] = {}
        """Quizzes whose lobby is seen before they have begun, as its message gives them their thread."""

    @app_commands.command()
    @app_commands.describe(
        pack="Only questions of this pack",
        topic="Only questions on this topic",
        era="Only questions from this era",
        difficulty="How hard the questions are",
        questions="How many questions, 5 to 50; 10 if left out",
        mode="How answers are given; buttons if left out",
        scoring="Everyone who is right earns points, or the first one; everyone if left out",
        seconds="For each question, 10 to 120; by its length if left out",
        thread="Play in a thread of its own",
        ranked="Whether it counts for the leaderboards; yes if left out",
    )
    async def start(
        self,
        interaction: Interaction,
        pack: Transform[str, FilterOption("question", "pack")] | None = None,
        topic: Transform[str, FilterOption("question", "topic")] | None = None,
        era: Transform[str, FilterOption("question", "era")] | None = None,
        difficulty: Level | None = None,
        questions: Range[int, 5, 50] = 10,
        mode: Mode = "buttons",
        scoring: Scoring = "everyone",
        seconds: Range[int, 10, 120] | None = None,
        thread: bool = False,
        ranked: bool = True,
    ) -> None:
        """Starts a quiz in this channel, after a short lobby"""
        given = {"pack": pack, "topic": topic, "era": era}
        filters: dict[FilterName, str] = {name: value for name, value in given.items() if value}  # type: ignore[misc]
        rules = Rules(
            mode=mode,
            scoring=scoring,
            questions=questions,
            limit_s=seconds or 0,
            ranked=ranked,
            level=difficulty,
            filters=filters,
        )
        await self._start(interaction, rules, thread=thread)

    async def _start(self, interaction: Interaction, rules: Rules, *, thread: bool) -> None:
        guild_id, channel_id = interaction.guild_id, interaction.channel_id
        if guild_id is None or channel_id is None or not in_guild(interaction):
            raise Refusal("A quiz is played in a server that Clio is a member of.", "Invite her first.", "/help")
        cannot = why_no_post(interaction) or (_why_no_thread(interaction) if thread else "")
        if cannot:
            raise Refusal(cannot, "A quiz can be started in another channel, or without a thread.", "/quiz start")
        matching = await self._matching(guild_id, rules)
        if len(matching) < rules.questions:
            await respond(interaction, lobby.fewer_card(rules, len(matching), thread=thread), ephemeral=True)
            return
        settings = await self._guilds.settings(guild_id)
        rules = replace(
            rules,
            factor=settings.time_factor,
            grace_ms=settings.grace_ms,
            time_zone=settings.time_zone,
            excluded_role_ids=settings.excluded_role_ids,
        )
        running = self._quizmaster.running_in(channel_id)
        if running and not thread:
            raise _taken(running)
        marks = await self._shown.marks(Scope("guild", guild_id))
        pool = sum(question.id not in marks for question in matching), len(matching)
        session = Session(
            id=interaction.id,
            guild_id=guild_id,
            channel_id=channel_id,
            starter_id=interaction.user.id,
            rules=rules,
            seed=self._dice.getrandbits(62),
        )
        if thread:
            await self._in_thread(interaction, session, pool)
        else:
            await self._here(interaction, session, pool)

    async def _here(self, interaction: Interaction, session: Session, pool: tuple[int, int]) -> None:
        begun = await self._quizmaster.begin(session)
        if isinstance(begun, int):
            running = self._quizmaster.of(begun)
            raise _taken(running) if running else Refusal("A quiz is being put away here.", "Try again in a moment.")
        try:
            starts_at = moment_of(interaction) + self._quizmaster.lobby_ms
            await respond(interaction, lobby.lobby_card(session, interaction.user.display_name, starts_at, pool))
        except (discord.HTTPException, OSError):
            begun.stop()
            raise
        finally:
            self._quizmaster.go(begun)
        log.info("quiz begun", extra={"quiz": session.id, "guild": session.guild_id, "channel": session.channel_id})

    async def _in_thread(self, interaction: Interaction, session: Session, pool: tuple[int, int]) -> None:
        """The lobby's thread takes the quiz: Discord gives it the id of the lobby's message.

        The quiz begins before the thread is there; whoever joins sooner waits for it.
        """
        starts_at = moment_of(interaction) + self._quizmaster.lobby_ms
        name = interaction.user.display_name
        has_begun = self._beginning[session.id] = asyncio.Event()
        try:
            answer = await interaction.response.send_message(
                view=lobby.lobby_card(session, name, starts_at, pool).view()
            )
            if answer.message_id is None:
                raise Refusal("Discord did not say where the lobby is.", "Try again.", "/quiz start")
            begun = await self._quizmaster.begin(replace(session, channel_id=answer.message_id))
        finally:
            has_begun.set()
            del self._beginning[session.id]
        if not isinstance(begun, Running):
            return  # delivered twice: it is begun already
        try:
            thread = lobby.thread_name(session.rules)
            await self._sender.thread_on(session.guild_id, session.channel_id, answer.message_id, thread)
        except DeliveryFault:
            begun.stop("failed")
            await interaction.edit_original_response(view=lobby.no_thread_card().view())
            raise
        finally:
            self._quizmaster.go(begun)
        where = {"guild": session.guild_id, "channel": answer.message_id}
        log.info("quiz begun", extra={"quiz": session.id, **where})

    @app_commands.command()
    async def stop(self, interaction: Interaction) -> None:
        """Ends the quiz of this channel with its recap"""
        running = await self._steered(interaction)
        running.stop()
        await respond(interaction, notices.done("The quiz ends here; its recap follows."))

    @app_commands.command()
    @app_commands.describe(minutes="For how long, 1 to 30; 5 if left out")
    async def pause(self, interaction: Interaction, minutes: Range[int, 1, 30] = 5) -> None:
        """Pauses the quiz of this channel after the question that is open"""
        running = await self._steered(interaction)
        await running.pause(timedelta(minutes=minutes))
        until_at = moment_of(interaction) + minutes * 60_000
        await respond(interaction, rounds.pause_card(until_at, is_open=running.open_round is not None))

    @app_commands.command()
    async def resume(self, interaction: Interaction) -> None:
        """Goes on with a paused quiz"""
        running = self._running(interaction)
        if running.paused_until_at is None:
            raise Refusal("The quiz is not paused.", "It can be, by who started it.", "/quiz pause minutes:5")
        if running.is_idle:
            await running.unpause()  # it waits for anybody at all
        else:
            await (await self._steered(interaction)).unpause()
        await respond(interaction, notices.done("The quiz goes on."))

    @app_commands.command()
    async def skip(self, interaction: Interaction) -> None:
        """Votes to close the question now; right answers are still paid"""
        await self._vote(interaction, "skip")

    @app_commands.command()
    async def hint(self, interaction: Interaction) -> None:
        """Votes for a hint; answers after it pay half"""
        await self._vote(interaction, "hint")

    @app_commands.command()
    async def rules(self, interaction: Interaction) -> None:
        """How points, time and answers work"""
        running = self._quizmaster.running_in(interaction.channel_id or 0)
        if running:
            rules = running.session.rules
        else:
            settings = await self._guilds.settings(interaction.guild_id or 0)
            rules = Rules(
                factor=settings.time_factor,
                grace_ms=settings.grace_ms,
                excluded_role_ids=settings.excluded_role_ids,
            )
        await respond(interaction, lobby.rules_card(rules), ephemeral=True)

    async def join(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Counts the presser in."""
        session_id = int(arguments[0])
        if has_begun := self._beginning.get(session_id):
            await has_begun.wait()
        running = self._quizmaster.of(session_id)
        if running is None:  # that of a schedule is shown before it begins, and so is one with a thread of its own
            raise Refusal(
                "This quiz is over, or has not begun.",
                "If no question comes within a minute, Clio was interrupted before it began: start another one.",
                "/quiz start",
            )
        if running.is_over:
            raise Refusal("This quiz is over.", "Start another one.", "/quiz start")
        user = interaction.user
        role_id = excluded_role(user, running.session.rules.excluded_role_ids)
        if role_id is not None:  # nobody waits for who cannot answer
            await respond(interaction, guesses.excluded_card(role_id), ephemeral=True)
            return
        if not await running.join(user.id, user.display_name, at=moment_of(interaction)):
            raise Refusal("You have joined already.", "The questions come by themselves.")
        others = len(running.joined - {user.id})
        beside = f", with {plural(others, 'other')}" if others else ""
        card = notices.done(f"You are in{beside}. Each round waits for your answer until its time is up.")
        await respond(interaction, card, ephemeral=True)

    async def start_fewer(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Starts the quiz with as many questions as there are."""
        rules, thread = custom_ids.quiz_rules(arguments)
        await self._start(interaction, rules, thread=thread)

    async def _vote(self, interaction: Interaction, what: Literal["skip", "hint"]) -> None:
        running, user_id = self._running(interaction), interaction.user.id
        if running.rounds:
            await running.rounds[-1].posted.wait()  # members can see it before Discord has told us that it is there
        opened = running.open_round
        if opened is None:
            raise Refusal("No question is open.", "Vote while one is.", f"/quiz {what}")
        if what == "hint" and opened.asked.hint_at is not None:
            raise Refusal("The hint is on the question already.", "There is one for each question.")
        if what == "hint" and not has_hint(opened.asked):
            raise Refusal("With two options a hint would be the answer.", "The question can be skipped.", "/quiz skip")
        has_voted = user_id in opened.votes.get(what, ())
        steers = await self._steers(interaction, running)
        vote = await running.vote(what, user_id, at=moment_of(interaction), is_forced=steers)
        if vote is None:
            raise Refusal("The question has just closed.", "Vote on the next one.", f"/quiz {what}")
        if not vote.may_vote:
            raise Refusal(
                "Your vote does not count: only players vote, those who answered one of the last three questions.",
                "Whoever started the quiz, a host or a moderator can do it without a vote.",
            )
        if vote.is_won:
            await respond(interaction, rounds.granted_card(what))
        elif has_voted:
            raise Refusal(f"You have voted already: {vote.have} of {vote.need} needed.", "Others can join in.")
        else:
            await respond(interaction, guesses.vote_card(what, vote.have, vote.need))

    async def _matching(self, guild_id: int, rules: Rules) -> Sequence[Question]:
        stock = await self._stocks.of(guild_id)
        matching = stock.questions(rules.filters)
        fit = fitting(matching, rules.level)
        if len(fit) >= QUESTIONS.start:
            return fit
        emptied = stock.nearest_filter("question", rules.filters) if not matching else None
        if emptied:
            raise nothing_matches("question", emptied, "quiz start")
        raise Refusal(
            f"Only {plural(len(fit), 'question')} match; a quiz has at least {QUESTIONS.start}.",
            "Leave a filter out.",
            "/quiz start questions:10",
        )

    def _running(self, interaction: Interaction) -> Running:
        running = self._quizmaster.running_in(interaction.channel_id or 0)
        if running is None:
            raise Refusal("No quiz is running in this channel.", "Anybody can start one.", "/quiz start")
        return running

    async def _steers(self, interaction: Interaction, running: Running) -> bool:
        """Whether who asks started the quiz, moderates or is a host."""
        if interaction.user.id == running.session.starter_id or interaction.permissions.manage_messages:
            return True
        settings = await self._guilds.settings(interaction.guild_id or 0)
        return is_host(interaction, settings.host_role_id)

    async def _steered(self, interaction: Interaction) -> Running:
        """The quiz of the channel, for those who may steer it."""
        running = self._running(interaction)
        if not await self._steers(interaction, running):
            raise Refusal(
                "Only who started the quiz, a host or a moderator (Manage Messages) may do that.",
                "Players can vote to skip a question.",
                "/quiz skip",
            )
        return running


def _why_no_thread(interaction: Interaction) -> str:
    """Why a quiz cannot have a thread of its own here; empty where it can."""
    if interaction.channel is None or interaction.channel.type not in _THREADS_IN:
        return "A quiz can have a thread of its own in an ordinary text channel only."
    if not interaction.permissions.create_public_threads:
        return "You need the permission Create Public Threads here for that."
    may = interaction.app_permissions
    if not (may.create_public_threads and may.send_messages_in_threads):
        return "Clio needs the permissions Create Public Threads and Send Messages in Threads here for that."
    return ""


def _taken(running: Running) -> Refusal:
    session = running.session
    opened = running.open_round
    place = f"https://discord.com/channels/{session.guild_id}/{session.channel_id}"
    link = f"{place}/{opened.asked.message_id}" if opened else place
    return Refusal(
        f"A quiz is running in this channel already: {link}", "Join in, or play in a thread.", "/quiz start thread:True"
    )


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = Quiz(bot.stocks, bot.quizmaster, bot.guilds_kept, bot.shown, bot.sender, random.Random())
    bot.on_press("join", cog.join)
    bot.on_press("quiz-start", cog.start_fewer)
    await bot.add_cog(cog)
