"""/prompts: the past what-ifs of a server, and what came of them."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.interactions import host_settings
from bot.presentation.text import CHOICE_LIMIT, clip
from bot.recaps import Recaps, mark_of, name_of, recapped_in
from bot.responses import respond, turn_page
from bot.storage.schedules import Post, Schedule, Schedules, moment
from bot.storage.stocks import Stocks

_OFFERED = 25  # choices; Discord, Application Commands


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Prompts(commands.GroupCog, group_name="prompts", group_description="Past what-ifs of this server"):
    """Looks back on what was posted by itself."""

    def __init__(self, schedules: Schedules, stocks: Stocks, recaps: Recaps) -> None:
        self._schedules = schedules
        self._stocks = stocks
        self._recaps = recaps

    @app_commands.command()
    @app_commands.describe(page="Which page; the latest if left out")
    async def archive(self, interaction: Interaction, page: Range[int, 1, 1_000_000] = 1) -> None:
        """The what-ifs posted here, with their dates, links and results"""
        await respond(interaction, await self._recaps.archive(interaction.guild_id or 0, page))

    async def turn(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page: in the place of the card for who asked for it, in private for everybody else."""
        await turn_page(interaction, await self._recaps.archive(interaction.guild_id or 0, int(arguments[0])))

    async def show(self, interaction: Interaction, _: Sequence[str]) -> None:
        """The archive from its first page, for the presser's eyes only."""
        await respond(interaction, await self._recaps.archive(interaction.guild_id or 0, 1), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(prompt="Which what-if; the latest if left out")
    async def recap(self, interaction: Interaction, prompt: Range[str, 1, CHOICE_LIMIT] | None = None) -> None:
        """What came of a what-if: its poll, its discussion and what comes next; for hosts"""
        await host_settings(interaction)
        schedule, post = await self._found(interaction.guild_id or 0, prompt)
        await interaction.response.defer(thinking=True)
        told = await self._recaps.told(schedule, post, may_attach=interaction.app_permissions.attach_files)
        answer = await interaction.edit_original_response(
            view=told.card.view(), attachments=[told.file] if told.file else discord.utils.MISSING
        )
        is_at_home = interaction.channel_id == recapped_in(schedule, post)
        if is_at_home and post.poll_result is not None and post.recap_message_id is None:
            await self._schedules.recapped(post, answer.id)

    @recap.autocomplete("prompt")
    async def _choices(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        posts = await self._schedules.last_posts(interaction.guild_id or 0, "whatif", 8 * _OFFERED)
        stock = await self._stocks.of(interaction.guild_id)
        named = [(_name(stock, post), mark_of(post)) for _, post in posts]
        fitting = [Choice(name=name, value=mark) for name, mark in named if typed.casefold() in name.casefold()]
        return fitting[:_OFFERED]

    async def _found(self, guild_id: int, prompt: str | None) -> tuple[Schedule, Post]:
        """The what-if that was chosen, or the latest.

        Raises:
            Refusal: there is none.
        """
        if prompt is None:
            latest = await self._schedules.last_posts(guild_id, "whatif", 1)
            if not latest:
                raise Refusal(
                    "No what-if has been posted here yet.",
                    "A schedule posts one every week.",
                    "/schedule add kind:whatif day:Monday time:18:00",
                )
            return latest[0]
        posts = await self._schedules.last_posts(guild_id, "whatif", 8 * _OFFERED)
        stock = await self._stocks.of(guild_id)
        found = next((pair for pair in posts if prompt in (mark_of(pair[1]), _name(stock, pair[1]))), None)
        if found is None:
            raise Refusal(
                "No such what-if has been posted here.", "Choose one of those that are offered.", "/prompts archive"
            )
        return found


def _name(stock: Stock, post: Post) -> str:
    day = moment(post.posted_at or post.due_at).date()
    return clip(f"{day}: {name_of(stock, post) or 'in no pack any more'}", CHOICE_LIMIT)


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = Prompts(bot.schedules, bot.stocks, bot.recaps)
    bot.on_press("prompts", cog.turn)
    bot.on_press("prompts-all", cog.show, needs_message=False)
    await bot.add_cog(cog)
