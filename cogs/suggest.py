"""/suggest: what members propose for their server, and the buttons of its reviewers."""

import asyncio
import logging
from collections import defaultdict
from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.catalogue import Catalogue
from bot.domain.proposal import PROPOSED, Proposal, ProposedKind, twin_of
from bot.domain.proposing import FORMS, Asked, Part, completed, proposed, reworded, typed_of
from bot.domain.recency import why_refused
from bot.errors import DeliveryFault, Refusal
from bot.interactions import in_guild, moment_of, reviewer_settings, submitted
from bot.presentation import suggestions as shown
from bot.presentation.cards import item_card
from bot.presentation.components import Card
from bot.presentation.notices import done, refusal
from bot.presentation.text import clip, one_line, plain
from bot.responses import replace, respond
from bot.sender import Sender
from bot.staff import Staff
from bot.storage.guilds import Guilds
from bot.storage.suggestions import LIMIT, Decision, Suggestion, Suggestions

log = logging.getLogger(__name__)


@app_commands.guild_only()
@app_commands.allowed_installs(guilds=True, users=False)
class Suggesting(commands.GroupCog, group_name="suggest", group_description="What members propose for this server"):
    """Takes suggestions and the decisions on them."""

    def __init__(
        self, catalogue: Catalogue, suggestions: Suggestions, guilds: Guilds, staff: Staff, sender: Sender
    ) -> None:
        self._catalogue = catalogue
        self._suggestions = suggestions
        self._guilds = guilds
        self._staff = staff
        self._sender = sender
        self._one_at_a_time: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    @app_commands.command()
    async def whatif(self, interaction: Interaction) -> None:
        """Proposes a what-if; reviewers read it, and it is shown with your name"""
        await self._ask(interaction, "whatif")

    @app_commands.command()
    async def fact(self, interaction: Interaction) -> None:
        """Proposes a fact with its source; reviewers read it, and it is shown with your name"""
        await self._ask(interaction, "fact")

    @app_commands.command()
    async def quote(self, interaction: Interaction) -> None:
        """Proposes a quote with its source; reviewers read it, and it is shown with your name"""
        await self._ask(interaction, "quote")

    @app_commands.command()
    async def question(self, interaction: Interaction) -> None:
        """Proposes a quiz question with its source; reviewers read it, and it is asked with your name"""
        await self._ask(interaction, "question")

    async def _ask(self, interaction: Interaction, kind: ProposedKind) -> None:
        _guild_of(interaction)
        await interaction.response.send_modal(shown.form(kind))

    @app_commands.command()
    async def mine(self, interaction: Interaction) -> None:
        """What came of your suggestions in this server"""
        own = await self._suggestions.of_user(_guild_of(interaction), interaction.user.id, shown.MINE)
        await respond(interaction, shown.mine(own), ephemeral=True)

    async def again(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens the form with what was typed before."""
        kind, part, suggestion_id = _form_of(arguments)
        await interaction.response.send_modal(
            shown.form(kind, suggestion_id, part, shown.typed_in(interaction.message))
        )

    async def take(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes a form: a new suggestion, or what a reviewer changes in one."""
        kind, part, suggestion_id = _form_of(arguments)
        guild_id = _guild_of(interaction)
        values = submitted(interaction)
        typed = {asked.name: _clean(values.get(asked.name, ""), asked) for asked in FORMS[kind, part]}
        if not suggestion_id:
            found = proposed(kind, typed)
        else:
            await reviewer_settings(interaction)
            one = await self._suggestions.get(suggestion_id)
            if one is None:
                raise _gone()
            found = (reworded if part == "first" else completed)(one.proposal, typed)
        if not isinstance(found, list):
            years = (await self._guilds.settings(guild_id)).recency_years
            why = why_refused(found.when, interaction.created_at.year, years)
            found = [why] if why else found
        if isinstance(found, list):
            problems = list(map(plain, found))  # they cite what was typed
            await respond(interaction, shown.to_mend(kind, suggestion_id, part, problems, typed), ephemeral=True)
        elif suggestion_id:
            await self._reword(interaction, suggestion_id, found)
        else:
            async with self._one_at_a_time[guild_id]:  # else the same text sent twice at once has no twin yet
                await self._propose(interaction, guild_id, found)
            await self._staff.bring_suggestions(guild_id)

    async def _propose(self, interaction: Interaction, guild_id: int, proposal: Proposal) -> None:
        known = await asyncio.to_thread(twin_of, proposal, self._catalogue.matching(proposal.kind))
        if known is not None:
            await self._to_mend(
                interaction, proposal, f"Much like yours, {known.id} is here already; it is shown below."
            )
            await interaction.followup.send(view=item_card(self._catalogue, known).view(), ephemeral=True)
            return
        living = [one.proposal for one in await self._suggestions.living(guild_id)]
        suggested = await asyncio.to_thread(twin_of, proposal, _standing(living, proposal.kind))
        if suggested is not None:
            problem = f"Much like yours, “{plain(clip(suggested.headline, 200))}” has been suggested here already."
            await self._to_mend(interaction, proposal, problem)
            return
        name = one_line(interaction.user.display_name)
        one = Suggestion(interaction.id, guild_id, interaction.user.id, name, proposal)
        refused = await self._suggestions.propose(one)
        if refused is not None:
            problem = (
                f"You have made {LIMIT} suggestions in the last day; "
                f"the next one can be sent <t:{refused.again_at // 1000 + 1}:R>."
            )
            await self._to_mend(interaction, proposal, problem)
            return
        log.info("suggested", extra={"guild": guild_id, "suggestion": one.id})
        has_readers = (await self._guilds.settings(guild_id)).staff_channel_id is not None
        later = (
            "The reviewers of this server read it now."
            if has_readers
            else "It is kept until this server sets a staff channel, where reviewers read it."
        )
        await respond(interaction, done(f"Thank you. {later} `/suggest mine` shows what came of it."), ephemeral=True)

    async def _to_mend(self, interaction: Interaction, proposal: Proposal, problem: str) -> None:
        typed = typed_of(proposal, "first")
        await respond(interaction, shown.to_mend(proposal.kind, 0, "first", [problem], typed), ephemeral=True)

    async def approve(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Approves, once."""
        await self._decide(interaction, int(arguments[0]), "approved")

    async def edit(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens one of the two forms with the suggestion in it."""
        part: Part = "more" if arguments[0] == "more" else "first"
        one = await self._still_open(interaction, int(arguments[-1]))
        if one is not None:
            typed = typed_of(one.proposal, part)
            await interaction.response.send_modal(shown.form(one.proposal.kind, one.id, part, typed))

    async def decline(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks why."""
        one = await self._still_open(interaction, int(arguments[0]))
        if one is not None:
            await interaction.response.send_modal(shown.decline_form(one.id))

    async def why(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Declines, once."""
        reason = one_line(submitted(interaction).get("reason", ""))
        if not reason:
            raise Refusal("Nothing was decided: the author wants to know why.", "Press Decline and give a reason.")
        await self._decide(interaction, int(arguments[0]), "declined", reason)

    async def _reword(self, interaction: Interaction, suggestion_id: int, proposal: Proposal) -> None:
        one, is_changed = await self._suggestions.edit(
            suggestion_id, proposal, by=interaction.user.id, at=moment_of(interaction)
        )
        if one is None:
            raise _gone()
        answer = done("Changed.") if is_changed else _already(one)
        await respond(interaction, answer, ephemeral=True)
        if one.channel_id is None or one.message_id is None:
            return
        try:
            await self._sender.edit(one.channel_id, one.message_id, shown.notice(one))
        except DeliveryFault as fault:
            log.warning("notice not changed", extra={"guild": one.guild_id, "why": type(fault).__name__})

    async def _decide(self, interaction: Interaction, suggestion_id: int, decision: Decision, reason: str = "") -> None:
        await reviewer_settings(interaction)
        one, is_mine = await self._suggestions.decide(
            suggestion_id, decision, reason=reason, by=interaction.user.id, at=moment_of(interaction)
        )
        if one is None:
            raise _gone()
        await self._tell(interaction, one, decision, is_mine=is_mine)

    async def withdraw(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Takes an approved one back, once."""
        await reviewer_settings(interaction)
        one, is_mine = await self._suggestions.withdraw(
            int(arguments[0]), by=interaction.user.id, at=moment_of(interaction)
        )
        if one is None:
            raise _gone()
        await self._tell(interaction, one, "withdrawn", is_mine=is_mine)

    async def _tell(self, interaction: Interaction, one: Suggestion, decision: str, *, is_mine: bool) -> None:
        """Brings the notice up to date, and tells the author; or who came second that somebody else was first."""
        await replace(interaction, shown.notice(one))
        if not is_mine:
            await interaction.followup.send(view=_already(one).view(), ephemeral=True)
            return
        log.info("decided", extra={"guild": one.guild_id, "suggestion": one.id, "decision": decision})
        guild_name = interaction.guild.name if interaction.guild else "the server"
        if one.user_id < 0:  # the author had their data deleted
            return
        if not await self._sender.direct(one.user_id, shown.to_author(one, guild_name)):
            said = "The author takes no direct messages from Clio; `/suggest mine` tells them."
            await interaction.followup.send(view=done(said).view(), ephemeral=True)

    async def _still_open(self, interaction: Interaction, suggestion_id: int) -> Suggestion | None:
        """The suggestion; None where somebody has decided, which is then told."""
        await reviewer_settings(interaction)
        one = await self._suggestions.get(suggestion_id)
        if one is None:
            raise _gone()
        if one.state == "open":
            return one
        await replace(interaction, shown.notice(one))
        await interaction.followup.send(view=_already(one).view(), ephemeral=True)
        return None


def _guild_of(interaction: Interaction) -> int:
    if interaction.guild_id is None or not in_guild(interaction):
        raise Refusal("Suggestions are for servers that Clio is a member of.", "Invite her first.", "/help")
    return interaction.guild_id


def _form_of(arguments: Sequence[str]) -> tuple[ProposedKind, Part, int]:
    kind, part, suggestion_id = arguments
    return next(one for one in PROPOSED if one == kind), "more" if part == "more" else "first", int(suggestion_id)


def _clean(value: str, asked: Asked) -> str:
    """What can be seen of a field: on one line, or on as many as were filled."""
    if not asked.has_lines:
        return one_line(value)
    return "\n".join(filter(None, map(one_line, value.splitlines())))


def _standing(living: Sequence[Proposal], kind: ProposedKind) -> list[Proposal]:
    """Those of the kind that nobody has taken back: what was mended may be suggested anew."""
    return [one for one in living if one.kind == kind and not one.is_withdrawn]


def _gone() -> Refusal:
    return Refusal("This suggestion is not there any more.", "Its author has deleted it.")


def _already(one: Suggestion) -> Card:
    return refusal(Refusal("Already decided.", shown.decided(one)))


async def setup(bot: Clio) -> None:
    """Adds the cog, its buttons and its forms."""
    cog = Suggesting(bot.catalogue, bot.suggestions, bot.guilds_kept, bot.staff, bot.sender)
    bot.on_press("suggest-form", cog.take)
    bot.on_press("suggest-again", cog.again)
    bot.on_press("suggest-approve", cog.approve)
    bot.on_press("suggest-edit", cog.edit)
    bot.on_press("suggest-decline", cog.decline)
    bot.on_press("suggest-why", cog.why)
    bot.on_press("suggest-withdraw", cog.withdraw)
    await bot.add_cog(cog)
