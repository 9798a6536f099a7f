"""/answer, and the presses, forms and messages by which players answer the questions of a quiz."""

import logging
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands
from discord.utils import DISCORD_EPOCH

from bot.client import Clio, Interaction
from bot.domain.answer import GUESS_LIMIT
from bot.domain.content import Question
from bot.domain.guessing import Submission, failed_words, told
from bot.domain.quiz import counted
from bot.domain.quiz import why_not as why_not_taken
from bot.errors import Refusal
from bot.interactions import excluded_role, moment_of, submitted
from bot.presentation import guesses
from bot.quizmaster import Quizmaster
from bot.responses import respond
from bot.running import Running
from bot.storage.quizzes import Quizzes
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_OVER = Refusal("This quiz is over.", "Start another one.", "/quiz start")


class Guesses(commands.Cog):
    """Takes guesses, and says why they were right or wrong."""

    def __init__(self, stocks: Stocks, quizmaster: Quizmaster, quizzes: Quizzes) -> None:
        self._stocks = stocks
        self._quizmaster = quizmaster
        self._quizzes = quizzes

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(text="Your answer to the question that is open in this channel")
    async def answer(self, interaction: Interaction, text: Range[str, 1, GUESS_LIMIT]) -> None:
        """Answers the quiz question of this channel, for your eyes only"""
        running = self._quizmaster.running_in(interaction.channel_id or 0)
        if running is None or not running.rounds:
            raise Refusal("No question is open in this channel.", "Anybody can start a quiz.", "/quiz start")
        asked = running.rounds[-1].asked
        if asked.form == "buttons":
            raise Refusal("This question is answered with its buttons.", "Press one of them.")
        await self._take(interaction, running, asked.number, asked.posting, text=text)

    async def press(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes the option of the button."""
        session_id, number, posting, option = map(int, arguments)
        await self._take(interaction, self._of(session_id, number), number, posting, option=option)

    async def ask(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens the form in which an answer is typed, for whoever may still answer."""
        session_id, number, posting = map(int, arguments)
        running = self._of(session_id, number)
        rules, opened, at = running.session.rules, running.rounds[number - 1], moment_of(interaction)
        asked, mine = opened.asked, opened.guesses.get(interaction.user.id, [])
        role_id = excluded_role(interaction.user, rules.excluded_role_ids)
        if role_id is not None:
            await respond(interaction, guesses.excluded_card(role_id), ephemeral=True)
            return
        why_not = why_not_taken(rules, asked, mine, at=at, posting=posting) if opened.posted.is_set() else None
        if why_not:
            card = guesses.told_card(running.session, told(rules, asked, mine, why_not), at)
            await respond(interaction, card, ephemeral=True)
        else:
            await interaction.response.send_modal(guesses.answer_form(session_id, asked, posting, rules))

    async def take(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes what was typed in the form."""
        session_id, number, posting = map(int, arguments)
        typed = submitted(interaction).get("answer", "")
        await self._take(interaction, self._of(session_id, number), number, posting, text=typed)

    async def _take(
        self,
        interaction: Interaction,
        running: Running,
        number: int,
        posting: int,
        *,
        text: str = "",
        option: int | None = None,
    ) -> None:
        user, at = interaction.user, moment_of(interaction)
        sent = Submission(
            id=interaction.id,
            user_id=user.id,
            name=user.display_name,
            at=at,
            text=text,
            option=option,
            excluded_role_id=excluded_role(user, running.session.rules.excluded_role_ids),
        )
        what = await self._quizmaster.guess(running, number, posting, sent)
        await respond(interaction, guesses.told_card(running.session, what, at), ephemeral=True)

    async def why(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Tells the presser how their guesses in a round were judged."""
        session_id, number = map(int, arguments)
        kept = await self._quizzes.kept(session_id)
        row = next((row for row in kept.rounds if row.number == number), None) if kept else None
        question = (await self._stocks.of(kept.session.guild_id)).get(row.question_id) if kept and row else None
        if kept is None or row is None or not isinstance(question, Question):
            raise Refusal("This question is not there any more.", "Its quiz is over.")
        if not row.is_closed:
            raise Refusal("This question is still open.", "Its reveal comes first.")
        mine = await self._quizzes.guesses_of(session_id, number, interaction.user.id)
        best = counted(kept.session.rules, row.form, mine)
        card = guesses.why_card(question, mine, best, failed_words(question, mine))
        await respond(interaction, card, ephemeral=True)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Takes a guess that was typed in the channel: as a reply to the question, or where all messages are read."""
        running = self._quizmaster.running_in(message.channel.id)
        if running is None or not running.rounds or message.author.bot or message.webhook_id or not message.content:
            return
        opened = running.rounds[-1]
        await opened.posted.wait()  # a message can be here before Discord's answer to our post
        asked, replied = opened.asked, message.reference.message_id if message.reference else None
        if running.session.rules.scoring != "race" or asked.form == "buttons":
            return
        if replied not in (None, asked.message_id):
            return
        at = (message.id >> 22) + DISCORD_EPOCH
        author = message.author
        sent = Submission(
            id=message.id,
            user_id=author.id,
            name=author.display_name,
            at=at,
            text=message.content,
            is_chat=replied is None,
            excluded_role_id=excluded_role(author, running.session.rules.excluded_role_ids),
        )
        what = await self._quizmaster.guess(running, asked.number, asked.posting, sent)
        mark = guesses.reaction(asked.form, what.guess) if what.why_not is None and what.guess else ""
        if mark:
            try:
                await message.add_reaction(mark)
            except discord.HTTPException as error:
                log.debug("no reaction", extra={"quiz": running.session.id, "code": error.code})

    def _of(self, session_id: int, number: int) -> Running:
        """The quiz that has this round, while it takes guesses."""
        running = self._quizmaster.of(session_id)
        if running is None or number > len(running.rounds):
            raise _OVER
        return running


async def setup(bot: Clio) -> None:
    """Adds the cog, its buttons and its form."""
    cog = Guesses(bot.stocks, bot.quizmaster, bot.quizzes)
    bot.on_press("guess", cog.press, needs_message=False)
    bot.on_press("answer", cog.ask, needs_message=False)
    bot.on_press("answer-form", cog.take)
    bot.on_press("why", cog.why)
    await bot.add_cog(cog)
