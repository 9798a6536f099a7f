"""The discord.py client: intents, cogs, command sync, presses, the one error handler, the API's address."""

import asyncio
import logging
import secrets
import sys
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import aiohttp
import discord
import yarl
from discord import app_commands
from discord.ext import commands
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot import waits
from bot.announcer import DiscordAnnouncer
from bot.challenges import Challenges
from bot.command_gist import gist
from bot.domain.catalogue import Catalogue
from bot.domain.search import Entry, SearchIndex, entries
from bot.drawing import Drawing
from bot.errors import DeliveryFault, Refusal, StartFault
from bot.loopback import LoopbackOnly
from bot.organiser import Organiser
from bot.pace import paced
from bot.presentation import notices
from bot.presentation.components import Card
from bot.quizmaster import Quizmaster
from bot.recaps import Recaps
from bot.redress import Redress
from bot.responses import respond
from bot.roles import Roles
from bot.seasons import Turns
from bot.sender import Sender
from bot.settings import Settings, is_loopback
from bot.staff import Staff
from bot.stage import Stage
from bot.storage.aliases import Aliases
from bot.storage.appeals import Appeals
from bot.storage.competitions import Competitions
from bot.storage.dailies import Dailies
from bot.storage.guilds import Guilds
from bot.storage.privacy import Privacy
from bot.storage.quizzes import Quizzes
from bot.storage.reports import Reports
from bot.storage.schedules import Schedules
from bot.storage.scores import Scores
from bot.storage.seasons import Seasons
from bot.storage.shown import Shown
from bot.storage.stocks import Stocks
from bot.storage.suggestions import Suggestions
from bot.storage.teams import Teams

log = logging.getLogger(__name__)

COGS = tuple(
    f"cogs.{name}"
    for name in (
        *("content", "sources", "discussions", "reports", "quiz", "guesses", "appeals", "boards", "season", "privacy"),
        *("competition", "entering", "ready", "host", "team"),
        *("daily", "schedule", "prompts", "suggest", "admin", "setup", "help"),
    )
)
_UNKNOWN_INTERACTION = 10062  # its 3 seconds are over; Discord, JSON Error Codes
_ALREADY_ACKNOWLEDGED = 40060
_PRESSED = (discord.InteractionType.component, discord.InteractionType.modal_submit)
_UNHEARD = ("socket_event_type", "app_command_completion")
_REMEMBERED = 512  # interactions; a session replays what came in the seconds before it broke

Interaction = discord.Interaction["Clio"]
Press = Callable[[Interaction, Sequence[str]], Awaitable[None]]
"""Answers a press, a selection or a modal: the interaction, and what its custom id carries after the verb."""


class _Tree(app_commands.CommandTree["Clio"]):
    async def interaction_check(self, interaction: Interaction, /) -> bool:
        return interaction.type is discord.InteractionType.autocomplete or interaction.client.is_new(interaction)

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        await answer_error(interaction, cause)


