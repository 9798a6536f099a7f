"""Answers to an interaction, sent without reading them back.

discord.py asks for the posted message with every answer and parses it, which takes about as long as all else that Clio
does for a command; she needs it only where a thread is opened on it, and then asks through discord.py.
"""

from typing import Any

import discord
from discord import InteractionResponseType
from discord.http import Route
from discord.webhook.async_ import async_context

from bot.presentation.components import Card, Component

_EPHEMERAL, _COMPONENTS_V2 = 1 << 6, 1 << 15  # Discord, Message Flags


async def respond(interaction: discord.Interaction[Any], card: Card, *, ephemeral: bool = False) -> None:
    """Answers with a card, for everybody or only for who asked.

    Raises:
        discord.InteractionResponded: it was answered before.
        discord.HTTPException: Discord refuses the answer, or waits for none any more.
    """
    flags = _COMPONENTS_V2 | _EPHEMERAL if ephemeral else _COMPONENTS_V2
    await _call_back(interaction, InteractionResponseType.channel_message, card, flags)


async def replace(interaction: discord.Interaction[Any], card: Card) -> None:
    """Puts a card in the place of the one whose button or select was used.

    Raises:
        discord.InteractionResponded: it was answered before.
        discord.HTTPException: Discord refuses the answer, or waits for none any more.
    """
    await _call_back(interaction, InteractionResponseType.message_update, card, _COMPONENTS_V2)


async def turn_page(interaction: discord.Interaction[Any], card: Card, *, is_private: bool = False) -> None:
    """Shows another page: in the place of the card for who asked for it, in private for everybody else.

    A private page does not take the place of what others see.

    Raises:
        discord.InteractionResponded: it was answered before.
        discord.HTTPException: Discord refuses the answer, or waits for none any more.
    """
    message = interaction.message
    asked_by = message.interaction_metadata.user.id if message and message.interaction_metadata else None
    if message and asked_by == interaction.user.id and (message.flags.ephemeral or not is_private):
        await replace(interaction, card)
    else:
        await respond(interaction, card, ephemeral=True)


async def _call_back(
    interaction: discord.Interaction[Any], kind: InteractionResponseType, card: Card, flags: int
) -> None:
    if interaction.response.is_done():
        raise discord.InteractionResponded(interaction)
    route = Route(
        "POST",
        "/interactions/{webhook_id}/{webhook_token}/callback",
        webhook_id=interaction.id,
        webhook_token=interaction.token,
    )
    data: Component = {"components": card.to_components(), "flags": flags, "allowed_mentions": {"parse": []}}
    await async_context.get().request(route, interaction._session, payload={"type": kind.value, "data": data})
    interaction.response._response_type = (
        kind  # as discord.py 2.7 does after its own answers, so that is_done() is right
    )
