"""/appeal, /appeals, and the buttons with which players and reviewers handle refused answers."""

import logging
from collections.abc import Sequence

from discord import app_commands
from discord.app_commands import Range
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.appeal import WHY_LENGTHS, WINDOW_MS, appealable, why_not_appeal
from bot.domain.content import Question
from bot.domain.quiz import Guess
from bot.domain.stock import Stock
from bot.errors import Refusal
from bot.interactions import in_guild, moment_of, reviewer_settings, submitted
from bot.options import Choices
from bot.presentation import appeals as shown
from bot.presentation.components import Card
from bot.presentation.notices import done, refusal
from bot.presentation.text import CHOICE_LIMIT, clip, one_line, plain
from bot.redress import Redress
from bot.responses import replace, respond
from bot.staff import Staff
from bot.storage.aliases import Alias, Aliases
from bot.storage.appeals import LIMIT, Appeal, Appeals, TooManyAppeals, Tried
from bot.storage.guilds import Guilds
from bot.storage.stocks import Stocks

log = logging.getLogger(__name__)

_EXAMPLE = "/appeal question: why:Ister is the Danube’s ancient name"
_OFFERED = 25  # choices; Discord, Application Commands


class Appealing(commands.Cog):
    """Takes appeals and the decisions on them."""

    def __init__(self, stocks: Stocks, appeals: Appeals, guilds: Guilds, staff: Staff, redress: Redress) -> None:
        self._stocks = stocks
        self._appeals = appeals
        self._guilds = guilds
        self._staff = staff
        self._redress = redress

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.describe(
        question="An answer of yours that was refused in this channel", why="Why it is right; a source helps most"
    )
    async def appeal(
        self, interaction: Interaction, question: str, why: Range[str, WHY_LENGTHS.start, WHY_LENGTHS.stop - 1]
    ) -> None:
        """Asks the reviewers to accept an answer of yours that was refused"""
        await self._make(interaction, await self._mine(interaction, question), why)

    @appeal.autocomplete("question")
    async def refused(self, interaction: Interaction, value: str) -> Choices:
        """Their latest refused answers in this channel."""
        since_at = moment_of(interaction) - WINDOW_MS
        channel_id = interaction.channel_id or 0
        found = await self._appeals.refused(interaction.user.id, channel_id, since_at=since_at, limit=_OFFERED)
        stock = await self._stocks.of(interaction.guild_id)
        named = [(_named(tried, _question(stock, tried.question_id)), tried.guess.id) for tried in found]
        wanted = value.casefold()
        return [
            app_commands.Choice(name=name, value=str(guess_id)) for name, guess_id in named if wanted in name.casefold()
        ]

    async def press(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks the presser of a reveal's button why their answer is right, and which one where there are several."""
        session_id, number = map(int, arguments)
        mine = await self._appeals.tried_in(session_id, number, interaction.user.id)
        if not mine:
            raise Refusal("You did not answer this question.", "Whoever did can appeal where it was refused.")
        at = moment_of(interaction)
        right = next((tried for tried in mine if tried.guess.verdict == "accept"), None)
        form, is_closed = mine[0].form, mine[0].is_closed
        can = [] if right else appealable(form, [tried.guess for tried in mine], is_closed=is_closed, at=at)
        if not can:
            one = right or mine[-1]
            raise shown.why_not(why_not_appeal(form, one.guess, is_closed=is_closed, at=at) or "right")
        if len(can) > 1:
            await respond(interaction, shown.which_card(can), ephemeral=True)
        else:
            await self._open_form(interaction, mine[0].question_id, can[0])

    async def ask(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens the form for one of several answers."""
        tried = await self._mine(interaction, arguments[0])
        await self._open_form(interaction, tried.question_id, tried.guess)

    async def take(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes the form."""
        tried = await self._mine(interaction, arguments[0])
        await self._make(interaction, tried, submitted(interaction).get("why", ""))

    async def _mine(self, interaction: Interaction, guess_id: str) -> Tried:
        """The guess of who asks.

        Raises:
            Refusal: they have no such guess in this server, or it cannot be appealed for.
        """
        is_id = guess_id.isdecimal() and int(guess_id) < 2**63
        tried = await self._appeals.tried(int(guess_id)) if is_id else None
        if tried is None or tried.guess.user_id != interaction.user.id or tried.guild_id != interaction.guild_id:
            raise Refusal(
                "That is none of your refused answers in this channel.",
                "Choose one that is offered; the button “Appeal” on a reveal does the same.",
                _EXAMPLE,
            )
        why_not = why_not_appeal(tried.form, tried.guess, is_closed=tried.is_closed, at=moment_of(interaction))
        if why_not:
            raise shown.why_not(why_not)
        return tried

    async def _make(self, interaction: Interaction, tried: Tried, why: str) -> None:
        why, at = one_line(why), moment_of(interaction)
        if len(why) not in WHY_LENGTHS:
            raise Refusal(
                f"A reason has {WHY_LENGTHS.start} to {WHY_LENGTHS.stop - 1} characters.",
                "A source helps most.",
                _EXAMPLE,
            )
        made = await self._appeals.make(interaction.id, tried, why, at=at)
        if isinstance(made, TooManyAppeals):
            raise Refusal(
                f"You have made {LIMIT} appeals in the last day.",
                f"The next one can be made <t:{made.again_at // 1000 + 1}:R>.",
            )
        what, one = made
        if what in ("again", "decided"):
            raise shown.there_is_one(one, one.state_at(at))
        log.info("appealed", extra={"guild": one.guild_id, "appeal": one.id, "is_new": what == "made"})
        has_readers = (await self._guilds.settings(one.guild_id)).staff_channel_id is not None
        card = shown.made_card(one, is_new=what == "made", has_readers=has_readers)
        await respond(interaction, card, ephemeral=True)
        if what == "merged":
            await self._redress.show(one)
        await self._staff.bring_appeals(one.guild_id)

    async def accept(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Accepts, once, and pays."""
        one = await self._still_open(interaction, int(arguments[0]))
        if one is None:
            return
        by, at = interaction.user.id, moment_of(interaction)
        now, settled = await self._redress.accept(one, by=by, at=at)
        gains = dict(settled.round.gains) if settled else {}
        told = shown.paid_card(gains, is_match=settled is not None and settled.competition is not None)
        await self._decided(interaction, now, told if settled else None)

    async def decline(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks why."""
        one = await self._still_open(interaction, int(arguments[0]))
        if one is not None:
            await interaction.response.send_modal(shown.decline_form(one.id))

    async def why(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Declines, once."""
        await reviewer_settings(interaction)
        reason = one_line(submitted(interaction).get("reason", ""))
        if not reason:
            raise Refusal("Nothing was decided: whoever asked wants to know why.", "Press Decline and give a reason.")
        by, at = interaction.user.id, moment_of(interaction)
        now, is_mine = await self._appeals.decline(int(arguments[0]), reason, by=by, at=at)
        await self._decided(interaction, now, done("Declined.") if is_mine else None)

    async def _decided(self, interaction: Interaction, one: Appeal | None, told: Card | None) -> None:
        """Shows the decision and lets everything follow; without `told` it was somebody else's."""
        if one is None:
            raise _gone()
        await replace(interaction, await self._notice(interaction, one))
        if told is None:
            await interaction.followup.send(view=self._already(interaction, one).view(), ephemeral=True)
            return
        log.info("appeal decided", extra={"guild": one.guild_id, "appeal": one.id, "state": one.state})
        await interaction.followup.send(view=told.view(), ephemeral=True)
        await self._redress.follow(one)

    async def _still_open(self, interaction: Interaction, appeal_id: int) -> Appeal | None:
        """The appeal; None where it cannot be decided any more, which is then told."""
        await reviewer_settings(interaction)
        one = await self._appeals.get(appeal_id)
        if one is None:
            raise _gone()
        if one.state_at(moment_of(interaction)) == "open":
            return one
        await replace(interaction, await self._notice(interaction, one))
        await interaction.followup.send(view=self._already(interaction, one).view(), ephemeral=True)
        return None

    async def _notice(self, interaction: Interaction, one: Appeal) -> Card:
        question = _question(await self._stocks.of(one.guild_id), one.question_id)
        return shown.notice(one, question, one.state_at(moment_of(interaction)))

    @staticmethod
    def _already(interaction: Interaction, one: Appeal) -> Card:
        return refusal(Refusal("Already decided.", shown.decided(one, one.state_at(moment_of(interaction)))))

    async def _open_form(self, interaction: Interaction, question_id: str, guess: Guess) -> None:
        question = _question(await self._stocks.of(interaction.guild_id), question_id)
        if question is None:
            raise Refusal("This question is not there any more.", "Nobody can be paid for it.")
        await interaction.response.send_modal(shown.form(guess, question))


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Appealed(commands.GroupCog, group_name="appeals", group_description="Answers that were refused, and their fate"):
    """Lists appeals, and what a server accepts by them."""

    def __init__(self, stocks: Stocks, appeals: Appeals, aliases: Aliases) -> None:
        self._stocks = stocks
        self._appeals = appeals
        self._aliases = aliases

    @app_commands.command()
    async def mine(self, interaction: Interaction) -> None:
        """What came of your appeals in this server"""
        own = await self._appeals.of_user(_guild_of(interaction), interaction.user.id, shown.MINE)
        at = moment_of(interaction)
        stock = await self._stocks.of(interaction.guild_id)
        rows = [(one, _question(stock, one.question_id), one.state_at(at)) for one in own]
        await respond(interaction, shown.mine_card(rows), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(remove="A form that is not to be accepted any more")
    async def aliases(self, interaction: Interaction, remove: str | None = None) -> None:
        """Lists what this server's reviewers accept beside the packs, or takes a form back; for reviewers"""
        await reviewer_settings(interaction)
        guild_id = _guild_of(interaction)
        known = await self._aliases.of_guild(guild_id)
        if remove is None:
            stock = await self._stocks.of(guild_id)
            rows = [(alias.normal, _question(stock, alias.question_id)) for alias in known]
            await respond(interaction, shown.aliases_card(rows), ephemeral=True)
            return
        alias = next((alias for alias in known if _key(alias) == remove), None)
        by, at = interaction.user.id, moment_of(interaction)
        if alias is None or not await self._aliases.remove(guild_id, alias.question_id, alias.normal, by=by, at=at):
            raise Refusal("No such form is accepted here.", "Choose one that is offered.", "/appeals aliases")
        log.info("alias removed", extra={"guild": guild_id, "question": alias.question_id})
        said = f"“{plain(clip(alias.normal, 80))}” is not accepted any more, from the next question on."
        await respond(interaction, done(said), ephemeral=True)

    @aliases.autocomplete("remove")
    async def known(self, interaction: Interaction, value: str) -> Choices:
        """The forms that the server accepts, the latest first."""
        stock, wanted = await self._stocks.of(interaction.guild_id), value.casefold()
        known = await self._aliases.of_guild(interaction.guild_id or 0)
        named = [(_named(alias, _question(stock, alias.question_id)), alias) for alias in known]
        found: Choices = [
            app_commands.Choice(name=name, value=_key(alias)) for name, alias in named if wanted in name.casefold()
        ]
        return found[:_OFFERED]


def _question(stock: Stock, question_id: str) -> Question | None:
    found = stock.get(question_id)
    return found if isinstance(found, Question) else None


def _named(one: Tried | Alias, question: Question | None) -> str:
    """A form and its question, as a choice shows them."""
    form = one_line(one.guess.text) if isinstance(one, Tried) else one.normal
    return clip(f"“{form[:40]}” · {question.question if question else one.question_id}", CHOICE_LIMIT)


def _key(alias: Alias) -> str:
    """What a choice carries; Discord takes a hundred characters."""
    return f"{alias.question_id} {alias.normal}"[:CHOICE_LIMIT].strip()


def _guild_of(interaction: Interaction) -> int:
    if interaction.guild_id is None or not in_guild(interaction):
        raise Refusal("Appeals are for servers that Clio is a member of.", "Invite her first.", "/help")
    return interaction.guild_id


def _gone() -> Refusal:
    return Refusal("This appeal is not there any more.", "Whoever made it has deleted it.")


async def setup(bot: Clio) -> None:
    """Adds the cogs, the buttons and the forms."""
    cog = Appealing(bot.stocks, bot.appeals, bot.guilds_kept, bot.staff, bot.redress)
    bot.on_press("appeal", cog.press, needs_message=False)
    bot.on_press("appeal-of", cog.ask, needs_message=False)
    bot.on_press("appeal-form", cog.take, needs_message=False)
    bot.on_press("appeal-accept", cog.accept, needs_message=False)
    bot.on_press("appeal-decline", cog.decline, needs_message=False)
    bot.on_press("appeal-why", cog.why, needs_message=False)
    await bot.add_cog(cog)
    await bot.add_cog(Appealed(bot.stocks, bot.appeals, bot.aliases))