class Clio(commands.AutoShardedBot):
    """What listens to Discord. All that it and its cogs may use comes through the constructor."""

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        shown: Shown,
        guilds_kept: Guilds,
        reports: Reports,
        quizzes: Quizzes,
        scores: Scores,
        privacy: Privacy,
        schedules: Schedules,
        suggestions: Suggestions,
        seasons: Seasons,
        dailies: Dailies,
        appeals: Appeals,
        aliases: Aliases,
        competitions: Competitions,
        teams: Teams,
    ) -> None:
        self._on_this_machine = is_loopback(yarl.URL(settings.api_url).host or "")
        Route.BASE = settings.api_url
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True, message_content=settings.message_content),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            max_messages=None,
            chunk_guilds_at_startup=False,
            guild_ready_timeout=settings.timing.ready_s,
            tree_cls=_Tree,
            connector=LoopbackOnly(limit=0) if self._on_this_machine else None,
            http_trace=paced(settings.api_url),
        )
        self.settings = settings
        self.catalogue = catalogue
        self._index: asyncio.Task[SearchIndex] | None = None
        self.shown = shown
        self.guilds_kept = guilds_kept
        self.reports = reports
        self.quizzes = quizzes
        self.scores = scores
        self.privacy = privacy
        self.schedules = schedules
        self.suggestions = suggestions
        self.seasons = seasons
        self.competitions = competitions
        self.teams = teams
        self.appeals = appeals
        self.aliases = aliases
        self.stocks = Stocks(catalogue, guilds_kept, suggestions)
        self.challenges = Challenges(self.stocks, dailies, guilds_kept, shown)
        self.sender = Sender(self)
        self.drawing = Drawing()
        self.staff = Staff(self.stocks, guilds_kept, reports, suggestions, appeals, self.sender)
        self.recaps = Recaps(self, self.stocks, schedules, privacy, self.sender, self.staff, self.drawing)
        self.roles = Roles(self)
        self.turns = Turns(self, seasons, scores, self.sender, self.staff, self.roles, self.drawing)
        self.stage = Stage(self, self.stocks, guilds_kept, self.sender, self.drawing)
        self.quizmaster = Quizmaster(
            stocks=self.stocks,
            shown=shown,
            quizzes=quizzes,
            aliases=aliases,
            stage=self.stage,
            waits=waits.of_quizzes(settings.timing),
        )
        self.organiser = Organiser(
            competitions=competitions,
            quizmaster=self.quizmaster,
            quizzes=quizzes,
            stocks=self.stocks,
            shown=shown,
            guilds=guilds_kept,
            announcer=DiscordAnnouncer(self, competitions, self.sender, self.staff, self.roles, self.drawing),
            waits=waits.of_competitions(settings.timing),
        )
        self.redress = Redress(
            appeals,
            self.stocks,
            self.quizmaster,
            self.sender,
            self.staff,
            name_of=self._name_of,
            wake=self.organiser.wake,
        )
        self._listen_to_guesses_only()
        self._leave_messages_unread()
        self._presses: dict[str, Press] = {}
        self._without_message: set[str] = set()
        self._taken: dict[int, None] = {}

    def _name_of(self, guild_id: int) -> str:
        guild = self.get_guild(guild_id)
        return guild.name if guild else "the server"

    def _listen_to_guesses_only(self) -> None:
        """Drops every message that can be no guess, Clio's own among them, before discord.py makes an object of it.

        discord.py 2.7 has no public place for this; each message would cost half as much as a command.
        """
        parsers = self._connection.parsers
        parse = parsers["MESSAGE_CREATE"]

        def perhaps(message: Any) -> None:
            if self.quizmaster.running_in(int(message["channel_id"])) is not None and not message["author"].get("bot"):
                parse(message)

        parsers["MESSAGE_CREATE"] = perhaps
        parsers["MESSAGE_UPDATE"] = parsers["MESSAGE_DELETE"] = parsers["MESSAGE_DELETE_BULK"] = lambda _: None

    def _leave_messages_unread(self) -> None:
        """Takes the message from a press whose answer does not look at it, before discord.py makes objects of it all.

        discord.py 2.7 has no public place for this either; a question with its buttons costs a sixth of a guess.
        """
        parsers = self._connection.parsers
        parse = parsers["INTERACTION_CREATE"]

        def perhaps(interaction: Any) -> None:
            custom_id = interaction.get("data", {}).get("custom_id", "")
            if custom_id.partition(":")[0] in self._without_message:
                interaction.pop("message", None)
            parse(interaction)

        parsers["INTERACTION_CREATE"] = perhaps

    async def search_index(self) -> SearchIndex:
        """The index of all that `/search` may find; made beside the connection, so that the start does not wait for it.

        Questions are not in it: their words would lead to an answer during a quiz.
        """
        if self._index is None:
            found = [entry for entry in entries(self.catalogue) if entry.kind != "question"]
            self._index = asyncio.create_task(asyncio.to_thread(_made, found), name="search index")
        return await asyncio.shield(self._index)

    def on_press(self, verb: str, answer: Press, *, needs_message: bool = True) -> None:
        """Sends every press whose custom id is `verb` or begins with `verb:` to this answer, also after a restart.

        Where the answer does not need the message with the button, `interaction.message` is None and costs nothing.
        """
        self._presses[verb] = answer
        if not needs_message:
            self._without_message.add(verb)

    def is_new(self, interaction: Interaction) -> bool:
        """Whether it comes for the first time: after a resume Discord may deliver an event again."""
        if interaction.id in self._taken:
            log.info("delivered twice", extra={"command": _name(interaction), "guild": interaction.guild_id})
            return False
        self._taken[interaction.id] = None
        if len(self._taken) > _REMEMBERED:
            del self._taken[next(iter(self._taken))]
        return True

    async def setup_hook(self) -> None:
        """Asks where the gateway is, loads every cog and tells Discord the commands, if they changed.

        Raises:
            StartFault: the gateway's address leaves this machine while the API's does not.
        """
        shards, gateway, _ = await self.http.get_bot_gateway()
        host = yarl.URL(gateway).host or ""
        if self._on_this_machine and not is_loopback(host):
            raise StartFault([f"The server at DISCORD_API_URL names a gateway that is not on this machine: {host}."])
        # discord.py goes back to it after INVALID_SESSION, and asks for no other with a fixed shard count.
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)
        self.shard_count = self.settings.shard_count or shards
        await self.quizmaster.restore()
        for cog in COGS:
            try:
                await self.load_extension(cog)
            except commands.ExtensionError as error:
                raise StartFault([f"{cog} cannot be loaded: {error.__cause__ or error}."]) from error
        await self._sync()

    async def _sync(self) -> None:
        wanted = [command.to_dict(self.tree) for command in self.tree.get_commands()]
        application_id = int(self.application_id or 0)
        known = await self.http.get_global_commands(application_id)
        if sorted(map(gist, wanted), key=str) == sorted(map(gist, known), key=str):
            log.info("commands unchanged", extra={"commands": len(wanted)})
            return
        await self.http.bulk_upsert_global_commands(application_id, wanted)
        log.info("commands synced", extra={"commands": len(wanted)})

    async def on_shard_connect(self, shard_id: int) -> None:
        """The shard has a session; where the API is on this machine, it stays there when it is resumed."""
        self.stage.connected(shard_id, is_resumed=False)
        ws = self._get_websocket(shard_id=shard_id)
        if self._on_this_machine and not is_loopback(ws.gateway.host or ""):
            ws.gateway = DiscordWebSocket.DEFAULT_GATEWAY
        interrupted = self.quizmaster.resume(lambda guild_id: self.stage.shard_of(guild_id) == shard_id)
        if interrupted:
            log.info("quizzes go on", extra={"quizzes": interrupted, "shard": shard_id})

    async def on_ready(self) -> None:
        """Says that the bot is up."""
        log.info("ready", extra={"guilds": len(self.guilds), "shards": self.shard_count})
        await self.search_index()

    async def on_shard_resumed(self, shard_id: int) -> None:
        """The shard hears again, and has heard what it missed."""
        self.stage.connected(shard_id, is_resumed=True)

    async def on_shard_disconnect(self, shard_id: int) -> None:
        """The shard hears nothing: quizzes wait for it."""
        self.stage.disconnected(shard_id)

    async def on_message(self, message: discord.Message, /) -> None:
        """Looks for no command in messages: a quiz that takes guesses from them listens itself."""

    def dispatch(self, event_name: str, /, *args: Any, **kwargs: Any) -> None:
        """Passes an event on, but for those that come with every command and that nobody here listens to."""
        if event_name in _UNHEARD:
            return
        if event_name == "interaction" and args[0].type not in _PRESSED:
            return
        super().dispatch(event_name, *args, **kwargs)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Finds the answer to a press, a selection or a modal by its custom id."""
        verb, *arguments = _custom_id(interaction).split(":")
        if not self.is_new(interaction):
            return
        answer = self._presses.get(verb)
        try:
            if answer is None:
                raise Refusal("This button is from an older version of Clio.", "Its command still works.", "/help")
            await answer(interaction, arguments)
        except Exception as error:
            await answer_error(interaction, error)

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Logs what went wrong in an event, without its contents."""
        log.exception("event failed", extra={"event": event_method})


