"""/daily: the same five questions for everybody of a server, once a day, played alone."""

from collections.abc import Sequence
from datetime import date

import discord
from discord import app_commands
from discord.ext import commands

from bot.challenges import Challenge, Challenges
from bot.client import Clio, Interaction
from bot.domain.daily import Play, next_number
from bot.errors import Refusal
from bot.interactions import excluded_role, moment_of
from bot.presentation import daily as shown_as
from bot.presentation.boards import HIDDEN
from bot.presentation.components import Card
from bot.responses import replace, respond
from bot.storage.guilds import Guilds
from bot.storage.privacy import Privacy
from bot.storage.stocks import Stocks

_ALREADY_ACKNOWLEDGED = 40060  # Discord, JSON Error Codes


class Daily(commands.Cog):
    """Asks, judges and tells, all for the eyes of who plays."""

    def __init__(self, stocks: Stocks, challenges: Challenges, guilds: Guilds, privacy: Privacy) -> None:
        self._stocks = stocks
        self._challenges = challenges
        self._guilds = guilds
        self._privacy = privacy

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    async def daily(self, interaction: Interaction) -> None:
        """Five questions a day, the same for everybody here, for your eyes only"""
        await self.open(interaction, ())

    async def open(self, interaction: Interaction, _: Sequence[str]) -> None:
        """Shows what the challenge is, or how it went for who has finished."""
        today, play = await self._today(interaction)
        if next_number(today.there, play) is None and play.answered:
            card = await self._result(interaction, today, play)
        else:
            role_id = play.excluded_role_id or await self._excluded_role(interaction)
            card = shown_as.intro_card(today.day, len(today.there), play, today.ends_at, excluded_role_id=role_id)
        await respond(interaction, card, ephemeral=True)

    async def go_on(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks the next question in the place of the card, or tells the result."""
        today, play = await self._today(interaction)
        if today.day.isoformat() != arguments[0]:
            await self._over(interaction, date.fromisoformat(arguments[0]))
            return
        number = next_number(today.there, play)
        if number is None:
            await replace(interaction, await self._result(interaction, today, play))
        else:
            await self._ask(interaction, today, number)

    async def guess(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes an answer, and tells what came of it once it is kept."""
        day, number, print_, option = arguments[0], int(arguments[1]), arguments[2], int(arguments[3])
        today, play = await self._today(interaction)
        if today.day.isoformat() != day:
            await self._over(interaction, date.fromisoformat(day))
            return
        if number not in today.there:
            await replace(interaction, shown_as.gone_card(today.day, number))
            return
        options, before = today.options(number), play.answers.get(number)
        if before is None or (before.answered_at is None and shown_as.fingerprint(options) != print_):
            await self._ask(interaction, today, number)  # it was never shown to them, or not as it is now
            return
        if before.answered_at is None:
            play = await self._challenges.answer(
                today,
                interaction.user.id,
                number,
                options[option],
                before.shown_at,
                moment_of(interaction),
                excluded_role_id=await self._excluded_role(interaction),
            )
        await replace(interaction, await self._told(today, number, play))

    async def share(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Posts the line in the channel, once, for who may speak there."""
        may = interaction.permissions
        is_thread = isinstance(interaction.channel, discord.Thread)
        if not (may.send_messages_in_threads if is_thread else may.send_messages):
            raise Refusal(
                "You may not write in this channel.", "Share it where you may: `/daily` shows it again there."
            )
        guild_id, user, at = interaction.guild_id or 0, interaction.user, moment_of(interaction)
        challenge = await self._challenges.on(guild_id, date.fromisoformat(arguments[0]))
        play = await self._challenges.play(challenge, user.id, at) if challenge else Play()
        if challenge is None or play.finished_at is None:
            raise Refusal("Only a day that you have finished can be shared.", "See how far you are.", "/daily")
        score = await self._challenges.score(challenge, play, user.id, user.display_name)
        line = shown_as.share_line(challenge.day, challenge.numbers, challenge.there, play, score.result, score.streak)
        if not await self._challenges.share(challenge, user.id, at):
            raise Refusal("You have shared this result already.", "Tomorrow there is another one.", "/daily")
        try:
            await respond(interaction, shown_as.shared_card(user.display_name, line))
        except discord.HTTPException as error:
            if error.code != _ALREADY_ACKNOWLEDGED:  # else it is there, and only Discord's answer was lost
                await self._challenges.unshare(challenge, user.id)
            raise

    async def board(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Shows the board of a day that is over, yesterday's where none is named."""
        await respond(interaction, await self._board(interaction, arguments), ephemeral=True)

    async def turn(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Shows another page or another day in the place of the board."""
        await replace(interaction, await self._board(interaction, arguments))

    async def _today(self, interaction: Interaction) -> tuple[Challenge, Play]:
        at = moment_of(interaction)
        today = await self._challenges.of(interaction.guild_id or 0, at)
        return today, await self._challenges.play(today, interaction.user.id, at)

    async def _excluded_role(self, interaction: Interaction) -> int | None:
        settings = await self._guilds.settings(interaction.guild_id or 0)
        return excluded_role(interaction.user, settings.excluded_role_ids)

    async def _ask(self, interaction: Interaction, today: Challenge, number: int) -> None:
        user, question = interaction.user, today.there[number]
        await self._challenges.show(today, user.id, user.display_name, number, moment_of(interaction))
        of, options = len(today.numbers), today.options(number)
        await replace(interaction, shown_as.question_card(today.day, number, of, question, options))

    async def _told(self, today: Challenge, number: int, play: Play) -> Card:
        return shown_as.told_card(
            await self._stocks.of(today.daily.guild_id),
            today.day,
            number,
            len(today.numbers),
            today.there[number],
            play.answers[number],
            is_last=next_number(today.there, play) is None,
        )

    async def _result(self, interaction: Interaction, today: Challenge, play: Play) -> Card:
        user = interaction.user
        score = await self._challenges.score(today, play, user.id, user.display_name)
        return shown_as.result_card(
            today.day, today.numbers, today.there, play, score.result, score.streak, today.ends_at
        )

    async def _over(self, interaction: Interaction, day: date) -> None:
        """Says that the day has ended, and what stays of it."""
        challenge = await self._challenges.on(interaction.guild_id or 0, day)
        if challenge is None:
            raise Refusal("There is nothing of that day.", "Today's questions are here.", "/daily")
        play = await self._challenges.play(challenge, interaction.user.id, moment_of(interaction))
        await replace(interaction, shown_as.over_card(day, len(play.answered), len(challenge.there)))

    async def _board(self, interaction: Interaction, arguments: Sequence[str]) -> Card:
        day = date.fromisoformat(arguments[0]) if arguments else None
        page = int(arguments[1]) if len(arguments) > 1 else 1
        user = interaction.user
        found = await self._challenges.board(interaction.guild_id or 0, moment_of(interaction), day, user_id=user.id)
        if found is None:
            raise Refusal("The board of a day is open once the day is over.", "Until then you can play.", "/daily")
        is_hidden = await self._privacy.is_hidden(user.id)
        return shown_as.board_card(
            found.day,
            found.placed,
            found.own,
            (user.id, user.display_name),
            own_answered=found.own_answered,
            excluded_role_id=found.excluded_role_id,
            asked=found.asked,
            beside=(found.earlier, found.later),
            page=page,
            note=HIDDEN if is_hidden else "",
        )


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = Daily(bot.stocks, bot.challenges, bot.guilds_kept, bot.privacy)
    bot.on_press(shown_as.PLAY, cog.open, needs_message=False)
    bot.on_press("daily-on", cog.go_on, needs_message=False)
    bot.on_press("daily-guess", cog.guess, needs_message=False)
    bot.on_press("daily-share", cog.share, needs_message=False)
    bot.on_press("daily-board", cog.board, needs_message=False)
    bot.on_press("daily-turn", cog.turn, needs_message=False)
    await bot.add_cog(cog)
