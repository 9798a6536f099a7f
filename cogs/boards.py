"""/leaderboard and /stats: who is how good at the quizzes of a server."""

import io
import logging
from collections.abc import Sequence
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.app_commands import Range, Transform
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain import periods
from bot.domain.boards import Board, BoardPage, shares
from bot.domain.catalogue import FilterName
from bot.domain.season import current
from bot.domain.stock import Stock
from bot.drawing import Drawing
from bot.errors import Refusal
from bot.interactions import moment_of
from bot.options import FilterOption
from bot.presentation import boards, custom_ids, seasons
from bot.presentation.alt import stats_alt
from bot.presentation.components import Card
from bot.presentation.labels import label
from bot.presentation.options import nothing_matches
from bot.presentation.text import clip, listed, plain
from bot.responses import respond, turn_page
from bot.seasons import Turns
from bot.storage.guilds import Guilds
from bot.storage.privacy import Privacy
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

Scope = Literal["server", "pack", "session", "season"]
Span = Literal["day", "week", "month", "all"]


class Boards(commands.Cog):
    """Shows leaderboards and statistics. Who is hidden sees their own in private, and others never see them."""

    def __init__(
        self,
        stocks: Stocks,
        scores: Scores,
        privacy: Privacy,
        guilds: Guilds,
        drawing: Drawing,
        kept: Seasons,
        turns: Turns,
    ) -> None:
        self._stocks = stocks
        self._scores = scores
        self._privacy = privacy
        self._guilds = guilds
        self._drawing = drawing
        self._seasons = kept
        self._turns = turns

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        scope="This server, one pack, the season, or the last quiz of this channel; the server if left out",
        period="Since when, by this server's time zone; all time if left out",
        topic="Only questions on this topic",
        pack="Only questions of this pack",
        page="Which page; the first if left out",
    )
    async def leaderboard(
        self,
        interaction: Interaction,
        scope: Scope = "server",
        period: Span | None = None,
        topic: Transform[str, FilterOption("question", "topic")] | None = None,
        pack: Transform[str, FilterOption("question", "pack")] | None = None,
        page: Range[int, 1, 1_000_000] = 1,
    ) -> None:
        """Who has the most points; your own place is always shown"""
        given: dict[FilterName, str | None] = {"topic": topic, "pack": pack}
        filters = {name: value for name, value in given.items() if value is not None}
        if scope == "season":
            await self._season(interaction, page, is_narrowed=bool(filters or period))
            return
        if scope == "session":
            board = await self._last_quiz(interaction, is_narrowed=bool(filters or period))
        else:
            if scope == "pack" and pack is None:
                stock = await self._stocks.of(interaction.guild_id)
                packs = [value for value, _ in stock.values("question", "pack")]
                raise Refusal(
                    "Which pack?",
                    f"Packs: {plain(listed(label('pack', value) for value in packs))}.",
                    f"/leaderboard scope:pack pack:{packs[0]}" if packs else "/leaderboard",
                )
            board = Board(period or "all", filters)
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        card = await self._board_card(interaction, board, page, is_hidden=is_hidden)
        await respond(interaction, card, ephemeral=is_hidden)

    async def _season(self, interaction: Interaction, page: int, *, is_narrowed: bool) -> None:
        """Shows the season under way, or the one that ended last.

        Raises:
            Refusal: there is none, or it is asked for in part.
        """
        if is_narrowed:
            raise Refusal(
                "The board of a season is shown whole.",
                "With scope:season leave period, topic and pack out.",
                "/leaderboard scope:season",
            )
        now_at = moment_of(interaction)
        season = current(await self._seasons.of_guild(interaction.guild_id or 0), now_at)
        if season is None:
            raise Refusal("No season has been held here yet.", "Hosts begin one.", seasons.EXAMPLE)
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        asker = interaction.user.id, interaction.user.display_name
        card = await self._turns.card(season, page, asker, now_at=now_at, is_hidden=is_hidden)
        await respond(interaction, card, ephemeral=is_hidden)

    async def turn(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Another page: in the place of the card for who asked for it, in private for everybody else.

        The card has its asker's own row, which may be for their eyes only.
        """
        board, page = custom_ids.board_page(arguments)
        is_hidden = await self._privacy.is_hidden(interaction.user.id)
        card = await self._board_card(interaction, board, page, is_hidden=is_hidden)
        await turn_page(interaction, card, is_private=is_hidden)

    async def _last_quiz(self, interaction: Interaction, *, is_narrowed: bool) -> Board:
        if is_narrowed:
            raise Refusal(
                "The board of a quiz is shown whole.",
                "With scope:session leave period, topic and pack out.",
                "/leaderboard scope:session",
            )
        session_id = await self._scores.last_session(interaction.guild_id or 0, interaction.channel_id)
        if session_id is None:
            raise Refusal(
                "No quiz of this channel is over yet.", "The whole server has a board too.", "/leaderboard scope:server"
            )
        return Board(session_id=session_id)

    async def _board_card(self, interaction: Interaction, board: Board, page: int, *, is_hidden: bool) -> Card:
        guild_id, user = interaction.guild_id or 0, interaction.user
        now_at = moment_of(interaction)
        time_zone = (await self._guilds.settings(guild_id)).time_zone
        zone = ZoneInfo(time_zone)
        name = periods.period(board.period, now_at, zone)
        shown: BoardPage
        if board.session_id is not None:
            shown = await self._scores.board_of_session(board.session_id, page=page, user_id=user.id)
        elif topic := board.filters.get("topic"):
            _check(await self._stocks.of(guild_id), board)
            since_at = periods.began_at(board.period, now_at, zone)
            pack_id = board.filters.get("pack", "")
            shown = await self._scores.board_of_topic(
                guild_id, topic, pack_id=pack_id, page=page, user_id=user.id, since_at=since_at
            )
        else:
            shown = await self._scores.board(
                guild_id, period=name, pack_id=board.filters.get("pack", ""), page=page, user_id=user.id
            )
        asker = user.id, user.display_name
        return boards.board_card(board, shown, asker, span_name=name, time_zone=time_zone, is_hidden=is_hidden)

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(user="Whose; your own if left out")
    async def stats(self, interaction: Interaction, user: discord.User | None = None) -> None:
        """How often you, or somebody else, answered right, by era, region, topic and difficulty"""
        asker, player = interaction.user, user or interaction.user
        found = await self._scores.stats(interaction.guild_id or 0, player.id, asker_id=asker.id)
        if found is None:
            raise _unknown(player, is_own=player.id == asker.id)
        is_hidden = player.id == asker.id and await self._privacy.is_hidden(asker.id)
        divided = shares(await self._stocks.of(interaction.guild_id), found.by_question)
        groups = boards.bars(divided)
        if not groups or not interaction.app_permissions.attach_files:
            card = boards.stats_card(player.display_name, found, divided, is_hidden=is_hidden)
            await respond(interaction, card, ephemeral=is_hidden)
            return
        await interaction.response.defer(thinking=True, ephemeral=is_hidden)
        title = f"Right answers: {player.display_name}"
        picture = await self._drawing.stats(title, groups)
        words = stats_alt(title, groups) if picture else ""
        card = boards.stats_card(player.display_name, found, divided, is_hidden=is_hidden, picture=words)
        files = [discord.File(io.BytesIO(picture), boards.PICTURE)] if picture else []
        await interaction.edit_original_response(view=card.view(), attachments=files)


def _check(stock: Stock, board: Board) -> None:
    """Raises a Refusal where the topic is not in the pack, or not any more."""
    if not stock.matching("question", board.filters):
        emptied = stock.nearest_filter("question", board.filters)
        if emptied is not None:
            raise nothing_matches("question", emptied, "leaderboard")


def _unknown(player: discord.User | discord.Member, *, is_own: bool) -> Refusal:
    """The same for who never played and who is hidden."""
    if is_own:
        return Refusal("You have not answered in a quiz of this server yet.", "Anybody can start one.", "/quiz start")
    name = plain(clip(player.display_name, 40))
    return Refusal(
        f"There is nothing to show of {name}.",
        "They have answered in no quiz of this server, or are hidden.",
        "/leaderboard",
    )


async def setup(bot: Clio) -> None:
    """Adds the cog and the buttons that turn pages."""
    cog = Boards(bot.stocks, bot.scores, bot.privacy, bot.guilds_kept, bot.drawing, bot.seasons, bot.turns)
    bot.on_press("board", cog.turn)
    await bot.add_cog(cog)