def _made(found: Sequence[Entry]) -> SearchIndex:
    """The index, made in a thread that lets go of the interpreter ten times as often as others do.

    A quarter of a second's work at the usual 5 ms a turn would make whoever asks meanwhile wait for a tenth.
    """
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(usual_s / 10)
    try:
        return SearchIndex(found)
    finally:
        sys.setswitchinterval(usual_s)


async def answer_error(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """The one error handler: tells the presser privately, and the log as much as it needs.

    1. A refusal: its text; debug.
    2. An option that does not fit its type: the same, from discord.py's own check.
    3. The interaction is over (Discord waited 3 seconds) or was answered before: nothing can be said; warning.
    4. Discord refused a post or a permission is missing: what to change; warning.
    5. Anything else is our fault: one sentence with a reference; error with the same reference and the traceback.
    """
    where = {"command": _name(interaction), "guild": interaction.guild_id}
    if isinstance(error, app_commands.TransformerError) and isinstance(error.__cause__, Refusal):
        error = error.__cause__
    match error:
        case Refusal():
            log.debug("refused", extra=where)
            card: Card = notices.refusal(error)
        case app_commands.TransformerError():
            card = notices.refusal(
                Refusal(f"“{error.value}” does not fit here.", "Choose one of the values that are offered.", "/help")
            )
        case discord.HTTPException(code=code) if code in (_UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED):
            log.warning("interaction over before it was answered", extra={**where, "code": code})
            return
        case DeliveryFault():
            log.warning("not delivered", extra={**where, "why": type(error).__name__})
            card = notices.refusal(Refusal(str(error)))
        case discord.Forbidden():
            log.warning("forbidden", extra={**where, "code": error.code})
            card = notices.refusal(
                Refusal("Clio may not do that in this channel.", "A moderator can allow it in its permissions.")
            )
        case _:
            reference = secrets.token_hex(4)
            log.error("failed", extra={**where, "reference": reference}, exc_info=error)
            card = notices.failure(reference)
    try:
        if interaction.response.is_done():
            await interaction.followup.send(view=card.view(), ephemeral=True)
        else:
            await respond(interaction, card, ephemeral=True)
    except (discord.HTTPException, aiohttp.ClientError) as unsaid:
        log.warning("error not told", extra={**where, "why": type(unsaid).__name__})


def _name(interaction: discord.Interaction[Any]) -> str:
    if interaction.command is not None:
        return interaction.command.qualified_name
    return _custom_id(interaction).split(":")[0]


def _custom_id(interaction: discord.Interaction[Any]) -> str:
    data: Any = interaction.data or {}
    return str(data.get("custom_id", ""))
