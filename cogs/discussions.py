"""The Discuss button of a what-if: a thread on its card, or a post in a forum."""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import discord
from discord.ext import commands

from bot.client import Clio, Interaction
from bot.domain.content import WhatIf
from bot.domain.search import title_of
from bot.errors import DeliveryFault, Refusal
from bot.interactions import catalogue_with, chosen_channel, in_guild, selected, why_no_thread
from bot.options import item
from bot.presentation import notices
from bot.presentation.cards import item_card, starter_card
from bot.responses import replace, respond
from bot.sender import Sender

log = logging.getLogger(__name__)


class Discussions(commands.Cog):
    """Opens discussions on what-ifs for members who may."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    async def _whatif(self, interaction: Interaction, item_id: str) -> WhatIf:
        found = item(await catalogue_with(interaction, item_id), item_id, "whatif", "whatif")
        if not isinstance(found, WhatIf):
            raise TypeError(item_id)
        return found

    async def discuss(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Asks the presser where: a thread on this card, or a forum."""
        whatif = await self._whatif(interaction, arguments[0])
        if not in_guild(interaction) or interaction.message is None:
            raise Refusal(
                "Discussions can be opened in a server that Clio is a member of.", "Ask for a what-if there.", "/whatif"
            )
        card = notices.where_to_discuss(whatif.id, interaction.message.id, why_no_thread(interaction))
        await respond(interaction, card, ephemeral=True)

    async def thread(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens a thread on the card, or shows the one that is there."""
        whatif, message_id = await self._whatif(interaction, arguments[0]), int(arguments[1])
        why = why_no_thread(interaction)
        if why or interaction.guild_id is None or interaction.channel_id is None:
            raise Refusal(why, "A forum post needs no thread here.", "/whatif")
        with told(interaction.guild_id):
            thread_id = await self._sender.open_thread(
                interaction.guild_id, interaction.channel_id, message_id, title_of(whatif), starter_card(whatif)
            )
        await self._opened(interaction, whatif, thread_id)

    async def forum(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens a post in the forum chosen, or asks for the tag that the forum wants."""
        whatif = await self._whatif(interaction, arguments[0])
        channel_id, allowed = chosen_channel(interaction)
        if not allowed.send_messages:
            raise Refusal(f"You may not post in <#{channel_id}>.", "Choose a forum in which you may.")
        with told(interaction.guild_id):
            forum = await self._sender.forum(channel_id)
        if forum.flags.require_tag:
            if not notices.usable_tags(forum):
                raise Refusal(
                    f"<#{forum.id}> wants a tag on every post and has none that Clio may use.",
                    "A moderator can add one.",
                )
            await replace(interaction, notices.which_tag(whatif.id, forum))
            return
        await self._post(interaction, whatif, forum, None)

    async def tag(self, interaction: Interaction, arguments: Sequence[str]) -> None:
        """Opens a post with the tag chosen in the forum chosen before."""
        whatif = await self._whatif(interaction, arguments[0])
        with told(interaction.guild_id):
            forum = await self._sender.forum(int(arguments[1]))
        member = interaction.user
        # The tag's select does not carry the forum's permissions, so they are computed anew from the member's roles.
        if not isinstance(member, discord.Member) or not forum.permissions_for(member).send_messages:
            raise Refusal(f"You may not post in <#{forum.id}>.", "Choose a forum in which you may.")
        await self._post(interaction, whatif, forum, int(selected(interaction)))

    async def _post(
        self, interaction: Interaction, whatif: WhatIf, forum: discord.ForumChannel, tag_id: int | None
    ) -> None:
        with told(interaction.guild_id):
            card = item_card(await catalogue_with(interaction, whatif.id), whatif)
            post_id = await self._sender.forum_post(forum, title_of(whatif), card, tag_id)
        await self._opened(interaction, whatif, post_id)

    async def _opened(self, interaction: Interaction, whatif: WhatIf, thread_id: int) -> None:
        log.info("discussion opened", extra={"guild": interaction.guild_id, "item": whatif.id, "thread_id": thread_id})
        await replace(interaction, notices.done(f"The discussion is open: <#{thread_id}>"))


@contextmanager
def told(guild_id: int | None) -> Iterator[None]:
    """Tells the presser what Discord refused inside."""
    try:
        yield
    except DeliveryFault as fault:
        log.warning("discussion not opened", extra={"guild": guild_id, "why": type(fault).__name__})
        raise Refusal(str(fault)) from fault


async def setup(bot: Clio) -> None:
    """Adds the cog and its buttons."""
    cog = Discussions(bot.sender)
    bot.on_press("discuss", cog.discuss)
    bot.on_press("thread", cog.thread)
    bot.on_press("forum", cog.forum)
    bot.on_press("tag", cog.tag)
    await bot.add_cog(cog)
